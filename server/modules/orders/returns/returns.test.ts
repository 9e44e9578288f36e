import { importProducts } from '#catalog';
import { ensureRecords } from '#customers';
import { performOne } from '#kernel/batch';
import { formatId } from '#kernel/ids';
import { transaction } from '#kernel/transaction';
import { availableOf, balancesOf, ensureBearers, newBearerCode, post, proveLedger } from '#ledger';
import { findPlacesByCode } from '#places';
import { availableMilli, balanceOf, loadStock, postFacts } from '#stock';
import { expect, openTestHouse, type TestHouse, test } from '#testing';
import {
  askReturn,
  changeState,
  listRequestsOf,
  type OrderToPlace,
  placeOrder,
  withdrawReturn,
} from '../index.ts';
import type { Tender } from '../tender/tender.ts';

type Shop = {
  readonly placeId: string;
  readonly otherId: string;
  readonly cupId: string;
  readonly teaId: string;
  readonly recordId: string;
};

/** Two shops, a cup of 1,100 yen at 10%, tea of 540 at 8%, ten of each, and a customer with 1,000 points. */
async function openShop(house: TestHouse, name: string): Promise<Shop> {
  const owner = await house.as('owner');
  for (const code of [name, `${name}-other`]) {
    const place = { code, kind: 'store', nameJa: code };
    expect((await house.request('POST', '/api/places', place, owner)).status).toBe(201);
  }
  return transaction(house.db, {}, async (tx) => {
    const made = await importProducts(tx, { source: name, currency: 'JPY' }, [
      { code: 'cup', name: '湯のみ', price: '1100' },
      { code: 'tea', name: 'ほうじ茶', price: '540', taxClass: 'reduced' },
    ]);
    const [cupId = '', teaId = ''] = made.map((each) =>
      'itemId' in each ? (each.itemId ?? '') : '',
    );
    const [place, other] = await findPlacesByCode(tx, [name, `${name}-other`]);
    const placeId = (place?.code === name ? place.id : other?.id) ?? '';
    const otherId = (place?.code === name ? other?.id : place?.id) ?? '';
    const opening = { quantityMilli: 10_000, kind: 'opening', placeId } as const;
    await postFacts(
      tx,
      [cupId, teaId].map((itemId) => ({ ...opening, itemId })),
    );
    const records = await ensureRecords(tx, { source: name }, [{ key: 'hanako' }]);
    const recordId = records.get('hanako')?.recordId ?? '';
    await performOne(tx, post, {
      kind: 'earn',
      account: { ownerKind: 'record', ownerId: recordId, unit: 'points' },
      amount: 1000,
      expiresAt: null,
      reference: `welcome:${name}`,
    });
    return { placeId, otherId, cupId, teaId, recordId };
  });
}

function buy(shop: Shop, payment: Tender | readonly Tender[], more: Partial<OrderToPlace> = {}) {
  return {
    placeId: shop.placeId,
    handoverPlaceId: shop.placeId,
    fulfilment: 'pickup',
    channel: 'web',
    lines: [
      { itemId: shop.cupId, quantityMilli: 2000 },
      { itemId: shop.teaId, quantityMilli: 3000 },
    ],
    recordId: shop.recordId,
    payment,
    actor: 'test',
    ...more,
  } as const;
}

function sell(house: TestHouse, order: OrderToPlace) {
  return transaction(house.db, {}, (tx) => performOne(tx, placeOrder, order));
}

async function points(house: TestHouse, { recordId }: Shop) {
  const [balance] = await transaction(house.db, {}, (tx) => balancesOf(tx, [recordId]));
  const { pending = 0, available = 0, reserved = 0, overdraft = 0 } = balance ?? {};
  return { pending, available, reserved, overdraft };
}

async function inStock(house: TestHouse, placeId: string, itemId: string): Promise<number> {
  return transaction(house.db, {}, async (tx) => {
    const key = { placeId, itemId };
    return availableMilli(balanceOf(await loadStock(tx, [key]), key)) / 1000;
  });
}

async function prove(house: TestHouse) {
  const proof = await transaction(house.db, {}, (tx) => proveLedger(tx));
  expect(proof.differences).toEqual([]);
}

async function giveBack(house: TestHouse, shop: Shop, orderId: string, body: object) {
  const url = `/api/orders/${formatId('order', orderId)}/returns`;
  const wish = { placeId: formatId('place', shop.otherId), reason: 'changed_mind', ...body };
  return house.request('POST', url, wish, await house.as('clerk'));
}

