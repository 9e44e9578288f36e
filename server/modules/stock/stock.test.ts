import { randomUUID } from 'node:crypto';
import type { HotCommand } from '#kernel/batch';
import { asFlight, createBatch } from '#kernel/batch';
import { Refusal } from '#kernel/errors';
import { newId } from '#kernel/ids';
import { type Tx, transaction } from '#kernel/transaction';
import { expect, type TestHouse, test } from '#testing';
import {
  applyHolds,
  decideHold,
  decideHolds,
  expireHolds,
  fulfilHolds,
  type HoldDecision,
  loadStock,
  postCounts,
  postFacts,
  proveStock,
  releaseHolds,
  type StockFacts,
  type StockKey,
  transferHolds,
  type WantedHold,
} from './index.ts';

/** A place and `count` items of their own. */
async function makeGoods(house: TestHouse, count: number): Promise<StockKey[]> {
  const placeId = newId();
  const productId = newId();
  const { pool } = house.db;
  await pool.query(
    `INSERT INTO places.place (id, code, kind, name_ja, time_zone, currency, created_at, updated_at)
     VALUES ($1, $2, 'store', '店', 'Asia/Tokyo', 'JPY', now(), now())`,
    [placeId, placeId],
  );
  await pool.query(
    `INSERT INTO catalog.product (id, source, code, name_ja, search_text, created_at, updated_at)
     VALUES ($1, 'test', $2, '品', '品', now(), now())`,
    [productId, productId],
  );
  const keys: StockKey[] = [];
  for (let index = 0; index < count; index += 1) {
    const itemId = newId();
    await pool.query(
      `INSERT INTO catalog.item (id, product_id, source, code, search_text, created_at, updated_at)
       VALUES ($1, $2, 'test', $3, '', now(), now())`,
      [itemId, productId, itemId],
    );
    keys.push({ placeId, itemId });
  }
  return keys;
}

function at(keys: readonly StockKey[], index: number): StockKey {
  const key = keys[index];
  if (key === undefined) {
    throw new Error(`no key ${index}`);
  }
  return key;
}

const work = <Answer>(house: TestHouse, run: (tx: Tx) => Promise<Answer>) =>
  transaction(house.db, { actor: 'test' }, run);

const receive = (house: TestHouse, key: StockKey, quantityMilli: number) =>
  work(house, (tx) => postFacts(tx, [{ ...key, quantityMilli, kind: 'receipt' }]));

const want = (
  key: StockKey,
  quantityMilli: number,
  rest: Partial<WantedHold> = {},
): WantedHold => ({
  ...key,
  quantityMilli,
  reason: 'order',
  subjectId: randomUUID(),
  expiresAt: null,
  ...rest,
});

const hold: HotCommand<WantedHold, StockFacts, HoldDecision, string> = {
  name: 'stock.hold',
  load: loadStock,
  decide: decideHold,
  apply: async (tx, decisions, facts) => {
    await applyHolds(tx, facts, decisions);
    return decisions.map((decision) => decision.id);
  },
};

const basket: HotCommand<readonly WantedHold[], StockFacts, readonly HoldDecision[], number> = {
  name: 'stock.basket',
  load: (tx, inputs) => loadStock(tx, inputs.flat()),
  decide: decideHolds,
  apply: async (tx, decisions, facts) => {
    await applyHolds(tx, facts, decisions.flat());
    return decisions.map((each) => each.length);
  },
};

const balance = async (house: TestHouse, key: StockKey) => {
  const { rows } = await house.db.pool.query<{ on_hand: string; held: string }>(
    `SELECT on_hand_milli AS on_hand, held_milli AS held FROM stock.balance
     WHERE place_id = $1 AND item_id = $2`,
    [key.placeId, key.itemId],
  );
  return { onHand: Number(rows[0]?.on_hand), held: Number(rows[0]?.held) };
};

test('of fifty who want the last unit at once, one gets it and 49 are told', async ({ house }) => {
  const key = at(await makeGoods(house, 1), 0);
  await receive(house, key, 1000);
  const batch = createBatch(house.db, asFlight(hold), 4);
  const outcomes = await Promise.allSettled(
    Array.from({ length: 50 }, () => batch.submit(want(key, 1000))),
  );
  expect(outcomes.filter((each) => each.status === 'fulfilled')).toHaveLength(1);
  const refused = outcomes.flatMap((each) => (each.status === 'rejected' ? [each.reason] : []));
  expect(refused).toHaveLength(49);
  expect(refused.every((each) => each instanceof Refusal && each.code === 'stock.short')).toBe(
    true,
  );
  expect(await balance(house, key)).toEqual({ onHand: 1000, held: 1000 });
});

