import { importProducts } from '#catalog';
import { formatId, parseId } from '#kernel/ids';
import { transaction } from '#kernel/transaction';
import { postFacts } from '#stock';
import { expect, type TestHouse, test } from '#testing';

type Chain = { webId: string; shops: readonly string[]; itemIds: readonly string[] };

const positions = [
  { latitude: 35.66, longitude: 139.7 },
  { latitude: 34.7, longitude: 135.5 },
  { latitude: 43.06, longitude: 141.35 },
];

/** A web shop without stock, and shops in Tokyo, Osaka and Sapporo with these pieces of cup and tea. */
async function openChain(
  house: TestHouse,
  name: string,
  pieces: readonly (readonly [number, number])[],
): Promise<Chain> {
  const owner = await house.as('owner');
  const open = async (code: string, more: object) =>
    (await house.request('POST', '/api/places', { code, nameJa: code, ...more }, owner)).body
      .id as string;
  const webId = await open(`${name}-web`, { kind: 'web', capabilities: ['sells', 'delivers'] });
  const shops: string[] = [];
  for (const [index] of pieces.entries()) {
    shops.push(await open(`${name}-${index}`, { kind: 'store', position: positions[index] }));
  }
  const itemIds = await transaction(house.db, {}, async (tx) => {
    const made = await importProducts(tx, { source: name, currency: 'JPY' }, [
      { code: 'cup', name: '湯のみ', price: '1100' },
      { code: 'tea', name: 'ほうじ茶', price: '540', taxClass: 'reduced' },
    ]);
    const ids = made.map((each) => ('itemId' in each ? (each.itemId ?? '') : ''));
    const opening = pieces.flatMap((of, shop) =>
      of.map((n, item) => ({
        placeId: parseId('place', shops[shop] ?? ''),
        itemId: ids[item] ?? '',
        quantityMilli: n * 1000,
        kind: 'opening' as const,
      })),
    );
    await postFacts(
      tx,
      opening.filter((each) => each.quantityMilli > 0),
    );
    return ids.map((id) => formatId('item', id));
  });
  return { webId, shops, itemIds };
}

function deliver(
  house: TestHouse,
  chain: Chain,
  prefecture: string,
  quantities: readonly number[],
) {
  return house.request('POST', '/api/orders', {
    placeId: chain.webId,
    fulfilment: 'delivery',
    lines: quantities.flatMap((quantity, index) =>
      quantity === 0 ? [] : [{ itemId: chain.itemIds[index], quantity }],
    ),
    contact: { fullName: '縁側花子', prefecture, address: '1-1' },
    payment: { method: 'card', provider: 'sandbox' },
  });
}

async function stockOf(house: TestHouse, placeId: string, itemId: string | undefined) {
  const clerk = await house.as('clerk');
  const { body } = await house.request('GET', `/api/stock?placeId=${placeId}`, undefined, clerk);
  const row = body.rows.find((each: { itemId: string }) => each.itemId === itemId);
  return [row?.onHand, row?.held];
}

test('what the web shop sells is kept at and sent from the nearest shop that has all of it', async ({
  house,
}) => {
  const chain = await openChain(house, 'nearest', [
    [5, 5],
    [5, 5],
    [5, 0],
  ]);
  const clerk = await house.as('clerk');
  const placed = await deliver(house, chain, '大阪府', [2, 1]);
  expect(placed).toMatchObject({
    status: 201,
    body: { placeId: chain.webId, handoverPlaceId: chain.shops[1], totalMinor: 2740 },
  });
  expect(await stockOf(house, chain.shops[1] ?? '', chain.itemIds[0])).toEqual([5, 2]);
  const url = `/api/orders/${placed.body.id}`;
  const { body } = await house.request('GET', url, undefined, clerk);
  expect(body.route.strategy).toBe('nearest');
  expect(body.route.reasons.map((each: { code: string }) => each.code)).toEqual([
    'nearest',
    'not_needed',
    'not_all',
  ]);
  expect(body.route.reasons[0].ja).toContain('「nearest-1」から発送します。');
  // The shop sees it among its own, and its stock goes with it.
  const list = `/api/orders?placeId=${chain.shops[1]}`;
  expect((await house.request('GET', list, undefined, clerk)).body.orders).toHaveLength(1);
  await house.request('POST', `${url}/state`, { to: 'shipped' }, clerk);
  expect(await stockOf(house, chain.shops[1] ?? '', chain.itemIds[0])).toEqual([3, 0]);
  // Sapporo has no tea.
  const north = await deliver(house, chain, '北海道', [1, 1]);
  expect(north.body.handoverPlaceId).toBe(chain.shops[0]);
});

