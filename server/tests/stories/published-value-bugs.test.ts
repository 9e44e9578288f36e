// What other systems have published as their bugs with points, gift cards and returns, each as it was told, and what this
// house does. The numbers are those of their public trackers.
import { afterAll, beforeAll, test } from 'vitest';
import { ensureRecords } from '#customers';
import { formatId, newId, parseId } from '#kernel/ids';
import { transaction } from '#kernel/transaction';
import { proveLedger } from '#ledger';
import { importCoupons } from '#offers';
import { postFacts } from '#stock';
import { expect, type Json, openTestHouse, type TestHouse } from '#testing';

let house: TestHouse & { drop(): Promise<void> };
let owner: { authorization: string };
let placeId: string;
let cup: string;

beforeAll(async () => {
  house = await openTestHouse();
  owner = await house.as('owner');
  const made = async (path: string, body: object) =>
    String((await house.request('POST', path, body, owner)).body.id);
  placeId = await made('/api/places', { code: 'bugs', kind: 'store', nameJa: '寺町店' });
  cup = await made('/api/catalog/items', {
    code: 'CUP',
    nameJa: '湯のみ',
    price: { amountMinor: 1100 },
  });
  const opening = { placeId: parseId('place', placeId), itemId: parseId('item', cup) };
  await transaction(house.db, {}, (tx) =>
    postFacts(tx, [{ ...opening, quantityMilli: 1_000_000, kind: 'opening' }]),
  );
}, 60_000);
afterAll(async () => {
  const proof = await transaction(house.db, {}, (tx) => proveLedger(tx));
  expect(proof.differences).toEqual([]);
  await house.drop();
});

async function member(points = 0): Promise<string> {
  const recordId = await transaction(house.db, {}, async (tx) => {
    const made = await ensureRecords(tx, { source: 'pos' }, [{ key: newId() }]);
    return formatId('record', [...made.values()][0]?.recordId ?? '');
  });
  if (points > 0) {
    const gift = { recordId, unit: 'points', amount: points, reason: 'campaign' };
    await house.request('POST', '/api/ledger/adjustments', gift, owner);
  }
  return recordId;
}

async function pointsOf(recordId: string): Promise<number> {
  const path = `/api/loyalty/customers/${recordId}`;
  return (await house.request('GET', path, undefined, owner)).body.points.available;
}

function sell(recordId: string | undefined, more: object = {}, quantity = 1): Promise<Json> {
  const sale = {
    placeId,
    fulfilment: 'carry_out',
    lines: [{ itemId: cup, quantity }],
    payments: [{ method: 'cash', amountMinor: 1100 * quantity }],
    ...(recordId === undefined ? {} : { recordId }),
    ...more,
  };
  return house.request('POST', '/api/orders', sale, owner);
}

function giveBack(orderId: string, quantity: number): Promise<Json> {
  const lines = [{ line: 1, quantity, disposition: 'restocked' }];
  const body = { placeId, reason: 'changed_mind', lines };
  return house.request('POST', `/api/orders/${orderId}/returns`, body, owner);
}

const pointsAndCash = (points: number, quantity = 1) => ({
  payments: [
    { method: 'points', amountMinor: points },
    { method: 'cash', amountMinor: 1100 * quantity - points },
  ],
});

test('medusa 16347, spree 13734, Azuriom Shop 285: a gift card brought to many checkouts at once is spent once', async () => {
  const sold = await house.request(
    'POST',
    '/api/gifts/cards',
    {
      saleId: formatId('order', newId()),
      placeId,
      amountMinor: 1100,
      payment: { method: 'cash' },
    },
    owner,
  );
  const giftCode = sold.body.codes[0];
  const tries = await Promise.all(
    Array.from({ length: 20 }, () =>
      sell(undefined, { payments: [{ method: 'gift', giftCode, amountMinor: 1100 }] }),
    ),
  );
  expect(tries.filter(({ status }) => status === 201)).toHaveLength(1);
  const codes = new Set(tries.filter(({ status }) => status !== 201).map(({ body }) => body.code));
  expect(codes).toEqual(new Set(['ledger.short']));
  const left = await house.request('POST', '/api/gifts/balance', { code: giftCode });
  expect(left.body.availableMinor).toBe(0);
});