test('points lower the price, both rates share them, and one line gives back exactly its share', async ({
  house,
}) => {
  const shop = await openShop(house, 'mixed');
  const { row } = await sell(
    house,
    buy(shop, [{ method: 'points', amountMinor: 300 }, { method: 'cash' }]),
  );
  // 2,200 at 10% and 1,620 at 8%; 300 points take 173 and 127 off.
  expect(row).toMatchObject({ items_minor: 3820, discount_minor: 300, total_minor: 3520 });
  expect(row.tax_minor).toBe(184 + 110);
  // 35.2 less 2.94 of tax: 32 points to come.
  expect(await points(house, shop)).toMatchObject({ available: 700, pending: 32 });
  await transaction(house.db, {}, (tx) => changeState(tx, row.id, 'handed_over'));
  expect(await points(house, shop)).toMatchObject({ available: 732, pending: 0 });

  const first = await giveBack(house, shop, row.id, {
    lines: [{ line: 1, quantity: 2, disposition: 'restocked' }],
  });
  expect(first.status).toBe(201);
  expect(first.body).toMatchObject({
    totalMinor: -2027,
    taxMinor: -184,
    refunds: [
      { method: 'points', amountMinor: 173 },
      { method: 'cash', amountMinor: 2027 },
    ],
  });
  expect(await inStock(house, shop.otherId, shop.cupId)).toBe(2);
  const second = await giveBack(house, shop, row.id, {
    lines: [{ line: 2, quantity: 3, disposition: 'damaged' }],
  });
  expect(second.body).toMatchObject({ totalMinor: -1493, taxMinor: -110 });
  expect(await inStock(house, shop.otherId, shop.teaId)).toBe(0);
  expect(await points(house, shop)).toEqual({
    available: 1000,
    pending: 0,
    reserved: 0,
    overdraft: 0,
  });
  const sale = await house.request(
    'GET',
    `/api/orders/${formatId('order', row.id)}`,
    undefined,
    await house.as('owner'),
  );
  expect(sale.body.state).toBe('returned');
  await prove(house);
});

test('fifty returns of the same piece at once: one is taken, the others are told what is left', async ({
  house,
}) => {
  const shop = await openShop(house, 'twice');
  const { row } = await sell(
    house,
    buy(shop, { method: 'cash' }, { fulfilment: 'carry_out', channel: 'pos' }),
  );
  const body = { lines: [{ line: 1, quantity: 2, disposition: 'restocked' }] };
  const answers = await Promise.all(
    Array.from({ length: 50 }, () => giveBack(house, shop, row.id, body)),
  );
  expect(answers.filter((each) => each.status === 201)).toHaveLength(1);
  expect(answers.filter((each) => each.body.code === 'orders.left_of_line')).toHaveLength(49);
  expect(await inStock(house, shop.otherId, shop.cupId)).toBe(2);
});

test('a return that repeats itself with its own id is taken once', async ({ house }) => {
  const shop = await openShop(house, 'repeat');
  const { row } = await sell(house, buy(shop, { method: 'cash' }, { fulfilment: 'carry_out' }));
  const id = formatId('order', crypto.randomUUID());
  const body = { id, lines: [{ line: 1, quantity: 1, disposition: 'restocked' }] };
  const first = await giveBack(house, shop, row.id, body);
  const again = await giveBack(house, shop, row.id, body);
  expect(again.body).toEqual(first.body);
  // Told anew with other pieces or at another place it is no repetition, and nobody believes that more was taken.
  const [line] = body.lines;
  for (const other of [
    { lines: [{ ...line, quantity: 2 }] },
    { lines: [{ ...line, disposition: 'damaged' }] },
    { placeId: formatId('place', shop.placeId) },
  ]) {
    const refused = await giveBack(house, shop, row.id, { ...body, ...other });
    expect(refused).toMatchObject({ status: 409, body: { code: 'orders.id_taken' } });
  }
  expect(await inStock(house, shop.otherId, shop.cupId)).toBe(1);
});

