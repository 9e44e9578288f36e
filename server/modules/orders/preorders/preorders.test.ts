import { afterAll, beforeAll, test } from 'vitest';
import { importProducts } from '#catalog';
import { fixedClock } from '#kernel/clock';
import { formatId, parseId } from '#kernel/ids';
import { transaction } from '#kernel/transaction';
import { availableMilli, balanceOf, loadStock, postFacts } from '#stock';
import { expect, openTestHouse } from '#testing';

// A Monday, 10:00 in Japan.
const clock = fixedClock('2026-11-30T01:00:00Z');
let house: Awaited<ReturnType<typeof openTestHouse>>;
let owner: { authorization: string };
let clerk: { authorization: string };

beforeAll(async () => {
  house = await openTestHouse({ clock });
  owner = await house.as('owner');
  clerk = await house.as('clerk');
});
afterAll(() => house.drop());

type Bakery = { shopId: string; webId: string; cakeId: string; teaId: string; preorderId: string };

/** A cake of which `dayLimit` can be made a day, ordered two days before until 18:00, and ten tins of tea. */
async function openBakery(name: string, more: object = {}): Promise<Bakery> {
  const open = async (code: string, kind: string) =>
    (await house.request('POST', '/api/places', { code, kind, nameJa: code }, owner)).body.id;
  const shopId = await open(name, 'store');
  const webId = await open(`${name}-web`, 'web');
  const ids = await transaction(house.db, {}, async (tx) => {
    const made = await importProducts(tx, { source: name, currency: 'JPY' }, [
      { code: 'cake', name: 'いちごのケーキ', price: '3240', taxClass: 'reduced' },
      { code: 'tea', name: '紅茶', price: '1080', taxClass: 'reduced' },
    ]);
    const items = made.map((each) => ('itemId' in each ? (each.itemId ?? '') : ''));
    await postFacts(tx, [
      {
        placeId: parseId('place', shopId),
        itemId: items[1] ?? '',
        quantityMilli: 10_000,
        kind: 'opening',
      },
    ]);
    return items;
  });
  const cakeId = formatId('item', ids[0] ?? '');
  const body = {
    itemId: cakeId,
    windows: [{ opensAt: '2026-11-01T00:00:00Z', closesAt: '2026-12-20T00:00:00Z' }],
    leadDays: 2,
    cutoffMinute: 1080,
    dayLimit: 5,
    ...more,
  };
  const set = await house.request('POST', '/api/orders/preorders', body, owner);
  expect(set.status).toBe(201);
  return { shopId, webId, cakeId, teaId: formatId('item', ids[1] ?? ''), preorderId: set.body.id };
}

function order(bakery: Bakery, day: string, quantity = 1, more: object = {}) {
  return house.request('POST', '/api/orders', {
    placeId: bakery.webId,
    fulfilment: 'pickup',
    handoverPlaceId: bakery.shopId,
    lines: [{ itemId: bakery.cakeId, quantity, day }],
    contact: { familyName: '縁側', email: 'hanako@example.com' },
    payment: { method: 'cash' },
    ...more,
  });
}

async function taken(bakery: Bakery, day: string): Promise<number | undefined> {
  const url = `/api/orders/preorders/${bakery.preorderId}/days?from=${day}&until=${day}`;
  return (await house.request('GET', url, undefined, clerk)).body.days[0]?.taken;
}

function offered(bakery: Bakery, more = '') {
  const url = `/api/orders/preorders/days?itemId=${bakery.cakeId}&placeId=${bakery.shopId}&days=7${more}`;
  return house.request('GET', url);
}

test('the days that can be had are told with the last moment to order and with how free they are', async () => {
  const bakery = await openBakery('days', { weekdays: [2, 3, 4, 5] });
  await house.request(
    'PUT',
    `/api/orders/preorders/${bakery.preorderId}/days/2026-12-03`,
    { limit: 0 },
    owner,
  );
  await order(bakery, '2026-12-02', 4);
  const { body } = await offered(bakery);
  expect(body).toEqual({
    preorderId: bakery.preorderId,
    isTakenNow: true,
    days: [
      { day: '2026-12-02', orderUntil: '2026-11-30T09:00:00Z', word: 'few' },
      { day: '2026-12-04', orderUntil: '2026-12-02T09:00:00Z', word: 'free' },
    ],
  });
  const two = await offered(bakery, '&quantity=2');
  expect(two.body.days[0].word).toBe('full');
});

test('a line carries its day, takes from it and not from the shelf, and is handed over without a conflict', async () => {
  const bakery = await openBakery('line');
  const lines = [
    { itemId: bakery.cakeId, quantity: 2, day: '2026-12-05' },
    { itemId: bakery.teaId, quantity: 1 },
  ];
  const placed = await order(bakery, '', 1, { lines });
  expect(placed).toMatchObject({ status: 201, body: { totalMinor: 7560 } });
  const url = `/api/orders/${placed.body.id}`;
  const detail = await house.request('GET', url, undefined, clerk);
  expect(detail.body.lines.map((line: { day: string | null }) => line.day)).toEqual([
    '2026-12-05',
    null,
  ]);
  expect(await taken(bakery, '2026-12-05')).toBe(2);
  const given = await house.request('POST', `${url}/state`, { to: 'handed_over' }, clerk);
  expect(given.body.state).toBe('handed_over');
  const left = await transaction(house.db, {}, async (tx) => {
    const keys = [bakery.cakeId, bakery.teaId].map((id) => ({
      placeId: parseId('place', bakery.shopId),
      itemId: parseId('item', id),
    }));
    const facts = await loadStock(tx, keys);
    return keys.map((key) => availableMilli(balanceOf(facts, key)));
  });
  expect(left).toEqual([0, 9000]);
  const conflicts = `/api/stock/conflicts?placeId=${bakery.shopId}`;
  expect((await house.request('GET', conflicts, undefined, clerk)).body.conflicts).toEqual([]);
  // What was made stays made.
  expect(await taken(bakery, '2026-12-05')).toBe(2);
});

