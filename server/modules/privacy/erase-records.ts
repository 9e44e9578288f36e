// Erasure: the key goes, so that every copy of what it sealed (rows, log, exports, back-ups) is noise. The
// module that owns the records takes away its rows and says here what it took.
import { formatId } from '#kernel/ids';
import type { Tx } from '#kernel/transaction';
import { privacyErased } from './events.ts';
import { deleteKeyRows } from './store.ts';
import { insertErasureRows } from './store-books.ts';

export type ErasureReason = 'requested' | 'retention' | 'legal' | 'mistaken' | 'test';

/** Counts by kind of what went with a record: `{ key: 1, profile: 1 }`. */
export type Erased = Readonly<Record<string, number>>;

/**
 * Deletes the records' keys, writes the list of what was erased and announces `privacy.erased` for each
 * record. `alsoErased` says what the caller took away itself. Answers the list; records that were erased
 * before are not in it.
 */
export async function eraseRecords(
  tx: Tx,
  recordIds: readonly string[],
  options: {
    readonly reason?: ErasureReason;
    readonly alsoErased?: ReadonlyMap<string, Erased>;
  } = {},
): Promise<Map<string, Erased>> {
  if (recordIds.length === 0) {
    return new Map();
  }
  const reason = options.reason ?? 'requested';
  const keys = new Set(await deleteKeyRows(tx, recordIds));
  const list = recordIds.map((recordId) => ({
    recordId,
    erased: { key: keys.has(recordId) ? 1 : 0, ...options.alsoErased?.get(recordId) },
  }));
  const fresh = await insertErasureRows(tx, reason, list);
  const erased = list.filter((each) => fresh.has(each.recordId));
  for (const each of erased) {
    const recordId = formatId('record', each.recordId);
    tx.emit(
      privacyErased.make(
        recordId,
        { recordId, reason, erased: each.erased },
        { recordId: each.recordId },
      ),
    );
  }
  return new Map(erased.map((each) => [each.recordId, each.erased]));
}
