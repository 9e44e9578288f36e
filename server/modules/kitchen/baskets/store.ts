// The SQL of baskets.
import { statement } from '#kernel/db';
import type { Tx } from '#kernel/transaction';

export type BasketRow = {
  id: string;
  place_id: string;
  is_eaten_in: boolean;
  wanted_at: Temporal.Instant | null;
  starts_by: 'clock' | 'arrival';
  is_group: boolean;
  seat_count: number;
  order_id: string | null;
};
export type BasketLineRow = {
  number: number;
  seat: number;
  item_id: string;
  options: string[];
  quantity: number;
};

const columns = 'id, place_id, is_eaten_in, wanted_at, starts_by, is_group, seat_count, order_id';
const byToken = statement<BasketRow>(`SELECT ${columns} FROM kitchen.basket WHERE token_hash = $1`);
const lockByToken = statement<BasketRow>(
  `SELECT ${columns} FROM kitchen.basket WHERE token_hash = $1 FOR UPDATE`,
);
const insert = statement<object>(`
  INSERT INTO kitchen.basket (id, token_hash, place_id, is_eaten_in, starts_by, is_group, created_at, updated_at)
  VALUES ($1, $2, $3, $4, 'clock', $5, $6, $6)`);
const insertSeat = statement<object>(
  'INSERT INTO kitchen.seat (basket_id, number, key_hash) VALUES ($1, $2, $3)',
);
const seatOf = statement<{ number: number }>(
  'SELECT number FROM kitchen.seat WHERE basket_id = $1 AND key_hash = $2',
);
const addSeat = statement<{ seat_count: number }>(`
  UPDATE kitchen.basket SET seat_count = seat_count + 1, is_group = true WHERE id = $1 RETURNING seat_count`);
const linesOf = statement<BasketLineRow>(`
  SELECT number, seat, item_id, options, quantity FROM kitchen.basket_line
  WHERE basket_id = $1 ORDER BY number LIMIT 200`);
const addLine = statement<{ number: number }>(`
  INSERT INTO kitchen.basket_line (basket_id, number, seat, item_id, options, quantity)
  SELECT $1, coalesce((SELECT max(number) FROM kitchen.basket_line WHERE basket_id = $1), 0) + 1, $2, $3, $4, $5
  RETURNING number`);
const setLine = statement<object>(
  'UPDATE kitchen.basket_line SET quantity = $3 WHERE basket_id = $1 AND number = $2',
);
const dropLine = statement<object>(
  'DELETE FROM kitchen.basket_line WHERE basket_id = $1 AND number = $2',
);
const update = statement<object>(`
  UPDATE kitchen.basket SET place_id = $2, is_eaten_in = $3, wanted_at = $4, starts_by = $5, is_group = $6,
    updated_at = $7
  WHERE id = $1`);
const setOrder = statement<object>('UPDATE kitchen.basket SET order_id = $2 WHERE id = $1');
const freeBasket = statement<object>(
  'UPDATE kitchen.basket SET order_id = NULL WHERE order_id = $1',
);
const dropOld = statement<object>(`
  DELETE FROM kitchen.basket WHERE id IN (
    SELECT id FROM kitchen.basket WHERE updated_at < $1 ORDER BY updated_at LIMIT 1000)`);

export function findBasket(tx: Tx, hash: Buffer): Promise<BasketRow | undefined> {
  return tx.maybe(byToken, [hash]);
}

export function lockBasket(tx: Tx, hash: Buffer): Promise<BasketRow | undefined> {
  return tx.maybe(lockByToken, [hash]);
}

export type BasketToInsert = {
  readonly id: string;
  readonly tokenHash: Buffer;
  readonly placeId: string;
  readonly isEatenIn: boolean;
  readonly isGroup: boolean;
  readonly keyHash: Buffer;
};

export async function insertBasket(tx: Tx, row: BasketToInsert): Promise<void> {
  const { id, tokenHash, placeId, isEatenIn, isGroup, keyHash } = row;
  await tx.run(insert, [id, tokenHash, placeId, isEatenIn, isGroup, tx.now]);
  await tx.run(insertSeat, [id, 1, keyHash]);
}

export async function findSeat(
  tx: Tx,
  basketId: string,
  keyHash: Buffer,
): Promise<number | undefined> {
  return (await tx.maybe(seatOf, [basketId, keyHash]))?.number;
}

/** Another phone sits down; the basket's row is locked. */
export async function takeSeat(tx: Tx, basketId: string, keyHash: Buffer): Promise<number> {
  const { seat_count: number } = await tx.one(addSeat, [basketId]);
  await tx.run(insertSeat, [basketId, number, keyHash]);
  return number;
}

export function findBasketLines(tx: Tx, basketId: string): Promise<BasketLineRow[]> {
  return tx.all(linesOf, [basketId]);
}

export async function insertBasketLine(
  tx: Tx,
  basketId: string,
  line: Omit<BasketLineRow, 'number'>,
): Promise<void> {
  await tx.one(addLine, [basketId, line.seat, line.item_id, line.options, line.quantity]);
}

export async function saveBasketLine(
  tx: Tx,
  basketId: string,
  number: number,
  quantity: number,
): Promise<void> {
  await (quantity === 0
    ? tx.run(dropLine, [basketId, number])
    : tx.run(setLine, [basketId, number, quantity]));
}

export async function saveBasket(tx: Tx, row: BasketRow): Promise<void> {
  const { id, place_id, is_eaten_in, wanted_at, starts_by, is_group } = row;
  await tx.run(update, [id, place_id, is_eaten_in, wanted_at, starts_by, is_group, tx.now]);
}

export async function setBasketOrder(tx: Tx, basketId: string, orderId: string): Promise<void> {
  await tx.run(setOrder, [basketId, orderId]);
}

/** What was not paid for can be ordered again. */
export async function freeBasketOf(tx: Tx, orderId: string): Promise<void> {
  await tx.run(freeBasket, [orderId]);
}

export function dropBasketsBefore(tx: Tx, before: Temporal.Instant): Promise<number> {
  return tx.run(dropOld, [before]);
}
