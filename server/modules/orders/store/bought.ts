// What came into somebody's hands: lines of orders that were handed over.
import { statement } from '#kernel/db';
import type { Tx } from '#kernel/transaction';

export type BoughtRow = {
  order_id: string;
  record_id: string;
  item_id: string;
  ordered_at: Temporal.Instant;
};

const bought = statement<BoughtRow>(`
  SELECT DISTINCT ON (l.item_id) o.id AS order_id, o.record_id, l.item_id, o.ordered_at
  FROM orders.order o JOIN orders.line l ON l.order_id = o.id
  WHERE o.record_id = ANY ($1::uuid[]) AND o.kind = 'sale' AND o.state IN ('handed_over', 'completed')
    AND l.quantity_milli > l.returned_milli AND ($2::uuid[] IS NULL OR l.item_id = ANY ($2))
  ORDER BY l.item_id, o.ordered_at DESC, o.id LIMIT 1000`);

/** The last order of each item that these records (uuids) carried home and kept; of all items, or of some. */
export function findBought(
  tx: Tx,
  recordIds: readonly string[],
  itemIds: readonly string[] | null = null,
): Promise<BoughtRow[]> {
  return tx.all(bought, [recordIds, itemIds]);
}
