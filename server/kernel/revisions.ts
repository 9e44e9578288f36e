// Whether tables have changed since they were read: a sum of counters that triggers keep in the transaction of the
// change (kernel.revise). Exact for every process and every way of writing, where the log would be some milliseconds
// behind; it costs one look at a few rows.
import { statement } from './db.ts';
import type { Tx } from './transaction.ts';

const read = statement<{ revision: number; is_untouched: boolean }>(`
  SELECT coalesce(sum(value), 0)::bigint AS revision, pg_current_xact_id_if_assigned() IS NULL AS is_untouched
  FROM kernel.revision WHERE subject = ANY ($1::text[])`);

/**
 * The revision of subjects (`catalog`, `places`) as this statement sees them. What is read afterwards is of this
 * revision or newer, so it may be kept under it, unless the transaction has written before: then it sees its own
 * changes, which nobody else may ever see.
 */
export async function revisionOf(
  tx: Tx,
  subjects: readonly string[],
): Promise<{ readonly revision: number; readonly isUntouched: boolean }> {
  const { revision, is_untouched: isUntouched } = await tx.one(read, [subjects]);
  return { revision, isUntouched };
}
