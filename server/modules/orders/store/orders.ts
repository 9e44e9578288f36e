// Every SQL statement of orders that writes, and the reads that writing needs.

import type { TaxOfRate, TaxRounding } from '@engawa/totals';
import type { Profile } from '#customers';
import { statement } from '#kernel/db';
import { seal } from '#kernel/sealing';
import type { Tx } from '#kernel/transaction';
import type { PointTerms } from '../policy.ts';
import type { OfferTold } from '../promotions/uses-of-orders.ts';
import type { RouteReason, StrategyName } from '../routing/route.ts';
import { hashViewToken, viewTokenOf } from '../view-token.ts';

export type OrderRow = {
  id: string;
  number: string;
  source: string;
  source_key: string | null;
  kind: string;
  returns_order_id: string | null;
  place_id: string;
  handover_place_id: string | null;
  fulfilment: string;
  state: string;
  channel: string;
  record_id: string | null;
  currency: string;
  is_tax_included: boolean;
  tax_rounding: TaxRounding;
  items_minor: number;
  discount_minor: number;
  points_minor: number;
  delivery_minor: number;
  tax_minor: number;
  total_minor: number;
  line_count: number;
  quantity_milli: number;
  ordered_at: Temporal.Instant;
  business_day: Temporal.PlainDate;
  /** Ready by then, as she was told; null for what is not collected. */
  promised_until: Temporal.Instant | null;
  changed_at: Temporal.Instant;
};

export const orderColumns = `id, number, source, source_key, kind, returns_order_id, place_id, handover_place_id, fulfilment, state,
  channel, record_id, currency, is_tax_included, tax_rounding, items_minor, discount_minor, points_minor,
  delivery_minor, tax_minor, total_minor, line_count, quantity_milli, ordered_at, business_day, promised_until, changed_at`;

export type OrderToInsert = Pick<
  OrderRow,
  | 'id'
  | 'source'
  | 'source_key'
  | 'kind'
  | 'place_id'
  | 'handover_place_id'
  | 'fulfilment'
  | 'state'
  | 'channel'
  | 'record_id'
  | 'currency'
  | 'items_minor'
  | 'tax_minor'
  | 'total_minor'
  | 'line_count'
  | 'quantity_milli'
  | 'ordered_at'
  | 'business_day'
> & { readonly staff_id: string | null } & Partial<
    Pick<
      OrderRow,
      | 'promised_until'
      | 'is_tax_included'
      | 'tax_rounding'
      | 'discount_minor'
      | 'points_minor'
      | 'delivery_minor'
      | 'returns_order_id'
    >
  > & { readonly attributes?: OrderAttributes };

/** What stays with an order beside its columns. */
export type OrderAttributes = {
  /** By which terms it gave points; a return asks them again. */
  readonly points?: PointTerms;
  /** uuid of the cart it came from; filled again when the order cannot be paid. */
  readonly cartId?: string;
  /** What was sold lives on as value of its own: only whoever issued it takes it back. */
  readonly isValueSold?: true;
  /** What promotions and coupons took off. */
  readonly offers?: readonly OfferTold[];
  /** Why another place sends it than the one that sold it. */
  readonly route?: { readonly strategy: StrategyName; readonly reasons: readonly RouteReason[] };
};

// The count in a SELECT of its own: with its value known it was planned anew at each call.
const nextNumbers = statement<{ number: number }>(
  `SELECT nextval('orders.order_number') AS number FROM generate_series(1, (SELECT $1::int))`,
);

const known = statement<{ id: string }>('SELECT id FROM orders.order WHERE id = ANY ($1::uuid[])');

/** Which of these ids (uuid), made by whoever orders, are an order's already. */
export async function findKnownIds(tx: Tx, ids: readonly string[]): Promise<ReadonlySet<string>> {
  return new Set(ids.length === 0 ? [] : (await tx.all(known, [ids])).map(({ id }) => id));
}

/** So many numbers that no other order has; those that are not used stay free for ever. */
export async function takeNumbers(tx: Tx, count: number): Promise<number[]> {
  return count === 0 ? [] : (await tx.all(nextNumbers, [count])).map(({ number }) => number);
}

