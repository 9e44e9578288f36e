// Every SQL statement of gifts that writes, and the reads that writing needs.
import { statement } from '#kernel/db';
import type { Tx } from '#kernel/transaction';

export type GiftState = 'unpaid' | 'issued' | 'claimed' | 'revoked' | 'expired' | 'void';

export type PurchaseRow = {
  id: string;
  order_id: string;
  record_id: string;
  place_id: string;
  kind: 'value' | 'item';
  item_id: string | null;
  quantity: number;
  amount_minor: number;
  currency: string;
  gift_count: number;
  sealed: Buffer;
  language: string;
  created_at: Temporal.Instant;
};
export type GiftRow = {
  id: string;
  purchase_id: string;
  position: number;
  state: GiftState;
  expires_at: Temporal.Instant;
  issued_at: Temporal.Instant | null;
  opened_at: Temporal.Instant | null;
  refund: 'due' | 'counter' | 'done' | null;
};

const purchaseColumns = `id, order_id, record_id, place_id, kind, item_id, quantity, amount_minor, currency, gift_count,
  sealed, language, created_at`;
const giftColumns = 'id, purchase_id, position, state, expires_at, issued_at, opened_at, refund';

const insertPurchase = statement<object>(`
  INSERT INTO gifts.purchase (id, order_id, record_id, place_id, kind, item_id, quantity, amount_minor, currency,
    gift_count, sealed, manage_hash, language, created_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`);
const insertGifts = statement<object>(`
  INSERT INTO gifts.gift (id, purchase_id, position, token_hash, state, expires_at)
  SELECT g.id, $2, g.position, g.token_hash, 'unpaid', $5
  FROM unnest($1::uuid[], $3::int[], $4::bytea[]) AS g(id, position, token_hash)`);
const insertReceivers = statement<object>(`
  INSERT INTO gifts.receiver (gift_id, record_id, sealed)
  SELECT r.gift_id, $2, r.sealed FROM unnest($1::uuid[], $3::bytea[]) AS r(gift_id, sealed)`);

export async function insertPurchaseRow(
  tx: Tx,
  row: Omit<PurchaseRow, 'created_at'>,
  manageHash: Buffer,
): Promise<void> {
  await tx.run(insertPurchase, [
    row.id,
    row.order_id,
    row.record_id,
    row.place_id,
    row.kind,
    row.item_id,
    row.quantity,
    row.amount_minor,
    row.currency,
    row.gift_count,
    row.sealed,
    manageHash,
    row.language,
    tx.now,
  ]);
}

export async function insertGiftRows(
  tx: Tx,
  purchase: { readonly id: string; readonly record_id: string },
  gifts: readonly { readonly id: string; readonly tokenHash: Buffer; readonly receiver: Buffer }[],
  expiresAt: Temporal.Instant,
): Promise<void> {
  const ids = gifts.map((gift) => gift.id);
  await tx.run(insertGifts, [
    ids,
    purchase.id,
    gifts.map((_, index) => index + 1),
    gifts.map((gift) => gift.tokenHash),
    expiresAt,
  ]);
  const receivers = gifts.map((gift) => gift.receiver);
  await tx.run(insertReceivers, [ids, purchase.record_id, receivers]);
}

const purchaseOfOrder = statement<PurchaseRow>(
  `SELECT ${purchaseColumns} FROM gifts.purchase WHERE order_id = $1 FOR UPDATE`,
);
const purchaseById = statement<PurchaseRow>(
  `SELECT ${purchaseColumns} FROM gifts.purchase WHERE id = $1`,
);
const purchaseByManage = statement<PurchaseRow>(
  `SELECT ${purchaseColumns} FROM gifts.purchase WHERE manage_hash = $1`,
);
const lockByToken = statement<GiftRow>(
  `SELECT ${giftColumns} FROM gifts.gift WHERE token_hash = $1 FOR UPDATE`,
);
const byToken = statement<GiftRow>(`SELECT ${giftColumns} FROM gifts.gift WHERE token_hash = $1`);
const lockById = statement<GiftRow>(
  `SELECT ${giftColumns} FROM gifts.gift WHERE id = $1 FOR UPDATE`,
);
export const lockPurchaseOfOrder = (tx: Tx, orderId: string) =>
  tx.maybe(purchaseOfOrder, [orderId]);
