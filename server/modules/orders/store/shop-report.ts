// What a shop sold in a span of business days, by day and by rate of tax, and the orders whose tenders make it up. Found by
// order_day; a return counts on the day on which the goods came back.
import { statement } from '#kernel/db';
import type { Tx } from '#kernel/transaction';

export type ShopDayRow = {
  business_day: Temporal.PlainDate;
  orders: number;
  returns: number;
  sold_minor: number;
  /** Zero or below. */
  returned_minor: number;
};
export type ShopTaxRow = { rate_bp: number; taxed_minor: number; tax_minor: number };

const some = `o.place_id = $1 AND o.business_day BETWEEN $2 AND $3
  AND o.state NOT IN ('cancelled', 'rejected', 'expired')`;
const byDay = statement<ShopDayRow>(`
  SELECT o.business_day, count(*) FILTER (WHERE o.kind = 'sale') AS orders,
    count(*) FILTER (WHERE o.kind = 'return') AS returns,
    coalesce(sum(o.total_minor) FILTER (WHERE o.kind = 'sale'), 0)::bigint AS sold_minor,
    coalesce(sum(o.total_minor) FILTER (WHERE o.kind = 'return'), 0)::bigint AS returned_minor
  FROM orders.order o WHERE ${some} GROUP BY o.business_day ORDER BY o.business_day`);
const byTax = statement<ShopTaxRow>(`
  SELECT t.rate_bp, sum(t.taxed_minor)::bigint AS taxed_minor, sum(t.tax_minor)::bigint AS tax_minor
  FROM orders.order o JOIN orders.tax t ON t.order_id = o.id
  WHERE ${some} GROUP BY t.rate_bp ORDER BY t.rate_bp DESC`);
const sales = statement<{ id: string }>(`
  SELECT o.id FROM orders.order o WHERE ${some} AND o.kind = 'sale' AND o.id > $4 ORDER BY o.id LIMIT $5`);

export type ShopSpan = {
  /** uuid */
  readonly placeId: string;
  readonly from: Temporal.PlainDate;
  /** The last day that counts. */
  readonly until: Temporal.PlainDate;
};

export async function reportShop(tx: Tx, { placeId, from, until }: ShopSpan) {
  const values = [placeId, from, until];
  const [days, taxes] = await Promise.all([tx.all(byDay, values), tx.all(byTax, values)]);
  return { days, taxes };
}

/** Its sales (uuids) after an id, in the order of their ids. */
export async function listShopSales(
  tx: Tx,
  { placeId, from, until }: ShopSpan,
  page: { readonly after: string; readonly limit: number },
): Promise<string[]> {
  const rows = await tx.all(sales, [placeId, from, until, page.after, page.limit]);
  return rows.map(({ id }) => id);
}