test('half a piece is neither taken off an order nor given back', async ({ house }) => {
  const shop = await openShop(house, 'halves');
  const { row } = await sell(house, buy(shop, { method: 'cash' }));
  const half = { line: 1, quantity: 0.5 };
  const whole = { status: 400, body: { code: 'orders.quantity_not_whole' } };
  const url = `/api/orders/${formatId('order', row.id)}/cancellations`;
  const wish = { lines: [half], reason: 'changed_mind' };
  expect(await house.request('POST', url, wish, await house.as('clerk'))).toMatchObject(whole);
  await transaction(house.db, {}, (tx) => changeState(tx, row.id, 'handed_over'));
  const lines = [{ ...half, disposition: 'restocked' }];
  expect(await giveBack(house, shop, row.id, { lines })).toMatchObject(whole);
});

test('earned points that are spent already become a debt, and what comes next pays it', async ({
  house,
}) => {
  const shop = await openShop(house, 'debt');
  const { row } = await sell(house, buy(shop, { method: 'cash' }, { fulfilment: 'carry_out' }));
  expect(await points(house, shop)).toMatchObject({ available: 1035 });
  await sell(
    house,
    buy(shop, [{ method: 'points', amountMinor: 1030 }, { method: 'cash' }], {
      recordId: shop.recordId,
    }),
  );
  await giveBack(house, shop, row.id, {
    lines: [
      { line: 1, quantity: 2, disposition: 'restocked' },
      { line: 2, quantity: 3, disposition: 'kept' },
    ],
  });
  expect(await points(house, shop)).toMatchObject({ available: 0, overdraft: -30 });
  await prove(house);
});

test('what is paid out in cash at another shop counts against the payment it was paid by', async ({
  house,
}) => {
  const shop = await openShop(house, 'cash-out');
  const { row, paymentId } = await sell(
    house,
    buy(shop, { method: 'cash' }, { fulfilment: 'carry_out' }),
  );
  const back = await giveBack(house, shop, row.id, {
    refundAs: 'cash',
    lines: [{ line: 2, quantity: 1, disposition: 'restocked' }],
  });
  expect(back.body.refunds).toEqual([
    { paymentId: formatId('payment', paymentId), method: 'cash', amountMinor: 540 },
  ]);
  const payments = await house.request(
    'GET',
    `/api/payments?orderId=${formatId('order', row.id)}`,
    undefined,
    await house.as('clerk'),
  );
  expect(payments.body.payments[0].refunds).toMatchObject([{ paidOutAs: 'cash', state: 'done' }]);
});

test('what was not handed over is cancelled, not returned; what is history stays where it was made', async ({
  house,
}) => {
  const shop = await openShop(house, 'early');
  const { row } = await sell(house, buy(shop, { method: 'cash' }));
  const lines = [{ line: 1, quantity: 1, disposition: 'restocked' }];
  const early = await giveBack(house, shop, row.id, { lines });
  expect(early).toMatchObject({ status: 409, body: { code: 'orders.return_too_early' } });
  const clerk = await house.as('clerk');
  const url = `/api/orders/${formatId('order', row.id)}/state`;
  await house.request('POST', url, { to: 'handed_over' }, clerk);
  const whole = await house.request('POST', url, { to: 'returned' }, clerk);
  expect(whole.body.code).toBe('orders.return_by_lines');
  const wrong = await giveBack(house, shop, row.id, { lines: [{ ...lines[0], line: 9 }] });
  expect(wrong.body.code).toBe('orders.line_unknown');
});

test('pieces are taken off an order before its hand-over as if they had never been on it', async ({
  house,
}) => {
  const shop = await openShop(house, 'cancel-part');
  const { row } = await sell(
    house,
    buy(shop, [{ method: 'points', amountMinor: 300 }, { method: 'cash' }]),
  );
  const url = `/api/orders/${formatId('order', row.id)}/cancellations`;
  const clerk = await house.as('clerk');
  const body = { lines: [{ line: 1, quantity: 1 }], reason: 'out_of_stock' };
  const left = await house.request('POST', url, body, clerk);
  expect(left).toMatchObject({ status: 200, body: { state: 'placed', quantity: 4 } });
  expect(await inStock(house, shop.placeId, shop.cupId)).toBe(9);
  const rest = {
    lines: [1, 2].map((line) => ({ line, quantity: line * 2 - 1 })),
    reason: 'customer',
  };
  const whole = await house.request('POST', url, rest, clerk);
  expect(whole.body).toMatchObject({ state: 'cancelled' });
  expect(await inStock(house, shop.placeId, shop.cupId)).toBe(10);
  expect(await inStock(house, shop.placeId, shop.teaId)).toBe(10);
  expect(await points(house, shop)).toMatchObject({ available: 1000, pending: 0 });
  await prove(house);
});

