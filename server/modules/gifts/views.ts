// What the giver sees of her gifts: her own words, how far each is, thanks. No statement here reads an order, a place or
// a contact of whoever took a gift.
import { statement } from '#kernel/db';
import type { Tx } from '#kernel/transaction';
import type { GiftRow, GiftState } from './store.ts';

export type SentGiftRow = {
  id: string;
  purchase_id: string;
  position: number;
  state: GiftState;
  expires_at: Temporal.Instant;
  opened_at: Temporal.Instant | null;
  claimed_at: Temporal.Instant | null;
  thanked_at: Temporal.Instant | null;
  refund: GiftRow['refund'];
  receiver_sealed: Buffer | null;
  thanks_sealed: Buffer | null;
};

const sent = statement<SentGiftRow>(`
  SELECT g.id, g.purchase_id, g.position, g.state, g.expires_at, g.opened_at, c.claimed_at, c.thanked_at, g.refund,
    r.sealed AS receiver_sealed, c.thanks_sealed
  FROM gifts.gift g LEFT JOIN gifts.claim c ON c.gift_id = g.id LEFT JOIN gifts.receiver r ON r.gift_id = g.id
  WHERE g.purchase_id = ANY ($1::uuid[]) ORDER BY g.purchase_id DESC, g.position`);

export function listSentGifts(tx: Tx, purchaseIds: readonly string[]): Promise<SentGiftRow[]> {
  return tx.all(sent, [purchaseIds]);
}

const ofRecord = statement<{ id: string }>(
  'SELECT id FROM gifts.purchase WHERE record_id = $1 ORDER BY created_at DESC LIMIT 50',
);
export async function findPurchaseIdsOf(tx: Tx, recordId: string): Promise<string[]> {
  return (await tx.all(ofRecord, [recordId])).map((row) => row.id);
}

export type PurchaseSummaryRow = {
  id: string;
  order_id: string;
  place_id: string;
  kind: string;
  amount_minor: number;
  currency: string;
  gift_count: number;
  created_at: Temporal.Instant;
  unpaid: number;
  issued: number;
  claimed: number;
  revoked: number;
  expired: number;
};
const summaries = statement<PurchaseSummaryRow>(`
  SELECT p.id, p.order_id, p.place_id, p.kind, p.amount_minor, p.currency, p.gift_count, p.created_at,
    count(*) FILTER (WHERE g.state = 'unpaid')::int AS unpaid, count(*) FILTER (WHERE g.state = 'issued')::int AS issued,
    count(*) FILTER (WHERE g.state = 'claimed')::int AS claimed,
    count(*) FILTER (WHERE g.state = 'revoked')::int AS revoked,
    count(*) FILTER (WHERE g.state = 'expired')::int AS expired
  FROM gifts.purchase p JOIN gifts.gift g ON g.purchase_id = p.id
  WHERE $1::uuid IS NULL OR p.place_id = $1
  GROUP BY p.id ORDER BY p.created_at DESC, p.id DESC LIMIT $2`);

/** Purchases with how far their gifts are, newest first: for the shop. */
export function listPurchases(
  tx: Tx,
  placeId: string | null,
  limit: number,
): Promise<PurchaseSummaryRow[]> {
  return tx.all(summaries, [placeId, limit]);
}

export type GiftOfOrderRow = {
  id: string;
  position: number;
  state: GiftState;
  expires_at: Temporal.Instant;
  claimed_at: Temporal.Instant | null;
  refund: GiftRow['refund'];
};
const ofOrder = statement<GiftOfOrderRow>(`
  SELECT g.id, g.position, g.state, g.expires_at, c.claimed_at, g.refund
  FROM gifts.purchase p JOIN gifts.gift g ON g.purchase_id = p.id LEFT JOIN gifts.claim c ON c.gift_id = g.id
  WHERE p.order_id = $1 ORDER BY g.position LIMIT 1000`);

/** The gifts of one purchase, by its order (uuid); nobody is named. */
export function listGiftsOfOrder(tx: Tx, orderId: string): Promise<GiftOfOrderRow[]> {
  return tx.all(ofOrder, [orderId]);
}

const receiverOf = statement<{ sealed: Buffer }>(
  'SELECT sealed FROM gifts.receiver WHERE gift_id = $1',
);

/** Whom the giver means by a gift; null when nothing was kept. */
export async function findReceiver(tx: Tx, giftId: string): Promise<Buffer | null> {
  return (await tx.maybe(receiverOf, [giftId]))?.sealed ?? null;
}
