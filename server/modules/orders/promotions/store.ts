// The SQL of what promotions want to know of orders.
import { statement } from '#kernel/db';
import type { Tx } from '#kernel/transaction';

const buyersBefore = statement<{ record_id: string }>(`
  SELECT r.id AS record_id FROM unnest($1::uuid[]) AS r(id)
  WHERE EXISTS (SELECT FROM orders.order o WHERE o.record_id = r.id AND o.kind = 'sale'
    AND o.state NOT IN ('cancelled', 'rejected', 'expired'))`);

/** Those of the records (uuids) under which something was bought. */
export async function findBuyersBefore(
  tx: Tx,
  recordIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = recordIds.length === 0 ? [] : await tx.all(buyersBefore, [recordIds]);
  return new Set(rows.map((row) => row.record_id));
}

export type PastOrder = {
  id: string;
  place_id: string;
  handover_place_id: string | null;
  channel: string;
  fulfilment: string;
  record_id: string | null;
  currency: string;
  ordered_at: Temporal.Instant;
  /** The first sale of its record. */
  is_first: boolean;
  lines: readonly { item: string; milli: number; amount: number; rate: number }[];
};

const pastOrders = statement<PastOrder>(`
  WITH recent AS MATERIALIZED (
    SELECT id, place_id, handover_place_id, channel, fulfilment, record_id, currency, ordered_at FROM orders.order
    WHERE ordered_at >= $1 AND kind = 'sale' AND party_id IS NULL AND state NOT IN ('cancelled', 'rejected', 'expired')
    ORDER BY ordered_at DESC LIMIT $2
  )
  SELECT o.*, o.record_id IS NOT NULL AND NOT EXISTS (
      SELECT FROM orders.order e WHERE e.record_id = o.record_id AND e.kind = 'sale' AND e.ordered_at < o.ordered_at
    ) AS is_first, l.lines
  FROM recent o CROSS JOIN LATERAL (
    SELECT jsonb_agg(jsonb_build_object('item', item_id, 'milli', quantity_milli, 'amount', amount_minor,
      'rate', tax_rate_bp) ORDER BY line) AS lines
    FROM orders.line WHERE order_id = o.id) AS l
  WHERE l.lines IS NOT NULL ORDER BY o.ordered_at`);

/** Sales since a moment, oldest first; the newest of them where there are more than so many. */
export function listPastOrders(
  tx: Tx,
  since: Temporal.Instant,
  limit: number,
): Promise<PastOrder[]> {
  return tx.all(pastOrders, [since, limit]);
}

export type AfterUse = {
  record_id: string;
  is_new: boolean;
  came_back: boolean;
  later_minor: number;
};

const afterUses = statement<AfterUse>(`
  SELECT u.record_id,
    NOT EXISTS (SELECT FROM orders.order o WHERE o.record_id = u.record_id AND o.kind = 'sale'
      AND o.ordered_at < u.at AND o.state NOT IN ('cancelled', 'rejected', 'expired')) AS is_new,
    later.orders > 0 AS came_back, later.minor AS later_minor
  FROM unnest($1::uuid[], $2::timestamptz[]) AS u(record_id, at) CROSS JOIN LATERAL (
    SELECT count(*) AS orders, coalesce(sum(o.total_minor), 0)::bigint AS minor FROM orders.order o
    WHERE o.record_id = u.record_id AND o.kind = 'sale' AND o.ordered_at > u.at
      AND o.ordered_at <= u.at + make_interval(days => $3)
      AND o.state NOT IN ('cancelled', 'rejected', 'expired')) AS later`);

/** What each record bought in so many days after a moment, and whether it had bought before. */
export function findAfterUses(
  tx: Tx,
  uses: readonly { readonly recordId: string; readonly at: Temporal.Instant }[],
  days: number,
): Promise<AfterUse[]> {
  return tx.all(afterUses, [uses.map((each) => each.recordId), uses.map((each) => each.at), days]);
}
