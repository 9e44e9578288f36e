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

export type UseRow = {
  order_id: string;
  record_id: string | null;
  state: 'reserved' | 'used' | 'released' | 'held_out';
  place_id: string;
  channel: string;
  discount_minor: number;
  delivery_minor: number;
  goods_minor: number;
  reserved_at: Temporal.Instant;
};

const list = statement<UseRow>(`
  SELECT order_id, record_id, state, place_id, channel, discount_minor, delivery_minor, goods_minor, reserved_at
  FROM offers.promotion_use WHERE promotion_id = $1 AND reserved_at >= $2 ORDER BY reserved_at LIMIT 200000`);

/** Uses of a promotion and orders that were held out, oldest first. */
export function listUses(tx: Tx, promotionId: string, since: Temporal.Instant): Promise<UseRow[]> {
  return tx.all(list, [promotionId, since]);
}

const listOfRecords = statement<{
  name_ja: string | null;
  state: string;
  discount_minor: number;
  reserved_at: Temporal.Instant;
}>(`
  SELECT p.name_ja, u.state, u.discount_minor, u.reserved_at FROM offers.promotion_use u
  LEFT JOIN offers.promotion p ON p.id = u.promotion_id
  WHERE u.record_id = ANY ($1::uuid[]) ORDER BY u.reserved_at DESC LIMIT 10000`);

/** What orders of these records used, newest first. */
export function listUsesOfRecords(tx: Tx, recordIds: readonly string[]) {
  return tx.all(listOfRecords, [recordIds]);
}
