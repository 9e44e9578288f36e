import { importProducts } from '#catalog';
import { ensureRecords } from '#customers';
import { performOne } from '#kernel/batch';
import { formatId, parseId } from '#kernel/ids';
import { transaction } from '#kernel/transaction';
import { balancesOf, proveLedger } from '#ledger';
import { issueCoupons, movePromotion, writePromotion } from '#offers';
import { postFacts } from '#stock';
import { expect, type TestHouse, test } from '#testing';
import { changeState, type OrderToPlace, placeOrder } from '../index.ts';
import { prefectures } from '../routing/prefecture-positions.ts';

type Shop = {
  readonly placeId: string;
  readonly cupId: string;
  readonly teaId: string;
  readonly recordId: string;
};

const terms = {
  currency: 'JPY',
  fees: prefectures.map((prefecture) => ({
    prefecture,
    feeMinor: prefecture === '北海道' ? 1100 : 660,
  })),
  freeFromMinor: 5000,
  islandMinor: 700,
  islandCodes: ['907'],
  isIslandFree: false,
  exemptPlaceIds: [] as string[],
};

/** A shop that sends a cup of 1,100 yen at 10% and tea of 540 at 8%; 660 yen, 1,100 to Hokkaido, free from 5,000. */
async function openShop(house: TestHouse, name: string): Promise<Shop> {
  const owner = await house.as('owner');
  const place = {
    code: name,
    kind: 'store',
    nameJa: name,
    capabilities: ['sells', 'ships', 'holds_stock', 'hands_over'],
  };
  const opened = await house.request('POST', '/api/places', place, owner);
  expect(opened.status).toBe(201);
  await setTerms(house, terms);
  const placeId = parseId('place', opened.body.id);
  return transaction(house.db, {}, async (tx) => {
    const made = await importProducts(tx, { source: name, currency: 'JPY' }, [
      { code: 'cup', name: '湯のみ', price: '1100' },
      { code: 'tea', name: 'ほうじ茶', price: '540', taxClass: 'reduced' },
    ]);
    const [cupId = '', teaId = ''] = made.map((each) =>
      'itemId' in each ? (each.itemId ?? '') : '',
    );
    const opening = { quantityMilli: 50_000, kind: 'opening', placeId } as const;
    await postFacts(
      tx,
      [cupId, teaId].map((itemId) => ({ ...opening, itemId })),
    );
    const records = await ensureRecords(tx, { source: name }, [{ key: 'hanako' }]);
    return { placeId, cupId, teaId, recordId: records.get('hanako')?.recordId ?? '' };
  });
}

async function setTerms(house: TestHouse, wanted: typeof terms | null) {
  const url = '/api/orders/delivery-terms';
  const { version } = (await house.request('GET', url)).body;
  const set = await house.request('PUT', url, { version, terms: wanted }, await house.as('owner'));
  expect(set).toMatchObject({ status: 200, body: { terms: wanted } });
  return { url, version };
}

const kyoto = { fullName: '縁側花子', postalCode: '604-8081', address: '京都市中京区1-1' };

function send(shop: Shop, cups: number, teas: number, more: Partial<OrderToPlace> = {}) {
  return {
    placeId: shop.placeId,
    fulfilment: 'delivery',
    channel: 'web',
    lines: [
      { itemId: shop.cupId, quantityMilli: cups * 1000 },
      { itemId: shop.teaId, quantityMilli: teas * 1000 },
    ].filter((line) => line.quantityMilli > 0),
    recordId: shop.recordId,
    contact: kyoto,
    payment: { method: 'card', provider: 'counter' },
    actor: 'test',
    ...more,
  } as const;
}

function order(house: TestHouse, wish: OrderToPlace) {
  return transaction(house.db, {}, (tx) => performOne(tx, placeOrder, wish));
}