test('points and a gift card are kept while a card is asked, spent when it agrees, let go when it declines', async () => {
  const house = await openTestHouse({ withJobs: true });
  const shop = await openShop(house, 'split');
  const code = newBearerCode();
  const unit = 'gift:JPY';
  await transaction(house.db, {}, async (tx) => {
    const bearers = await ensureBearers(tx, unit, [code]);
    const account = { ownerKind: 'bearer', ownerId: bearers.get(code) ?? '', unit } as const;
    const reference = 'gift:test';
    await performOne(tx, post, { kind: 'earn', account, amount: 2000, expiresAt: null, reference });
  });
  const payment = (token: string): Tender[] => [
    { method: 'points', amountMinor: 500 },
    { method: 'gift', giftCode: code.toLowerCase(), amountMinor: 2000 },
    { method: 'card', token },
  ];
  const idle = { available: 1000, pending: 0, reserved: 0, overdraft: 0 };
  const declined = await sell(house, buy(shop, payment('declined')));
  expect(declined.row.total_minor).toBe(3320);
  await expect.poll(() => points(house, shop), { timeout: 10_000 }).toEqual(idle);
  const slow = await sell(house, buy(shop, payment('late:1')));
  expect(await points(house, shop)).toMatchObject({ available: 500, reserved: 500 });
  const other = sell(house, buy(shop, payment('ok')));
  await expect(other).rejects.toMatchObject({ code: 'ledger.short' });
  await expect
    .poll(() => points(house, shop), { timeout: 10_000 })
    .toMatchObject({ available: 500, reserved: 0, pending: 30 });
  await transaction(house.db, {}, (tx) => changeState(tx, slow.row.id, 'cancelled'));
  expect(await points(house, shop)).toEqual(idle);
  const again = await sell(house, buy(shop, payment('ok')));
  await transaction(house.db, {}, (tx) => changeState(tx, again.row.id, 'handed_over'));
  expect(await points(house, shop)).toMatchObject({ available: 530, reserved: 0, pending: 0 });
  await prove(house);
  await house.drop();
});

test('a cup is exchanged for tea at another shop: what it cost pays the tea, the rest comes back in cash', async ({
  house,
}) => {
  const shop = await openShop(house, 'exchange');
  await transaction(house.db, {}, async (tx) => {
    const key = { placeId: shop.otherId, itemId: shop.teaId };
    await postFacts(tx, [{ ...key, quantityMilli: 5000, kind: 'opening' }]);
  });
  const { row } = await sell(house, buy(shop, { method: 'cash' }, { fulfilment: 'carry_out' }));
  const lines = [{ line: 1, quantity: 1, disposition: 'restocked' }];
  const instead = (quantity: number) => ({
    lines: [{ itemId: formatId('item', shop.teaId), quantity }],
  });
  const dear = await giveBack(house, shop, row.id, { lines, exchange: instead(3) });
  expect(dear.body.code).toBe('orders.payments_differ');
  const done = await giveBack(house, shop, row.id, { lines, exchange: instead(1) });
  expect(done).toMatchObject({
    status: 201,
    body: {
      totalMinor: -1100,
      refunds: [
        { method: 'exchange', amountMinor: 540 },
        { method: 'cash', amountMinor: 560 },
      ],
    },
  });
  expect(await inStock(house, shop.otherId, shop.teaId)).toBe(4);
  expect(await inStock(house, shop.otherId, shop.cupId)).toBe(1);
  const paid = { ...instead(3), payments: [{ method: 'cash', tenderedMinor: 1000 }] };
  const more = await giveBack(house, shop, row.id, { lines, exchange: paid });
  expect(more.body.refunds).toMatchObject([{ method: 'exchange', amountMinor: 1100 }]);
});

