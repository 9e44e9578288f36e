// The café through its doors: what is promised, what is refused, what is made, and by whom it is fetched.
import { importProducts } from '#catalog';
import { ensureRecords } from '#customers';
import { formatId, newId, parseId } from '#kernel/ids';
import { createSession } from '#kernel/sessions';
import { transaction } from '#kernel/transaction';
import { postFacts } from '#stock';
import { expect, type Json, type TestHouse, test } from '#testing';
import { startDue } from './jobs.ts';
import { findBrokenSlots } from './shops/store.ts';
import { closeKitchen } from './tickets/close-kitchen.ts';

type Cafe = Awaited<ReturnType<typeof openCafe>>;
let cafes = 0;

/** A café open round the clock with a latte (options, 30 in stock), a cake and a beer. */
async function openCafe(house: TestHouse, unitsPerSlot = 100) {
  cafes += 1;
  const code = `cafe-${cafes}`;
  const owner = await house.as('owner');
  const place = await house.request(
    'POST',
    '/api/places',
    {
      code,
      kind: 'cafe',
      nameJa: `茶房${cafes}`,
      position: { latitude: 35.7195, longitude: 139.7655 },
    },
    owner,
  );
  const placeId: string = place.body.id;
  const [latte = '', cake = '', beer = ''] = await transaction(house.db, {}, async (tx) => {
    const made = await importProducts(tx, { source: code, currency: 'JPY' }, [
      { code: 'latte', name: '抹茶ラテ', nameEn: 'Matcha latte', kind: 'menu', price: '682' },
      { code: 'cake', name: 'チーズケーキ', kind: 'menu', price: '638' },
      { code: 'beer', name: 'ビール', kind: 'menu', price: '770' },
    ]);
    const ids = made.map((each) => ('itemId' in each ? (each.itemId ?? '') : ''));
    const at = parseId('place', placeId);
    const opening = ids.map((itemId, n) => ({
      placeId: at,
      itemId,
      quantityMilli: (n === 0 ? 200 : 3) * 1000,
      kind: 'opening' as const,
    }));
    await postFacts(tx, opening);
    return ids.map((id) => formatId('item', id));
  });
  const put = async (path: string, body: object) => {
    const answer = await house.request('PUT', `/api/kitchen/${path}`, body, owner);
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  };
  await put(`groups/milk`, {
    nameJa: 'ミルク',
    nameEn: 'Milk',
    picksMin: 1,
    picksMax: 1,
    options: [
      { code: 'cow', nameJa: '牛乳', nameEn: 'Whole milk', priceMinor: 0, isUsual: true },
      {
        code: 'soy',
        nameJa: '豆乳',
        nameEn: 'Soy milk',
        priceMinor: 55,
        adds: ['soybean'],
        removes: ['milk'],
      },
    ],
  });
  const bar = { station: 'bar', prepareSeconds: 60 };
  await put(`items/${latte}`, {
    ...bar,
    groups: ['milk'],
    allergens: ['milk'],
    outPriceMinor: 669,
  });
  await put(`items/${cake}`, { station: 'food', prepareSeconds: 30, outPriceMinor: 626 });
  await put(`items/${beer}`, { ...bar, isReducedOut: false });
  await put(`shops/${placeId}`, {
    stations: [
      { code: 'bar', nameJa: 'バー', nameEn: 'Bar', unitsPerSlot },
      { code: 'food', nameJa: 'フード', nameEn: 'Food', unitsPerSlot: 50 },
    ],
  });
  return { owner, placeId, latte, cake, beer };
}

const milk = ['milk:cow'];

async function fillBasket(
  house: TestHouse,
  cafe: Cafe,
  lines: readonly object[],
  isEatenIn = false,
): Promise<{ token: string; seatKey: string }> {
  const { placeId } = cafe;
  const opened = await house.request('POST', '/api/kitchen/baskets', { placeId, isEatenIn });
  expect(opened.status, JSON.stringify(opened.body)).toBe(201);
  const { token, seatKey } = opened.body;
  const added = await house.request('POST', `/api/kitchen/baskets/${token}/lines`, {
    seatKey,
    lines,
  });
  expect(added.status, JSON.stringify(added.body)).toBe(200);
  return { token, seatKey };
}

async function signIn(house: TestHouse): Promise<{ authorization: string }> {
  const key = newId();
  const { token } = await transaction(house.db, {}, async (tx) => {
    const made = await ensureRecords(tx, { source: 'web', kind: 'account' }, [{ key }]);
    return createSession(tx, {
      kind: 'customer',
      principalId: made.get(key)?.recordId ?? '',
      lifetime: { hours: 1 },
    });
  });
  return { authorization: `Bearer ${token}` };
}

