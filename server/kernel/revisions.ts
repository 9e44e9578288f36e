// Whether tables have changed since they were read: a sum of counters that triggers keep in the transaction of the
// change (kernel.revise). Exact for every process and every way of writing, where the log would be some milliseconds
// behind; it costs one look at a few rows.
import { statement } from './db.ts';
import type { Tx } from './transaction.ts';

const read = statement<{ revision: number }>(`
  SELECT coalesce(sum(value), 0)::bigint AS revision FROM kernel.revision WHERE subject = ANY ($1::text[])`);

/**
 * The revision of subjects (`catalog`, `places`) as this statement sees them. What is read afterwards is of this
 * revision or newer, so it may be kept under it.
 */
export async function revisionOf(tx: Tx, subjects: readonly string[]): Promise<number> {
  return (await tx.one(read, [subjects])).revision;
}
