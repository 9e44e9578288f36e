import { afterAll, beforeAll, test } from 'vitest';
import { importProducts } from '#catalog';
import { fixedClock } from '#kernel/clock';
import { formatId, parseId } from '#kernel/ids';
import { transaction } from '#kernel/transaction';
import { availableMilli, balanceOf, loadStock, postFacts } from '#stock';
import { expect, openTestHouse } from '#testing';
import { listOpenOrders } from '../closing/store.ts';
import { listPicks } from '../picking/list-picks.ts';
import { viewTokenOf } from '../view-token.ts';

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

function moveDay(orderId: string, day: string, headers: object = clerk, more: object = {}) {
  const url = `/api/orders/${orderId}/day`;
  return house.request('POST', url, { day, ...more }, { ...headers });
}

/** What the books and the order itself say of two days, in this order. */
async function takenOf(bakery: Bakery, days: readonly string[]): Promise<number[]> {
  const all: number[] = [];
  for (const day of days) {
    all.push((await taken(bakery, day)) ?? 0);
  }
  return all;
}

test('an order is moved to another day: one day gets its pieces back, the other gives them, the shelf is kept as long', async () => {
  const bakery = await openBakery('moved');
  const lines = [
    { itemId: bakery.cakeId, quantity: 2, day: '2026-12-04' },
    { itemId: bakery.teaId, quantity: 1 },
  ];
  const { body } = await order(bakery, '', 1, { lines });
  const days = await house.request('GET', `/api/orders/${body.id}/days`, undefined, clerk);
  expect(days.body).toMatchObject({ day: '2026-12-04', until: null });
  const others = days.body.days.map((each: { day: string }) => each.day);
  expect(others.slice(0, 3)).toEqual(['2026-12-02', '2026-12-03', '2026-12-05']);
  expect(await moveDay(body.id, '2026-12-18')).toMatchObject({
    status: 200,
    body: { day: '2026-12-18' },
  });
  expect((await moveDay(body.id, '2026-12-18')).status).toBe(200);
  expect(await takenOf(bakery, ['2026-12-04', '2026-12-18'])).toEqual([0, 2]);
  const detail = await house.request('GET', `/api/orders/${body.id}`, undefined, clerk);
  expect(detail.body).toMatchObject({ totalMinor: 7560, lines: [{ day: '2026-12-18' }, {}] });
  const kept = await house.db.pool.query<{ expires_at: Date }>(
    "SELECT expires_at::text FROM stock.hold WHERE subject_id = $1 AND state = 'active'",
    [parseId('order', body.id)],
  );
  expect(kept.rows.map((row) => String(row.expires_at).slice(0, 10))).toEqual(['2026-12-26']);
  const told = await house.db.pool.query(
    "SELECT data->>'fromDay' AS f, data->>'day' AS t, data->>'by' AS b FROM kernel.event WHERE type = 'orders.day_moved' AND subject = $1",
    [body.id],
  );
  expect(told.rows).toEqual([{ f: '2026-12-04', t: '2026-12-18', b: 'shop' }]);
  // Given up, it gives back the day that it has now.
  await house.request('POST', `/api/orders/${body.id}/state`, { to: 'cancelled' }, clerk);
  expect(await takenOf(bakery, ['2026-12-04', '2026-12-18'])).toEqual([0, 0]);
});