const order = (house: TestHouse, token: string, more: object = {}) =>
  house.request('POST', `/api/kitchen/baskets/${token}/order`, {
    payments: [{ method: 'cash' }],
    ...more,
  });

const basketOf = async (house: TestHouse, token: string): Promise<Json> =>
  (await house.request('GET', `/api/kitchen/baskets/${token}`)).body;

const displayOf = async (house: TestHouse, { placeId, owner }: Cafe): Promise<Json> =>
  (await house.request('GET', `/api/kitchen/display?placeId=${placeId}`, undefined, owner)).body;

test('eaten in or taken out is asked at the order: 10% or 8%, to the yen, and the order is what the basket said', async ({
  house,
}) => {
  const cafe = await openCafe(house);
  const lines = [
    { itemId: cafe.latte, options: ['milk:soy'], quantity: 3 },
    { itemId: cafe.beer, quantity: 1 },
  ];
  for (const [isEatenIn, total, taxes] of [
    // In: 3 × (682 + 55) + 770 at 10%. Out: 3 × (669 + 55) at 8% and the beer at 10%.
    [true, 2981, [[1000, 2981, 271]]],
    [
      false,
      2942,
      [
        [1000, 770, 70],
        [800, 2172, 160],
      ],
    ],
  ] as const) {
    const { token } = await fillBasket(house, cafe, lines, isEatenIn);
    const basket = await basketOf(house, token);
    expect(basket).toMatchObject({ totalMinor: total, problem: null, isEatenIn });
    const placed = await order(house, token, { seenTotalMinor: total });
    expect(placed.status, JSON.stringify(placed.body)).toBe(201);
    const path = `/api/orders/${placed.body.orderId}`;
    const { body } = await house.request('GET', path, undefined, cafe.owner);
    expect(body).toMatchObject({ totalMinor: total, fulfilment: 'kitchen' });
    expect(body.taxes.map(Object.values)).toEqual(taxes);
    expect(body.lines[0].name).toBe('抹茶ラテ(豆乳)');
  }
});

test('fifty orders at once are promised what the kitchen makes and not one cup more', async ({
  house,
}) => {
  const cafe = await openCafe(house, 4);
  const baskets = await Promise.all(
    Array.from({ length: 50 }, (_, n) =>
      fillBasket(house, cafe, [{ itemId: cafe.latte, options: milk, quantity: 1 + (n % 3) }]),
    ),
  );
  const answers = await Promise.all(baskets.map(({ token }) => order(house, token)));
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 201));
  const { tickets } = await displayOf(house, cafe);
  const cups = tickets.flatMap((ticket: Json) => ticket.cups);
  expect([tickets.length, cups.length]).toEqual([50, 99]);
  expect(await transaction(house.db, {}, findBrokenSlots)).toEqual([]);
  // 99 cups at 4 a slot of five minutes are 25 slots. The first may be promised for the end of the second, when what is
  // left of the running one is shorter than a cup takes.
  const promised = tickets.map((ticket: Json) => Date.parse(ticket.promisedAt));
  expect((Math.max(...promised) - Math.min(...promised)) / 300_000).toBeGreaterThanOrEqual(23);
  expect(new Set(tickets.map((ticket: Json) => ticket.callNumber)).size).toBe(50);
  // A full slot is refused by name, with the next time that is free; the basket stays.
  const { token } = await fillBasket(house, cafe, [{ itemId: cafe.latte, options: milk }]);
  const wantedAt = new Date(promised[10]).toISOString();
  await house.request('PATCH', `/api/kitchen/baskets/${token}`, { wantedAt });
  const full = await order(house, token);
  expect(full).toMatchObject({ status: 409, body: { code: 'kitchen.slot_full' } });
  expect(full.body.detail).toMatch(/\d\d:\d\d/);
  expect((await basketOf(house, token)).lines).toHaveLength(1);
});

test('a basket that two phones order at once is one order, and so is one that is sent again', async ({
  house,
}) => {
  const cafe = await openCafe(house);
  const { token } = await fillBasket(house, cafe, [{ itemId: cafe.cake }]);
  const answers = await Promise.all(Array.from({ length: 8 }, () => order(house, token)));
  expect(new Set(answers.map(({ body }) => body.orderId)).size).toBe(1);
  expect((await displayOf(house, cafe)).tickets).toHaveLength(1);
});

