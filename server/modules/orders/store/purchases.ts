// The SQL of what somebody bought, for the clerk who serves her, and of what is bought in one basket.
import { statement } from '#kernel/db';
import type { Tx } from '#kernel/transaction';

export type Purchase = {
  id: string;
  number: string;
  state: string;
  place_id: string;
  fulfilment: string;
  currency: string;
  total_minor: number;
  ordered_at: Temporal.Instant;
  lines: { item_id: string; name: string; quantity_milli: number }[];
};

const purchases = statement<Purchase>(`
  SELECT o.id, o.number, o.state, o.place_id, o.fulfilment, o.currency, o.total_minor, o.ordered_at, (
      SELECT coalesce(json_agg(json_build_object('item_id', l.item_id, 'name', l.name, 'quantity_milli',
        l.quantity_milli) ORDER BY l.line), '[]')
      FROM orders.line l WHERE l.order_id = o.id) AS lines
  FROM orders.order o
  WHERE o.record_id = ANY ($1::uuid[]) AND o.kind = 'sale' AND o.state NOT IN ('cancelled', 'rejected', 'expired')
  ORDER BY o.ordered_at DESC, o.id DESC LIMIT $2`);

/** What these records (uuids) bought, here or in a system that was imported, newest first. */
export function listPurchases(
  tx: Tx,
  recordIds: readonly string[],
  limit: number,
): Promise<Purchase[]> {
  return tx.all(purchases, [recordIds, limit]);
}

/** Orders that are looked at; so many keep it to some ten milliseconds however large the house is. */
const baskets = 4000;

export type BoughtTogether = { item_id: string; with_item_id: string; orders: number };

// Lines have no index by item: it would cost every checkout. The newest orders say enough.
const together = statement<BoughtTogether>(`
  WITH recent AS (
    SELECT id FROM orders.order WHERE kind = 'sale' ORDER BY ordered_at DESC, id DESC LIMIT ${baskets}
  ), asked AS (
    SELECT DISTINCT l.order_id, l.item_id FROM recent r JOIN orders.line l ON l.order_id = r.id
    WHERE l.item_id = ANY ($1::uuid[])
  )
  SELECT a.item_id, l.item_id AS with_item_id, count(DISTINCT l.order_id) AS orders
  FROM asked a JOIN orders.line l ON l.order_id = a.order_id AND l.item_id <> a.item_id
  GROUP BY a.item_id, l.item_id ORDER BY orders DESC, a.item_id, l.item_id LIMIT 200`);

/** What the newest orders held together with these items (uuids), the most often first. */
export function findBoughtTogether(tx: Tx, itemIds: readonly string[]): Promise<BoughtTogether[]> {
  return itemIds.length === 0 ? Promise.resolve([]) : tx.all(together, [itemIds]);
}