test('the limits of both days hold while orders cross: twenty move to a day with room for three, twenty are placed', async () => {
  const bakery = await openBakery('crossing', { dayLimit: 20 });
  const url = `/api/orders/preorders/${bakery.preorderId}/days`;
  await house.request('PUT', `${url}/2026-12-05`, { limit: 3 }, owner);
  const placed = await Promise.all(Array.from({ length: 20 }, () => order(bakery, '2026-12-04')));
  expect(placed.every(({ status }) => status === 201)).toBe(true);
  const [moved, added] = await Promise.all([
    Promise.all(placed.map(({ body }) => moveDay(body.id, '2026-12-05'))),
    Promise.all(Array.from({ length: 20 }, () => order(bakery, '2026-12-04'))),
  ]);
  const gone = moved.filter(({ status }) => status === 200).length;
  expect(gone).toBe(3);
  expect(moved.filter(({ body }) => body.code === 'orders.day_full')).toHaveLength(17);
  const came = added.filter(({ status }) => status === 201).length;
  expect(came).toBeLessThanOrEqual(3);
  expect(await takenOf(bakery, ['2026-12-04', '2026-12-05'])).toEqual([17 + came, 3]);
  // Against each other, both days full: nobody moves, nobody waits for the other for ever.
  await house.request('PUT', `${url}/2026-12-04`, { limit: 17 + came }, owner);
  const crossing = placed.map(({ body }, n) =>
    moveDay(body.id, moved[n]?.status === 200 ? '2026-12-04' : '2026-12-05'),
  );
  await Promise.all(crossing);
  const [first = 0, second = 0] = await takenOf(bakery, ['2026-12-04', '2026-12-05']);
  expect(first + second).toBe(20 + came);
  expect([first <= 17 + came, second <= 3]).toEqual([true, true]);
});

test('she moves her order herself by its link until its last moment; a stranger has no order, the shop may later', async () => {
  const bakery = await openBakery('herself');
  const soon = await order(bakery, '2026-12-02');
  const token = viewTokenOf(house.db.masters, parseId('order', soon.body.id));
  const code = async (answer: ReturnType<typeof moveDay>) => (await answer).body.code;
  const listed = `/api/orders/${soon.body.id}/days?token=`;
  expect((await house.request('GET', `${listed}${token}`)).body).toMatchObject({
    day: '2026-12-02',
    until: '2026-11-30T09:00:00Z',
  });
  expect((await house.request('GET', `${listed}wrong`)).body.code).toBe('orders.unknown');
  expect(await code(moveDay(soon.body.id, '2026-12-04', {}))).toBe('orders.unknown');
  expect(await code(moveDay(soon.body.id, '2026-12-01', {}, { token }))).toBe(
    'orders.day_not_offered',
  );
  clock.move({ hours: 8 });
  try {
    expect(await code(moveDay(soon.body.id, '2026-12-04', {}, { token }))).toBe(
      'orders.day_too_late',
    );
    expect((await house.request('GET', `${listed}${token}`)).body.days).toEqual([]);
    expect((await moveDay(soon.body.id, '2026-12-04')).status).toBe(200);
    expect((await moveDay(soon.body.id, '2026-12-05', {}, { token })).status).toBe(200);
    await house.request('POST', `/api/orders/${soon.body.id}/state`, { to: 'preparing' }, clerk);
    expect(await code(moveDay(soon.body.id, '2026-12-06', {}, { token }))).toBe(
      'orders.day_settled',
    );
    expect(await takenOf(bakery, ['2026-12-02', '2026-12-04', '2026-12-05'])).toEqual([0, 0, 1]);
  } finally {
    clock.move({ hours: -8 });
  }
  const tea = [{ itemId: bakery.teaId, quantity: 1 }];
  const plain = await order(bakery, '', 1, { lines: tea });
  expect(await code(moveDay(plain.body.id, '2026-12-04'))).toBe('orders.no_day');
});

test('what is packed long before its day is kept for the day, and not given up before it', async () => {
  const bakery = await openBakery('packed');
  const lines = [
    { itemId: bakery.cakeId, quantity: 1, day: '2026-12-18' },
    { itemId: bakery.teaId, quantity: 1 },
  ];
  const { body } = await order(bakery, '', 1, { lines });
  await house.request('POST', `/api/orders/${body.id}/picks/2`, {}, clerk);
  const packed = await house.request('POST', `/api/orders/${body.id}/pack`, {}, clerk);
  expect(packed.body.state).toBe('ready');
  const parcels = `/api/orders/parcels?placeId=${bakery.shopId}`;
  const list = await house.request('GET', parcels, undefined, clerk);
  expect(list.body.parcels[0].keepUntil > '2026-12-18T15:00:00Z').toBe(true);
});

