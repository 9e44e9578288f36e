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
const insertMany = statement<object>(`
  INSERT INTO carts.cart (id, token_hash, record_id, place_id, created_at, updated_at)
  SELECT c.*, $5, $5 FROM unnest($1::uuid[], $2::bytea[], $3::uuid[], $4::uuid[]) AS c`);
const insertLines = statement<object>(`
  INSERT INTO carts.line (cart_id, item_id, quantity_milli, seen_price_minor, added_at)
  SELECT l.*, $5 FROM unnest($1::uuid[], $2::uuid[], $3::bigint[], $4::bigint[]) AS l`);
// An advisory lock, not one of the row: it gives the transaction no number, by which checkouts know that they may
// remember what they read (orders/checkout/known-goods.ts).
const lock = statement<object>(`
  SELECT pg_advisory_xact_lock(h) FROM (
    SELECT DISTINCT hashtextextended(encode(t, 'hex'), 42) AS h FROM unnest($1::bytea[]) AS u(t) ORDER BY 1) AS sorted`);
const byTokens = statement<CartRow & { token_hash: Buffer }>(
  'SELECT id, place_id, record_id, token_hash FROM carts.cart WHERE token_hash = ANY ($1::bytea[])',
);
const linesByTokens = statement<CartLineRow & { cart_id: string }>(`
  SELECT l.cart_id, l.item_id, l.quantity_milli, l.seen_price_minor
  FROM carts.cart c JOIN carts.line l ON l.cart_id = c.id
  WHERE c.token_hash = ANY ($1::bytea[]) ORDER BY l.added_at, l.item_id`);
const emptyMany = statement<object>('DELETE FROM carts.line WHERE cart_id = ANY ($1::uuid[])');
// What is in both stays as it is in the cart that she has before her.
const moveLines = statement<object>(`
  WITH others AS (
    SELECT o.id FROM carts.cart o JOIN carts.cart c ON c.place_id = o.place_id
    WHERE c.id = $1 AND o.record_id = $2 AND o.id <> c.id ORDER BY o.id FOR UPDATE OF o
  ), taken AS (
    DELETE FROM carts.line l USING others WHERE l.cart_id = others.id RETURNING l.*
  )
  INSERT INTO carts.line (cart_id, item_id, quantity_milli, seen_price_minor, added_at)
  SELECT DISTINCT ON (item_id) $1, item_id, quantity_milli, seen_price_minor, added_at FROM taken
  ORDER BY item_id, added_at DESC LIMIT 100
  ON CONFLICT DO NOTHING`);
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
const forget = statement<object>('DELETE FROM carts.cart WHERE record_id = ANY ($1::uuid[])');
const sweep = statement<object>('DELETE FROM carts.cart WHERE updated_at < $1');

export async function deleteCartRowsOf(tx: Tx, recordIds: readonly string[]): Promise<void> {
  await tx.run(forget, [recordIds]);
}

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

export type CartToInsert = {
  readonly id: string;
  readonly placeId: string;
  readonly recordId: string | null;
  readonly tokenHash: Buffer;
  readonly lines: readonly CartLineRow[];
};

export async function insertCartRows(tx: Tx, carts: readonly CartToInsert[]): Promise<void> {
  const lines = carts.flatMap(({ id, lines: ofCart }) =>
    ofCart.map((line) => ({ ...line, cartId: id })),
  );
  await Promise.all([
    tx.run(insertMany, [
      carts.map(({ id }) => id),
      carts.map(({ tokenHash }) => tokenHash),
      carts.map(({ recordId }) => recordId),
      carts.map(({ placeId }) => placeId),
      tx.now,
    ]),
    tx.run(insertLines, [
      lines.map(({ cartId }) => cartId),
      lines.map((line) => line.item_id),
      lines.map((line) => line.quantity_milli),
      lines.map((line) => line.seen_price_minor),
      tx.now,
    ]),
  ]);
}

/** One round trip, several statements, so that the lines are those that whoever held the lock has left. */
export async function lockCartRows(
  tx: Tx,
  tokenHashes: readonly Buffer[],
): Promise<{
  readonly carts: readonly (CartRow & { readonly token_hash: Buffer })[];
  readonly lines: readonly (CartLineRow & { readonly cart_id: string })[];
}> {
  const [, carts, lines] = await Promise.all([
    tx.all(lock, [tokenHashes]),
    tx.all(byTokens, [tokenHashes]),
    tx.all(linesByTokens, [tokenHashes]),
  ]);
  return { carts, lines };
}

export function deleteLineRowsLast(tx: Tx, cartIds: readonly string[]): void {
  tx.runLast(emptyMany, [cartIds]);
}

export async function moveLineRows(tx: Tx, cartId: string, recordId: string): Promise<void> {
  await tx.run(moveLines, [cartId, recordId]);
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