const insertOrderRows = statement<object>(`
  INSERT INTO orders.order (id, number, source, source_key, kind, place_id, handover_place_id, fulfilment,
    state, channel, record_id, staff_id, currency, items_minor, tax_minor, total_minor, line_count,
    quantity_milli, ordered_at, business_day, recorded_at, changed_at, view_token_hash, is_tax_included,
    tax_rounding, discount_minor, points_minor, returns_order_id, attributes, promised_until, delivery_minor)
  SELECT o.id, o.number, o.source, o.source_key, o.kind, o.place_id, o.handover_place_id, o.fulfilment, o.state, o.channel,
    o.record_id, o.staff_id, o.currency, o.items_minor, o.tax_minor, o.total_minor, o.line_count,
    o.quantity_milli, o.ordered_at, o.business_day, $19, $19, o.view_token_hash,
    o.is_tax_included, o.tax_rounding, o.discount_minor, o.points_minor, o.returns_order_id, o.attributes::jsonb, o.promised_until, o.delivery_minor
  FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::uuid[], $6::uuid[], $7::text[], $8::text[],
    $9::text[], $10::uuid[], $11::uuid[], $12::text[], $13::bigint[], $14::bigint[], $15::bigint[], $16::int[],
    $17::bigint[], $18::timestamptz[], $20::date[], $21::bytea[], $22::boolean[], $23::text[], $24::bigint[],
    $25::bigint[], $26::uuid[], $27::text[], $28::timestamptz[], $29::text[], $30::bigint[])
    AS o(id, source, source_key, kind, place_id, handover_place_id, fulfilment, state, channel, record_id,
      staff_id, currency, items_minor, tax_minor, total_minor, line_count, quantity_milli, ordered_at,
      business_day, view_token_hash, is_tax_included, tax_rounding, discount_minor, points_minor,
      returns_order_id, attributes, promised_until, number, delivery_minor)`);

/** Writes orders in one statement; answers the rows in the same order. */
export async function insertOrders(tx: Tx, orders: readonly OrderToInsert[]): Promise<OrderRow[]> {
  const { rows, written } = beginOrders(tx, orders, await takeNumbers(tx, orders.length));
  await written;
  return rows;
}

/**
 * Like `insertOrders` with numbers that were taken for them: the rows are there at once, so that what tells of them
 * goes out in the same round trip. `written` must be awaited, or given to `tx.commitBehind`.
 */
export function beginOrders(
  tx: Tx,
  orders: readonly OrderToInsert[],
  taken: readonly number[],
): { readonly rows: OrderRow[]; readonly written: Promise<unknown> } {
  const numbers = orders.map((each, index) => numberOf(each.business_day, taken[index]));
  const written = tx.run(insertOrderRows, [
    orders.map((each) => each.id),
    orders.map((each) => each.source),
    orders.map((each) => each.source_key),
    orders.map((each) => each.kind),
    orders.map((each) => each.place_id),
    orders.map((each) => each.handover_place_id),
    orders.map((each) => each.fulfilment),
    orders.map((each) => each.state),
    orders.map((each) => each.channel),
    orders.map((each) => each.record_id),
    orders.map((each) => each.staff_id),
    orders.map((each) => each.currency),
    orders.map((each) => each.items_minor),
    orders.map((each) => each.tax_minor),
    orders.map((each) => each.total_minor),
    orders.map((each) => each.line_count),
    orders.map((each) => each.quantity_milli),
    orders.map((each) => each.ordered_at),
    tx.now,
    orders.map((each) => each.business_day),
    orders.map((each) => viewTokenHashOf(tx, each)),
    orders.map((each) => each.is_tax_included ?? true),
    orders.map((each) => each.tax_rounding ?? 'floor'),
    orders.map((each) => each.discount_minor ?? 0),
    orders.map((each) => each.points_minor ?? 0),
    orders.map((each) => each.returns_order_id ?? null),
    orders.map((each) => JSON.stringify(each.attributes ?? {})),
    orders.map((each) => each.promised_until ?? null),
    numbers,
    orders.map((each) => each.delivery_minor ?? 0),
  ]);
  return { rows: orders.map((each, index) => toRow(tx, each, numbers[index] ?? '')), written };
}

let lastDay: Temporal.PlainDate | undefined;
let lastDayText = '';

/** `261122-000123`. The orders of a flight have one day, written out once. */
function numberOf(day: Temporal.PlainDate, taken: number | undefined): string {
  if (taken === undefined) {
    throw new Error('no number was taken for an order');
  }
  if (day !== lastDay) {
    lastDay = day;
    lastDayText = day.toString().slice(2).replaceAll('-', '');
  }
  return `${lastDayText}-${String(taken).padStart(6, '0')}`;
}

/** As it was written: reading 25 columns back was a fifth of what an order costs Node. */
function toRow(tx: Tx, order: OrderToInsert, number: string): OrderRow {
  return {
    id: order.id,
    number,
    source: order.source,
    source_key: order.source_key,
    kind: order.kind,
    returns_order_id: order.returns_order_id ?? null,
    place_id: order.place_id,
    handover_place_id: order.handover_place_id,
    fulfilment: order.fulfilment,
    state: order.state,
    channel: order.channel,
    record_id: order.record_id,
    currency: order.currency,
    is_tax_included: order.is_tax_included ?? true,
    tax_rounding: order.tax_rounding ?? 'floor',
    items_minor: order.items_minor,
    discount_minor: order.discount_minor ?? 0,
    points_minor: order.points_minor ?? 0,
    delivery_minor: order.delivery_minor ?? 0,
    tax_minor: order.tax_minor,
    total_minor: order.total_minor,
    line_count: order.line_count,
    quantity_milli: order.quantity_milli,
    ordered_at: order.ordered_at,
    business_day: order.business_day,
    promised_until: order.promised_until ?? null,
    changed_at: tx.now,
  };
}