test('odoo 257854: buying, refunding and buying again leaves no points', async () => {
  const recordId = await member();
  for (let round = 0; round < 5; round += 1) {
    const { body } = await sell(recordId);
    expect((await giveBack(body.id, 1)).status).toBe(201);
  }
  expect(await pointsOf(recordId)).toBe(0);
});

test('odoo 238806: a refund deducts the points that the order had given, a part its part', async () => {
  const recordId = await member();
  const { body } = await sell(recordId, {}, 3);
  expect(await pointsOf(recordId)).toBe(30);
  await giveBack(body.id, 1);
  expect(await pointsOf(recordId)).toBe(20);
  await giveBack(body.id, 2);
  expect(await pointsOf(recordId)).toBe(0);
});

test('odoo 212922: points that were spent are given back by a refund, not taken again', async () => {
  const recordId = await member(500);
  const { body, status } = await sell(recordId, pointsAndCash(500));
  expect(status, JSON.stringify(body)).toBe(201);
  expect(await pointsOf(recordId)).toBe(body.pointsEarned);
  await giveBack(body.id, 1);
  expect(await pointsOf(recordId)).toBe(500);
});

test('odoo 264931: she spends as many of her points as she wants, not all of them', async () => {
  const recordId = await member(50_000);
  for (const points of [1, 10, 999]) {
    const before = await pointsOf(recordId);
    const { body, status } = await sell(recordId, pointsAndCash(points));
    expect(status, JSON.stringify(body)).toBe(201);
    expect(await pointsOf(recordId)).toBe(before - points + body.pointsEarned);
  }
});

/** A sale as a till tells it after it was cut off. */
function entryOf(recordId: string, payments: readonly object[], totalMinor: number) {
  const at = new Date(Date.now() - 60_000).toISOString();
  return {
    id: formatId('tillEntry', newId()),
    drawerId: formatId('drawer', newId()),
    kind: 'sale',
    at,
    tillAt: at,
    sale: {
      orderId: formatId('order', newId()),
      lines: [{ itemId: cup, name: '湯のみ', quantity: 1, unitPriceMinor: 1100, taxRateBp: 1000 }],
      recordId,
      payments,
      totalMinor,
    },
  };
}

const tell = (entry: object) =>
  house.request('POST', '/api/tills/entries', { placeId, till: 'レジ1', entries: [entry] }, owner);

test('odoo 270532: a sale that was validated offline and synchronised twice gives and takes its points once', async () => {
  const recordId = await member(300);
  const payments = [
    { method: 'points', amountMinor: 100 },
    { method: 'cash', amountMinor: 1000 },
  ];
  const entry = entryOf(recordId, payments, 1000);
  const answers = await Promise.all([tell(entry), tell(entry), tell(entry)]);
  for (const { body } of answers) {
    expect(body.answers[0].outcome, JSON.stringify(body)).toBe('booked');
  }
  const earned = answers[0]?.body.answers[0].pointsEarned;
  expect(earned).toBeGreaterThan(0);
  expect(await pointsOf(recordId)).toBe(300 - 100 + earned);
});

test('erpnext 14885: points are used at a till without a network; beyond what she has they are owed, and seen', async () => {
  const recordId = await member(50);
  const payments = [
    { method: 'points', amountMinor: 80 },
    { method: 'cash', amountMinor: 1020 },
  ];
  const { body } = await tell(entryOf(recordId, payments, 1020));
  expect(body.answers[0]).toMatchObject({ outcome: 'booked' });
  expect(body.answers[0].conflicts).toContain('value_short');
  expect(await pointsOf(recordId)).toBe(50 - 80 + body.answers[0].pointsEarned);
});

