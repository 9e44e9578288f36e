import { randomUUID } from 'node:crypto';
import { ensureItems } from '#catalog';
import { formatId, parseId } from '#kernel/ids';
import { transaction } from '#kernel/transaction';
import { openPlace } from '#places';
import { expireHolds, postFacts, proveStock } from '#stock';
import { test as base, expect, openTestHouse, type TestHouse } from '#testing';

import { followClosing } from './follow-closing.ts';

/** A house whose clock goes only when it is told to. */
const test = base.extend<{ shop: Shop }>({
  shop: [
    async ({}, use) => {
      let now = Temporal.Now.instant();
      const house = await openTestHouse({ clock: { now: () => now } });
      await use({ house, pass: (days) => (now = now.add({ hours: days * 24 })) });
      await house.drop();
    },
    { scope: 'file' },
  ],
});
type Shop = { readonly house: TestHouse; readonly pass: (days: number) => void };

async function makeGoods(house: TestHouse, pieces: number) {
  const code = randomUUID();
  return transaction(house.db, { actor: 'test' }, async (tx) => {
    const usual = { kind: 'store', timeZone: 'Asia/Tokyo', currency: 'JPY' } as const;
    const { id: placeId } = await openPlace(tx, { ...usual, code, nameJa: '本店' });
    const items = await ensureItems(tx, { source: 'test' }, [{ code, name: '上着' }]);
    const itemId = items.get(code) ?? '';
    await postFacts(tx, [{ placeId, itemId, quantityMilli: pieces * 1000, kind: 'receipt' }]);
    return { placeId: formatId('place', placeId), itemId: formatId('item', itemId) };
  });
}

const contact = { name: '縁側 花子', email: 'hanako@example.jp' };
const keep = (house: TestHouse, goods: object, body: object = { contact }) =>
  house.request('POST', '/api/layaways', { ...goods, quantity: 1, ...body });
const available = async (house: TestHouse, { placeId, itemId }: Record<string, string>) => {
  const path = `/api/stock/items/${itemId}?placeId=${placeId}`;
  return (await house.request('GET', path, undefined, await house.as('clerk'))).body;
};
const end = ({ db }: TestHouse) =>
  transaction(db, { actor: 'job' }, (tx) => expireHolds(tx, tx.now, 100));

test('a piece is kept for seven days, extended once by her link, and goes back by itself when nobody came', async ({
  shop: { house, pass },
}) => {
  const goods = await makeGoods(house, 1);
  const { status, body } = await keep(house, goods);
  expect({ status, state: body.state, canExtend: body.canExtend }).toEqual({
    status: 201,
    state: 'kept',
    canExtend: true,
  });
  expect(await keep(house, goods)).toMatchObject({ status: 409, body: { code: 'stock.short' } });
  const change = (verb: string, token: string) =>
    house.request('POST', `/api/layaways/${body.id}/${verb}`, { token });
  expect((await change('extension', 'somebody-else')).status).toBe(404);
  pass(6);
  const extended = await change('extension', body.token);
  expect(extended).toMatchObject({ status: 200, body: { canExtend: false } });
  const days = Temporal.Instant.from(extended.body.keptUntil).since(body.createdAt);
  expect(days.total('hours')).toBe(14 * 24);
  expect(await change('extension', body.token)).toMatchObject({
    status: 409,
    body: { code: 'layaways.extended_before' },
  });
  pass(7);
  expect(await end(house)).toHaveLength(0);
  pass(2);
  expect(await end(house)).toHaveLength(1);
  await house.settle();
  const path = `/api/layaways/${body.id}/status?token=${body.token}`;
  expect((await house.request('GET', path)).body).toMatchObject({ state: 'expired' });
  expect((await keep(house, goods)).status).toBe(201);
  expect(await transaction(house.db, {}, proveStock)).toEqual([]);
});