test('fifty transactions of one hold each sell the last unit once', async ({ house }) => {
  const key = at(await makeGoods(house, 1), 0);
  await receive(house, key, 1000);
  const single = () =>
    work(house, async (tx) => {
      const facts = await loadStock(tx, [key]);
      const decision = decideHold(facts, want(key, 1000));
      if (decision instanceof Refusal) {
        throw decision;
      }
      await applyHolds(tx, facts, [decision]);
    });
  const outcomes = await Promise.allSettled(Array.from({ length: 50 }, single));
  expect(outcomes.filter((each) => each.status === 'fulfilled')).toHaveLength(1);
  expect(await balance(house, key)).toEqual({ onHand: 1000, held: 1000 });
});

test('crossing baskets in opposite order wait for each other and never deadlock', async ({
  house,
}) => {
  const keys = await makeGoods(house, 12);
  for (const key of keys) {
    await receive(house, key, 1_000_000);
  }
  const before = await house.db.pool.query(
    'SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()',
  );
  const forwards = createBatch(house.db, asFlight(basket), 3);
  const backwards = createBatch(house.db, asFlight(basket), 3);
  const flights = Array.from({ length: 200 }, (_, index) => {
    const subjectId = randomUUID();
    const lines = keys.map((key) => want(key, 1000, { subjectId }));
    return index % 2 === 0 ? forwards.submit(lines) : backwards.submit(lines.toReversed());
  });
  await Promise.all(flights);
  for (const key of keys) {
    expect(await balance(house, key)).toEqual({ onHand: 1_000_000, held: 200_000 });
  }
  const after = await house.db.pool.query(
    'SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()',
  );
  expect(after.rows).toEqual(before.rows);
});

test('a basket is promised whole or not at all', async ({ house }) => {
  const keys = await makeGoods(house, 2);
  await receive(house, at(keys, 0), 5000);
  const batch = createBatch(house.db, asFlight(basket));
  const lines = keys.map((key) => want(key, 1000));
  await expect(batch.submit(lines)).rejects.toMatchObject({ code: 'stock.short' });
  expect(await balance(house, at(keys, 0))).toEqual({ onHand: 5000, held: 0 });
});

test('held becomes sold once, however often it is asked', async ({ house }) => {
  const key = at(await makeGoods(house, 1), 0);
  await receive(house, key, 3000);
  const subjectId = randomUUID();
  await createBatch(house.db, asFlight(hold)).submit(want(key, 2000, { subjectId }));
  const again = await Promise.all(
    Array.from({ length: 6 }, () => work(house, (tx) => fulfilHolds(tx, [subjectId]))),
  );
  expect(again.flat()).toHaveLength(1);
  expect(await balance(house, key)).toEqual({ onHand: 1000, held: 0 });
});

test('a cart becomes an order without letting go, and a release gives the pieces back', async ({
  house,
}) => {
  const key = at(await makeGoods(house, 1), 0);
  await receive(house, key, 1000);
  const [cart, order] = [randomUUID(), randomUUID()];
  await createBatch(house.db, asFlight(hold)).submit(
    want(key, 1000, { subjectId: cart, reason: 'cart' }),
  );
  const to = { subjectId: order, reason: 'order', expiresAt: null } as const;
  await work(house, (tx) => transferHolds(tx, cart, to));
  expect(await work(house, (tx) => releaseHolds(tx, [cart], 'cart_emptied'))).toHaveLength(0);
  expect(await balance(house, key)).toEqual({ onHand: 1000, held: 1000 });
  await work(house, (tx) => releaseHolds(tx, [order], 'order_cancelled'));
  expect(await balance(house, key)).toEqual({ onHand: 1000, held: 0 });
});

test('a hold ends by itself when its time is over, and not before', async ({ house }) => {
  const key = at(await makeGoods(house, 1), 0);
  await receive(house, key, 1000);
  const expiresAt = house.db.clock.now().add({ minutes: 10 });
  await createBatch(house.db, asFlight(hold)).submit(want(key, 1000, { expiresAt }));
  const early = await work(house, (tx) => expireHolds(tx, expiresAt.subtract({ seconds: 1 }), 100));
  expect(early).toHaveLength(0);
  const late = await work(house, (tx) => expireHolds(tx, expiresAt, 100));
  expect(late).toHaveLength(1);
  expect(await balance(house, key)).toEqual({ onHand: 1000, held: 0 });
});