test('erpnext 32951: a return of a part makes the points of that part negative, also when they are spent', async () => {
  const recordId = await member();
  const { body } = await sell(recordId, {}, 10);
  expect(await pointsOf(recordId)).toBe(100);
  await sell(recordId, {
    payments: [
      { method: 'points', amountMinor: 100 },
      { method: 'cash', amountMinor: 1000 },
    ],
  });
  const before = await pointsOf(recordId);
  await giveBack(body.id, 1);
  expect(await pointsOf(recordId)).toBe(before - 10);
  await giveBack(body.id, 9);
  expect(await pointsOf(recordId)).toBe(before - 100);
});

test('EC-CUBE/ec-cube 1233, 4445: every change of points is a line of a log that says why, pending until the goods go', async () => {
  const recordId = await member(40);
  const order = {
    fulfilment: 'pickup',
    handoverPlaceId: placeId,
    lines: [{ itemId: cup, quantity: 2 }],
  };
  const sold = await sell(recordId, { ...order, payments: undefined, payment: { method: 'cash' } });
  expect(sold.status, JSON.stringify(sold.body)).toBe(201);
  const path = `/api/loyalty/customers/${recordId}`;
  const before = (await house.request('GET', path, undefined, owner)).body;
  expect(before.points).toMatchObject({ available: 40, pending: 20 });
  const move = { to: 'handed_over' };
  await house.request('POST', `/api/orders/${sold.body.id}/state`, move, owner);
  await giveBack(sold.body.id, 1);
  const { points, lines } = (await house.request('GET', path, undefined, owner)).body;
  expect(points).toMatchObject({ available: 50, pending: 0 });
  const told = lines as { amount: number; kind: string; whyJa: string; at: string }[];
  expect(told.reduce((sum, line) => sum + line.amount, 0)).toBe(50);
  for (const line of told) {
    expect(line.whyJa.length, JSON.stringify(line)).toBeGreaterThan(3);
  }
  expect(told.filter((line) => line.whyJa.includes(sold.body.number)).length).toBeGreaterThan(1);
});

test('EC-CUBE/ec-cube 5730, 5795: points below zero after a return are a debt: seen, not spent, no error, paid back by the next', async () => {
  const recordId = await member();
  const first = await sell(recordId, {}, 5);
  const payments = [
    { method: 'points', amountMinor: 50 },
    { method: 'cash', amountMinor: 1050 },
  ];
  const second = await sell(recordId, { payments });
  await giveBack(first.body.id, 5);
  expect(await pointsOf(recordId)).toBe(second.body.pointsEarned - 50);
  const refused = await sell(recordId, { payments });
  expect(refused).toMatchObject({ status: 409, body: { code: 'ledger.short' } });
  expect(refused.body.detail.length).toBeGreaterThan(5);
  const third = await sell(recordId, {}, 10);
  expect(third.status).toBe(201);
  expect(await pointsOf(recordId)).toBe(second.body.pointsEarned - 50 + 100);
});

test('EC-CUBE/ec-cube2 303, ec-cube 4958: hand-overs of several orders at once, each told twice, credit each order once', async () => {
  const recordId = await member();
  const pickup = {
    fulfilment: 'pickup',
    handoverPlaceId: placeId,
    payments: undefined,
    payment: { method: 'cash' },
  };
  const orders = await Promise.all(Array.from({ length: 6 }, () => sell(recordId, pickup)));
  const moves = [...orders, ...orders].map(({ body }) =>
    house.request('POST', `/api/orders/${body.id}/state`, { to: 'handed_over' }, owner),
  );
  await Promise.all(moves);
  expect(await pointsOf(recordId)).toBe(6 * 10);
});

test('POS-Awesome-V15 3059, odoo 222372: points redeemed at a till go from the balance, online and offline, one sale after the other', async () => {
  const recordId = await member(1000);
  let left = 1000;
  const payments = [
    { method: 'points', amountMinor: 100 },
    { method: 'cash', amountMinor: 1000 },
  ];
  for (let round = 0; round < 3; round += 1) {
    const online = await sell(recordId, { payments });
    left += online.body.pointsEarned - 100;
    expect(await pointsOf(recordId)).toBe(left);
    const { body } = await tell(entryOf(recordId, payments, 1000));
    left += body.answers[0].pointsEarned - 100;
    expect(await pointsOf(recordId)).toBe(left);
  }
});

