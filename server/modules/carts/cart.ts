// A cart: found by its token or by the record of who is signed in, filled, emptied. It holds wishes, not pieces.
import { createHash, randomBytes } from 'node:crypto';
import { newId } from '#kernel/ids';
import type { Tx } from '#kernel/transaction';
import {
  type CartLineRow,
  type CartRow,
  deleteLineRow,
  deleteLineRows,
  deleteLineRowsLast,
  findCartRow,
  findCartRowOfRecord,
  findLineRows,
  insertCartRow,
  lockCartRows,
  moveLineRows,
  putLineRow,
  touchCartRow,
} from './store.ts';

/** As many of one item as a person buys; more is a question for the shop. */
export const quantityMilliMax = 99_000;
/** As many different items as an order may have (schemas of orders). */
export const linesMax = 200;

export type CartOwner = {
  /** From her browser. */
  readonly token?: string | undefined;
  /** Of the customer who is signed in (uuid). */
  readonly recordId?: string | undefined;
};

export type Cart = {
  readonly id: string;
  readonly placeId: string;
  /** Of who has taken it home by signing in (uuid). */
  readonly recordId: string | null;
  readonly lines: readonly CartLineRow[];
};

/** Her cart with its lines in the order they were put in; undefined when she has none yet. */
export async function findCart(tx: Tx, owner: CartOwner): Promise<Cart | undefined> {
  const row =
    (owner.token === undefined ? undefined : await findCartRow(tx, hashOf(owner.token))) ??
    (owner.recordId === undefined ? undefined : await findCartRowOfRecord(tx, owner.recordId));
  return row === undefined ? undefined : withLines(tx, row);
}

/** Whether a cart is somebody else's than of who is signed in (uuid); who is a guest has whatever the token opens. */
export function isOfAnother(
  { recordId }: Pick<Cart, 'recordId'>,
  own: string | undefined,
): boolean {
  return own !== undefined && recordId !== null && recordId !== own;
}

/**
 * The cart that a browser shows. Several people use one: what somebody has taken home by signing in is hers alone,
 * though its token lies there still; signed out, or signed in as another, it is not found by it.
 */
export async function findVisitorCart(tx: Tx, owner: CartOwner): Promise<Cart | undefined> {
  const { token, recordId } = owner;
  const row = token === undefined ? undefined : await findCartRow(tx, hashOf(token));
  return row !== undefined && (row.record_id === null || row.record_id === recordId)
    ? withLines(tx, row)
    : findCart(tx, { recordId });
}

/** She signed in on this browser: the cart nobody has taken home yet is hers, with what lay in her other ones. */
export async function takeCartHome(
  tx: Tx,
  { token, recordId }: { readonly token: string; readonly recordId: string },
): Promise<void> {
  const row = await findCartRow(tx, hashOf(token));
  if (row !== undefined && row.record_id === null) {
    await joinCarts(tx, row.id, recordId);
  }
}

/** Opens an empty cart; the token is told once and kept as a hash. */
export async function openCart(
  tx: Tx,
  placeId: string,
  recordId: string | null,
): Promise<{ readonly cart: Cart; readonly token: string }> {
  const token = randomBytes(24).toString('base64url');
  const id = newId();
  const row = { id, place_id: placeId, record_id: recordId };
  await insertCartRow(tx, { ...row, tokenHash: hashOf(token) });
  return { cart: { id, placeId, recordId, lines: [] }, token };
}

export type LineToPut = {
  readonly itemId: string;
  readonly quantityMilli: number;
  readonly seenPriceMinor: number | null;
  /** Added to what lies there, or set. */
  readonly isAdded: boolean;
  readonly recordId?: string | undefined;
};

/** Puts an item in; none of it, set, takes it out. A full cart stays as it is and answers false. */
export async function putInCart(tx: Tx, cart: Cart, line: LineToPut): Promise<boolean> {
  const { itemId, quantityMilli, seenPriceMinor, isAdded } = line;
  const isThere = cart.lines.some((each) => each.item_id === itemId);
  if (!isThere && cart.lines.length >= linesMax) {
    return false;
  }
  if (quantityMilli <= 0) {
    await deleteLineRow(tx, cart.id, itemId);
  } else {
    await putLineRow(tx, cart.id, {
      item_id: itemId,
      quantity_milli: quantityMilli,
      seen_price_minor: seenPriceMinor,
      quantityMilliMax,
      isAdded,
    });
  }
  await touchCartRow(tx, cart.id, line.recordId ?? null);
  return true;
}

/**
 * Carts by their tokens, locked against others who order them; a token that leads nowhere is missing. Locked before
 * anything else a checkout locks.
 */
export async function lockCarts(tx: Tx, tokens: readonly string[]): Promise<Map<string, Cart>> {
  const hashes = tokens.map(hashOf);
  const { carts, lines } = await lockCartRows(tx, hashes);
  const linesOf = Map.groupBy(lines, (line) => line.cart_id);
  const byHash = new Map(carts.map((row) => [row.token_hash.toString('hex'), row]));
  return new Map(
    tokens.flatMap((token, index): [string, Cart][] => {
      const row = byHash.get(hashes[index]?.toString('hex') ?? '');
      return row === undefined ? [] : [[token, cartOf(row, linesOf.get(row.id) ?? [])]];
    }),
  );
}

/** She signed in: this cart is hers now, and what lay in her other carts of its place comes into it. */
export async function joinCarts(tx: Tx, cartId: string, recordId: string): Promise<void> {
  await moveLineRows(tx, cartId, recordId);
  await touchCartRow(tx, cartId, recordId);
}

/** Empties carts at the end of the transaction: their goods were ordered in it. */
export function emptyCartsLast(tx: Tx, cartIds: readonly string[]): void {
  if (cartIds.length > 0) {
    deleteLineRowsLast(tx, cartIds);
  }
}

export async function emptyCart(tx: Tx, cartId: string): Promise<void> {
  await deleteLineRows(tx, cartId);
}

async function withLines(tx: Tx, row: CartRow): Promise<Cart> {
  return cartOf(row, await findLineRows(tx, row.id));
}

function cartOf(row: CartRow, lines: readonly CartLineRow[]): Cart {
  return { id: row.id, placeId: row.place_id, recordId: row.record_id, lines };
}

/** What is kept of a token. */
export function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
