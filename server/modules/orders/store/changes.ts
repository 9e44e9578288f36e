// The SQL of what becomes of an order after it was placed: lines cancelled, given back, and by which means money
// and value went back. The order's row is locked before any of it.

import type { TaxOfRate } from '@engawa/totals';
import { statement } from '#kernel/db';
import type { Tx } from '#kernel/transaction';
import type { PointTerms } from '../policy.ts';
import type { OrderAttributes } from './orders.ts';

export type SoldLineRow = {
  line: number;
  item_id: string;
  name: string;
  quantity_milli: number;
  unit_price: string;
  amount_minor: number;
  discount_minor: number;
  points_minor: number;
  tax_rate_bp: number;
  returned_milli: number;
  /** Made for it; null for what comes from the shelf. */
  day: Temporal.PlainDate | null;
};

const soldLines = statement<SoldLineRow>(`
  SELECT l.line, l.item_id, l.name, l.quantity_milli, l.unit_price, l.amount_minor, l.discount_minor,
    l.points_minor, l.tax_rate_bp, l.returned_milli, p.day
  FROM orders.line l LEFT JOIN orders.preorder_line p ON p.order_id = l.order_id AND p.line = l.line
  WHERE l.order_id = $1 ORDER BY l.line LIMIT 5000`);

/** The lines of an order as they stand. */
export function findSoldLines(tx: Tx, orderId: string): Promise<SoldLineRow[]> {
  return tx.all(soldLines, [orderId]);
}

const standingTaxes = statement<{ rate_bp: number; taxed_minor: number; tax_minor: number }>(`
  SELECT t.rate_bp, sum(t.taxed_minor)::bigint AS taxed_minor, sum(t.tax_minor)::bigint AS tax_minor
  FROM orders.tax t
  WHERE t.order_id = $1 OR t.order_id IN (SELECT id FROM orders.order WHERE returns_order_id = $1)
  GROUP BY t.rate_bp ORDER BY t.rate_bp DESC`);

/** The taxes of an order less those of its returns. */
export async function findStandingTaxes(tx: Tx, orderId: string): Promise<TaxOfRate[]> {
  return (await tx.all(standingTaxes, [orderId])).map((row) => ({
    rateBp: row.rate_bp,
    taxedMinor: row.taxed_minor,
    taxMinor: row.tax_minor,
  }));
}

const attributes = statement<{ attributes: OrderAttributes }>(
  'SELECT attributes FROM orders.order WHERE id = $1',
);

export async function attributesOf(tx: Tx, orderId: string): Promise<OrderAttributes> {
  return (await tx.maybe(attributes, [orderId]))?.attributes ?? {};
}

const noPoints: PointTerms = { pointPerMinor: 0, pointBase: 'net', pointValueMinor: 1 };

/** By which terms an order gave points; none for history that was imported. */
export async function pointTermsOf(tx: Tx, orderId: string): Promise<PointTerms> {
  return (await attributesOf(tx, orderId)).points ?? noPoints;
}

const raiseReturned = statement<object>(`
  UPDATE orders.line l SET returned_milli = l.returned_milli + r.quantity
  FROM unnest($2::int[], $3::bigint[]) AS r(line, quantity) WHERE l.order_id = $1 AND l.line = r.line`);

export type LineShare = {
  readonly line: number;
  readonly quantityMilli: number;
  readonly amountMinor: number;
  readonly discountMinor: number;
  readonly pointsMinor: number;
};

export async function raiseReturnedLines(
  tx: Tx,
  orderId: string,
  lines: readonly Pick<LineShare, 'line' | 'quantityMilli'>[],
): Promise<void> {
  const quantities = lines.map((each) => each.quantityMilli);
  await tx.run(raiseReturned, [orderId, lines.map((each) => each.line), quantities]);
}

const shrink = statement<object>(`
  UPDATE orders.line l SET quantity_milli = l.quantity_milli - r.quantity, amount_minor = l.amount_minor - r.amount,
    discount_minor = l.discount_minor - r.discount, points_minor = l.points_minor - r.points
  FROM unnest($2::int[], $3::bigint[], $4::bigint[], $5::bigint[], $6::bigint[])
    AS r(line, quantity, amount, discount, points)
  WHERE l.order_id = $1 AND l.line = r.line`);
const remember = statement<object>(`
  INSERT INTO orders.cancellation_line (order_id, line, at, quantity_milli, amount_minor, discount_minor, actor,
    reason)
  SELECT $1, r.line, $6, r.quantity, r.amount, r.discount, $7, $8
  FROM unnest($2::int[], $3::bigint[], $4::bigint[], $5::bigint[]) AS r(line, quantity, amount, discount)`);
const shrinkOrder = statement<object>(`
  UPDATE orders.order SET items_minor = items_minor - $2, discount_minor = discount_minor - $3,
    points_minor = points_minor - $4, tax_minor = tax_minor - $5, total_minor = total_minor - $6,
    quantity_milli = quantity_milli - $7, changed_at = $8
  WHERE id = $1`);
