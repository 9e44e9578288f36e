// Every SQL statement of carts.
import { statement } from '#kernel/db';
import type { Tx } from '#kernel/transaction';

export type CartRow = { id: string; place_id: string; record_id: string | null };
export type CartLineRow = {
  item_id: string;
  quantity_milli: number;
  seen_price_minor: number | null;
};

const byToken = statement<CartRow>(
  'SELECT id, place_id, record_id FROM carts.cart WHERE token_hash = $1',
);
const byRecord = statement<CartRow>(`
  SELECT id, place_id, record_id FROM carts.cart WHERE record_id = $1 ORDER BY updated_at DESC, id LIMIT 1`);
const linesOf = statement<CartLineRow>(`
  SELECT item_id, quantity_milli, seen_price_minor FROM carts.line
  WHERE cart_id = $1 ORDER BY added_at, item_id LIMIT 500`);
const insert = statement<object>(`
  INSERT INTO carts.cart (id, token_hash, record_id, place_id, created_at, updated_at)
  VALUES ($1, $2, $3, $4, $5, $5)`);
const touch = statement<object>(`
  UPDATE carts.cart SET updated_at = $2, record_id = coalesce($3, record_id) WHERE id = $1`);
// Adding grows what lies there; setting says how many there are.
const put = statement<object>(`
  INSERT INTO carts.line AS l (cart_id, item_id, quantity_milli, seen_price_minor, added_at)
  VALUES ($1, $2, least($3::bigint, $6), $4, $5)
  ON CONFLICT (cart_id, item_id) DO UPDATE SET seen_price_minor = excluded.seen_price_minor,
    quantity_milli = least($6, $3 + CASE WHEN $7::boolean THEN l.quantity_milli ELSE 0 END)`);
const remove = statement<object>('DELETE FROM carts.line WHERE cart_id = $1 AND item_id = $2');
const empty = statement<object>('DELETE FROM carts.line WHERE cart_id = $1');
const sweep = statement<object>('DELETE FROM carts.cart WHERE updated_at < $1');

export function findCartRow(tx: Tx, tokenHash: Buffer): Promise<CartRow | undefined> {
  return tx.maybe(byToken, [tokenHash]);
}

export function findCartRowOfRecord(tx: Tx, recordId: string): Promise<CartRow | undefined> {
  return tx.maybe(byRecord, [recordId]);
}

export function findLineRows(tx: Tx, cartId: string): Promise<CartLineRow[]> {
  return tx.all(linesOf, [cartId]);
}

export async function insertCartRow(
  tx: Tx,
  cart: CartRow & { readonly tokenHash: Buffer },
): Promise<void> {
  await tx.run(insert, [cart.id, cart.tokenHash, cart.record_id, cart.place_id, tx.now]);
}

export async function touchCartRow(tx: Tx, cartId: string, recordId: string | null): Promise<void> {
  await tx.run(touch, [cartId, tx.now, recordId]);
}

export async function putLineRow(
  tx: Tx,
  cartId: string,
  line: CartLineRow & { readonly quantityMilliMax: number; readonly isAdded: boolean },
): Promise<void> {
  const { item_id, quantity_milli, seen_price_minor, quantityMilliMax, isAdded } = line;
  const values = [cartId, item_id, quantity_milli, seen_price_minor, tx.now, quantityMilliMax];
  await tx.run(put, [...values, isAdded]);
}

export async function deleteLineRow(tx: Tx, cartId: string, itemId: string): Promise<void> {
  await tx.run(remove, [cartId, itemId]);
}

export async function deleteLineRows(tx: Tx, cartId: string): Promise<void> {
  await tx.run(empty, [cartId]);
}

/** The number of carts that were swept. */
export function deleteCartRowsBefore(tx: Tx, before: Temporal.Instant): Promise<number> {
  return tx.run(sweep, [before]);
}
