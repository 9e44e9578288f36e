import { unseal, unsealSecret } from '#kernel/sealing';
import type { Tx } from '#kernel/transaction';
import { loadRecordKeys } from '#privacy';
import type { Content } from './channel.ts';
import { contentUse } from './queue-message.ts';

/** Opens what `queueMessage` sealed; undefined for a record that has been erased. */
export async function openContents(
  tx: Tx,
  rows: readonly { readonly record_id: string | null; readonly sealed: Buffer }[],
): Promise<(Content | undefined)[]> {
  const keys = await loadRecordKeys(
    tx,
    rows.flatMap((row) => row.record_id ?? []),
  );
  return rows.map((row) => {
    if (row.record_id === null) {
      return JSON.parse(unsealSecret(tx.masters, contentUse, row.sealed)) as Content;
    }
    const key = keys.get(row.record_id);
    return key === undefined ? undefined : unseal<Content>(key, contentUse, row.sealed);
  });
}
