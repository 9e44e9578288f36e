import { importProducts } from '#catalog';
import { performOne } from '#kernel/batch';
import { formatId, newId, parseId } from '#kernel/ids';
import { type Tx, transaction } from '#kernel/transaction';
import { postFacts } from '#stock';
import { expect, type TestHouse, test } from '#testing';
import { type OrderToPlace, placeOrder } from '../index.ts';
import { viewTokenOf } from '../view-token.ts';
import { issueNamedReceipt, showNamedReceipt, viewNamedReceipts } from './named-receipt.ts';

async function openShop(house: TestHouse, name: string, invoiceNumber?: string) {
  const owner = await house.as('owner');
  const party = await house.request(
    'POST',
    '/api/places/parties',
    {
      code: name,
      kind: 'own',
      nameJa: '縁側株式会社',
      ...(invoiceNumber === undefined ? {} : { invoiceNumber }),
    },
    owner,
  );
  expect(party.status).toBe(201);
  const place = await house.request(
    'POST',
    '/api/places',
    { code: name, kind: 'store', nameJa: '本店', partyId: party.body.id },
    owner,
  );
  const itemIds = await transaction(house.db, {}, async (tx) => {
    const made = await importProducts(tx, { source: name, currency: 'JPY' }, [
      { code: 'cup', name: '湯のみ', price: '1100' },
      { code: 'tea', name: 'ほうじ茶', price: '540', taxClass: 'reduced' },
      { code: 'pen', name: 'ペン', price: '105' },
    ]);
    const ids = made.map((each) => ('itemId' in each ? (each.itemId ?? '') : ''));
    const there = { placeId: parseId('place', place.body.id), quantityMilli: 9000 } as const;
    await postFacts(
      tx,
      ids.map((itemId) => ({ ...there, itemId, kind: 'opening' })),
    );
    return ids;
  });
  return { placeId: parseId('place', place.body.id), itemIds };
}

function sell(house: TestHouse, shop: { placeId: string }, more: Partial<OrderToPlace>) {
  const order = {
    placeId: shop.placeId,
    fulfilment: 'carry_out',
    channel: 'pos',
    lines: [],
    payment: { method: 'cash' },
    actor: 'test',
    ...more,
  } as const;
  return transaction(house.db, {}, (tx) => performOne(tx, placeOrder, order));
}

const one = (itemId = '', pieces = 1) => ({ itemId, quantityMilli: pieces * 1000 });

test('a receipt tells seller, number, day, goods with their mark, and tax by rate', async ({
  house,
}) => {
  const shop = await openShop(house, 'receipt', 'T7000012050002');
  const [cup, tea] = shop.itemIds;
  const sold = await sell(house, shop, {
    lines: [one(cup), one(tea, 2)],
    payment: { method: 'cash', tenderedMinor: 3000 },
  });
  expect(sold.changeMinor).toBe(820);
  const orderId = formatId('order', sold.row.id);
  const clerk = await house.as('clerk');
  const { body } = await house.request('GET', `/api/orders/${orderId}/receipt`, undefined, clerk);
  expect(body).toMatchObject({
    kind: 'simplified_invoice',
    seller: { name: '縁側株式会社', invoiceNumber: 'T7000012050002' },
    number: sold.row.number,
    lines: [
      { name: '湯のみ', mark: '', amountMinor: 1100, isReduced: false },
      { name: 'ほうじ茶', mark: '※', quantity: 2, amountMinor: 1080, isReduced: true },
    ],
    rates: [
      { rateBp: 1000, taxedMinor: 1100, netMinor: 1000, taxMinor: 100 },
      { rateBp: 800, taxedMinor: 1080, netMinor: 1000, taxMinor: 80, isReduced: true },
    ],
    totalMinor: 2180,
    taxMinor: 180,
    payments: [{ method: 'cash', amountMinor: 2180, tenderedMinor: 3000 }],
    changeMinor: 820,
  });
  expect(body.note.ja).toContain('軽減税率');

  const back = await house.request(
    'POST',
    `/api/orders/${orderId}/returns`,
    {
      placeId: formatId('place', shop.placeId),
      lines: [{ line: 2, quantity: 1, disposition: 'restocked' }],
      reason: 'defect',
    },
    clerk,
  );
  const url = `/api/orders/${back.body.id}/receipt`;
  const returned = await house.request('GET', url, undefined, clerk);
  expect(returned.body).toMatchObject({
    kind: 'return_invoice',
    returns: { number: sold.row.number },
    lines: [{ name: 'ほうじ茶', quantity: -1, amountMinor: -540 }],
    rates: [{ rateBp: 800, taxedMinor: -540, taxMinor: -40 }],
    totalMinor: -540,
    payments: [{ method: 'cash', amountMinor: -540 }],
  });
});

