import { afterAll, beforeAll, test } from 'vitest';
import { importProducts } from '#catalog';
import { ensureRecords } from '#customers';
import { fixedClock } from '#kernel/clock';
import { formatId, parseId } from '#kernel/ids';
import { guest } from '#kernel/sessions';
import { transaction } from '#kernel/transaction';
import { proveLedger } from '#ledger';
import { postFacts } from '#stock';
import { expect, openTestHouse } from '#testing';
import { assertMayBuyFor } from './buyers.ts';
import { closePeriod } from './close-period.ts';
import { closeInvoices } from './jobs.ts';

const clock = fixedClock('2026-11-10T01:00:00Z');
let house: Awaited<ReturnType<typeof openTestHouse>>;
let owner: { authorization: string };
let manager: { authorization: string };
let clerk: { authorization: string };

beforeAll(async () => {
  house = await openTestHouse({ clock });
  owner = await house.as('owner');
  manager = await house.as('manager');
  clerk = await house.as('clerk');
  await post('/api/places/parties', {
    code: 'us',
    kind: 'own',
    nameJa: '縁側商店',
    invoiceNumber: 'T7000012050002',
  });
});
afterAll(() => house.drop());

async function post(url: string, body: unknown, headers = owner) {
  return house.request('POST', url, body, headers);
}

type Trade = { shopId: string; partyId: string; cupId: string; teaId: string; listId: string };

/** A restaurant that buys cups for ¥105 and tea for ¥333 without tax; ¥10,000 of credit, closing on the 20th. */
async function openTrade(name: string, more: object = {}): Promise<Trade> {
  const shopId = (await post('/api/places', { code: name, kind: 'store', nameJa: name })).body.id;
  const party = { code: name, kind: 'wholesale', nameJa: `${name}食堂` };
  const partyId = (await post('/api/places/parties', party)).body.id;
  const itemIds = await transaction(house.db, {}, async (tx) => {
    const made = await importProducts(tx, { source: name, currency: 'JPY' }, [
      { code: 'cup', name: '湯のみ', price: '1100' },
      { code: 'tea', name: 'ほうじ茶', price: '540', taxClass: 'reduced' },
    ]);
    const ids = made.map((each) => ('itemId' in each ? (each.itemId ?? '') : ''));
    await postFacts(
      tx,
      ids.map((itemId) => ({
        placeId: parseId('place', shopId),
        itemId,
        quantityMilli: 1_000_000,
        kind: 'opening' as const,
      })),
    );
    return ids.map((id) => formatId('item', id));
  });
  const [cupId = '', teaId = ''] = itemIds;
  const list = { code: name, nameJa: '卸', isTaxIncluded: false };
  const listId = (await post('/api/catalog/price-lists', list)).body.id;
  const prices = [
    { itemId: cupId, amountMinor: 105 },
    { itemId: teaId, amountMinor: 333 },
  ];
  const onList = `/api/catalog/price-lists/${listId}/prices`;
  await post(onList, { prices: [{ itemId: cupId, amountMinor: 120 }] });
  await post(onList, { prices });
  const now = await house.request('GET', onList, undefined, owner);
  expect(
    now.body.prices.map((each: { amountMinor: number }) => each.amountMinor).toSorted(),
  ).toEqual([105, 333]);
  const account = {
    priceListId: listId,
    creditLimitMinor: 10_000,
    closingDay: 20,
    dueMonths: 1,
    dueDay: 31,
    ...more,
  };
  const set = await house.request('PUT', `/api/orders/accounts/${partyId}`, account, owner);
  expect(set).toMatchObject({ status: 200, body: { creditLeftMinor: account.creditLimitMinor } });
  return { shopId, partyId, cupId, teaId, listId };
}

function order(trade: Trade, cups: number, teas = 0, more: object = {}, headers: object = clerk) {
  const lines = [
    { itemId: trade.cupId, quantity: cups },
    { itemId: trade.teaId, quantity: teas },
  ].filter(({ quantity }) => quantity > 0);
  const body = {
    placeId: trade.shopId,
    fulfilment: 'pickup',
    handoverPlaceId: trade.shopId,
    partyId: trade.partyId,
    lines,
    payment: { method: 'invoice' },
    ...more,
  };
  return house.request('POST', '/api/orders', body, { ...headers });
}

function change(orderId: string, to: string) {
  return post(`/api/orders/${orderId}/state`, { to }, clerk);
}

async function creditOf(trade: Trade): Promise<number> {
  await house.settle();
  const url = `/api/orders/accounts/${trade.partyId}`;
  return (await house.request('GET', url, undefined, clerk)).body.creditLeftMinor;
}