test('what she ordered a season ahead is on the pick list when its day comes, and is seen by a closing', async () => {
  const bakery = await openBakery('season', {
    windows: [{ opensAt: '2026-11-01T00:00:00Z' }],
  });
  const lines = [
    { itemId: bakery.cakeId, quantity: 1, day: '2027-01-20' },
    { itemId: bakery.teaId, quantity: 1 },
  ];
  const { body } = await order(bakery, '', 1, { lines });
  const listed = () =>
    transaction(house.db, {}, async (tx) =>
      (await listPicks(tx, parseId('place', bakery.shopId))).map(({ orderId }) => orderId),
    );
  const open = () =>
    transaction(house.db, {}, (tx) => listOpenOrders(tx, parseId('place', bakery.shopId)));
  expect(await listed()).toEqual([body.id]);
  clock.move({ hours: 50 * 24 });
  try {
    expect(await listed()).toEqual([body.id]);
    expect(await open()).toMatchObject([{ id: parseId('order', body.id) }]);
  } finally {
    clock.move({ hours: -50 * 24 });
  }
});

test('a shop that closes for today keeps what it makes for another day; of a closed day a neighbour goes on', async () => {
  const bakery = await openBakery('closing');
  const [today, later] = [await order(bakery, '2026-12-02'), await order(bakery, '2026-12-05')];
  const closed = await house.request(
    'POST',
    '/api/orders/closures',
    { placeId: bakery.shopId, reason: 'weather', days: 3 },
    owner,
  );
  expect(closed.status).toBe(200);
  const see = async (id: string) =>
    (await house.request('GET', `/api/orders/${id}`, undefined, clerk)).body;
  expect(await see(later.body.id)).toMatchObject({
    handoverPlaceId: bakery.shopId,
    readyBy: null,
    lines: [{ day: '2026-12-05' }],
  });
  const moved = await see(today.body.id);
  expect(moved.handoverPlaceId).not.toBe(bakery.shopId);
  expect(moved).toMatchObject({ readyBy: null, lines: [{ day: '2026-12-02' }] });
});

test('the time of an order for a day can be promised anew on its day; another day is refused with what moves it', async () => {
  const bakery = await openBakery('promised');
  const { body } = await order(bakery, '2026-12-05');
  const promise = (readyBy?: string) =>
    house.request(
      'POST',
      `/api/orders/${body.id}/promise`,
      readyBy === undefined ? {} : { readyBy },
      clerk,
    );
  for (const other of [undefined, '2026-12-04T06:00:00Z', '2026-12-05T15:30:00Z']) {
    const refused = await promise(other);
    expect(refused).toMatchObject({ status: 409, body: { code: 'orders.promise_other_day' } });
    expect(refused.body.detail).toContain('2026-12-05');
  }
  // Five past midnight of that day in Japan is still the day before in London.
  expect(await promise('2026-12-04T15:05:00Z')).toMatchObject({ status: 200 });
  expect(await promise('2026-12-05T06:00:00Z')).toMatchObject({
    status: 200,
    body: { readyBy: '2026-12-05T06:00:00Z' },
  });
  const moved = await house.request(
    'POST',
    `/api/orders/${body.id}/day`,
    { day: '2026-12-06' },
    clerk,
  );
  expect(moved.status, JSON.stringify(moved.body)).toBe(200);
  const seen = await house.request('GET', `/api/orders/${body.id}`, undefined, clerk);
  expect(seen.body).toMatchObject({ readyBy: null, lines: [{ day: '2026-12-06' }] });
  expect(await taken(bakery, '2026-12-06')).toBe(1);
});