test('what sells out between basket and payment is said, and the basket is kept', async ({
  house,
}) => {
  const cafe = await openCafe(house);
  const pause = (what: string, isPaused: boolean) =>
    house.request(
      'PUT',
      `/api/kitchen/shops/${cafe.placeId}/pauses`,
      { what, isPaused },
      cafe.owner,
    );
  const lines = [
    { itemId: cafe.latte, options: ['milk:soy'] },
    { itemId: cafe.cake, quantity: 2 },
  ];
  const { token } = await fillBasket(house, cafe, lines);
  for (const [what, code] of [
    [`item:${cafe.cake}`, 'kitchen.item_paused'],
    ['option:milk:soy', 'kitchen.option_paused'],
    ['shop', 'kitchen.shop_paused'],
  ] as const) {
    expect((await pause(what, true)).status).toBe(200);
    const refused = await order(house, token);
    expect(refused).toMatchObject({ status: 409, body: { code } });
    const basket = await basketOf(house, token);
    expect(basket.lines).toHaveLength(2);
    const told = [basket.problem, ...basket.lines.map((line: Json) => line.problem)];
    expect(told.flatMap((each) => each?.code ?? [])).toEqual([code]);
    expect((await pause(what, false)).status).toBe(200);
  }
  // The last pieces go to somebody else.
  const other = await fillBasket(house, cafe, [{ itemId: cafe.cake, quantity: 2 }]);
  expect((await order(house, other.token)).status).toBe(201);
  const short = await order(house, token);
  expect(short).toMatchObject({ status: 409, body: { code: 'kitchen.item_paused' } });
  const menu = await house.request('GET', `/api/kitchen/shops/${cafe.placeId}/menu`);
  const isSoldOut = Object.fromEntries(
    menu.body.items.map((item: Json) => [item.itemId, item.isSoldOut]),
  );
  expect([isSoldOut[cafe.latte], isSoldOut[cafe.cake]]).toEqual([false, false]);
});

test('a café that is closed, a time of the past and one too far ahead are refused; the basket can go to another café', async ({
  house,
}) => {
  const cafe = await openCafe(house);
  const { token } = await fillBasket(house, cafe, [{ itemId: cafe.latte, options: milk }]);
  const today = house.db.clock.now().toZonedDateTimeISO('Asia/Tokyo').toPlainDate();
  for (const days of [-1, 0, 1, 2]) {
    const day = today.add({ days }).toString();
    const path = `/api/places/${cafe.placeId}/special-days/${day}`;
    await house.request('PUT', path, { intervals: [], reason: '棚卸' }, cafe.owner);
  }
  const refused = await order(house, token);
  expect(refused).toMatchObject({ status: 409, body: { code: 'kitchen.shop_closed' } });
  const other = await openCafe(house);
  const change = (body: object) => house.request('PATCH', `/api/kitchen/baskets/${token}`, body);
  expect((await change({ placeId: other.placeId })).status).toBe(200);
  for (const hours of [-2, 24 * 6]) {
    const wantedAt = house.db.clock.now().add({ hours }).toString();
    expect((await change({ wantedAt })).status).toBe(200);
    expect((await order(house, token)).status).toBe(409);
  }
  expect((await change({ wantedAt: null })).status).toBe(200);
  // The goods of one café are not those of the other: there it has no price.
  expect((await basketOf(house, token)).lines).toHaveLength(1);
});