test('it buys by its own list without tax, on credit, which a cancelled piece and a cancelled order give back', async () => {
  const trade = await openTrade('credit');
  const placed = await order(trade, 3, 1);
  // 315 × 10% = 31, 333 × 8% = 26.
  expect(placed).toMatchObject({ status: 201, body: { totalMinor: 705, taxMinor: 57 } });
  expect(placed.body.pointsEarned).toBe(0);
  expect(await creditOf(trade)).toBe(9295);
  const url = `/api/orders/${placed.body.id}`;
  const detail = await house.request('GET', url, undefined, clerk);
  expect(detail.body).toMatchObject({ isTaxIncluded: false });
  const lines = [{ line: 2, quantity: 1 }];
  await post(`${url}/cancellations`, { lines, reason: 'customer' }, clerk);
  expect(await creditOf(trade)).toBe(9654);
  await change(placed.body.id, 'cancelled');
  expect(await creditOf(trade)).toBe(10_000);
  const proof = await transaction(house.db, {}, (tx) => proveLedger(tx));
  expect(proof.differences).toEqual([]);
});

test('fifty orders at once: as many as the limit allows, the others are told, and never a yen more', async () => {
  const trade = await openTrade('limit', { creditLimitMinor: 1150 });
  const answers = await Promise.all(Array.from({ length: 50 }, () => order(trade, 1)));
  expect(answers.filter((each) => each.status === 201)).toHaveLength(10);
  expect(answers.filter((each) => each.body.code === 'orders.credit_short')).toHaveLength(40);
  expect(await creditOf(trade)).toBe(0);
});

test('one invoice for the period with the tax rounded once per rate; paid, it restores the credit', async () => {
  const trade = await openTrade('month');
  const orders = [await order(trade, 1), await order(trade, 1), await order(trade, 1)];
  for (const each of orders) {
    await change(each.body.id, 'handed_over');
  }
  // Still on its way to the customer: it stands on the next one.
  await order(trade, 1);
  const url = `/api/orders/accounts/${trade.partyId}/invoices`;
  const early = await post(url, { until: '2026-11-10' }, manager);
  expect(early).toMatchObject({ status: 409, body: { code: 'orders.period_not_over' } });
  clock.move({ hours: 24 * 11 });
  await closeInvoices.run(house.db, {});
  await closeInvoices.run(house.db, {});
  const list = `/api/orders/invoices?partyId=${trade.partyId}`;
  const { invoices } = (await house.request('GET', list, undefined, clerk)).body;
  expect(invoices).toMatchObject([
    {
      kind: 'qualified_invoice',
      buyerName: 'month食堂',
      seller: { name: '縁側商店', invoiceNumber: 'T7000012050002' },
      closedOn: '2026-11-20',
      dueOn: '2026-12-31',
      totalMinor: 346,
      taxMinor: 31,
      roundingMinor: 1,
      state: 'open',
    },
  ]);
  const one = `/api/orders/invoices/${invoices[0].id}`;
  const { body } = await house.request('GET', one, undefined, clerk);
  expect(body.orders).toHaveLength(3);
  expect(body.rates).toEqual([
    { rateBp: 1000, isReduced: false, taxedMinor: 346, netMinor: 315, taxMinor: 31 },
  ]);
  const nothing = await post(url, { until: '2026-11-20' }, manager);
  expect(nothing).toMatchObject({ status: 409, body: { code: 'orders.nothing_to_invoice' } });
  expect(await creditOf(trade)).toBe(10_000 - 4 * 115);
  expect((await post(`${one}/payment`, undefined, clerk)).status).toBe(403);
  expect((await post(`${one}/payment`, undefined, manager)).body.state).toBe('paid');
  expect((await post(`${one}/payment`, undefined, manager)).body.state).toBe('paid');
  expect(await creditOf(trade)).toBe(10_000 - 115);
});

test('a closing day is over by the house’s clock', async () => {
  const trade = await openTrade('zone');
  // Half past midnight of the first of December in Tokyo, the afternoon before in London.
  const now = Temporal.Instant.from('2026-11-30T15:30:00Z');
  const close = (timeZone: string) =>
    transaction({ ...house.db, timeZone, clock: { now: () => now } }, {}, (tx) =>
      closePeriod(tx, parseId('party', trade.partyId), Temporal.PlainDate.from('2026-11-30')),
    );
  await expect(close('Europe/London')).rejects.toThrow('orders.period_not_over');
  expect(await close('Asia/Tokyo')).toEqual([]);
});

