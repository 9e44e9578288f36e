import { randomUUID } from 'node:crypto';
import { ensureItems } from '#catalog';
import { Refusal } from '#kernel/errors';
import { type Tx, transaction } from '#kernel/transaction';
import { openPlace } from '#places';
import { expect, type TestHouse, test } from '#testing';
import { decideHold } from '../balance.ts';
import { postCounts } from '../counts/post-counts.ts';
import { fulfilHolds } from '../holds/end-holds.ts';
import { keepStock } from '../holds/keep-stock.ts';
import { loadStock } from '../load-stock.ts';
import { postFacts } from '../post-facts.ts';
import { proveStock } from '../store-proof.ts';
import { listStockWork } from '../store-work.ts';
import { blockExpiredLots, firstDatedLot, recallLot, unblockLot } from './block-lots.ts';
import { receiveStock } from './receive-stock.ts';

const work = <Answer>(house: TestHouse, run: (tx: Tx) => Promise<Answer>) =>
  transaction(house.db, { actor: 'test' }, run);

async function makeKey(house: TestHouse, timeZone = 'Asia/Tokyo') {
  const code = randomUUID();
  return work(house, async (tx) => {
    const place = await openPlace(tx, {
      code,
      kind: 'store',
      nameJa: '店',
      timeZone,
      currency: 'JPY',
    });
    const items = await ensureItems(tx, { source: 'test' }, [{ code, name: '饅頭' }]);
    return { placeId: place.id, itemId: items.get(code) ?? '' };
  });
}

type Key = Awaited<ReturnType<typeof makeKey>>;

const receive = (house: TestHouse, key: Key, code: string, pieces: number, bestBefore: string) =>
  work(house, (tx) =>
    receiveStock(tx, [
      {
        ...key,
        quantityMilli: pieces * 1000,
        kind: 'receipt',
        lot: { code, bestBefore: Temporal.PlainDate.from(bestBefore), dateKind: 'best_before' },
      },
    ]),
  );

async function lotsOf(house: TestHouse, key: Key): Promise<Record<string, number>> {
  const { rows } = await house.db.pool.query<{ code: string; n: number }>(
    'SELECT code, on_hand_milli::int / 1000 AS n FROM stock.lot WHERE item_id = $1 AND place_id = $2 ORDER BY code',
    [key.itemId, key.placeId],
  );
  return Object.fromEntries(rows.map((row) => [row.code, row.n]));
}

async function balanceOf(house: TestHouse, key: Key) {
  const facts = await work(house, (tx) => loadStock(tx, [key]));
  const [balance] = facts.balances.values();
  return { onHand: (balance?.onHandMilli ?? 0) / 1000, held: (balance?.heldMilli ?? 0) / 1000 };
}

const today = () => Temporal.Now.plainDateISO('Asia/Tokyo');
const inDays = (days: number) => today().add({ days }).toString();

test('what goes off first is sold first, whichever came first, held or over the counter', async ({
  house,
}) => {
  const key = await makeKey(house);
  await receive(house, key, 'late', 5, inDays(30));
  await receive(house, key, 'soon', 3, inDays(3));
  const subjectId = randomUUID();
  await work(house, (tx) =>
    keepStock(tx, { ...key, quantityMilli: 2000, reason: 'order', subjectId, expiresAt: null }),
  );
  await work(house, (tx) => fulfilHolds(tx, [subjectId]));
  expect(await lotsOf(house, key)).toEqual({ late: 5, soon: 1 });
  const [sold] = await work(house, (tx) =>
    postFacts(tx, [{ ...key, quantityMilli: -4000, kind: 'sale' }]),
  );
  expect(sold?.movements.map((movement) => movement.quantityMilli)).toEqual([-1000, -3000]);
  expect(await lotsOf(house, key)).toEqual({ late: 2, soon: 0 });
  expect(await work(house, proveStock)).toEqual([]);
});