test('bump, bump again, recall, ready, wrong codes, hand-over and a second hand-over', async ({
  house,
}) => {
  const cafe = await openCafe(house);
  const other = await openCafe(house);
  const lines = [{ itemId: cafe.latte, options: milk, quantity: 2 }, { itemId: cafe.cake }];
  const { token } = await fillBasket(house, cafe, lines);
  const { body: placed } = await order(house, token);
  const step = (path: string, body: object = {}) =>
    house.request('POST', `/api/kitchen/tickets/${placed.orderId}/${path}`, body, cafe.owner);
  const handOver = (body: object) =>
    house.request('POST', '/api/kitchen/hand-overs', body, cafe.owner);
  const { placeId } = cafe;
  const early = await handOver({ placeId, orderId: placed.orderId });
  expect(early).toMatchObject({ status: 409, body: { code: 'kitchen.not_ready' } });
  expect((await step('bump', { station: 'bar' })).body.state).toBe('started');
  expect((await step('bump', { station: 'bar' })).body.state).toBe('started');
  const twice = await Promise.all([step('bump', { station: 'food' }), step('bump')]);
  expect(twice.map(({ body }) => body.state)).toEqual(['ready', 'ready']);
  expect((await step('recall', { station: 'food' })).body.state).toBe('started');
  expect((await step('bump')).body.state).toBe('ready');
  const here = { token: placed.token };
  expect((await step('arrive', { token: 'of-nobody' })).status).toBe(404);
  const arrived = await step('arrive', here);
  expect((await step('arrive', here)).body.arrivedAt).toBe(arrived.body.arrivedAt);
  for (const [body, code] of [
    [{ placeId, code: 'EKH1-000000000000000000000000' }, 'kitchen.not_hers'],
    [{ placeId, code: 'カードではない' }, 'kitchen.not_hers'],
    [{ placeId: other.placeId, orderId: placed.orderId }, 'kitchen.other_shop'],
    [{ placeId }, 'kitchen.not_hers'],
  ] as const) {
    expect((await handOver(body)).body.code).toBe(code);
  }
  const answers = await Promise.all([
    handOver({ placeId, orderId: placed.orderId }),
    handOver({ placeId, orderId: placed.orderId }),
  ]);
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
  expect((await handOver({ placeId, orderId: placed.orderId })).body.code).toBe(
    'kitchen.handed_over',
  );
  expect((await step('recall')).body.code).toBe('kitchen.handed_over');
  // When that was is told by the shop's clock.
  const saidIn = async (timeZone: string) => {
    const move = 'UPDATE places.place SET time_zone = $2 WHERE id = $1';
    await house.db.pool.query(move, [parseId('place', placeId), timeZone]);
    return String((await step('recall')).body.detail).match(/\d\d:\d\d/)?.[0];
  };
  const [abroad, atHome] = [await saidIn('Asia/Kolkata'), await saidIn('Asia/Tokyo')];
  const minutesOf = (text = '') => Number(text.slice(0, 2)) * 60 + Number(text.slice(3));
  expect((minutesOf(atHome) - minutesOf(abroad) + 1440) % 1440).toBe(210);
  const seen = await house.request('GET', `/api/orders/${placed.orderId}`, undefined, cafe.owner);
  expect(seen.body.state).toBe('handed_over');
  const minutes = await house.request('GET', '/api/kitchen/minutes', undefined, cafe.owner);
  expect(minutes.body.places.find((row: Json) => row.placeId === placeId)).toMatchObject({
    orders: 1,
    handedOver: 1,
    waited: 1,
  });
});

test('several phones fill one basket by its link; each changes its own, whoever began it any', async ({
  house,
}) => {
  const cafe = await openCafe(house);
  const { token, seatKey } = await fillBasket(house, cafe, [{ itemId: cafe.latte, options: milk }]);
  const add = (lines: readonly object[], key?: string) =>
    house.request('POST', `/api/kitchen/baskets/${token}/lines`, {
      lines,
      ...(key === undefined ? {} : { seatKey: key }),
    });
  const [second, third] = await Promise.all([
    add([{ itemId: cafe.cake }]),
    add([{ itemId: cafe.latte, options: ['milk:soy'] }]),
  ]);
  const basket = await basketOf(house, token);
  expect(basket).toMatchObject({ isGroup: true, seats: 3 });
  expect(basket.lines.map((line: Json) => line.seat).toSorted()).toEqual([1, 2, 3]);
  const ofSecond = basket.lines.find((line: Json) => line.itemId === cafe.cake).number;
  const set = (key: string, quantity: number) =>
    house.request('PUT', `/api/kitchen/baskets/${token}/lines/${ofSecond}`, {
      seatKey: key,
      quantity,
    });
  expect((await set(third.body.seatKey, 0)).body.code).toBe('kitchen.seat_unknown');
  expect((await set(second.body.seatKey, 2)).status).toBe(200);
  expect((await set(seatKey, 1)).status).toBe(200);
  expect((await order(house, token)).status).toBe(201);
  expect((await add([{ itemId: cafe.cake }])).body.code).toBe('kitchen.basket_ordered');
  const [ticket] = (await displayOf(house, cafe)).tickets;
  expect(ticket.cups.map((cup: Json) => cup.seat).toSorted()).toEqual([1, 2, 3]);
});

