// Sums of given orders, for whoever reports on them: a drawer of a till. One pass each over orders and taxes.
import { statement } from '#kernel/db';
import type { Tx } from '#kernel/transaction';

export type OrderSums = {
  readonly sales: number;
  readonly returns: number;
  readonly soldMinor: number;
  /** Below zero. */
  readonly returnedMinor: number;
  readonly discountMinor: number;
  readonly netMinor: number;
  readonly taxes: readonly {
    readonly rateBp: number;
    readonly taxedMinor: number;
    readonly taxMinor: number;
  }[];
};

type SumRow = {
  sales: number;
  returns: number;
  sold_minor: number;
  returned_minor: number;
  discount_minor: number;
  net_minor: number;
};

const sums = statement<SumRow>(`
  SELECT count(*) FILTER (WHERE kind = 'sale') AS sales, count(*) FILTER (WHERE kind = 'return') AS returns,
    coalesce(sum(total_minor) FILTER (WHERE kind = 'sale'), 0)::bigint AS sold_minor,
    coalesce(sum(total_minor) FILTER (WHERE kind = 'return'), 0)::bigint AS returned_minor,
    coalesce(sum(discount_minor), 0)::bigint AS discount_minor, coalesce(sum(total_minor), 0)::bigint AS net_minor
  FROM orders.order WHERE id = ANY ($1::uuid[])`);
const taxSums = statement<{ rate_bp: number; taxed_minor: number; tax_minor: number }>(`
  SELECT rate_bp, sum(taxed_minor)::bigint AS taxed_minor, sum(tax_minor)::bigint AS tax_minor
  FROM orders.tax WHERE order_id = ANY ($1::uuid[]) GROUP BY rate_bp ORDER BY rate_bp DESC`);

/** Sales and returns among these orders (uuid), a return with its amounts below zero. */
export async function sumOrders(tx: Tx, orderIds: readonly string[]): Promise<OrderSums> {
  const [row, taxes] = await Promise.all([tx.one(sums, [orderIds]), tx.all(taxSums, [orderIds])]);
  return {
    sales: row.sales,
    returns: row.returns,
    soldMinor: row.sold_minor,
    returnedMinor: row.returned_minor,
    discountMinor: row.discount_minor,
    netMinor: row.net_minor,
    taxes: taxes.map((each) => ({
      rateBp: each.rate_bp,
      taxedMinor: each.taxed_minor,
      taxMinor: each.tax_minor,
    })),
  };
}
