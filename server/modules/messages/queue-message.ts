// A message is put into the outbox in the transaction of its cause, so that it goes out exactly when that
// was committed. Who gets it and what it says is sealed under the record's key, or under the house's own
// while there is no record.
import { formatId, newId } from '#kernel/ids';
import type { Language } from '#kernel/problem';
import { type Purpose, purposes } from '#kernel/purposes';
import { seal, sealSecret } from '#kernel/sealing';
import type { Tx } from '#kernel/transaction';
import { loadRecordKeys } from '#privacy';
import type { ChannelName, Content } from './channel.ts';
import { messagesQueued } from './events.ts';
import { insertContentRow, insertMessageRow, type MessageRow } from './store.ts';
import type { Words } from './templates.ts';

/** What is bound into the sealed bytes of contents and of the mailbox. */
export const contentUse = 'messages.content';

export type MessageToQueue = {
  /** uuid; null when there is no record of the person yet. */
  readonly recordId: string | null;
  readonly channel: ChannelName;
  /** Where to: a mail address, a phone number, a LINE user id. */
  readonly to: string;
  /** Anything but `service` is sent only with consent and outside quiet hours. */
  readonly purpose?: Purpose;
  /** The code of the words (`sign_in_code`), for counting. */
  readonly template: string;
  readonly words: Words;
  readonly language: Language;
  /** Names what it is about (`booking_reminder:bkg_…`); a second message of one cause is not queued. */
  readonly cause?: string;
  readonly notBefore?: Temporal.Instant;
  readonly expiresAt?: Temporal.Instant;
  readonly placeId?: string | null;
};

/**
 * Queues a message and answers its id (uuid); undefined when its cause has one already, or the record was
 * erased. The transaction must have declared the message's purpose: row security lets no other write it.
 */
export async function queueMessage(tx: Tx, message: MessageToQueue): Promise<string | undefined> {
  const { recordId, words } = message;
  const content: Content = { to: message.to, subject: words.subject, text: words.text };
  const sealed = await sealContent(tx, recordId, content);
  const purpose = message.purpose ?? 'service';
  const row =
    sealed === undefined
      ? undefined
      : await insertMessageRow(tx, {
          id: newId(),
          record_id: recordId,
          channel: message.channel,
          purpose,
          template: message.template,
          language: message.language,
          expires_at: message.expiresAt ?? null,
          place_id: message.placeId ?? null,
          cause: message.cause ?? null,
          notBefore: message.notBefore ?? tx.now,
        });
  if (row === undefined || sealed === undefined) {
    return undefined;
  }
  await insertContentRow(tx, row.id, purposes[purpose].bit, sealed);
  tx.emit(
    messagesQueued.make(formatId('message', row.id), aboutMessage(row), {
      recordId,
      placeId: row.place_id,
      channel: row.channel,
    }),
  );
  return row.id;
}

/** The facts every event about a message carries. */
export function aboutMessage(row: MessageRow) {
  return {
    messageId: formatId('message', row.id),
    channel: row.channel,
    purpose: row.purpose,
    template: row.template,
  };
}

/** Undefined when the record has been erased. */
async function sealContent(
  tx: Tx,
  recordId: string | null,
  content: Content,
): Promise<Buffer | undefined> {
  if (recordId === null) {
    return sealSecret(tx.masters, contentUse, JSON.stringify(content));
  }
  const key = (await loadRecordKeys(tx, [recordId])).get(recordId);
  return key === undefined ? undefined : seal(key, contentUse, content);
}