test('goods that a gift card paid for are exchanged: its value goes back first and pays for the others', async ({
  house,
}) => {
  const shop = await openShop(house, 'gift-exchange');
  const code = newBearerCode();
  const account = await transaction(house.db, {}, async (tx) => {
    const ownerId = (await ensureBearers(tx, 'gift:JPY', [code])).get(code) ?? '';
    const bearer = { ownerKind: 'bearer', ownerId, unit: 'gift:JPY' } as const;
    const earn = { kind: 'earn', account: bearer, amount: 4000, expiresAt: null } as const;
    await performOne(tx, post, { ...earn, reference: 'gift:exchange' });
    const key = { placeId: shop.otherId, itemId: shop.cupId };
    await postFacts(tx, [{ ...key, quantityMilli: 5000, kind: 'opening' }]);
    return bearer;
  });
  const left = () => transaction(house.db, {}, (tx) => availableOf(tx, account));
  const gift = { method: 'gift', giftCode: code } as const;
  const { row } = await sell(house, buy(shop, gift, { fulfilment: 'carry_out' }));
  expect(await left()).toBe(180);
  const exchange = { lines: [{ itemId: formatId('item', shop.cupId), quantity: 2 }] };
  const lines = [{ line: 1, quantity: 2, disposition: 'restocked' }];
  const unpaid = await giveBack(house, shop, row.id, { lines, exchange });
  expect(unpaid.body.code).toBe('orders.payments_differ');
  const paid = { ...exchange, payments: [gift] };
  const done = await giveBack(house, shop, row.id, { lines, exchange: paid });
  expect(done.status, JSON.stringify(done.body)).toBe(201);
  expect(done.body.refunds).toMatchObject([{ method: 'gift', amountMinor: 2200 }]);
  expect(await left()).toBe(180);
  expect(await inStock(house, shop.otherId, shop.cupId)).toBe(5);
  await prove(house);
});

async function sellAndHand(house: TestHouse, shop: Shop, more: Partial<OrderToPlace> = {}) {
  const { row } = await sell(house, buy(shop, { method: 'cash' }, more));
  await transaction(house.db, {}, (tx) => changeState(tx, row.id, 'handed_over'));
  return row.id;
}

function ask(house: TestHouse, orderId: string, more: Partial<Parameters<typeof askReturn>[1]>) {
  const lines = [{ line: 1, quantityMilli: 1000 }];
  return transaction(house.db, {}, (tx) =>
    askReturn(tx, { orderId, lines, way: 'shop', reason: 'changed_mind', ...more }),
  );
}

async function setTerms(house: TestHouse, change: object) {
  const owner = await house.as('owner');
  const { body } = await house.request('GET', '/api/orders/return-terms');
  const url = '/api/orders/return-terms';
  expect((await house.request('PUT', url, { ...body, ...change }, owner)).status).toBe(200);
}

const refusedWith = (code: string) => expect.objectContaining({ code });

test('what she asked to give back is refunded by the return that takes it, to the yen she was told', async ({
  house,
}) => {
  const shop = await openShop(house, 'asked');
  const orderId = await sellAndHand(house, shop);
  const asked = await ask(house, orderId, { note: '持ち手が欠けていました', reason: 'defect' });
  expect(asked).toMatchObject({ state: 'accepted', expected_minor: 1100, position: 1 });
  // Nothing has moved yet.
  expect(await inStock(house, shop.otherId, shop.cupId)).toBe(0);
  await expect(ask(house, orderId, {})).rejects.toEqual(refusedWith('orders.return_asked_already'));

  const clerk = await house.as('clerk');
  const url = `/api/orders/return-requests/${formatId('returnRequest', asked.id)}`;
  const seen = await house.request('GET', url, undefined, clerk);
  expect(seen.body).toMatchObject({
    note: '持ち手が欠けていました',
    lines: [{ line: 1, quantity: 1 }],
    steps: [{ state: 'asked' }, { state: 'accepted' }],
  });
  expect(seen.body.number).toBe(`${seen.body.orderNumber}-R1`);
  // What a till takes of another line leaves it waiting; what it takes of hers ends it.
  const tea = { line: 2, quantity: 1, disposition: 'restocked' };
  await giveBack(house, shop, orderId, { lines: [tea] });
  expect((await house.request('GET', url, undefined, clerk)).body.state).toBe('accepted');
  const cup = { line: 1, quantity: 1, disposition: 'damaged' };
  const made = await giveBack(house, shop, orderId, { lines: [cup], reason: 'defect' });
  const ended = await house.request('GET', url, undefined, clerk);
  expect(ended.body).toMatchObject({
    state: 'refunded',
    refundedMinor: 1100,
    returnOrderId: made.body.id,
  });
  await prove(house);
});

