import { formatId } from '#kernel/ids';
import type { Tx } from '#kernel/transaction';
import type { Attachment } from './channel.ts';
import { withHouseAddress } from './house-address.ts';
import { openContents } from './open-content.ts';
import { listMailboxRows } from './store.ts';

export type MailboxEntry = {
  readonly messageId: string;
  readonly channel: string;
  readonly template: string;
  readonly putAt: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly attachments: readonly Attachment[];
};

/**
 * The newest hundred messages of the mailbox, opened; those of erased people are left out. `houseAddress` is where
 * the reader reaches the house.
 */
export async function readMailbox(tx: Tx, houseAddress: string): Promise<MailboxEntry[]> {
  const rows = await listMailboxRows(tx);
  const contents = await openContents(tx, rows);
  return rows.flatMap((row, index) => {
    const content = contents[index];
    return content === undefined
      ? []
      : {
          messageId: formatId('message', row.id),
          channel: row.channel,
          template: row.template,
          putAt: String(row.put_at),
          to: content.to,
          subject: content.subject,
          text: withHouseAddress(content.text, houseAddress),
          attachments: content.attachments ?? [],
        };
  });
}