function preview(house: TestHouse, shop: Shop, cups: number, teas: number, more: object = {}) {
  const body = {
    placeId: formatId('place', shop.placeId),
    fulfilment: 'delivery',
    lines: [
      { itemId: formatId('item', shop.cupId), quantity: cups },
      { itemId: formatId('item', shop.teaId), quantity: teas },
    ].filter((line) => line.quantity > 0),
    deliverTo: { postalCode: '604-8081' },
    ...more,
  };
  return house.request('POST', '/api/orders/preview', body);
}

async function points(house: TestHouse, { recordId }: Shop) {
  const [balance] = await transaction(house.db, {}, (tx) => balancesOf(tx, [recordId]));
  const { pending = 0, available = 0 } = balance ?? {};
  return { pending, available };
}

async function moneyOf(house: TestHouse, orderId: string) {
  const { rows } = await house.db.pool.query<Record<string, number>>(
    `SELECT sum(amount_minor)::int AS asked, sum(captured_minor)::int AS taken,
       sum(refunding_minor)::int AS back FROM payments.payment WHERE order_id = $1`,
    [orderId],
  );
  return rows[0];
}

async function giveBack(house: TestHouse, shop: Shop, orderId: string, body: object) {
  const url = `/api/orders/${formatId('order', orderId)}/returns`;
  const wish = { placeId: formatId('place', shop.placeId), ...body };
  return house.request('POST', url, wish, await house.as('clerk'));
}

test('an order costs its delivery fee as it was shown, taxed at 10 %, and earns nothing by it', async ({
  house,
}) => {
  const shop = await openShop(house, 'fee');
  const shown = await preview(house, shop, 1, 2);
  expect(shown.body).toMatchObject({
    itemsMinor: 2180,
    totalMinor: 2840,
    delivery: {
      feeMinor: 660,
      leastMinor: 660,
      mostMinor: 1100,
      freeFromMinor: 5000,
      leftMinor: 2820,
    },
    taxes: [
      { rateBp: 1000, taxedMinor: 1760, taxMinor: 160 },
      { rateBp: 800, taxedMinor: 1080, taxMinor: 80 },
    ],
  });
  const somewhere = await preview(house, shop, 1, 2, { deliverTo: undefined });
  expect(somewhere.body).toMatchObject({ totalMinor: 2180, delivery: { feeMinor: null } });
  const { row, paymentIds } = await order(house, send(shop, 1, 2, { seenDeliveryMinor: 660 }));
  expect(row).toMatchObject({
    items_minor: 2180,
    delivery_minor: 660,
    total_minor: 2840,
    tax_minor: 240,
  });
  expect(paymentIds).toHaveLength(1);
  expect(await moneyOf(house, row.id)).toMatchObject({ asked: 2840 });
  // 1,000 + 1,000 yen without tax.
  expect(await points(house, shop)).toEqual({ pending: 20, available: 0 });
  const receipt = await house.request(
    'GET',
    `/api/orders/${formatId('order', row.id)}/receipt`,
    undefined,
    await house.as('clerk'),
  );
  expect(receipt.body).toMatchObject({
    deliveryMinor: 660,
    totalMinor: 2840,
    rates: [
      { rateBp: 1000, taxedMinor: 1760, taxMinor: 160 },
      { rateBp: 800, taxedMinor: 1080, taxMinor: 80, isReduced: true },
    ],
  });
  const collected = await order(
    house,
    send(shop, 1, 0, { fulfilment: 'pickup', handoverPlaceId: shop.placeId }),
  );
  expect(collected.row).toMatchObject({ delivery_minor: 0, total_minor: 1100 });
});

