// Read-only queries shaped for one screen each.
import { statement } from '#kernel/db';
import type { Tx } from '#kernel/transaction';
import { type OrderRow, orderColumns } from './store/orders.ts';

const page = statement<OrderRow>(`
  SELECT ${orderColumns} FROM orders.order
  WHERE ($1::uuid IS NULL OR place_id = $1 OR handover_place_id = $1 OR id = ANY (ARRAY(
      SELECT DISTINCT s.order_id FROM orders.sent_line s WHERE s.place_id = $1 ORDER BY s.order_id DESC LIMIT 500)))
    AND ($2::text IS NULL OR state = $2)
    AND ($3::text IS NULL OR number = $3 OR source_key = $3)
    AND ($4::uuid[] IS NULL OR record_id = ANY ($4))
    AND ($5::timestamptz IS NULL OR (ordered_at, id) < ($5, $6::uuid))
  ORDER BY ordered_at DESC, id DESC LIMIT $7`);

export type OrderFilter = {
  readonly placeId?: string;
  readonly state?: string;
  /** An order number, ours or the source's. */
  readonly number?: string;
  readonly recordIds?: readonly string[];
  readonly after?: { readonly orderedAt: string; readonly id: string };
  readonly limit: number;
};

/** Newest first. */
export function listOrders(tx: Tx, filter: OrderFilter): Promise<OrderRow[]> {
  return tx.all(page, [
    filter.placeId ?? null,
    filter.state ?? null,
    filter.number ?? null,
    filter.recordIds ?? null,
    filter.after?.orderedAt ?? null,
    filter.after?.id ?? null,
    filter.limit,
  ]);
}

const byId = statement<OrderRow>(`SELECT ${orderColumns} FROM orders.order WHERE id = $1`);

export type LineRow = {
  line: number;
  item_id: string;
  name: string;
  quantity_milli: number;
  unit_price: string;
  amount_minor: number;
  discount_minor: number;
  returned_milli: number;
  tax_rate_bp: number;
  day: Temporal.PlainDate | null;
};
const linesOf = statement<LineRow>(`
  SELECT l.line, l.item_id, l.name, l.quantity_milli, l.unit_price, l.amount_minor, l.discount_minor,
    l.returned_milli, l.tax_rate_bp, p.day
  FROM orders.line l LEFT JOIN orders.preorder_line p ON p.order_id = l.order_id AND p.line = l.line
  WHERE l.order_id = $1 ORDER BY l.line LIMIT 5000`);

export type TaxRow = { rate_bp: number; taxed_minor: number; tax_minor: number };
const taxesOfOrder = statement<TaxRow>(
  'SELECT rate_bp, taxed_minor, tax_minor FROM orders.tax WHERE order_id = $1 ORDER BY rate_bp DESC',
);

export type TransitionRow = {
  at: Temporal.Instant;
  from_state: string;
  to_state: string;
  actor: string;
  reason: string | null;
};
const transitionsOf = statement<TransitionRow>(`
  SELECT at, from_state, to_state, actor, reason FROM orders.transition WHERE order_id = $1 ORDER BY sequence`);

export type OrderView = {
  readonly order: OrderRow;
  readonly lines: readonly LineRow[];
  readonly taxes: readonly TaxRow[];
  readonly transitions: readonly TransitionRow[];
  /** uuids of the orders by which it was given back. */
  readonly returnIds: readonly string[];
};

const returnsOf = statement<{ id: string }>(
  'SELECT id FROM orders.order WHERE returns_order_id = $1 ORDER BY ordered_at, id LIMIT 1000',
);

const tokenHashOf = statement<{ view_token_hash: Buffer | null }>(
  'SELECT view_token_hash FROM orders.order WHERE id = $1',
);

/** The hash kept of the token in an order's status link; null when it has none. */
export async function findViewTokenHash(tx: Tx, orderId: string): Promise<Buffer | null> {
  return (await tx.maybe(tokenHashOf, [orderId]))?.view_token_hash ?? null;
}