test('three pens of 105 yen without tax carry 31 yen of it, with their tax they hold 28', async ({
  house,
}) => {
  const shop = await openShop(house, 'pens');
  const lines = [one(shop.itemIds[2], 3)];
  const net = await sell(house, shop, { lines, isTaxIncluded: false });
  expect(net.row).toMatchObject({ items_minor: 315, tax_minor: 31, total_minor: 346 });
  const gross = await sell(house, shop, { lines });
  expect(gross.row).toMatchObject({ items_minor: 315, tax_minor: 28, total_minor: 315 });
  const clerk = await house.as('clerk');
  const receipt = await house.request(
    'GET',
    `/api/orders/${formatId('order', net.row.id)}/receipt`,
    undefined,
    clerk,
  );
  expect(receipt.body).toMatchObject({ kind: 'receipt', isTaxIncluded: false, totalMinor: 346 });
});

test('a receipt is for staff and for whoever holds the link; others see no order', async ({
  house,
}) => {
  const shop = await openShop(house, 'private');
  const { row } = await sell(house, shop, {
    lines: [one(shop.itemIds[0])],
    fulfilment: 'pickup',
    handoverPlaceId: shop.placeId,
  });
  const url = `/api/orders/${formatId('order', row.id)}/receipt`;
  expect((await house.request('GET', url)).body.code).toBe('orders.unknown');
  expect((await house.request('GET', `${url}?token=wrong`)).body.code).toBe('orders.unknown');
  const token = viewTokenOf(house.db.masters, row.id);
  expect((await house.request('GET', `${url}?token=${token}`)).status).toBe(200);
});

test('the owner sets how tax is rounded, and the orders before keep their way', async ({
  house,
}) => {
  const shop = await openShop(house, 'policy');
  const lines = [one(shop.itemIds[2], 3)];
  const owner = await house.as('owner');
  const before = await sell(house, shop, { lines, isTaxIncluded: false });
  const { body } = await house.request('GET', '/api/orders/policy', undefined, owner);
  const clerk = await house.as('clerk');
  const url = '/api/orders/policy';
  expect((await house.request('PUT', url, body, clerk)).status).toBe(403);
  await house.request('PUT', url, { ...body, taxRounding: 'half_up' }, owner);
  const after = await sell(house, shop, { lines, isTaxIncluded: false });
  expect([before.row.tax_minor, after.row.tax_minor]).toEqual([31, 32]);
  // A colleague who still looks at the old ones does not write over it.
  expect(await house.request('PUT', url, body, owner)).toMatchObject({
    status: 409,
    body: { code: 'orders.setting_changed' },
  });
  const { changedAt: _, ...terms } = body;
  expect((await house.request('PUT', url, terms, owner)).status).toBe(200);
});

test('領収書 are made out to names up to what was paid, and marked when they are shown again', async ({
  house,
}) => {
  const shop = await openShop(house, 'named', 'T7000012050002');
  const [cup, tea] = shop.itemIds;
  const { row } = await sell(house, shop, { lines: [one(cup, 3), one(tea, 2)] });
  const within = <Answer>(work: (tx: Tx) => Promise<Answer>) => transaction(house.db, {}, work);
  const issue = (to: string, amountMinor: number) =>
    within((tx) =>
      issueNamedReceipt(tx, row.id, { id: newId(), to, purpose: 'お品代として', amountMinor }),
    );
  const total = 4380;
  expect((await within((tx) => viewNamedReceipts(tx, row.id)))?.leftMinor).toBe(total);
  const first = await issue('縁側商店 御中', 2000);
  await expect(issue('青木 様', 2381)).rejects.toThrow('orders.receipt_too_much');
  // Two at once for the rest: one has it.
  const both = await Promise.allSettled([issue('青木 様', 2380), issue('石田 様', 2380)]);
  expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  const found = await within((tx) => viewNamedReceipts(tx, row.id));
  expect([found?.leftMinor, found?.named.length]).toEqual([0, 2]);
  const sum = (pick: (rate: { taxedMinor: number; taxMinor: number }) => number, rateBp: number) =>
    found?.named
      .flatMap(({ rates }) => rates.filter((rate) => rate.rateBp === rateBp))
      .reduce((all, rate) => all + pick(rate), 0);
  expect(
    found?.receipt.rates.map(({ rateBp }) => [
      sum((r) => r.taxedMinor, rateBp),
      sum((r) => r.taxMinor, rateBp),
    ]),
  ).toEqual(found?.receipt.rates.map(({ taxedMinor, taxMinor }) => [taxedMinor, taxMinor]));
  const show = () => within((tx) => showNamedReceipt(tx, row.id, first.id));
  expect([(await show())?.timesShown, (await show())?.timesShown]).toEqual([1, 2]);
  const other = await sell(house, shop, { lines: [one(cup)] });
  expect(await within((tx) => showNamedReceipt(tx, other.row.id, first.id))).toBeUndefined();
  const { rows } = await house.db.pool.query<{ sealed: Buffer }>(
    'SELECT sealed FROM orders.named_receipt',
  );
  expect(rows.some(({ sealed }) => String(sealed).includes('縁側商店'))).toBe(false);
});