test('the shop sees for whom it is kept and hands it over; the piece is free for the till, once', async ({
  shop: { house },
}) => {
  const goods = await makeGoods(house, 1);
  const { body } = await keep(house, goods);
  const clerk = await house.as('clerk');
  const list = () =>
    house.request('GET', `/api/layaways?placeId=${goods.placeId}`, undefined, clerk);
  expect((await list()).body.layaways).toMatchObject([
    { id: body.id, number: body.number, name: '縁側 花子' },
  ]);
  const collect = () =>
    house.request('POST', `/api/layaways/${body.id}/collection`, undefined, clerk);
  expect(await collect()).toMatchObject({ status: 200, body: { state: 'collected' } });
  expect(await collect()).toMatchObject({ status: 200, body: { state: 'collected' } });
  expect((await list()).body.layaways).toEqual([]);
  await house.settle();
  expect(
    await house.request('POST', `/api/layaways/${body.id}/cancellation`, { token: body.token }),
  ).toMatchObject({ status: 409, body: { code: 'layaways.ended' } });
  expect((await available(house, goods)).available ?? 1).toBe(1);
});

test('five pieces are kept for somebody at a time, however they are asked for; the people of the shop may keep more', async ({
  shop: { house },
}) => {
  const goods = await makeGoods(house, 20);
  const ask = (quantity: number, headers?: Record<string, string>) =>
    house.request('POST', '/api/layaways', { ...goods, quantity, contact }, headers);
  expect(await ask(6)).toMatchObject({ status: 409, body: { code: 'layaways.too_many' } });
  expect((await ask(5)).status).toBe(201);
  expect((await ask(6, await house.as('clerk'))).status).toBe(201);
});

test('nobody keeps without a way to reach her, a form sent twice keeps one, and what the stock room lets go ends', async ({
  shop: { house },
}) => {
  const goods = await makeGoods(house, 2);
  expect(await keep(house, goods, {})).toMatchObject({
    status: 400,
    body: { code: 'layaways.contact_needed' },
  });
  const headers = { 'idempotency-key': randomUUID() };
  const twice = await Promise.all(
    [1, 2].map(() =>
      house.request('POST', '/api/layaways', { ...goods, quantity: 1, contact }, headers),
    ),
  );
  const ids = new Set(twice.map(({ body }) => body.id));
  expect(ids.size).toBe(1);
  const clerk = await house.as('clerk');
  const { body } = await house.request(
    'GET',
    `/api/stock/holds?placeId=${goods.placeId}`,
    undefined,
    clerk,
  );
  expect(body.holds).toMatchObject([{ reason: 'layaway' }]);
  await house.request('DELETE', `/api/stock/holds/${body.holds[0].id}`, undefined, clerk);
  await house.settle();
  const [id] = ids;
  const path = `/api/layaways/${id}`;
  expect((await house.request('GET', path, undefined, clerk)).body).toMatchObject({
    state: 'cancelled',
  });
});

test('a shop that closes for days keeps the piece as many days longer, once, and tells her', async ({
  shop: { house },
}) => {
  const goods = await makeGoods(house, 1);
  const { body } = await keep(house, goods);
  const { placeId } = goods;
  const ask = async (days: number) =>
    house.request(
      'POST',
      '/api/orders/closures',
      { placeId, reason: 'storm', days },
      await house.as('owner'),
    );
  const seen = async () =>
    (await house.request('GET', `/api/layaways/${body.id}/status?token=${body.token}`)).body;
  const longer = async () =>
    Temporal.Instant.from((await seen()).keptUntil)
      .since(body.keptUntil)
      .total('hours') / 24;
  const heard = async () => {
    await house.settle();
    const { rows } = await house.db.pool.query<{ data: { until: string; days: number } }>(
      `SELECT data FROM kernel.event WHERE type = 'orders.place_closed' AND subject = $1 ORDER BY id`,
      [placeId],
    );
    for (const { data } of rows) {
      await followClosing.run(house.db, { ...data, placeId: parseId('place', placeId) });
    }
  };
  expect((await ask(2)).status).toBe(200);
  await heard();
  expect(await longer()).toBe(3);
  expect((await ask(4)).status).toBe(200);
  await heard();
  expect(await longer()).toBe(5);
  expect(await seen()).toMatchObject({ state: 'kept', canExtend: true });
  const { rows } = await house.db.pool.query(
    `SELECT template FROM messages.message WHERE cause LIKE $1 AND state <> 'cancelled' ORDER BY id`,
    [`layaway_%:${parseId('layaway', body.id)}:%`],
  );
  expect(rows.map((row) => row.template)).toEqual(
    expect.arrayContaining(['layaway_moved', 'layaway_ending']),
  );
  expect(await transaction(house.db, {}, proveStock)).toEqual([]);
});
