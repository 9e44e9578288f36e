import { importProducts } from '#catalog';
import { formatId, parseId } from '#kernel/ids';
import { transaction } from '#kernel/transaction';
import { findPlacesByCode } from '#places';
import { postFacts } from '#stock';
import { expect, openTestHouse, type TestHouse, test } from '#testing';
import type { StepName } from './schemas.ts';
import { stageOf } from './tell-path.ts';
import { tellShopReport } from './tell-shop-report.ts';

type Shop = { storeId: string; webId: string; itemId: string };

/** A store and a web shop with twenty pieces each of one cup at ¥1,100. */
async function openShop(house: TestHouse, name: string): Promise<Shop> {
  const owner = await house.as('owner');
  const open = async (code: string, kind: string): Promise<string> => {
    const place = { code, kind, nameJa: code };
    return (await house.request('POST', '/api/places', place, owner)).body.id;
  };
  const storeId = await open(name, 'store');
  const webId = await open(`${name}-web`, 'web');
  const itemId = await transaction(house.db, {}, async (tx) => {
    const [made] = await importProducts(tx, { source: name, currency: 'JPY' }, [
      { code: 'cup', name: '湯のみ', price: '1100' },
    ]);
    const id = made !== undefined && 'itemId' in made ? (made.itemId ?? '') : '';
    const places = await findPlacesByCode(tx, [name, `${name}-web`]);
    await postFacts(
      tx,
      places.map((place) => ({
        placeId: place.id,
        itemId: id,
        quantityMilli: 20_000,
        kind: 'opening' as const,
      })),
    );
    return id;
  });
  return { storeId, webId, itemId: formatId('item', itemId) };
}

async function buy(house: TestHouse, shop: Shop, quantity: number, isWeb: boolean) {
  const made = await house.request(
    'POST',
    '/api/orders',
    {
      placeId: isWeb ? shop.webId : shop.storeId,
      fulfilment: isWeb ? 'pickup' : 'carry_out',
      ...(isWeb
        ? {
            handoverPlaceId: shop.storeId,
            contact: { familyName: '縁側', givenName: '花子', email: 'hanako@example.com' },
          }
        : {}),
      lines: [{ itemId: shop.itemId, quantity }],
      payment: { method: 'cash' },
    },
    await house.as('clerk'),
  );
  expect(made.status, JSON.stringify(made.body)).toBe(201);
  return made.body;
}

test('today is one number over web and store, beside the same weekday a week before', async () => {
  let now = Temporal.Instant.from('2026-11-14T03:00:00Z');
  const house = await openTestHouse({ clock: { now: () => now } });
  try {
    const shop = await openShop(house, 'ginza');
    await buy(house, shop, 1, true);
    now = Temporal.Instant.from('2026-11-14T10:00:00Z');
    await buy(house, shop, 4, false);

    now = Temporal.Instant.from('2026-11-21T05:00:00Z');
    await buy(house, shop, 1, true);
    await buy(house, shop, 2, false);
    const dropped = await buy(house, shop, 5, true);
    const owner = await house.as('owner');
    const cancel = { to: 'cancelled', reason: 'customer' };
    await house.request('POST', `/api/orders/${dropped.id}/state`, cancel, owner);

    const { status, body } = await house.request('GET', '/api/overview/today', undefined, owner);
    expect(status).toBe(200);
    expect(body.today).toEqual({
      day: '2026-11-21',
      orders: 2,
      netMinor: 3300,
      basketMinor: 1650,
      ordersByNow: 2,
      netByNowMinor: 3300,
      hours: [{ hour: 14, orders: 2, netMinor: 3300 }],
    });
    // The sale of that evening is in the day, not in what it had sold by this hour.
    expect(body.lastWeek).toMatchObject({ orders: 2, netMinor: 5500, ordersByNow: 1 });
    expect(body.lastWeek.netByNowMinor).toBe(1100);
    expect(body.parts.map((part: { netMinor: number }) => part.netMinor)).toEqual([2200, 1100]);
    expect(body.bookings).toEqual({ total: 0, guests: 0, arrived: 0, cancelled: 0, next: [] });
  } finally {
    await house.drop();
  }
});