test('days, exclusions, pieces and ways are held to the terms, and what is broken is taken all the same', async ({
  house,
}) => {
  const shop = await openShop(house, 'terms');
  const orderId = await sellAndHand(house, shop);
  const early = await sell(house, buy(shop, { method: 'cash' }));
  await expect(ask(house, early.row.id, {})).rejects.toEqual(
    refusedWith('orders.returns_not_offered'),
  );
  const excluded = { subjectId: formatId('item', shop.cupId), reason: 'hygiene' };
  await setTerms(house, { exclusions: [excluded], ways: ['shop'], isAcceptedAtOnce: false });
  const refusals = [
    [{}, 'orders.return_excluded'],
    [{ reason: 'defect', way: 'parcel' }, 'orders.return_way_unknown'],
    [{ reason: 'defect', lines: [{ line: 1, quantityMilli: 3000 }] }, 'orders.left_of_line'],
    [{ reason: 'defect', lines: [{ line: 9, quantityMilli: 1000 }] }, 'orders.line_unknown'],
    [{ lines: [] }, 'orders.return_lines_needed'],
  ] as const;
  for (const [wish, code] of refusals) {
    await expect(ask(house, orderId, wish), code).rejects.toEqual(refusedWith(code));
  }
  const tea = [{ line: 2, quantityMilli: 1000 }];
  const days = (count: number) => ({
    ...house.db,
    clock: { now: () => house.db.clock.now().add({ hours: 24 * count }) },
  });
  const askLater = (count: number, reason: 'changed_mind' | 'defect') =>
    transaction(days(count), {}, (tx) =>
      askReturn(tx, { orderId, lines: tea, way: 'shop', reason }),
    );
  const late = refusedWith('orders.return_too_late');
  await expect(askLater(9, 'changed_mind')).rejects.toEqual(late);
  await expect(askLater(31, 'defect')).rejects.toEqual(late);
  const inTime = await askLater(8, 'changed_mind');
  await transaction(house.db, {}, (tx) => withdrawReturn(tx, orderId, inTime.id));
  const asked = await ask(house, orderId, { reason: 'defect' });
  expect(asked.state).toBe('asked');
  await setTerms(house, { exclusions: [], ways: ['shop', 'parcel'], isAcceptedAtOnce: true });
});

test('a parcel is taken in by the place it goes to, and refused with a reason; what lies there is not withdrawn', async ({
  house,
}) => {
  const shop = await openShop(house, 'parcel');
  const orderId = await sellAndHand(house, shop);
  const asked = await ask(house, orderId, { way: 'parcel' });
  expect(asked).toMatchObject({ parcel_place_id: shop.placeId, parcel_paid_by: 'customer' });
  const clerk = await house.as('clerk');
  const path = `/api/orders/return-requests/${formatId('returnRequest', asked.id)}/state`;
  const move = (body: object) =>
    house.request('POST', path, { placeId: formatId('place', shop.placeId), ...body }, clerk);
  expect((await move({ to: 'received' })).body.state).toBe('received');
  expect((await move({ to: 'received' })).status).toBe(200);
  await expect(
    transaction(house.db, {}, (tx) => withdrawReturn(tx, orderId, asked.id)),
  ).rejects.toEqual(refusedWith('orders.return_request_state'));
  expect((await move({ to: 'accepted' })).body.code).toBe('orders.return_request_state');
  expect((await move({ to: 'refused' })).body.code).toBe('orders.return_refusal_needed');
  expect((await move({ to: 'refused', refusedFor: 'worn' })).body).toMatchObject({
    state: 'refused',
    refusedFor: 'worn',
  });
  // She may ask again, and let it be.
  const again = await ask(house, orderId, {});
  await transaction(house.db, {}, (tx) => withdrawReturn(tx, orderId, again.id));
  const rows = await transaction(house.db, {}, (tx) => listRequestsOf(tx, orderId));
  expect(rows.map(({ position, state }) => `${position} ${state}`)).toEqual([
    '2 withdrawn',
    '1 refused',
  ]);
});

test('asked twice at once, a return is asked once', async ({ house }) => {
  const shop = await openShop(house, 'asked-at-once');
  const orderId = await sellAndHand(house, shop);
  const tries = await Promise.allSettled([1, 2, 3, 4].map(() => ask(house, orderId, {})));
  expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});