// Counted in orders, not pieces: a wholesale order of a thousand is one person's wish.
const mostOrdered = statement<{ item_id: string; orders: number }>(`
  SELECT l.item_id, count(*) AS orders FROM orders.order o JOIN orders.line l ON l.order_id = o.id
  WHERE o.ordered_at >= $1 AND o.kind = 'sale' GROUP BY l.item_id ORDER BY orders DESC, l.item_id LIMIT $2`);

/** Items (uuid) that most orders since a moment held, the most wanted first. */
export async function findMostOrdered(
  tx: Tx,
  since: Temporal.Instant,
  limit: number,
): Promise<string[]> {
  return (await tx.all(mostOrdered, [since, limit])).map((row) => row.item_id);
}

/** Everything of one order that its page shows; undefined when there is none. */
export async function viewOrder(tx: Tx, orderId: string): Promise<OrderView | undefined> {
  const order = await tx.maybe(byId, [orderId]);
  if (order === undefined) {
    return undefined;
  }
  return {
    order,
    lines: await tx.all(linesOf, [orderId]),
    taxes: await tx.all(taxesOfOrder, [orderId]),
    transitions: await tx.all(transitionsOf, [orderId]),
    returnIds: (await tx.all(returnsOf, [orderId])).map((row) => row.id),
  };
}

export type SummaryRow = {
  place_id: string;
  source: string;
  currency: string;
  orders: number;
  returns: number;
  lines: number;
  return_lines: number;
  customers: number;
  net_minor: number;
};
const summary = statement<SummaryRow>(`
  SELECT place_id, source, currency, count(*) AS orders, count(*) FILTER (WHERE kind = 'return') AS returns,
    coalesce(sum(line_count), 0)::bigint AS lines,
    coalesce(sum(line_count) FILTER (WHERE kind = 'return'), 0)::bigint AS return_lines,
    count(DISTINCT record_id) AS customers,
    coalesce(sum(total_minor) FILTER (WHERE state NOT IN ('cancelled', 'rejected', 'expired')), 0)::bigint AS net_minor
  FROM orders.order
  WHERE ($1::uuid IS NULL OR place_id = $1) AND ($2::text IS NULL OR source = $2)
    AND ($3::date IS NULL OR business_day >= $3) AND ($4::date IS NULL OR business_day <= $4)
  GROUP BY place_id, source, currency ORDER BY place_id, source, currency LIMIT 2000`);

/** Sales by place, source and currency; a return counts with its negative total. */
export function summariseSales(
  tx: Tx,
  filter: {
    readonly placeId?: string;
    readonly source?: string;
    readonly from?: string;
    readonly until?: string;
  },
): Promise<SummaryRow[]> {
  return tx.all(summary, [
    filter.placeId ?? null,
    filter.source ?? null,
    filter.from ?? null,
    filter.until ?? null,
  ]);
}

export type ExportedLineRow = {
  order_id: string;
  line: number;
  number: string;
  source: string;
  source_key: string | null;
  kind: string;
  state: string;
  place_id: string;
  record_id: string | null;
  currency: string;
  ordered_at: Temporal.Instant;
  item_id: string;
  name: string;
  quantity_milli: number;
  unit_price: string;
  tax_rate_bp: number;
};
const exported = statement<ExportedLineRow>(`
  SELECT l.order_id, l.line, o.number, o.source, o.source_key, o.kind, o.state, o.place_id, o.record_id,
    o.currency, o.ordered_at, l.item_id, l.name, l.quantity_milli, l.unit_price, l.tax_rate_bp
  FROM orders.line l JOIN orders.order o ON o.id = l.order_id
  WHERE (l.order_id, l.line) > ($1::uuid, $2::int) ORDER BY l.order_id, l.line LIMIT $3`);

/** Lines of all orders after a line, in a stable order, for files that go out. */
export function exportLines(
  tx: Tx,
  after: { readonly orderId: string; readonly line: number },
  limit: number,
): Promise<ExportedLineRow[]> {
  return tx.all(exported, [after.orderId, after.line, limit]);
}