test('what comes back stands on the next invoice, below zero, and may be bought again', async () => {
  const trade = await openTrade('back');
  const sold = await order(trade, 2, 1);
  await change(sold.body.id, 'handed_over');
  const lines = [{ line: 1, quantity: 1, disposition: 'restocked' }];
  const returned = await post(
    `/api/orders/${sold.body.id}/returns`,
    { placeId: trade.shopId, lines, reason: 'defect' },
    clerk,
  );
  expect(returned.status).toBe(201);
  expect(await creditOf(trade)).toBe(10_000 - 115 - 359);
  clock.move({ hours: 48 });
  const url = `/api/orders/accounts/${trade.partyId}/invoices`;
  const today = clock.now().toZonedDateTimeISO('Asia/Tokyo').toPlainDate();
  const closed = await post(url, { until: today.subtract({ days: 1 }).toString() }, manager);
  expect(closed.body.invoices).toMatchObject([{ totalMinor: 105 + 10 + 333 + 26, taxMinor: 36 }]);
  const one = `/api/orders/invoices/${closed.body.invoices[0].id}`;
  const { body } = await house.request('GET', one, undefined, clerk);
  expect(body.orders.map((each: { kind: string }) => each.kind)).toEqual(['sale', 'return']);
});

test('nobody else buys on account, nothing else pays for it, and what is not on the list has no price', async () => {
  const trade = await openTrade('refusals');
  const code = async (answer: ReturnType<typeof order>) => (await answer).body.code;
  expect(await code(order(trade, 1, 0, {}, {}))).toBe('orders.account_not_yours');
  expect(await code(order(trade, 1, 0, { partyId: undefined }))).toBe('orders.account_needed');
  expect(await code(order(trade, 1, 0, { payment: { method: 'cash' } }))).toBe(
    'orders.account_pays_whole',
  );
  const stranger = { code: 'stranger', kind: 'wholesale', nameJa: '通りすがり' };
  const other = (await post('/api/places/parties', stranger)).body.id;
  expect(await code(order(trade, 1, 0, { partyId: other }))).toBe('orders.account_unknown');
  const account = { creditLimitMinor: 100, closingDay: 31, dueMonths: 1, dueDay: 31 };
  const url = `/api/orders/accounts/${trade.partyId}`;
  expect((await house.request('PUT', url, account, manager)).status).toBe(403);
  const list = await post('/api/catalog/price-lists', {
    code: 'empty',
    nameJa: '空',
    isTaxIncluded: false,
  });
  const empty = { ...account, priceListId: list.body.id };
  await house.request('PUT', url, empty, owner);
  expect(await code(order(trade, 1))).toBe('orders.item_without_price');
  await house.request('PUT', url, account, owner);
  // The general price is 1,100 with tax, the limit was lowered to 100.
  expect(await code(order(trade, 1))).toBe('orders.credit_short');
  await house.request('PUT', url, { ...account, isActive: false }, owner);
  expect(await code(order(trade, 1))).toBe('orders.account_ended');
});

test('a customer who is named as its buyer buys for the company, another does not', async () => {
  const trade = await openTrade('buyer');
  const partyId = parseId('party', trade.partyId);
  const records = await transaction(house.db, {}, (tx) =>
    ensureRecords(tx, { source: 'web', kind: 'account' }, [{ key: 'buyer' }, { key: 'other' }]),
  );
  const [buyer = '', other = ''] = [...records.values()].map((each) => each.recordId);
  const account = {
    creditLimitMinor: 1000,
    closingDay: 20,
    dueMonths: 1,
    dueDay: 31,
    buyers: [formatId('record', buyer)],
  };
  const url = `/api/orders/accounts/${trade.partyId}`;
  expect((await house.request('PUT', url, account, owner)).body.buyers).toEqual(account.buyers);
  const may = (id: string) =>
    transaction(house.db, {}, (tx) =>
      assertMayBuyFor(tx, { ...guest, kind: 'customer', id }, partyId),
    );
  await expect(may(buyer)).resolves.toBeUndefined();
  await expect(may(other)).rejects.toMatchObject({ code: 'orders.account_not_yours' });
});

test('a limit that is lowered below what is owed lets nothing be bought until that is paid', async () => {
  const trade = await openTrade('lowered');
  const placed = await order(trade, 10);
  const account = {
    priceListId: trade.listId,
    creditLimitMinor: 1000,
    closingDay: 20,
    dueMonths: 1,
    dueDay: 31,
  };
  const url = `/api/orders/accounts/${trade.partyId}`;
  await house.request('PUT', url, account, owner);
  expect(await creditOf(trade)).toBe(1000 - 1155);
  expect((await order(trade, 1)).body.code).toBe('orders.credit_short');
  await change(placed.body.id, 'cancelled');
  expect(await creditOf(trade)).toBe(1000);
});