test('a fee that has changed since is refused with what it is now, and so is a place nobody can tell', async ({
  house,
}) => {
  const shop = await openShop(house, 'changed');
  const dearer = {
    ...terms,
    fees: terms.fees.map((each) => ({ ...each, feeMinor: each.feeMinor + 110 })),
  };
  const { url, version } = await setTerms(house, dearer);
  await expect(order(house, send(shop, 1, 0, { seenDeliveryMinor: 660 }))).rejects.toMatchObject({
    code: 'orders.delivery_fee_changed',
    details: { expected: 660, actual: 770 },
  });
  const nowhere = { fullName: '縁側花子', address: '1-1' };
  await expect(order(house, send(shop, 1, 0, { contact: nowhere }))).rejects.toMatchObject({
    code: 'orders.prefecture_needed',
  });
  const odd = { ...terms, fees: terms.fees.map((each) => ({ ...each, prefecture: '東京都' })) };
  const owner = await house.as('owner');
  const put = (seen: number, wanted: typeof terms) =>
    house.request('PUT', url, { version: seen, terms: wanted }, owner);
  expect((await put(version + 1, odd)).body.code).toBe('orders.prefectures_needed');
  expect((await put(version, terms)).body.code).toBe('orders.delivery_terms_changed');
  // Without terms nothing is charged, and nothing needs to be known.
  await setTerms(house, null);
  const { row } = await order(house, send(shop, 1, 0, { contact: nowhere }));
  expect(row).toMatchObject({ delivery_minor: 0, total_minor: 1100 });
});

test('goods of enough are sent free, to an island for its part; a line that is cancelled adds no fee', async ({
  house,
}) => {
  const shop = await openShop(house, 'enough');
  expect((await preview(house, shop, 4, 1)).body.delivery).toMatchObject({
    feeMinor: 660,
    leftMinor: 60,
  });
  expect((await preview(house, shop, 5, 0)).body).toMatchObject({
    totalMinor: 5500,
    delivery: { feeMinor: 0, leftMinor: null },
  });
  const toIsle = await preview(house, shop, 1, 0, { deliverTo: { postalCode: '9070022' } });
  // Nothing makes that free: she is not told that something would.
  expect(toIsle.body.delivery).toMatchObject({ feeMinor: 1360, leftMinor: null });
  const isle = { ...kyoto, postalCode: '907-0022', address: '沖縄県石垣市1-1' };
  expect((await order(house, send(shop, 5, 0, { contact: isle }))).row.delivery_minor).toBe(700);
  const { row } = await order(house, send(shop, 5, 0, { seenDeliveryMinor: 0 }));
  expect(row).toMatchObject({ delivery_minor: 0, total_minor: 5500 });
  const url = `/api/orders/${formatId('order', row.id)}/cancellations`;
  const wish = { lines: [{ line: 1, quantity: 4 }], reason: 'customer' };
  const left = await house.request('POST', url, wish, await house.as('clerk'));
  expect(left.body).toMatchObject({ totalMinor: 1100 });
});

