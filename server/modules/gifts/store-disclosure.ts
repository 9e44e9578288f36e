// SQL of the gifts that a person gave, for her. Who took one stands with whoever took it.
import { statement } from '#kernel/db';
import type { Tx } from '#kernel/transaction';

const purchases = statement<{
  id: string;
  record_id: string;
  kind: string;
  amount_minor: number;
  currency: string;
  gift_count: number;
  sealed: Buffer;
  created_at: Temporal.Instant;
}>(`
  SELECT id, record_id, kind, amount_minor, currency, gift_count, sealed, created_at FROM gifts.purchase
  WHERE record_id = ANY ($1::uuid[]) ORDER BY created_at DESC LIMIT 10000`);
const receivers = statement<{
  record_id: string;
  sealed: Buffer;
  state: string;
  thanked_at: Temporal.Instant | null;
  thanks_sealed: Buffer | null;
}>(`
  SELECT r.record_id, r.sealed, g.state, c.thanked_at, c.thanks_sealed
  FROM gifts.receiver r JOIN gifts.gift g ON g.id = r.gift_id LEFT JOIN gifts.claim c ON c.gift_id = g.id
  WHERE r.record_id = ANY ($1::uuid[]) ORDER BY r.gift_id LIMIT 10000`);

export async function readGiftsOf(tx: Tx, recordIds: readonly string[]) {
  return {
    purchases: await tx.all(purchases, [recordIds]),
    receivers: await tx.all(receivers, [recordIds]),
  };
}
