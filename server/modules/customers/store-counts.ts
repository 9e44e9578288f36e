// How many, never who: answers for pages that show the house as a whole.
import { type Executor, statement } from '#kernel/db';
import type { Tx } from '#kernel/transaction';

const signUps = statement<{ source: string; records: number }>(`
  SELECT source, count(*) AS records FROM customers.record
  WHERE coalesce(registered_at, created_at) >= $1 AND coalesce(registered_at, created_at) < $2
    AND kind IN ('account', 'customer', 'card', 'messenger') AND erased_at IS NULL
  GROUP BY source ORDER BY records DESC, source`);
const reachable = statement<{ records: number }>(`
  SELECT count(*) AS records FROM (
    SELECT FROM customers.record WHERE consent & $1::bigint <> 0 AND erased_at IS NULL LIMIT $2
  ) AS reached`);

/** Registrations in [from, until) by the system that made them; guests are none. */
export function countSignUps(
  tx: Tx,
  from: Temporal.Instant,
  until: Temporal.Instant,
): Promise<{ source: string; records: number }[]> {
  return tx.all(signUps, [from, until]);
}

/** Records whose consent allows one of the purposes of the mask; counting ends at `max`. */
export async function countReachable(tx: Tx, mask: number, max: number): Promise<number> {
  return (await tx.one(reachable, [mask, max])).records;
}

const momentsOf = statement<{ record_id: string; moments: number }>(`
  SELECT record_id, count(*) AS moments FROM customers.moment WHERE record_id = ANY ($1::uuid[])
  GROUP BY record_id`);

/** How much is known of what records did; a record without moments is missing in the answer. */
export async function countMoments(
  executor: Executor,
  recordIds: readonly string[],
): Promise<Map<string, number>> {
  const rows = await executor.all(momentsOf, [recordIds]);
  return new Map(rows.map((row) => [row.record_id, row.moments]));
}
