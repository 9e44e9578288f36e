// SQL of what a person ordered, for her.
import { statement } from '#kernel/db';
import type { Tx } from '#kernel/transaction';
import { type OrderRow, orderColumns } from './orders.ts';

const orders = statement<OrderRow>(`
  SELECT ${orderColumns} FROM orders.order WHERE record_id = ANY ($1::uuid[])
  ORDER BY ordered_at DESC, id DESC LIMIT 10000`);
const lines = statement<{
  order_id: string;
  name: string;
  quantity_milli: number;
  amount_minor: number;
  discount_minor: number;
}>(`
  SELECT order_id, name, quantity_milli, amount_minor, discount_minor FROM orders.line
  WHERE order_id = ANY ($1::uuid[]) ORDER BY order_id DESC, line`);
const contactsOfRecords = statement<{ order_id: string }>(
  'SELECT order_id FROM orders.contact WHERE record_id = ANY ($1::uuid[]) LIMIT 10000',
);
const companies = statement<{ party_id: string }>(
  'SELECT party_id FROM orders.account_buyer WHERE record_id = ANY ($1::uuid[]) ORDER BY party_id',
);

export async function readOrdersOf(tx: Tx, recordIds: readonly string[]) {
  const rows = await tx.all(orders, [recordIds]);
  const contacts = await tx.all(contactsOfRecords, [recordIds]);
  return {
    orders: rows,
    lines: await tx.all(lines, [rows.map((row) => row.id)]),
    contactOrderIds: contacts.map((row) => row.order_id),
    companies: await tx.all(companies, [recordIds]),
  };
}

const sums = statement<{
  record_id: string;
  orders: number;
  net_minor: number;
  first: Temporal.PlainDate;
  last: Temporal.PlainDate;
}>(`
  SELECT record_id, count(*) FILTER (WHERE kind = 'sale') AS orders, sum(total_minor)::bigint AS net_minor,
    min(business_day) AS first, max(business_day) AS last
  FROM orders.order WHERE record_id = ANY ($1::uuid[]) AND state NOT IN ('cancelled', 'rejected', 'expired')
  GROUP BY record_id`);

export type OrderSum = {
  readonly orders: number;
  readonly netMinor: number;
  readonly first: Temporal.PlainDate;
  readonly last: Temporal.PlainDate;
};

/** Record (uuid) → how much it ordered; records without orders are missing. */
export async function sumOrdersOf(
  tx: Tx,
  recordIds: readonly string[],
): Promise<Map<string, OrderSum>> {
  const rows = await tx.all(sums, [recordIds]);
  return new Map(
    rows.map((row) => [
      row.record_id,
      { orders: row.orders, netMinor: row.net_minor, first: row.first, last: row.last },
    ]),
  );
}