test('fifty at once for the last one of a day: one has it, 49 are told that the day is full', async () => {
  const bakery = await openBakery('last-cake', { dayLimit: 1 });
  const answers = await Promise.all(
    Array.from({ length: 50 }, (_, n) =>
      // From two places of sale and two of hand-over: the limit is one for all.
      order(bakery, '2026-12-04', 1, n % 2 === 0 ? {} : { placeId: bakery.shopId }),
    ),
  );
  expect(answers.filter((each) => each.status === 201)).toHaveLength(1);
  expect(answers.filter((each) => each.body.code === 'orders.day_full')).toHaveLength(49);
  expect(await taken(bakery, '2026-12-04')).toBe(1);
});

test('what is cancelled, wholly or in part, can be ordered by others; asking twice gives back once', async () => {
  const bakery = await openBakery('cancelled');
  const [first, second] = [
    await order(bakery, '2026-12-04', 3),
    await order(bakery, '2026-12-04', 2),
  ];
  expect((await order(bakery, '2026-12-04')).body).toMatchObject({ code: 'orders.day_full' });
  const cancel = () =>
    house.request('POST', `/api/orders/${second.body.id}/state`, { to: 'cancelled' }, clerk);
  await cancel();
  await cancel();
  expect(await taken(bakery, '2026-12-04')).toBe(3);
  const part = await house.request(
    'POST',
    `/api/orders/${first.body.id}/cancellations`,
    { lines: [{ line: 1, quantity: 1 }], reason: 'customer' },
    clerk,
  );
  expect(part.status).toBe(200);
  expect(await taken(bakery, '2026-12-04')).toBe(2);
  await house.request('POST', `/api/orders/${first.body.id}/state`, { to: 'cancelled' }, clerk);
  expect(await taken(bakery, '2026-12-04')).toBe(0);
  expect((await order(bakery, '2026-12-04', 5)).status).toBe(201);
});

test('an order that is refused for another reason takes nothing of the day', async () => {
  const bakery = await openBakery('refused');
  const lines = [
    { itemId: bakery.cakeId, quantity: 2, day: '2026-12-04' },
    { itemId: bakery.teaId, quantity: 11 },
  ];
  expect((await order(bakery, '', 1, { lines })).body.code).toBe('stock.short');
  expect(await taken(bakery, '2026-12-04')).toBe(0);
});

test('days that are too soon, closed or of another time are refused with what to do', async () => {
  const shut = { windows: [{ channel: 'app', opensAt: '2026-11-01T00:00:00Z' }] };
  const [bakery, other] = [await openBakery('too-soon'), await openBakery('app-only', shut)];
  const code = async (answer: ReturnType<typeof order>) => (await answer).body.code;
  expect(await code(order(bakery, '2026-12-01'))).toBe('orders.day_not_offered');
  expect(await code(order(bakery, '2026-02-30'))).toBe('kernel.input_invalid');
  expect(await code(order(bakery, '0000-01-01'))).toBe('orders.day_not_offered');
  expect(await code(order(bakery, '2999-12-31'))).toBe('orders.day_not_offered');
  expect(await code(order(other, '2026-12-04'))).toBe('orders.preorder_closed');
  expect((await offered(other)).body).toMatchObject({ isTakenNow: false, days: [] });
  expect((await offered(other, '&channel=app')).body.days).toHaveLength(5);
  const tea = [{ itemId: bakery.teaId, quantity: 1, day: '2026-12-04' }];
  expect(await code(order(bakery, '', 1, { lines: tea }))).toBe('orders.preorder_unknown');
  const two = ['2026-12-04', '2026-12-05'].map((day) => ({
    itemId: bakery.cakeId,
    quantity: 1,
    day,
  }));
  expect(await code(order(bakery, '', 1, { lines: two }))).toBe('orders.days_differ');
  const now = { fulfilment: 'carry_out', payment: { method: 'card', provider: 'sandbox' } };
  expect(await code(order(bakery, '2026-12-04', 1, now))).toBe('orders.day_needs_handover');
  expect(await taken(bakery, '2026-12-04')).toBe(0);
});

test('only whoever keeps the catalogue sets what is made; one offer an item; a lower limit breaks no promise', async () => {
  const bakery = await openBakery('limits');
  const body = {
    itemId: bakery.cakeId,
    windows: [{ opensAt: '2026-11-01T00:00:00Z' }],
    leadDays: 1,
    dayLimit: 2,
  };
  const post = (headers: object) =>
    house.request('POST', '/api/orders/preorders', body, { ...headers });
  expect((await post(clerk)).status).toBe(403);
  expect((await post(owner)).body.code).toBe('orders.preorder_taken');
  const backwards = { ...body, firstDay: '2026-12-24', lastDay: '2026-12-20' };
  const url = `/api/orders/preorders/${bakery.preorderId}`;
  expect((await house.request('PUT', url, backwards, owner)).body.code).toBe(
    'orders.window_backwards',
  );
  await order(bakery, '2026-12-04', 4);
  expect((await house.request('PUT', url, body, owner)).body).toMatchObject({
    dayLimit: 2,
    leadDays: 1,
  });
  expect((await order(bakery, '2026-12-04')).body).toMatchObject({ code: 'orders.day_full' });
  expect(await taken(bakery, '2026-12-04')).toBe(4);
  const list = await house.request(
    'GET',
    `/api/orders/preorders?itemId=${bakery.cakeId}`,
    undefined,
    clerk,
  );
  expect(list.body.preorders).toHaveLength(1);
});