test('an order that starts by her arrival is planned for it, and nothing of where she was is kept', async ({
  house,
}) => {
  const cafe = await openCafe(house, 2);
  const { token } = await fillBasket(house, cafe, [{ itemId: cafe.latte, options: ['milk:soy'] }]);
  await house.request('PATCH', `/api/kitchen/baskets/${token}`, { startsBy: 'arrival' });
  const session = await signIn(house);
  const { body: placed } = await house.request(
    'POST',
    `/api/kitchen/baskets/${token}/order`,
    { payments: [{ method: 'cash' }] },
    session,
  );
  // Three kilometres off: some 49 minutes on foot.
  const from = { latitude: 35.7465, longitude: 139.7655 };
  const path = `/api/kitchen/tickets/${placed.orderId}/approach`;
  const planned = await house.request('POST', path, { token: placed.token, ...from });
  expect(planned.status).toBe(200);
  const minutesUntil = (text: string) =>
    (Date.parse(text) - house.db.clock.now().epochMilliseconds) / 60_000;
  expect(minutesUntil(planned.body.expectedAt)).toBeGreaterThan(47);
  const early =
    (Date.parse(planned.body.expectedAt) - Date.parse(planned.body.promisedAt)) / 60_000;
  // Ready before she comes, by less than one slot.
  expect(early).toBeGreaterThanOrEqual(0);
  expect(early).toBeLessThan(5);
  expect(await transaction(house.db, {}, findBrokenSlots)).toEqual([]);
  await startDue(house.db);
  expect((await displayOf(house, cafe)).tickets[0].state).toBe('waiting');
  const { rows } = await house.db.pool.query(
    `SELECT count(*)::int AS n FROM kernel.event WHERE data::text LIKE '%35.7465%'`,
  );
  expect(rows[0].n).toBe(0);
  // What she chose and when she is expected is hers to see.
  const packed = await house.request('GET', '/api/rights/me/package', undefined, session);
  const part = packed.body.parts.find((each: Json) => each.name === 'kitchen.ticket');
  expect(part.rows).toMatchObject([
    {
      expected_at: planned.body.expectedAt,
      cups: [{ name: '抹茶ラテ', options: ['豆乳'] }],
    },
  ]);
});

test('an order that is cancelled takes its ticket and its room with it', async ({ house }) => {
  const cafe = await openCafe(house, 1);
  const wantedAt = house.db.clock.now().add({ minutes: 60 }).toString();
  // All the room of one slot and of the eleven before it.
  const lines = [{ itemId: cafe.latte, options: milk, quantity: 12 }];
  const want = async () => {
    const { token } = await fillBasket(house, cafe, lines);
    await house.request('PATCH', `/api/kitchen/baskets/${token}`, { wantedAt });
    return order(house, token);
  };
  const { body: placed } = await want();
  expect((await want()).body.code).toBe('kitchen.slot_full');
  const path = `/api/orders/${placed.orderId}/state`;
  expect((await house.request('POST', path, { to: 'cancelled' }, cafe.owner)).status).toBe(200);
  await house.settle();
  expect((await displayOf(house, cafe)).tickets).toEqual([]);
  expect(await transaction(house.db, {}, findBrokenSlots)).toEqual([]);
  expect((await want()).status).toBe(201);
});

test('a shop that closes at noon cancels what its café would have made, and her basket is kept for another; who stands there is served', async ({
  house,
}) => {
  const cafe = await openCafe(house);
  const other = await openCafe(house);
  const lines = [{ itemId: cafe.latte, options: milk, quantity: 1 }];
  const { token } = await fillBasket(house, cafe, lines);
  const { body: hers } = await order(house, token);
  const { body: here } = await order(house, (await fillBasket(house, cafe, lines)).token);
  const arrived = await house.request('POST', `/api/kitchen/tickets/${here.orderId}/arrive`, {
    token: here.token,
  });
  expect(arrived.status, JSON.stringify(arrived.body)).toBe(200);
  const closure = { placeId: cafe.placeId, reason: 'storm' };
  const closed = await house.request('POST', '/api/orders/closures', closure, cafe.owner);
  expect(closed.status, JSON.stringify(closed.body)).toBe(200);
  await house.settle();
  const until = house.db.clock.now().add({ hours: 24 }).toString();
  const payload = { placeId: parseId('place', cafe.placeId), until };
  for (const _ of ['once', 'again']) {
    await closeKitchen.run(house.db, payload);
    await house.settle();
  }
  const see = async (id: string): Promise<Json> =>
    (await house.request('GET', `/api/orders/${id}`, undefined, cafe.owner)).body;
  expect(await see(hers.orderId)).toMatchObject({ state: 'cancelled' });
  expect((await see(here.orderId)).state).not.toBe('cancelled');
  expect((await displayOf(house, cafe)).tickets).toMatchObject([{ orderId: here.orderId }]);
  const { placeId } = other;
  await house.request('PATCH', `/api/kitchen/baskets/${token}`, { placeId });
  expect(await basketOf(house, token)).toMatchObject({ orderId: null, shop: { placeId } });
});

