// The SQL of imported history: orders found again by their number in the source, and grown.

import type { TaxOfRate } from '@engawa/totals';
import { statement } from '#kernel/db';
import type { Tx } from '#kernel/transaction';
import { type OrderRow, orderColumns } from './orders.ts';

const lockImported = statement<OrderRow>(`
  SELECT ${orderColumns} FROM orders.order
  WHERE source = $1 AND source_key = ANY ($2::text[]) ORDER BY id FOR UPDATE`);

export function lockImportedOrders(
  tx: Tx,
  source: string,
  numbers: readonly string[],
): Promise<OrderRow[]> {
  return tx.all(lockImported, [source, numbers]);
}

export type OrderGrowth = {
  readonly orderId: string;
  readonly amountMinor: number;
  readonly taxMinor: number;
  readonly lineCount: number;
  readonly quantityMilli: number;
};

const grow = statement<object>(`
  UPDATE orders.order o SET items_minor = o.items_minor + g.amount, total_minor = o.total_minor + g.amount,
    tax_minor = o.tax_minor + g.tax, line_count = o.line_count + g.lines,
    quantity_milli = o.quantity_milli + g.quantity, changed_at = $6
  FROM unnest($1::uuid[], $2::bigint[], $3::bigint[], $4::int[], $5::bigint[])
    AS g(id, amount, tax, lines, quantity)
  WHERE o.id = g.id`);

export async function growOrders(tx: Tx, growth: readonly OrderGrowth[]): Promise<void> {
  if (growth.length > 0) {
    await tx.run(grow, [
      growth.map((each) => each.orderId),
      growth.map((each) => each.amountMinor),
      growth.map((each) => each.taxMinor),
      growth.map((each) => each.lineCount),
      growth.map((each) => each.quantityMilli),
      tx.now,
    ]);
  }
}

const upsertTax = statement<object>(`
  INSERT INTO orders.tax AS t (order_id, rate_bp, taxed_minor, tax_minor)
  SELECT * FROM unnest($1::uuid[], $2::int[], $3::bigint[], $4::bigint[])
  ON CONFLICT (order_id, rate_bp) DO UPDATE
    SET taxed_minor = t.taxed_minor + excluded.taxed_minor, tax_minor = t.tax_minor + excluded.tax_minor`);

export async function upsertTaxes(
  tx: Tx,
  taxes: readonly (TaxOfRate & { readonly orderId: string })[],
): Promise<void> {
  if (taxes.length > 0) {
    await tx.run(upsertTax, [
      taxes.map((each) => each.orderId),
      taxes.map((each) => each.rateBp),
      taxes.map((each) => each.taxedMinor),
      taxes.map((each) => each.taxMinor),
    ]);
  }
}
