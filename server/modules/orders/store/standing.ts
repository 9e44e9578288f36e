// The SQL of orders as they stand, many at once.
import { statement } from '#kernel/db';
import type { Tx } from '#kernel/transaction';

export type StandingOrderRow = {
  id: string;
  number: string;
  state: string;
  place_id: string;
  handover_place_id: string | null;
  channel: string;
  fulfilment: string;
  record_id: string | null;
  party_id: string | null;
  currency: string;
  ordered_at: Temporal.Instant;
  business_day: Temporal.PlainDate;
  lines: {
    line: number;
    item_id: string;
    quantity_milli: number;
    returned_milli: number;
    amount_minor: number;
    discount_minor: number;
    points_minor: number;
    tax_rate_bp: number;
  }[];
};

const standing = statement<StandingOrderRow>(`
  SELECT o.id, o.number, o.state, o.place_id, o.handover_place_id, o.channel, o.fulfilment, o.record_id, a.party_id,
    o.currency, o.ordered_at, o.business_day, (
      SELECT coalesce(json_agg(json_build_object('line', l.line, 'item_id', l.item_id, 'quantity_milli',
        l.quantity_milli, 'returned_milli', l.returned_milli, 'amount_minor', l.amount_minor, 'discount_minor',
        l.discount_minor, 'points_minor', l.points_minor, 'tax_rate_bp', l.tax_rate_bp) ORDER BY l.line), '[]')
      FROM orders.line l WHERE l.order_id = o.id) AS lines
  FROM orders.order o LEFT JOIN orders.account_order a ON a.order_id = o.id
  WHERE o.id = ANY ($1::uuid[]) AND o.kind = 'sale' AND o.source = 'engawa' ORDER BY o.id`);

/** Sales of the house with their lines; the order's row is not locked. */
export function findStandingRows(tx: Tx, orderIds: readonly string[]): Promise<StandingOrderRow[]> {
  return tx.all(standing, [orderIds]);
}

const earlier = statement<{ id: string }>(`
  SELECT o.id FROM unnest($1::uuid[]) AS r(record_id)
  CROSS JOIN LATERAL (
    SELECT id FROM orders.order
    WHERE record_id = r.record_id AND kind = 'sale' AND (ordered_at, id) < ($2, $3)
      AND state NOT IN ('cancelled', 'rejected', 'expired')
    LIMIT 1) AS o LIMIT 1`);

/** Whether any of these records has bought before an order, here or in a system that was imported. */
export async function hasBoughtBefore(
  tx: Tx,
  recordIds: readonly string[],
  order: { readonly id: string; readonly ordered_at: Temporal.Instant },
): Promise<boolean> {
  return (await tx.maybe(earlier, [recordIds, order.ordered_at, order.id])) !== undefined;
}

const spendByDay = statement<{
  record_id: string;
  business_day: Temporal.PlainDate;
  net_minor: number;
}>(`
  SELECT record_id, business_day, sum(total_minor - tax_minor - coalesce((
      SELECT t.taxed_minor FROM orders.tax t WHERE t.order_id = o.id AND t.rate_bp = 0), 0)
    - (delivery_minor - delivery_minor * 10 / 110))::bigint AS net_minor
  FROM orders.order o
  WHERE record_id = ANY ($1::uuid[]) AND business_day >= $2
    AND (kind = 'return' OR state IN ('shipped', 'handed_over', 'completed', 'returned'))
  GROUP BY record_id, business_day ORDER BY record_id, business_day`);

/**
 * What these records bought and carried home since a day, by business day, without tax, without what bears none (gift value)
 * and without delivery fees; what came back counts on the day on which it came.
 */
export function sumSpendByDay(
  tx: Tx,
  recordIds: readonly string[],
  since: Temporal.PlainDate,
): Promise<{ record_id: string; business_day: Temporal.PlainDate; net_minor: number }[]> {
  return tx.all(spendByDay, [recordIds, since]);
}

const spenders = statement<{ record_id: string }>(`
  SELECT record_id FROM orders.order
  WHERE record_id IS NOT NULL AND business_day >= $1 AND kind = 'sale'
    AND state IN ('shipped', 'handed_over', 'completed', 'returned')
  GROUP BY record_id ORDER BY max(business_day) DESC, record_id LIMIT $2`);

/** Records (uuid) that bought and carried home since a day, who came last in front. */
export async function listSpenders(
  tx: Tx,
  since: Temporal.PlainDate,
  limit: number,
): Promise<string[]> {
  return (await tx.all(spenders, [since, limit])).map((row) => row.record_id);
}

const purchases = statement<{ record_id: string; sales: number; net_minor: number }>(`
  SELECT record_id, count(*) FILTER (WHERE kind = 'sale' AND state <> 'returned') AS sales,
    sum(total_minor)::bigint AS net_minor FROM orders.order
  WHERE record_id = ANY ($1::uuid[]) AND ($2::timestamptz IS NULL OR ordered_at >= $2)
    AND ($3::uuid IS NULL OR place_id = $3 OR handover_place_id = $3)
    AND state NOT IN ('cancelled', 'rejected', 'expired')
  GROUP BY record_id`);

/** Record (uuid) → its purchases since a moment and at a place, returns taken off; a record without any is missing. */
export async function sumPurchases(
  tx: Tx,
  recordIds: readonly string[],
  { since, placeId }: { readonly since: Temporal.Instant | null; readonly placeId: string | null },
): Promise<Map<string, { readonly sales: number; readonly netMinor: number }>> {
  const rows = await tx.all(purchases, [recordIds, since, placeId]);
  return new Map(rows.map((row) => [row.record_id, { sales: row.sales, netMinor: row.net_minor }]));
}
