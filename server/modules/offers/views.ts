// Read-only queries of offers, for screens and reports.
import { statement } from '#kernel/db';
import type { Tx } from '#kernel/transaction';

const sum = statement<{ uses: number; spent_minor: number }>(`
  SELECT count(*) AS uses, coalesce(sum(discount_minor + delivery_minor), 0)::bigint AS spent_minor
  FROM offers.promotion_use WHERE promotion_id = $1 AND state IN ('reserved', 'used')`);

/** How often a promotion was used, and what it took off. */
export function sumUses(
  tx: Tx,
  promotionId: string,
): Promise<{ uses: number; spent_minor: number }> {
  return tx.one(sum, [promotionId]);
}