test('a coupon of free delivery takes the fee off, and the whole order cancelled costs nothing', async ({
  house,
}) => {
  const shop = await openShop(house, 'coupon');
  const code = await transaction(house.db, {}, async (tx) => {
    const id = await writePromotion(tx, {
      code: 'sent-free',
      nameJa: '送料無料クーポン',
      terms: {
        lane: 'default',
        priority: 0,
        stacking: 'stackable',
        needsCoupon: true,
        currency: 'JPY',
        benefits: [{ kind: 'free_delivery' }],
        holdoutBp: 0,
        conditions: [],
      },
    });
    await movePromotion(tx, id, 'propose', { isOwner: true });
    await movePromotion(tx, id, 'approve', { isOwner: true });
    const validUntil = Temporal.Instant.from('2099-01-01T00:00:00Z');
    const [coupon] = await issueCoupons(tx, { promotionId: id, validUntil }, [null]);
    return coupon?.code ?? '';
  });
  const shown = await preview(house, shop, 1, 1, { couponCodes: [code] });
  expect(shown.body).toMatchObject({
    totalMinor: 1640,
    delivery: { feeMinor: 0, offMinor: 660 },
    offers: [{ nameJa: '送料無料クーポン', discountMinor: 0, deliveryMinor: 660 }],
    refused: [],
  });
  const wish = send(shop, 1, 1, { couponCodes: [code], seenDeliveryMinor: 0 });
  const { row } = await order(house, wish);
  expect(row).toMatchObject({ delivery_minor: 0, total_minor: 1640 });
  const paid = await order(house, send(shop, 2, 1));
  expect(paid.row).toMatchObject({ delivery_minor: 660, total_minor: 3400 });
  const url = `/api/orders/${formatId('order', paid.row.id)}/cancellations`;
  const one = { lines: [{ line: 1, quantity: 1 }], reason: 'customer' };
  const clerk = await house.as('clerk');
  // 540 of tea, 1,100 of a cup and the fee: 15 points stay to come of 24.
  expect((await house.request('POST', url, one, clerk)).body.totalMinor).toBe(2300);
  expect(await points(house, shop)).toEqual({ pending: 15 + 15, available: 0 });
  await transaction(house.db, {}, (tx) => changeState(tx, paid.row.id, 'cancelled'));
  expect(await points(house, shop)).toEqual({ pending: 15, available: 0 });
  const { rows } = await house.db.pool.query(
    'SELECT state FROM payments.payment WHERE order_id = $1',
    [paid.row.id],
  );
  expect(rows.every(({ state }) => state === 'voided' || state === 'voiding')).toBe(true);
});

test('she keeps paying for carriage when she changed her mind; of a defect all of it goes back', async ({
  house,
}) => {
  const shop = await openShop(house, 'back');
  const sent = async () => {
    const { row } = await order(house, send(shop, 1, 1));
    await transaction(house.db, {}, (tx) => changeState(tx, row.id, 'accepted'));
    await transaction(house.db, {}, (tx) => changeState(tx, row.id, 'shipped'));
    return row;
  };
  const cup = { line: 1, quantity: 1, disposition: 'restocked' };
  const tea = { line: 2, quantity: 1, disposition: 'restocked' };
  const kept = await sent();
  const mind = await giveBack(house, shop, kept.id, { lines: [cup, tea], reason: 'changed_mind' });
  expect(mind.body).toMatchObject({ totalMinor: -1640, taxMinor: -140 });
  const broken = await sent();
  expect(await points(house, shop)).toEqual({ pending: 0, available: 15 });
  const part = await giveBack(house, shop, broken.id, { lines: [cup], reason: 'defect' });
  expect(part.body).toMatchObject({ totalMinor: -1100 });
  const told = await house.request(
    'POST',
    `/api/orders/${formatId('order', broken.id)}/returns/preview`,
    { lines: [tea], reason: 'defect' },
    await house.as('clerk'),
  );
  expect(told.body).toMatchObject({ moneyMinor: 1200, deliveryMinor: 660 });
  const rest = await giveBack(house, shop, broken.id, { lines: [tea], reason: 'defect' });
  expect(rest.body).toMatchObject({ totalMinor: -1200, taxMinor: -100 });
  expect(await points(house, shop)).toEqual({ pending: 0, available: 0 });
  const { rows } = await house.db.pool.query<{ rate_bp: number; taxed: number; tax: number }>(
    `SELECT t.rate_bp, sum(t.taxed_minor)::int AS taxed, sum(t.tax_minor)::int AS tax
     FROM orders.tax t JOIN orders.order o ON o.id = t.order_id
     WHERE o.id = $1 OR o.returns_order_id = $1 GROUP BY t.rate_bp ORDER BY t.rate_bp`,
    [broken.id],
  );
  expect(rows).toEqual([
    { rate_bp: 800, taxed: 0, tax: 0 },
    { rate_bp: 1000, taxed: 0, tax: 0 },
  ]);
  expect((await transaction(house.db, {}, (tx) => proveLedger(tx))).differences).toEqual([]);
});
