// The SQL of monthly invoices. The account is locked while one is made.

import type { TaxOfRate, TaxRounding } from '@engawa/totals';
import { statement } from '#kernel/db';
import type { Tx } from '#kernel/transaction';

export type InvoiceRow = {
  id: string;
  number: string;
  party_id: string;
  buyer_name: string;
  seller_name: string;
  seller_number: string | null;
  closed_on: Temporal.PlainDate;
  due_on: Temporal.PlainDate;
  issued_at: Temporal.Instant;
  currency: string;
  is_tax_included: boolean;
  total_minor: number;
  tax_minor: number;
  rounding_minor: number;
  state: 'open' | 'paid';
  paid_at: Temporal.Instant | null;
};

/** An order, or what came back of one, that an invoice has or will have on it. */
export type BilledOrderRow = {
  id: string;
  number: string;
  kind: string;
  place_id: string;
  currency: string;
  is_tax_included: boolean;
  tax_rounding: TaxRounding;
  total_minor: number;
  business_day: Temporal.PlainDate;
};

export type BilledLineRow = {
  order_id: string;
  line: number;
  name: string;
  quantity_milli: number;
  unit_price: string;
  amount_minor: number;
  discount_minor: number;
  tax_rate_bp: number;
};

const columns = `id, number, party_id, buyer_name, seller_name, seller_number, closed_on, due_on, issued_at,
  currency, is_tax_included, total_minor, tax_minor, rounding_minor, state, paid_at`;
const orderColumns = `o.id, o.number, o.kind, o.place_id, o.currency, o.is_tax_included, o.tax_rounding,
  o.total_minor, o.business_day`;

// What came back of an order on account is on account.
const addReturns = statement<object>(`
  INSERT INTO orders.account_order (order_id, party_id)
  SELECT r.id, a.party_id FROM orders.account_order a JOIN orders.order r ON r.returns_order_id = a.order_id
  WHERE a.party_id = $1 ON CONFLICT (order_id) DO NOTHING`);
const open = statement<BilledOrderRow>(`
  SELECT ${orderColumns} FROM orders.account_order a JOIN orders.order o ON o.id = a.order_id
  WHERE a.party_id = $1 AND a.invoice_id IS NULL AND o.business_day <= $2
    AND o.state IN ('shipped', 'handed_over', 'completed', 'returned')
  ORDER BY o.ordered_at, o.id LIMIT 50000 FOR UPDATE OF a`);
const billed = statement<BilledOrderRow>(`
  SELECT ${orderColumns} FROM orders.account_order a JOIN orders.order o ON o.id = a.order_id
  WHERE a.invoice_id = $1 ORDER BY o.ordered_at, o.id LIMIT 50000`);
const linesOf = statement<BilledLineRow>(`
  SELECT order_id, line, name, quantity_milli, unit_price, amount_minor, discount_minor, tax_rate_bp
  FROM orders.line WHERE order_id = ANY ($1::uuid[]) AND quantity_milli <> 0 ORDER BY order_id, line`);
const insert = statement<InvoiceRow>(`
  INSERT INTO orders.invoice (id, number, party_id, buyer_name, seller_name, seller_number, closed_on, due_on,
    issued_at, currency, is_tax_included, total_minor, tax_minor, rounding_minor)
  VALUES ($1, 'I' || to_char($6::date, 'YYMM') || '-' || to_char(nextval('orders.invoice_number'), 'FM999999000000'),
    $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) RETURNING ${columns}`);
const insertTaxes = statement<object>(`
  INSERT INTO orders.invoice_tax (invoice_id, rate_bp, taxed_minor, tax_minor)
  SELECT $1, * FROM unnest($2::int[], $3::bigint[], $4::bigint[])`);
const bill = statement<object>(
  'UPDATE orders.account_order SET invoice_id = $1 WHERE order_id = ANY ($2::uuid[])',
);
const find = statement<InvoiceRow>(`SELECT ${columns} FROM orders.invoice WHERE id = $1`);
const lock = statement<InvoiceRow>(
  `SELECT ${columns} FROM orders.invoice WHERE id = $1 FOR UPDATE`,
);
const page = statement<InvoiceRow>(`
  SELECT ${columns} FROM orders.invoice
  WHERE ($1::uuid IS NULL OR party_id = $1) AND ($2::text IS NULL OR state = $2)
    AND ($3::uuid IS NULL OR id < $3) ORDER BY id DESC LIMIT $4`);
const taxesOf = statement<{ rate_bp: number; taxed_minor: number; tax_minor: number }>(`
  SELECT rate_bp, taxed_minor, tax_minor FROM orders.invoice_tax WHERE invoice_id = $1 ORDER BY rate_bp DESC`);
const pay = statement<InvoiceRow>(`
  UPDATE orders.invoice SET state = 'paid', paid_at = $2 WHERE id = $1 RETURNING ${columns}`);

/** Orders until a day whose goods have gone and that are on no invoice yet, with what came back of earlier ones. */
export async function lockOpenOrders(
  tx: Tx,
  partyId: string,
  until: Temporal.PlainDate,
): Promise<BilledOrderRow[]> {
  await tx.run(addReturns, [partyId]);
  return tx.all(open, [partyId, until]);
}

export function findBilledOrders(tx: Tx, invoiceId: string): Promise<BilledOrderRow[]> {
  return tx.all(billed, [invoiceId]);
}

export function findBilledLines(tx: Tx, orderIds: readonly string[]): Promise<BilledLineRow[]> {
  return tx.all(linesOf, [orderIds]);
}

export async function insertInvoice(
  tx: Tx,
  invoice: Omit<InvoiceRow, 'number' | 'state' | 'paid_at'>,
  taxes: readonly TaxOfRate[],
  orderIds: readonly string[],
): Promise<InvoiceRow> {
  const { id, party_id, buyer_name, seller_name, seller_number, closed_on, due_on } = invoice;
  const row = await tx.one(insert, [
    id,
    party_id,
    buyer_name,
    seller_name,
    seller_number,
    closed_on,
    due_on,
    invoice.issued_at,
    invoice.currency,
    invoice.is_tax_included,
    invoice.total_minor,
    invoice.tax_minor,
    invoice.rounding_minor,
  ]);
  await tx.run(insertTaxes, [
    id,
    taxes.map((each) => each.rateBp),
    taxes.map((each) => each.taxedMinor),
    taxes.map((each) => each.taxMinor),
  ]);
  await tx.run(bill, [id, orderIds]);
  return row;
}

export function findInvoice(tx: Tx, id: string): Promise<InvoiceRow | undefined> {
  return tx.maybe(find, [id]);
}

export function lockInvoice(tx: Tx, id: string): Promise<InvoiceRow | undefined> {
  return tx.maybe(lock, [id]);
}

/** Newest first. */
export function listInvoices(
  tx: Tx,
  filter: { readonly partyId: string | null; readonly state: string | null },
  before: string | null,
  limit: number,
): Promise<InvoiceRow[]> {
  return tx.all(page, [filter.partyId, filter.state, before, limit]);
}

export async function findInvoiceTaxes(tx: Tx, invoiceId: string): Promise<TaxOfRate[]> {
  return (await tx.all(taxesOf, [invoiceId])).map((row) => ({
    rateBp: row.rate_bp,
    taxedMinor: row.taxed_minor,
    taxMinor: row.tax_minor,
  }));
}

export function markPaid(tx: Tx, id: string): Promise<InvoiceRow> {
  return tx.one(pay, [id, tx.now]);
}
