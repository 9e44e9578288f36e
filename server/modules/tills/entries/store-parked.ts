// Every SQL statement about entries that the books could not take.
import { statement } from '#kernel/db';
import type { Tx } from '#kernel/transaction';
import type { TillEntry } from './schemas.ts';
import type { ConflictRow, EntryRow } from './store.ts';

const findTold = statement<{ told: TillEntry | null }>(
  `SELECT told FROM tills.entry WHERE id = $1 AND outcome = 'parked'`,
);
const book = statement<object>(`
  UPDATE tills.entry SET outcome = 'booked', at = $2, order_id = $3, total_minor = $4, parts = $5::jsonb,
    discounts = $6::jsonb, answer = $7::jsonb, told = NULL
  WHERE id = $1 AND outcome = 'parked'`);
const end = statement<object>(
  `UPDATE tills.entry SET outcome = $2 WHERE id = $1 AND outcome = 'parked'`,
);
const settle = statement<Pick<ConflictRow, 'id' | 'place_id' | 'kind' | 'order_id'>>(`
  UPDATE tills.conflict c SET settled_at = $2, settled_by = $3, settlement = $4
  FROM tills.entry e WHERE c.entry_id = $1 AND e.id = c.entry_id AND c.kind = 'not_booked' AND c.settled_at IS NULL
  RETURNING c.id, c.place_id, c.kind, e.order_id`);
const countParked = statement<{ parked: boolean }>(
  `SELECT EXISTS (SELECT FROM tills.entry e JOIN tills.conflict c ON c.entry_id = e.id
    WHERE c.id = $1 AND e.outcome = 'parked' AND c.kind = 'not_booked') AS parked`,
);

/** What the till told, whole, of an entry (uuid) that is parked. */
export async function findToldOfParked(tx: Tx, id: string): Promise<TillEntry | undefined> {
  return (await tx.maybe(findTold, [id]))?.told ?? undefined;
}

/** Whether a conflict (uuid) is that of an entry that is still parked. */
export async function isOfParked(tx: Tx, conflictId: string): Promise<boolean> {
  return (await tx.one(countParked, [conflictId])).parked;
}

/** It is in the books now; what is answered to a repetition says so. */
export async function bookParkedRow(tx: Tx, row: EntryRow): Promise<void> {
  await tx.run(book, [
    row.id,
    row.at,
    row.order_id,
    row.total_minor,
    JSON.stringify(row.parts),
    JSON.stringify(row.discounts),
    JSON.stringify(row.answer),
  ]);
}

export async function endParkedRow(tx: Tx, id: string, outcome: string): Promise<void> {
  await tx.run(end, [id, outcome]);
}

export function settleParkedRows(
  tx: Tx,
  entryId: string,
  settlement: string,
): Promise<Pick<ConflictRow, 'id' | 'place_id' | 'kind' | 'order_id'>[]> {
  return tx.all(settle, [entryId, tx.now, tx.actor, settlement]);
}