test('sold before the delivery was booked: the delivery makes up for it', async ({ house }) => {
  const key = await makeKey(house);
  await work(house, (tx) => postFacts(tx, [{ ...key, quantityMilli: -2000, kind: 'sale' }]));
  await receive(house, key, 'L1', 6, inDays(9));
  expect(await balanceOf(house, key)).toEqual({ onHand: 4, held: 0 });
  expect(await lotsOf(house, key)).toEqual({ L1: 4 });
  expect(await work(house, proveStock)).toEqual([]);
});

test('a count that finds fewer takes them from the lot that goes off first', async ({ house }) => {
  const key = await makeKey(house);
  await receive(house, key, 'a', 4, inDays(5));
  await receive(house, key, 'b', 4, inDays(9));
  await work(house, (tx) => postCounts(tx, [{ ...key, countedMilli: 3000 }]));
  expect(await lotsOf(house, key)).toEqual({ a: 0, b: 3 });
  expect(await work(house, proveStock)).toEqual([]);
});

test('a recalled lot is promised to nobody, wherever it stands and turns up, until it is let go', async ({
  house,
}) => {
  const key = await makeKey(house);
  const elsewhere = { ...key, placeId: (await makeKey(house)).placeId };
  await receive(house, key, 'bad', 4, inDays(5));
  await receive(house, key, 'good', 1, inDays(9));
  const recall = { itemId: key.itemId, code: 'bad', because: 'maker-2026-11' };
  await work(house, (tx) => recallLot(tx, recall));
  await receive(house, elsewhere, 'bad', 7, inDays(5));
  expect(await balanceOf(house, key)).toEqual({ onHand: 5, held: 4 });
  expect(await balanceOf(house, elsewhere)).toEqual({ onHand: 7, held: 7 });
  const wanted = { ...key, reason: 'order', subjectId: randomUUID(), expiresAt: null } as const;
  const tryHold = (quantityMilli: number) =>
    work(house, async (tx) => {
      const decision = decideHold(await loadStock(tx, [key]), { ...wanted, quantityMilli });
      return decision instanceof Refusal ? decision.code : 'held';
    });
  expect(await tryHold(2000)).toBe('stock.short');
  expect(await tryHold(1000)).toBe('held');
  await work(house, (tx) => postFacts(tx, [{ ...key, quantityMilli: -2000, kind: 'sale' }]));
  expect(await lotsOf(house, key)).toEqual({ bad: 4, good: 0 });
  const lots = await work(house, (tx) => recallLot(tx, { ...recall, itemId: key.itemId }));
  expect(lots).toEqual([]);
  const { rows } = await house.db.pool.query<{ id: string }>(
    'SELECT id FROM stock.lot WHERE item_id = $1 AND place_id = $2',
    [key.itemId, elsewhere.placeId],
  );
  await work(house, (tx) => unblockLot(tx, rows[0]?.id ?? ''));
  expect(await balanceOf(house, elsewhere)).toEqual({ onHand: 7, held: 0 });
  expect(await work(house, proveStock)).toEqual([]);
});

test('pieces of a recalled lot that are thrown away are no longer held', async ({ house }) => {
  const key = await makeKey(house);
  await receive(house, key, 'bad', 4, inDays(5));
  const recall = { itemId: key.itemId, code: 'bad', because: 'maker' };
  const [lot] = await work(house, (tx) => recallLot(tx, recall));
  const waste = { ...key, kind: 'loss', reason: 'recalled', lotId: lot?.id ?? '' } as const;
  await work(house, (tx) => postFacts(tx, [{ ...waste, quantityMilli: -3000 }]));
  expect(await balanceOf(house, key)).toEqual({ onHand: 1, held: 1 });
  await work(house, (tx) => postFacts(tx, [{ ...waste, quantityMilli: -1000 }]));
  expect(await balanceOf(house, key)).toEqual({ onHand: 0, held: 0 });
  expect(await work(house, proveStock)).toEqual([]);
});

