// The keys of the records. There is no cache of opened keys on purpose: a key that one process erases must
// be gone for every process with the same commit, and opening 1,000 keys costs some 5 ms.
import type { Executor } from '#kernel/db';
import { type MasterKeys, newRecordKey, unwrapRecordKey, wrapRecordKey } from '#kernel/sealing';
import type { Tx } from '#kernel/transaction';
import { deleteKeyRows, findKeyRows, insertKeyRows } from './store.ts';

/** Makes a key for each record (uuid); fails when one has a key already. Answers record id → 32 bytes. */
export async function createRecordKeys(
  tx: Tx,
  recordIds: readonly string[],
): Promise<Map<string, Buffer>> {
  const { keys, written } = beginRecordKeys(tx, recordIds);
  await written;
  return keys;
}

/** Like `createRecordKeys`; the keys are there at once, so that what they seal goes out in the same round trip. */
export function beginRecordKeys(
  tx: Tx,
  recordIds: readonly string[],
): { readonly keys: Map<string, Buffer>; readonly written: Promise<void> } {
  const keys = new Map(recordIds.map((recordId) => [recordId, newRecordKey()]));
  const rows = [...keys].map(([recordId, key]) => ({
    recordId,
    wrapped: wrapRecordKey(tx.masters, recordId, key).wrapped,
  }));
  const written =
    rows.length === 0 ? Promise.resolve() : insertKeyRows(tx, rows, tx.masters.currentId);
  return { keys, written };
}

/** The keys of these records; a record that is missing in the answer was erased or never had one. */
export async function loadRecordKeys(
  tx: Executor & { readonly masters: MasterKeys },
  recordIds: readonly string[],
): Promise<Map<string, Buffer>> {
  if (recordIds.length === 0) {
    return new Map();
  }
  const rows = await findKeyRows(tx, recordIds);
  return new Map(
    rows.map((row) => {
      const wrapped = { masterId: row.master_id, wrapped: row.wrapped };
      return [row.record_id, unwrapRecordKey(tx.masters, row.record_id, wrapped)];
    }),
  );
}

/** Deletes keys without a trace in the books: for records that never came to be. See `eraseRecords`. */
export async function eraseRecordKeys(tx: Tx, recordIds: readonly string[]): Promise<string[]> {
  return recordIds.length === 0 ? [] : deleteKeyRows(tx, recordIds);
}