test('a drink that is taken off an order is not made, and its room is free; what is left may be ready then', async ({
  house,
}) => {
  const cafe = await openCafe(house, 1);
  const wantedAt = house.db.clock.now().add({ minutes: 60 }).toString();
  const want = async (lattes: number, cakes: number) => {
    const lines = [
      { itemId: cafe.latte, options: milk, quantity: lattes },
      ...(cakes === 0 ? [] : [{ itemId: cafe.cake, quantity: cakes }]),
    ];
    const { token } = await fillBasket(house, cafe, lines);
    await house.request('PATCH', `/api/kitchen/baskets/${token}`, { wantedAt });
    return order(house, token);
  };
  const { body: placed } = await want(10, 1);
  const takeOff = async (line: number, quantity: number) => {
    const path = `/api/orders/${placed.orderId}/cancellations`;
    const body = { lines: [{ line, quantity }], reason: 'out_of_stock' };
    expect((await house.request('POST', path, body, cafe.owner)).status).toBe(200);
    await house.settle();
  };
  const ticketOf = async () =>
    (await displayOf(house, cafe)).tickets.find((each: Json) => each.orderId === placed.orderId);
  expect((await want(6, 0)).body.code).toBe('kitchen.slot_full');
  await takeOff(1, 4);
  expect((await ticketOf()).cups).toHaveLength(7);
  expect(await transaction(house.db, {}, findBrokenSlots)).toEqual([]);
  expect((await want(6, 0)).status).toBe(201);

  const bump = `/api/kitchen/tickets/${placed.orderId}/bump`;
  expect((await house.request('POST', bump, { station: 'bar' }, cafe.owner)).status).toBe(200);
  expect((await ticketOf()).state).toBe('started');
  await takeOff(2, 1);
  expect(await ticketOf()).toMatchObject({ state: 'ready' });
  expect(await transaction(house.db, {}, findBrokenSlots)).toEqual([]);
});

test('headquarters read back all that was set on menu and café, also what is off, and odd choices are refused', async ({
  house,
}) => {
  const cafe = await openCafe(house);
  const owner = await house.as('owner');
  const send = (method: 'GET' | 'PUT', path: string, body?: object) =>
    house.request(method, `/api/kitchen/${path}`, body, owner);
  const set = {
    station: 'bar',
    prepareSeconds: 90,
    units: 2,
    groups: ['milk'],
    allergens: ['egg', 'milk'],
    outPriceMinor: 626,
    isReducedOut: true,
    position: 3,
    isActive: false,
  };
  expect((await send('PUT', `items/${cafe.cake}`, set)).status).toBe(200);
  await send('PUT', `shops/${cafe.placeId}/pauses`, { what: `item:${cafe.beer}`, isPaused: true });
  const { body: menu } = await send('GET', 'settings/menu');
  const cake = menu.items.find((each: Json) => each.itemId === cafe.cake);
  expect(cake).toMatchObject({ ...set, nameJa: 'チーズケーキ', inPriceMinor: 638, isSold: true });
  const choice = menu.groups.find((each: Json) => each.code === 'milk');
  expect(choice.options.find((each: Json) => each.code === 'soy')).toMatchObject({
    key: 'milk:soy',
    removes: ['milk'],
  });
  const { body } = await send('GET', 'settings/shops');
  const shop = body.shops.find((each: Json) => each.placeId === cafe.placeId);
  expect(shop).toMatchObject({ isActive: true, pauses: [{ what: `item:${cafe.beer}` }] });
  expect(shop.stations.map((each: Json) => each.code)).toContain('bar');
  const option = { code: 'a', nameJa: 'あ', nameEn: 'A', priceMinor: 0 };
  const odd = { nameJa: '甘さ', nameEn: 'Sweetness', picksMin: 2, picksMax: 2, options: [option] };
  expect((await send('PUT', 'groups/sweet', odd)).body.code).toBe('kitchen.group_odd');
  const twice = { ...odd, picksMin: 0, options: [option, option] };
  expect((await send('PUT', 'groups/sweet', twice)).body.code).toBe('kitchen.group_odd');
});