const saveTaxes = statement<object>(`
  UPDATE orders.tax t SET taxed_minor = n.taxed, tax_minor = n.tax
  FROM unnest($2::int[], $3::bigint[], $4::bigint[]) AS n(rate, taxed, tax)
  WHERE t.order_id = $1 AND t.rate_bp = n.rate`);

/** Takes shares of lines off an order that was not handed over yet, and remembers them. */
export async function takeOffLines(
  tx: Tx,
  orderId: string,
  shares: readonly LineShare[],
  taxes: { readonly left: readonly TaxOfRate[]; readonly taken: readonly TaxOfRate[] },
  reason: string | null,
): Promise<void> {
  const lines = shares.map((each) => each.line);
  const quantities = shares.map((each) => each.quantityMilli);
  const amounts = shares.map((each) => each.amountMinor);
  const discounts = shares.map((each) => each.discountMinor);
  const points = shares.map((each) => each.pointsMinor);
  await tx.run(shrink, [orderId, lines, quantities, amounts, discounts, points]);
  const values = [orderId, lines, quantities, amounts, discounts];
  await tx.run(remember, [...values, tx.now, tx.actor, reason]);
  await tx.run(shrinkOrder, [
    orderId,
    sum(amounts),
    sum(discounts),
    sum(points),
    sum(taxes.taken.map((each) => each.taxMinor)),
    sum(taxes.taken.map((each) => each.taxedMinor)),
    sum(quantities),
    tx.now,
  ]);
  await tx.run(saveTaxes, [
    orderId,
    taxes.left.map((each) => each.rateBp),
    taxes.left.map((each) => each.taxedMinor),
    taxes.left.map((each) => each.taxMinor),
  ]);
}

const insertReturned = statement<object>(`
  INSERT INTO orders.return_line (order_id, line, of_order_id, of_line, quantity_milli, disposition)
  SELECT $1, r.line, $2, r.of_line, r.quantity, r.disposition
  FROM unnest($3::int[], $4::int[], $5::bigint[], $6::text[]) AS r(line, of_line, quantity, disposition)`);

export type Disposition = 'restocked' | 'damaged' | 'kept';

const returned = statement<{ line: number; quantity_milli: number; disposition: Disposition }>(`
  SELECT of_line AS line, quantity_milli, disposition FROM orders.return_line WHERE order_id = $1 LIMIT 5000`);

/** The lines of the sale that a return took back, as they were told. */
export async function findReturnLines(tx: Tx, returnId: string) {
  const rows = await tx.all(returned, [returnId]);
  return rows.map(({ line, quantity_milli: quantityMilli, disposition }) => ({
    line,
    quantityMilli,
    disposition,
  }));
}

export async function insertReturnLines(
  tx: Tx,
  returnId: string,
  orderId: string,
  lines: readonly {
    readonly line: number;
    readonly quantityMilli: number;
    readonly disposition: Disposition;
  }[],
): Promise<void> {
  await tx.run(insertReturned, [
    returnId,
    orderId,
    lines.map((_, index) => index + 1),
    lines.map((each) => each.line),
    lines.map((each) => each.quantityMilli),
    lines.map((each) => each.disposition),
  ]);
}

const insertParts = statement<object>(`
  INSERT INTO orders.refund_part (order_id, part, payment_id, method, amount_minor)
  SELECT $1, coalesce((SELECT max(part) FROM orders.refund_part WHERE order_id = $1), 0) + r.number, r.payment_id,
    r.method, r.amount
  FROM unnest($2::uuid[], $3::text[], $4::bigint[]) WITH ORDINALITY AS r(payment_id, method, amount, number)`);

export type RefundPart = {
  /** uuid */
  readonly paymentId: string;
  readonly method: string;
  readonly amountMinor: number;
};

/** Writes by which means an order (a return, or one that lost lines) gave back. */
export async function insertRefundParts(
  tx: Tx,
  orderId: string,
  parts: readonly RefundPart[],
): Promise<void> {
  if (parts.length > 0) {
    await tx.run(insertParts, [
      orderId,
      parts.map((each) => each.paymentId),
      parts.map((each) => each.method),
      parts.map((each) => each.amountMinor),
    ]);
  }
}

const findParts = statement<{ payment_id: string; method: string; amount_minor: number }>(`
  SELECT payment_id, method, amount_minor FROM orders.refund_part WHERE order_id = $1 ORDER BY part LIMIT 200`);

export async function findRefundParts(tx: Tx, orderId: string): Promise<RefundPart[]> {
  return (await tx.all(findParts, [orderId])).map((row) => ({
    paymentId: row.payment_id,
    method: row.method,
    amountMinor: row.amount_minor,
  }));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, each) => total + each, 0);
}