test('odoo 152259, 288974, 203431, POSNext 50, erpnext 11000: what a till tells again because no answer came is booked once, and nothing is lost', async () => {
  const recordId = await member();
  const cash = [{ method: 'cash', amountMinor: 1100 }];
  const entries = Array.from({ length: 12 }, () => entryOf(recordId, cash, 1100));
  const send = (from: number, to: number) =>
    house.request(
      'POST',
      '/api/tills/entries',
      { placeId, till: 'レジ1', entries: entries.slice(from, to) },
      owner,
    );
  // Some answers never came: the same again, overlapping, at once and later.
  await Promise.all([send(0, 5), send(3, 9), send(0, 12)]);
  const { body } = await send(0, 12);
  expect(new Set(body.answers.map((each: Json) => each.outcome))).toEqual(new Set(['booked']));
  const orderIds = entries.map(({ sale }) => parseId('order', sale.orderId));
  const { rows } = await house.db.pool.query(
    'SELECT count(*)::int AS orders, sum(total_minor)::int AS total FROM orders.order WHERE id = ANY ($1::uuid[])',
    [orderIds],
  );
  expect(rows[0]).toEqual({ orders: 12, total: 12 * 1100 });
  expect(await pointsOf(recordId)).toBe(12 * 10);
});

test('spree 3808: of two who pay the last piece at once one has it, and the other keeps her points and her coupon', async () => {
  const vase = await house.request(
    'POST',
    '/api/catalog/items',
    { code: 'VASE', nameJa: '花入', price: { amountMinor: 1100 } },
    owner,
  );
  const [itemId, members] = [String(vase.body.id), [await member(100), await member(100)]];
  await transaction(house.db, {}, (tx) =>
    postFacts(tx, [
      {
        placeId: parseId('place', placeId),
        itemId: parseId('item', itemId),
        quantityMilli: 1000,
        kind: 'opening',
      },
    ]),
  );
  const codes = members.map(() => `VASE-${newId()}`);
  await transaction(house.db, {}, (tx) =>
    importCoupons(
      tx,
      { source: 'vase' },
      codes.map((code, row) => ({
        code,
        title: '100円引き',
        discountMinor: 100,
        currency: 'JPY',
        row,
      })),
    ),
  );
  const tries = await Promise.all(
    members.map((recordId, at) =>
      sell(recordId, {
        fulfilment: 'pickup',
        handoverPlaceId: placeId,
        lines: [{ itemId, quantity: 1 }],
        couponCodes: [codes[at]],
        payments: [
          { method: 'points', amountMinor: 100 },
          { method: 'cash', amountMinor: 900 },
        ],
      }),
    ),
  );
  expect(tries.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 409]);
  const loser = tries[0]?.status === 409 ? 0 : 1;
  expect(await pointsOf(members[loser] ?? '')).toBe(100);
  const { rows } = await house.db.pool.query(
    "SELECT uses_left, state FROM offers.coupon WHERE source = 'vase' ORDER BY uses_left",
  );
  expect(rows).toEqual([
    { uses_left: 0, state: 'used' },
    { uses_left: 1, state: 'issued' },
  ]);
});

test('POSNext 198: a coupon for one use brought to many checkouts at once is used once', async () => {
  const recordId = await member();
  const code = `ONE-${newId()}`;
  await transaction(house.db, {}, (tx) =>
    importCoupons(tx, { source: code }, [
      { code, title: '100円引き', discountMinor: 100, currency: 'JPY', row: 1 },
    ]),
  );
  const payments = [{ method: 'cash', amountMinor: 1000 }];
  const tries = await Promise.all(
    Array.from({ length: 20 }, () => sell(recordId, { couponCodes: [code], payments })),
  );
  expect(tries.filter(({ status }) => status === 201)).toHaveLength(1);
});