test('a recall of what was promised opens a conflict', async ({ house }) => {
  const key = await makeKey(house);
  await receive(house, key, 'bad', 4, inDays(5));
  await work(house, (tx) =>
    keepStock(tx, {
      ...key,
      quantityMilli: 3000,
      reason: 'order',
      subjectId: randomUUID(),
      expiresAt: null,
    }),
  );
  await work(house, (tx) => recallLot(tx, { itemId: key.itemId, code: 'bad', because: 'maker' }));
  const { rows } = await house.db.pool.query(
    'SELECT kind, short_milli::int AS short FROM stock.conflict WHERE item_id = $1',
    [key.itemId],
  );
  expect(rows).toEqual([{ kind: 'promised_short', short: 3000 }]);
  expect(await work(house, proveStock)).toEqual([]);
});

test('a lot is blocked the day after its last good day where it stands, not before', async ({
  house,
}) => {
  const key = await makeKey(house);
  await receive(house, key, 'yesterday', 2, inDays(-1));
  await receive(house, key, 'today', 3, inDays(0));
  const blockAll = async () => {
    for (let after: typeof firstDatedLot | null = firstDatedLot; after !== null; ) {
      const from: typeof firstDatedLot = after;
      after = await work(house, (tx) => blockExpiredLots(tx, from, 1));
    }
  };
  await blockAll();
  await blockAll();
  expect(await balanceOf(house, key)).toEqual({ onHand: 5, held: 2 });
  await work(house, (tx) => postFacts(tx, [{ ...key, quantityMilli: -4000, kind: 'sale' }]));
  expect(await lotsOf(house, key)).toEqual({ today: 0, yesterday: 2 });
  expect(await work(house, proveStock)).toEqual([]);
});

test('what comes in past its date is promised to nobody, and of two dates on one lot the earlier counts', async ({
  house,
}) => {
  const key = await makeKey(house);
  await receive(house, key, 'old', 3, inDays(-1));
  expect(await balanceOf(house, key)).toEqual({ onHand: 3, held: 3 });
  await receive(house, key, 'fresh', 2, inDays(9));
  await receive(house, key, 'fresh', 2, inDays(-1));
  expect(await balanceOf(house, key)).toEqual({ onHand: 7, held: 7 });
  await receive(house, key, 'last-day', 1, inDays(0));
  expect(await balanceOf(house, key)).toEqual({ onHand: 8, held: 7 });
  expect(await work(house, proveStock)).toEqual([]);
});

test('a lot is the same in whatever width its code was typed, and a recall finds every box', async ({
  house,
}) => {
  const key = await makeKey(house);
  await receive(house, key, 'ＬＯＴ－７　', 2, inDays(9));
  await receive(house, key, 'LOT-7', 3, inDays(9));
  expect(await lotsOf(house, key)).toEqual({ 'LOT-7': 5 });
  await work(house, (tx) =>
    recallLot(tx, { itemId: key.itemId, code: ' LOT－7', because: 'glass' }),
  );
  expect(await balanceOf(house, key)).toEqual({ onHand: 5, held: 5 });
});

test('what goes off within three days is work by the day of its place, whatever day it is elsewhere', async ({
  house,
}) => {
  const shops: Key[] = [];
  // From one end of the day to the other: two of these never have the same date.
  for (const timeZone of ['Pacific/Kiritimati', 'Pacific/Pago_Pago']) {
    const key = await makeKey(house, timeZone);
    const lastDay = Temporal.Now.plainDateISO(timeZone).add({ days: 3 });
    await receive(house, key, 'soon', 1, lastDay.toString());
    await receive(house, key, 'later', 1, lastDay.add({ days: 1 }).toString());
    shops.push(key);
  }
  const told = shops.map(({ placeId }) => work(house, (tx) => listStockWork(tx, placeId)));
  expect(await Promise.all(told)).toMatchObject([
    [{ kind: 'discount', things: 1 }],
    [{ kind: 'discount', things: 1 }],
  ]);
});
