import { randomUUID } from 'node:crypto';
import { ensureItems } from '#catalog';
import { formatId } from '#kernel/ids';
import { type Tx, transaction } from '#kernel/transaction';
import { openPlace } from '#places';
import { expect, type TestHouse, test } from '#testing';
import { postFacts } from '../post-facts.ts';
import { proveStock } from '../store-proof.ts';
import { fulfilHolds } from './end-holds.ts';

const work = <Answer>(house: TestHouse, run: (tx: Tx) => Promise<Answer>) =>
  transaction(house.db, { actor: 'test' }, run);

/** Two places and an item of which each has so many. */
async function makeGoods(house: TestHouse, here: number, there: number, unit?: 'g') {
  const code = randomUUID();
  const made = await work(house, async (tx) => {
    const open = async (suffix: string) =>
      (
        await openPlace(tx, {
          code: `${code}${suffix}`,
          kind: 'store',
          nameJa: `店${suffix}`,
          timeZone: 'Asia/Tokyo',
          currency: 'JPY',
        })
      ).id;
    const items = await ensureItems(tx, { source: 'test' }, [{ code, name: '茶' }]);
    return { here: await open('a'), there: await open('b'), itemId: items.get(code) ?? '' };
  });
  if (unit === 'g') {
    await house.db.pool.query(
      `UPDATE catalog.item SET unit = 'g', price_per = 100, is_weighed = true WHERE id = $1`,
      [made.itemId],
    );
  }
  const { itemId } = made;
  const kind = 'receipt' as const;
  const arrived = [
    { placeId: made.here, itemId, quantityMilli: here * 1000, kind },
    { placeId: made.there, itemId, quantityMilli: there * 1000, kind },
  ];
  await work(house, (tx) =>
    postFacts(
      tx,
      arrived.filter((each) => each.quantityMilli > 0),
    ),
  );
  return {
    ...made,
    placeId: formatId('place', made.here),
    otherId: formatId('place', made.there),
    item: formatId('item', itemId),
  };
}

test('a hold is prolonged five times and no more, and never into the past', async ({ house }) => {
  const goods = await makeGoods(house, 1, 0);
  const clerk = await house.as('clerk');
  const wanted = { placeId: goods.placeId, itemId: goods.item, quantity: 1, reason: 'layaway' };
  const { body } = await house.request('POST', '/api/stock/holds', wanted, clerk);
  const extend = (hours: number) =>
    house.request(
      'POST',
      `/api/stock/holds/${body.id}/extensions`,
      { expiresAt: Temporal.Now.instant().add({ hours }).toString() },
      clerk,
    );
  expect(await extend(-1)).toMatchObject({ status: 400, body: { code: 'stock.already_expired' } });
  for (let times = 1; times <= 5; times += 1) {
    expect((await extend(times)).status).toBe(200);
  }
  expect(await extend(6)).toMatchObject({ body: { code: 'stock.hold_extended_too_often' } });
});

test('a hold moves to a place that has enough, and stays where it is when that has not', async ({
  house,
}) => {
  const goods = await makeGoods(house, 2, 1);
  const clerk = await house.as('clerk');
  const hold = async (quantity: number) =>
    (
      await house.request(
        'POST',
        '/api/stock/holds',
        { placeId: goods.placeId, itemId: goods.item, quantity, reason: 'pickup' },
        clerk,
      )
    ).body.id;
  const move = (id: string, body: object) =>
    house.request('POST', `/api/stock/holds/${id}/moves`, body, clerk);
  const listOf = async (placeId: string) =>
    (await house.request('GET', `/api/stock/holds?placeId=${placeId}`, undefined, clerk)).body
      .holds;
  const [first, second] = [await hold(1), await hold(1)];
  expect(await move(first, { placeId: goods.otherId })).toMatchObject({
    status: 200,
    body: { id: first, placeId: goods.otherId },
  });
  expect(await move(second, { placeId: goods.otherId })).toMatchObject({
    status: 409,
    body: { code: 'stock.short' },
  });
  expect(await listOf(goods.otherId)).toMatchObject([{ id: first, reason: 'pickup' }]);
  expect(await listOf(goods.placeId)).toMatchObject([{ id: second }]);
  const order = randomUUID();
  const handed = await move(second, { orderId: formatId('order', order) });
  expect(handed.body).toMatchObject({ id: second, reason: 'order', expiresAt: null });
  expect(await work(house, (tx) => fulfilHolds(tx, [order]))).toHaveLength(1);
  expect((await move(second, { placeId: goods.otherId })).status).toBe(404);
  expect((await move(first, {})).status).toBe(400);
  expect(await work(house, proveStock)).toEqual([]);
});

test('of fifty who ask over HTTP for the last 350 g at once, one gets them and 49 are told how much there is', async ({
  house,
}) => {
  const goods = await makeGoods(house, 350, 0, 'g');
  const clerk = await house.as('clerk');
  const wanted = { placeId: goods.placeId, itemId: goods.item, quantity: 350, reason: 'staff' };
  const answers = await Promise.all(
    Array.from({ length: 50 }, () => house.request('POST', '/api/stock/holds', wanted, clerk)),
  );
  expect(answers.filter((answer) => answer.status === 201)).toHaveLength(1);
  const refused = answers.filter((answer) => answer.status !== 201);
  expect(refused.every(({ body }) => body.code === 'stock.short')).toBe(true);
  expect(refused).toHaveLength(49);
  expect(await work(house, proveStock)).toEqual([]);
});

test('half a piece is kept for nobody; what is weighed may be any part', async ({ house }) => {
  const pieces = await makeGoods(house, 5, 0);
  const clerk = await house.as('clerk');
  const keep = ({ placeId, item }: { placeId: string; item: string }, quantity: number) =>
    house.request(
      'POST',
      '/api/stock/holds',
      { placeId, itemId: item, quantity, reason: 'staff' },
      clerk,
    );
  expect(await keep(pieces, 0.5)).toMatchObject({
    status: 400,
    body: { code: 'stock.quantity_not_whole' },
  });
  expect((await keep(pieces, 1)).status).toBe(201);
  expect((await keep(await makeGoods(house, 350, 0, 'g'), 0.5)).status).toBe(201);
});

test('a hold asked for fifty times under one key is one hold', async ({ house }) => {
  const goods = await makeGoods(house, 9, 0);
  const clerk = { ...(await house.as('clerk')), 'idempotency-key': randomUUID() };
  const ask = (quantity: number) =>
    house.request(
      'POST',
      '/api/stock/holds',
      { placeId: goods.placeId, itemId: goods.item, quantity, reason: 'staff' },
      clerk,
    );
  const ids = await Promise.all(Array.from({ length: 50 }, async () => (await ask(2)).body.id));
  expect(new Set(ids).size).toBe(1);
  expect((await ask(3)).status).toBe(409);
});
