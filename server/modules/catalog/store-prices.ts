// The page of one item's prices.
import { statement } from '#kernel/db';
import type { Tx } from '#kernel/transaction';

export type PriceOfItemRow = {
  place_id: string | null;
  amount_minor: number;
  compare_at_minor: number | null;
  currency: string;
  valid_from: Temporal.Instant;
  valid_until: Temporal.Instant | null;
  reason: string | null;
  is_now: boolean;
};

// The newest that is valid wins, for each place and for all of them (see catalog.price).
const ofItem = statement<PriceOfItemRow>(`
  SELECT place_id, amount_minor, compare_at_minor, currency, valid_from, valid_until, reason,
    is_valid AND row_number() OVER (
      PARTITION BY place_id, currency, is_valid ORDER BY valid_from DESC, number DESC) = 1 AS is_now
  FROM (
    SELECT *, valid_from <= $2 AND (valid_until IS NULL OR valid_until > $2) AS is_valid
    FROM catalog.price WHERE item_id = $1 AND price_list_id IS NULL
  ) AS p ORDER BY valid_from DESC, number DESC LIMIT 200`);

export function listPricesOfItem(tx: Tx, itemId: string): Promise<PriceOfItemRow[]> {
  return tx.all(ofItem, [itemId, tx.now]);
}