/** What is waited for has a status link; what was carried out at once, or is history, has none. */
function viewTokenHashOf(tx: Tx, order: OrderToInsert): Buffer | null {
  return order.fulfilment === 'carry_out' || order.source !== 'engawa'
    ? null
    : hashViewToken(viewTokenOf(tx.masters, order.id));
}

export type LineToInsert = {
  readonly order_id: string;
  readonly line: number;
  readonly item_id: string;
  readonly name: string;
  readonly quantity_milli: number;
  readonly unit_price: string;
  readonly amount_minor: number;
  readonly discount_minor?: number;
  readonly points_minor?: number;
  readonly tax_rate_bp: number;
};

const insertLineRows = statement<object>(`
  INSERT INTO orders.line (order_id, line, item_id, name, quantity_milli, unit_price, amount_minor, tax_rate_bp,
    discount_minor, points_minor)
  SELECT * FROM unnest($1::uuid[], $2::int[], $3::uuid[], $4::text[], $5::bigint[], $6::numeric[],
    $7::bigint[], $8::int[], $9::bigint[], $10::bigint[])`);

export async function insertLines(tx: Tx, lines: readonly LineToInsert[]): Promise<void> {
  await tx.run(insertLineRows, [
    lines.map((each) => each.order_id),
    lines.map((each) => each.line),
    lines.map((each) => each.item_id),
    lines.map((each) => each.name),
    lines.map((each) => each.quantity_milli),
    lines.map((each) => each.unit_price),
    lines.map((each) => each.amount_minor),
    lines.map((each) => each.tax_rate_bp),
    lines.map((each) => each.discount_minor ?? 0),
    lines.map((each) => each.points_minor ?? 0),
  ]);
}

const insertTaxRows = statement<object>(`
  INSERT INTO orders.tax (order_id, rate_bp, taxed_minor, tax_minor)
  SELECT * FROM unnest($1::uuid[], $2::int[], $3::bigint[], $4::bigint[])`);

export async function insertTaxes(
  tx: Tx,
  taxes: readonly (TaxOfRate & { readonly orderId: string })[],
): Promise<void> {
  await tx.run(insertTaxRows, [
    taxes.map((each) => each.orderId),
    taxes.map((each) => each.rateBp),
    taxes.map((each) => each.taxedMinor),
    taxes.map((each) => each.taxMinor),
  ]);
}

const insertContactRows = statement<object>(`
  INSERT INTO orders.contact (order_id, record_id, sealed)
  SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::bytea[])`);

/** Seals each contact under its record's key; a record without one was erased. */
export async function insertContacts(
  tx: Tx,
  contacts: readonly {
    readonly orderId: string;
    readonly recordId: string;
    readonly contact: Profile;
  }[],
  keys: ReadonlyMap<string, Buffer>,
): Promise<void> {
  if (contacts.length === 0) {
    return;
  }
  const sealed = contacts.flatMap((each) => {
    const key = keys.get(each.recordId);
    return key === undefined ? [] : [{ ...each, bytes: seal(key, 'orders.contact', each.contact) }];
  });
  await tx.run(insertContactRows, [
    sealed.map((each) => each.orderId),
    sealed.map((each) => each.recordId),
    sealed.map((each) => each.bytes),
  ]);
}

const lockOrder = statement<OrderRow>(
  `SELECT ${orderColumns} FROM orders.order WHERE id = $1 FOR UPDATE`,
);
const moveOrder = statement<OrderRow>(`
  UPDATE orders.order SET state = $2, changed_at = $3 WHERE id = $1 RETURNING ${orderColumns}`);
const insertTransition = statement<object>(`
  INSERT INTO orders.transition (order_id, at, from_state, to_state, actor, reason)
  VALUES ($1, $2, $3, $4, $5, $6)`);

export function lockOrderRow(tx: Tx, orderId: string): Promise<OrderRow | undefined> {
  return tx.maybe(lockOrder, [orderId]);
}

/** Writes the new state and the transition. */
export async function moveOrderRow(
  tx: Tx,
  order: OrderRow,
  to: string,
  reason: string | null,
): Promise<OrderRow> {
  const row = await tx.one(moveOrder, [order.id, to, tx.now]);
  await tx.run(insertTransition, [order.id, tx.now, order.state, to, tx.actor, reason]);
  return row;
}