test('a 領収書 after a part came back tells the tax of what was kept', async ({ house }) => {
  const shop = await openShop(house, 'kept', 'T7000012050002');
  const [cup, tea] = shop.itemIds;
  const { row } = await sell(house, shop, { lines: [one(cup, 2), one(tea, 2)] });
  const within = <Answer>(work: (tx: Tx) => Promise<Answer>) => transaction(house.db, {}, work);
  const url = `/api/orders/${formatId('order', row.id)}/returns`;
  const lines = [{ line: 2, quantity: 2, disposition: 'restocked' }];
  const body = { lines, reason: 'unwanted', placeId: formatId('place', shop.placeId) };
  const back = await house.request('POST', url, body, await house.as('manager'));
  expect(back.status, JSON.stringify(back.body)).toBe(201);
  const wish = { id: newId(), to: '縁側商店 御中', purpose: 'お品代として', amountMinor: 2200 };
  const made = await within((tx) => issueNamedReceipt(tx, row.id, wish));
  expect(made.rates).toEqual([{ rateBp: 1000, taxedMinor: 2200, taxMinor: 200 }]);
});

test('a form whose answer was lost makes out one 領収書, and with other words it is refused', async ({
  house,
}) => {
  const shop = await openShop(house, 'lost');
  const { row } = await sell(house, shop, { lines: [one(shop.itemIds[0], 4)] });
  const other = await sell(house, shop, { lines: [one(shop.itemIds[0])] });
  const within = <Answer>(work: (tx: Tx) => Promise<Answer>) => transaction(house.db, {}, work);
  const wish = { id: newId(), to: '縁側商店 御中', purpose: 'お品代として', amountMinor: 1100 };
  const issue = (more = {}, orderId = row.id) =>
    within((tx) => issueNamedReceipt(tx, orderId, { ...wish, ...more }));
  const made = await Promise.all([issue(), issue(), issue()]);
  expect(new Set(made.map(({ position }) => position))).toEqual(new Set([1]));
  const found = await within((tx) => viewNamedReceipts(tx, row.id));
  expect([found?.named.length, found?.leftMinor]).toEqual([1, 3300]);
  await expect(issue({ amountMinor: 2200 })).rejects.toThrow('orders.receipt_made');
  await expect(issue({ to: '青木 様' })).rejects.toThrow('orders.receipt_made');
  await expect(issue({}, other.row.id)).rejects.toThrow('orders.receipt_made');
});

test('a 領収書 needs a stamp by what of it was paid in money, each name with its share', async ({
  house,
}) => {
  const shop = await openShop(house, 'stamp', 'T7000012050002');
  // 1,100 × 110: 121,000 yen with their tax, 110,000 without; 61,000 of it by card, 60,000 in cash.
  await transaction(house.db, {}, (tx) =>
    postFacts(tx, [
      {
        placeId: shop.placeId,
        itemId: shop.itemIds[0] ?? '',
        quantityMilli: 200_000,
        kind: 'receipt',
      },
    ]),
  );
  const { row } = await sell(house, shop, {
    lines: [one(shop.itemIds[0], 110)],
    payment: [
      { method: 'card', amountMinor: 61_000 },
      { method: 'cash', amountMinor: 60_000 },
    ],
  });
  const issue = (amountMinor: number) =>
    transaction(house.db, {}, (tx) =>
      issueNamedReceipt(tx, row.id, { id: newId(), to: '青木 様', purpose: 'お品代', amountMinor }),
    );
  const whole = await issue(121_000);
  // 60,000 in cash are 54,545 without their tax.
  expect(whole).toMatchObject({
    needsStamp: true,
    payments: [
      { method: 'card', amountMinor: 61_000 },
      { method: 'cash', amountMinor: 60_000 },
    ],
  });
});
