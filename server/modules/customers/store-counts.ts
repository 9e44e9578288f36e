// How many, never who: answers for pages that show the house as a whole; and who may be asked under a purpose.
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
  SELECT r.record_id, m.moments FROM unnest($1::uuid[]) AS r(record_id)
  CROSS JOIN LATERAL (
    SELECT count(*) AS moments FROM (
      SELECT FROM customers.moment o WHERE o.record_id = r.record_id LIMIT $2
    ) AS few
  ) AS m WHERE m.moments > 0`);

/**
 * How much is known of what records did; counting ends at `most`. A record without moments is missing in the answer.
 */
export async function countMoments(
  executor: Executor,
  recordIds: readonly string[],
  most: number,
): Promise<Map<string, number>> {
  const rows = recordIds.length === 0 ? [] : await executor.all(momentsOf, [recordIds, most]);
  return new Map(rows.map((row) => [row.record_id, row.moments]));
}

const registered = statement<{ people: number }>(`
  SELECT count(DISTINCT m.customer_id) AS people
  FROM unnest($1::uuid[], $2::timestamptz[]) AS u(record_id, at)
  JOIN customers.record m ON m.id = u.record_id
  JOIN customers.record r ON r.customer_id = m.customer_id AND r.erased_at IS NULL
    AND r.kind IN ('account', 'customer', 'card', 'messenger')
    AND coalesce(r.registered_at, r.created_at) BETWEEN u.at - interval '1 day' AND u.at + make_interval(days => $3)`);

/** Customers who registered from the day before a moment until so many days after it; each record with its own moment. */
export async function countRegistered(
  tx: Tx,
  moments: readonly { readonly recordId: string; readonly at: Temporal.Instant }[],
  days: number,
): Promise<number> {
  const parameters = [moments.map((each) => each.recordId), moments.map((each) => each.at), days];
  return (await tx.one(registered, parameters)).people;
}

const agreed = statement<{ customer_id: string; record_ids: string[]; since: Temporal.Instant }>(`
  WITH page AS (
    SELECT DISTINCT r.customer_id FROM customers.record r JOIN customers.profile p ON p.record_id = r.id
    WHERE r.customer_id > $1 AND r.erased_at IS NULL ORDER BY r.customer_id LIMIT $2
  )
  SELECT r.customer_id, array_agg(r.id ORDER BY r.id) AS record_ids,
    min(coalesce(r.registered_at, r.created_at)) AS since
  FROM page JOIN customers.record r USING (customer_id) WHERE r.erased_at IS NULL
  GROUP BY r.customer_id ORDER BY r.customer_id`);

export type AgreedCustomer = {
  readonly customerId: string;
  /** All records of hers that were not erased (uuids). */
  readonly recordIds: readonly string[];
  /** When any system first knew her. */
  readonly since: Temporal.Instant;
};

/**
 * Customers after an id who have a profile that the purpose of this transaction may see: row security hands out no other.
 */
export async function listAgreedCustomers(
  tx: Tx,
  afterId: string,
  limit: number,
): Promise<AgreedCustomer[]> {
  const rows = await tx.all(agreed, [afterId, limit]);
  return rows.map((row) => ({
    customerId: row.customer_id,
    recordIds: row.record_ids,
    since: row.since,
  }));
}