test('stock that ran out is counted and named, and an item has one total', async ({ house }) => {
  const shop = await openShop(house, 'ueno');
  await buy(house, shop, 20, false);
  const owner = await house.as('owner');
  const alerts = await house.request('GET', '/api/overview/stock-alerts', undefined, owner);
  expect(alerts.body).toMatchObject({ balances: 2, out: 1, low: 0, openConflicts: 0 });
  expect(alerts.body.latest).toMatchObject([
    { placeId: shop.storeId, itemId: shop.itemId, name: { ja: '湯のみ' }, left: 0 },
  ]);
  const totals = await house.request(
    'GET',
    `/api/overview/stock-totals?itemIds=${shop.itemId}`,
    undefined,
    owner,
  );
  expect(totals.body.totals).toEqual([{ itemId: shop.itemId, onHand: 20, available: 20 }]);
});

test('the path tells what the house has already, a clerk is not asked to walk it', async ({
  house,
}) => {
  const owner = await house.as('owner');
  await openShop(house, 'shibuya');
  const { body } = await house.request('GET', '/api/overview/path', undefined, owner);
  expect(body.stage).toBe('omnichannel');
  const done = body.steps.filter((step: { isDone: boolean }) => step.isDone);
  expect(done.map((step: { name: string }) => step.name)).toEqual(['web', 'stock']);
  expect(
    (await house.request('GET', '/api/overview/path', undefined, await house.as('clerk'))).status,
  ).toBe(403);
});

test('a house is at O2O until shelf and web are one, and at OMO once its customers are', () => {
  const none: Record<StepName, boolean> = {
    web: false,
    stock: false,
    tablets: false,
    customers: false,
    points: false,
    bookings: false,
    line: false,
  };
  const all = { ...none, web: true, stock: true, tablets: true, customers: true, points: true };
  expect(stageOf(none)).toBe('o2o');
  expect(stageOf({ ...all, stock: false })).toBe('o2o');
  expect(stageOf({ ...all, points: false })).toBe('omnichannel');
  expect(stageOf(all)).toBe('omo');
});

test('a shop’s report sums its days, taxes and tenders, returns on the day they came back', async ({
  house,
}) => {
  const owner = await house.as('owner');
  const { storeId, itemId } = await openShop(house, 'report');
  const sell = async (quantity: number, payment: object) => {
    const lines = [{ itemId, quantity }];
    const sale = { placeId: storeId, fulfilment: 'carry_out', lines, payment };
    const { body, status } = await house.request('POST', '/api/orders', sale, owner);
    expect(status, JSON.stringify(body)).toBe(201);
    return body.id as string;
  };
  const first = await sell(2, { method: 'cash' });
  await sell(1, { method: 'cash' });
  const goods = { line: 1, quantity: 1, disposition: 'restocked' };
  const back = { placeId: storeId, reason: 'changed_mind', lines: [goods] };
  const taken = await house.request('POST', `/api/orders/${first}/returns`, back, owner);
  expect(taken.status, JSON.stringify(taken.body)).toBe(201);
  await house.settle();
  const path = `/api/overview/shop-report?placeId=${storeId}`;
  const { body } = await house.request('GET', path, undefined, owner);
  expect(body.days).toMatchObject([
    { orders: 2, returns: 1, soldMinor: 3300, returnedMinor: -1100, netMinor: 2200 },
  ]);
  expect(body.taxes).toMatchObject([{ rateBp: 1000, taxMinor: 200 }]);
  expect(body.tenders).toEqual([
    { method: 'cash', payments: 2, takenMinor: 3300, refundedMinor: 1100 },
  ]);
  // A shop of many sales is read page by page, and none is left out.
  const pages = await transaction(house.db, {}, (tx) =>
    tellShopReport(tx, { placeId: parseId('place', storeId) }, 'Asia/Tokyo', 1),
  );
  expect(pages.tenders).toEqual(body.tenders);
  const early = await house.request('GET', `${path}&until=2020-01-07`, undefined, owner);
  expect(early.body).toMatchObject({ from: '2020-01-01', days: [], taxes: [], tenders: [] });
});