export const findPurchase = (tx: Tx, id: string) => tx.one(purchaseById, [id]);
export const findPurchaseByManage = (tx: Tx, hash: Buffer) => tx.maybe(purchaseByManage, [hash]);
export const lockGiftByToken = (tx: Tx, hash: Buffer) => tx.maybe(lockByToken, [hash]);
export const findGiftByToken = (tx: Tx, hash: Buffer) => tx.maybe(byToken, [hash]);
export const lockGift = (tx: Tx, id: string) => tx.maybe(lockById, [id]);

const issue = statement<GiftRow>(`
  UPDATE gifts.gift SET state = 'issued', issued_at = $2 WHERE purchase_id = $1 AND state = 'unpaid'
  RETURNING ${giftColumns}`);
const voidUnpaid = statement<object>(`
  UPDATE gifts.gift SET state = 'void', ended_at = $2 WHERE purchase_id = $1 AND state = 'unpaid'`);
const end = statement<object>('UPDATE gifts.gift SET state = $2, ended_at = $3 WHERE id = $1');
const open = statement<object>(
  'UPDATE gifts.gift SET opened_at = $2 WHERE id = $1 AND opened_at IS NULL',
);

export const issueGiftRows = (tx: Tx, purchaseId: string) => tx.all(issue, [purchaseId, tx.now]);
export async function voidGiftRows(tx: Tx, purchaseId: string): Promise<void> {
  await tx.run(voidUnpaid, [purchaseId, tx.now]);
}
export async function endGiftRow(
  tx: Tx,
  id: string,
  state: 'claimed' | 'revoked' | 'expired',
): Promise<void> {
  await tx.run(end, [id, state, tx.now]);
}
export async function noteOpened(tx: Tx, id: string): Promise<void> {
  await tx.run(open, [id, tx.now]);
}

export type ClaimRow = {
  gift_id: string;
  claim_hash: Buffer;
  order_id: string | null;
  claimed_at: Temporal.Instant;
};
const insertClaim = statement<object>(`
  INSERT INTO gifts.claim (gift_id, claim_hash, order_id, claimed_at) VALUES ($1, $2, $3, $4)`);
const claimOf = statement<ClaimRow>(
  'SELECT gift_id, claim_hash, order_id, claimed_at FROM gifts.claim WHERE gift_id = $1',
);
const thank = statement<object>(
  'UPDATE gifts.claim SET thanks_sealed = $2, thanked_at = $3 WHERE gift_id = $1',
);

export async function insertClaimRow(tx: Tx, row: Omit<ClaimRow, 'claimed_at'>): Promise<void> {
  await tx.run(insertClaim, [row.gift_id, row.claim_hash, row.order_id, tx.now]);
}
export const findClaim = (tx: Tx, giftId: string) => tx.maybe(claimOf, [giftId]);
export async function saveThanks(tx: Tx, giftId: string, sealed: Buffer): Promise<void> {
  await tx.run(thank, [giftId, sealed, tx.now]);
}

const due = statement<GiftRow>(`
  SELECT ${giftColumns} FROM gifts.gift WHERE state = 'issued' AND expires_at <= $1
  ORDER BY expires_at LIMIT $2 FOR UPDATE SKIP LOCKED`);
const toRemind = statement<GiftRow>(`
  UPDATE gifts.gift SET reminded_at = $1 WHERE id IN (
    SELECT id FROM gifts.gift WHERE state = 'issued' AND expires_at > $1 AND expires_at <= $2 AND reminded_at IS NULL
    ORDER BY expires_at LIMIT $3 FOR UPDATE SKIP LOCKED)
  RETURNING ${giftColumns}`);

export const lockDueGifts = (tx: Tx, limit: number) => tx.all(due, [tx.now, limit]);
/** Those that end within the days and nobody was reminded of; marks them. */
export const markToRemind = (tx: Tx, until: Temporal.Instant, limit: number) =>
  tx.all(toRemind, [tx.now, until, limit]);