test('what only several shops have together is refused with the number of parcels, and nothing is kept', async ({
  house,
}) => {
  const chain = await openChain(house, 'split', [
    [2, 0],
    [0, 2],
  ]);
  const split = await deliver(house, chain, '東京都', [1, 1]);
  expect(split).toMatchObject({ status: 409, body: { code: 'orders.split_needed' } });
  expect(split.body.detail ?? split.body.title).toBeDefined();
  const short = await deliver(house, chain, '東京都', [3, 0]);
  expect(short).toMatchObject({ status: 409, body: { code: 'stock.short' } });
  expect(await stockOf(house, chain.shops[0] ?? '', chain.itemIds[0])).toEqual([2, 0]);
});

test('fifty at once for the last three of all shops: three have one, 47 are refused, none is promised twice', async ({
  house,
}) => {
  const chain = await openChain(house, 'last', [
    [1, 0],
    [1, 0],
    [1, 0],
  ]);
  const answers = await Promise.all(
    Array.from({ length: 50 }, () => deliver(house, chain, '東京都', [1, 0])),
  );
  const placed = answers.filter((each) => each.status === 201);
  expect(placed).toHaveLength(3);
  expect(new Set(placed.map((each) => each.body.handoverPlaceId))).toEqual(new Set(chain.shops));
  expect(answers.filter((each) => each.body.code === 'stock.short')).toHaveLength(47);
});

test('a shop with as many parcels as it can pack is passed over; only the owner says how many', async ({
  house,
}) => {
  const chain = await openChain(house, 'packing', [
    [9, 0],
    [9, 0],
  ]);
  const body = {
    strategy: 'nearest',
    packing: [{ placeId: chain.shops[0], parcelsMax: 1 }],
  };
  const clerk = await house.as('clerk');
  expect((await house.request('PUT', '/api/orders/routing', body, clerk)).status).toBe(403);
  const owner = await house.as('owner');
  const set = await house.request('PUT', '/api/orders/routing', body, owner);
  expect(set.body).toMatchObject(body);
  // Who has not seen it does not write over it.
  const late = { ...body, packing: [], changedAt: '2026-01-01T00:00:00Z' };
  expect(await house.request('PUT', '/api/orders/routing', late, owner)).toMatchObject({
    status: 409,
    body: { code: 'orders.setting_changed' },
  });
  const again = { ...body, changedAt: set.body.changedAt };
  expect((await house.request('PUT', '/api/orders/routing', again, owner)).status).toBe(200);
  const first = await deliver(house, chain, '東京都', [1, 0]);
  const second = await deliver(house, chain, '東京都', [1, 0]);
  expect([first.body.handoverPlaceId, second.body.handoverPlaceId]).toEqual(chain.shops);
});

test('a place of sale with stock of its own sends from its own shelf', async ({ house }) => {
  const chain = await openChain(house, 'own', [[5, 0]]);
  const own = { ...chain, webId: chain.shops[0] ?? '' };
  const placed = await deliver(house, own, '東京都', [1, 0]);
  expect(placed.body).toMatchObject({ placeId: own.webId, handoverPlaceId: null });
});