test('a fact posts below zero and opens one conflict, however many follow', async ({ house }) => {
  const key = at(await makeGoods(house, 1), 0);
  await receive(house, key, 1000);
  const sale = { ...key, quantityMilli: -2000, kind: 'sale' } as const;
  await work(house, (tx) => postFacts(tx, [sale, sale]));
  await work(house, (tx) => postFacts(tx, [sale]));
  expect(await balance(house, key)).toEqual({ onHand: -5000, held: 0 });
  const { rows } = await house.db.pool.query(
    'SELECT kind, short_milli::int AS short FROM stock.conflict WHERE item_id = $1',
    [key.itemId],
  );
  expect(rows).toEqual([{ kind: 'below_zero', short: 5000 }]);
});

test('zero, negative and huge promises and unknown items are refused with a reason', async ({
  house,
}) => {
  const key = at(await makeGoods(house, 1), 0);
  const batch = createBatch(house.db, asFlight(hold));
  const codes = await Promise.all(
    [
      want(key, 0),
      want(key, -1000),
      want(key, 0.5),
      want(key, 2 ** 52),
      want({ ...key, itemId: randomUUID() }, 1000),
    ].map((each) => batch.submit(each).catch((error: Refusal) => error.code)),
  );
  expect(codes).toEqual([
    'stock.quantity_not_positive',
    'stock.quantity_not_positive',
    'stock.quantity_not_positive',
    'stock.quantity_too_large',
    'stock.item_unknown',
  ]);
});

test('a sale heard after the count that saw its empty place is not taken twice', async ({
  house,
}) => {
  const key = at(await makeGoods(house, 1), 0);
  await receive(house, key, 8000);
  const countedAt = Temporal.Now.instant();
  await work(house, (tx) => postCounts(tx, [{ ...key, countedMilli: 7000, countedAt }]));
  const occurredAt = countedAt.subtract({ hours: 2 });
  const late = { ...key, quantityMilli: -1000, kind: 'sale', occurredAt } as const;
  await work(house, (tx) => postFacts(tx, [late]));
  expect(await balance(house, key)).toEqual({ onHand: 7000, held: 0 });
  expect(await work(house, proveStock)).toEqual([]);
});

test('a count heard late adds what moved since, and an older count moves nothing', async ({
  house,
}) => {
  const key = at(await makeGoods(house, 1), 0);
  const now = Temporal.Now.instant();
  await receive(house, key, 5000);
  const anHourAgo = now.subtract({ hours: 1 });
  await work(house, (tx) => postCounts(tx, [{ ...key, countedMilli: 2000, countedAt: anHourAgo }]));
  expect(await balance(house, key)).toEqual({ onHand: 7000, held: 0 });
  const older = { ...key, countedMilli: 90_000, countedAt: now.subtract({ hours: 3 }) };
  const [kept] = await work(house, (tx) => postCounts(tx, [older]));
  expect(kept).toMatchObject({ isNewest: false, movements: [] });
  expect(await balance(house, key)).toEqual({ onHand: 7000, held: 0 });
});

test('a lot counts its own pieces, and a lot of another item is refused', async ({ house }) => {
  const keys = await makeGoods(house, 2);
  const key = at(keys, 0);
  const lotId = newId();
  await house.db.pool.query(
    `INSERT INTO stock.lot (id, place_id, item_id, code, best_before, received_at)
     VALUES ($1, $2, $3, 'L1', '2027-01-31', now())`,
    [lotId, key.placeId, key.itemId],
  );
  const receipt = { ...key, quantityMilli: 6000, kind: 'receipt', lotId } as const;
  const sale = { ...key, quantityMilli: -2000, kind: 'sale', lotId } as const;
  await work(house, (tx) => postFacts(tx, [receipt, sale]));
  const { rows } = await house.db.pool.query(
    'SELECT on_hand_milli::int AS n FROM stock.lot WHERE id = $1',
    [lotId],
  );
  expect(rows).toEqual([{ n: 4000 }]);
  const wrong = work(house, (tx) => postFacts(tx, [{ ...receipt, itemId: at(keys, 1).itemId }]));
  await expect(wrong).rejects.toMatchObject({ code: 'stock.lot_unknown' });
  expect(await work(house, proveStock)).toEqual([]);
});
