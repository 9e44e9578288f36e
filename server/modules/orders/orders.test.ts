import { importProducts } from '#catalog';
import { formatId, newId, parseId } from '#kernel/ids';
import { fromMilli } from '#kernel/quantity';
import { transaction } from '#kernel/transaction';
import { findPlacesByCode } from '#places';
import { availableMilli, balanceOf, loadStock, postFacts } from '#stock';
import { expect, type TestHouse, test } from '#testing';

type Shop = { placeId: string; webId: string; itemId: string; cheapId: string };

/** A shop with ten pieces of one item and a web shop beside it. */
async function openShop(house: TestHouse, name: string, pieces = 10): Promise<Shop> {
  const owner = await house.as('owner');
  const place = await house.request(
    'POST',
    '/api/places',
    { code: name, kind: 'store', nameJa: name },
    owner,
  );
  const web = await house.request(
    'POST',
    '/api/places',
    { code: `${name}-web`, kind: 'web', nameJa: name },
    owner,
  );
  const itemIds = await transaction(house.db, {}, async (tx) => {
    const made = await importProducts(tx, { source: name, currency: 'JPY' }, [
      { code: 'cup', name: '湯のみ', price: '1100' },
      { code: 'tea', name: 'ほうじ茶', price: '540', taxClass: 'reduced' },
    ]);
    const ids = made.map((each) => ('itemId' in each ? (each.itemId ?? '') : ''));
    const places = await findPlacesByCode(tx, [name, `${name}-web`]);
    await postFacts(
      tx,
      places.flatMap((row) =>
        ids.map((itemId) => ({
          placeId: row.id,
          itemId,
          quantityMilli: pieces * 1000,
          kind: 'opening' as const,
        })),
      ),
    );
    return ids;
  });
  return {
    placeId: place.body.id,
    webId: web.body.id,
    itemId: formatId('item', itemIds[0] ?? ''),
    cheapId: formatId('item', itemIds[1] ?? ''),
  };
}

function pickup(shop: Shop, quantity: number, more: object = {}) {
  return {
    placeId: shop.webId,
    fulfilment: 'pickup',
    handoverPlaceId: shop.placeId,
    lines: [{ itemId: shop.itemId, quantity }],
    contact: { familyName: '縁側', givenName: '花子', email: 'hanako@example.com' },
    payment: { method: 'cash' },
    ...more,
  };
}

async function available(house: TestHouse, shop: Shop): Promise<number> {
  const key = { placeId: parseId('place', shop.placeId), itemId: parseId('item', shop.itemId) };
  return transaction(house.db, {}, async (tx) =>
    fromMilli(availableMilli(balanceOf(await loadStock(tx, [key]), key))),
  );
}

test('a guest orders for pickup: the pieces are kept, and handed over', async ({ house }) => {
  const shop = await openShop(house, 'pickup-shop');
  const placed = await house.request('POST', '/api/orders', pickup(shop, 3));
  expect(placed.status).toBe(201);
  expect(placed.body).toMatchObject({
    state: 'placed',
    totalMinor: 3300,
    taxMinor: 300,
    currency: 'JPY',
  });
  expect(await available(house, shop)).toBe(7);

  const clerk = await house.as('clerk');
  const url = `/api/orders/${placed.body.id}/state`;
  const ready = await house.request('POST', url, { to: 'ready' }, clerk);
  expect(ready.body.state).toBe('ready');
  const given = await house.request('POST', url, { to: 'handed_over' }, clerk);
  expect(given.body.state).toBe('handed_over');
  expect(await available(house, shop)).toBe(7);
  const back = await house.request('POST', url, { to: 'ready' }, clerk);
  expect(back).toMatchObject({ status: 409, body: { code: 'orders.state_forbids' } });
});

test('a guest orders by the web, an app or LINE; that it was at the counter or by telephone only staff and tills say', async ({
  house,
}) => {
  const shop = await openShop(house, 'channel-shop');
  const by = (channel: string, headers = {}) =>
    house.request('POST', '/api/orders', pickup(shop, 1, { channel }), headers);
  expect((await by('line')).status).toBe(201);
  for (const channel of ['pos', 'phone']) {
    expect(await by(channel)).toMatchObject({
      status: 403,
      body: { code: 'orders.channel_not_yours' },
    });
    expect((await by(channel, await house.as('clerk'))).status).toBe(201);
  }
  const preview = {
    placeId: shop.placeId,
    fulfilment: 'pickup',
    handoverPlaceId: shop.placeId,
    channel: 'pos',
    lines: [{ itemId: shop.itemId, quantity: 1 }],
  };
  expect((await house.request('POST', '/api/orders/preview', preview)).status).toBe(403);
});

test('a cancelled order gives its pieces back, and asking twice changes nothing', async ({
  house,
}) => {
  const shop = await openShop(house, 'cancel-shop');
  const placed = await house.request('POST', '/api/orders', pickup(shop, 4));
  const clerk = await house.as('clerk');
  const url = `/api/orders/${placed.body.id}/state`;
  await house.request('POST', url, { to: 'cancelled', reason: 'customer' }, clerk);
  const again = await house.request('POST', url, { to: 'cancelled' }, clerk);
  expect(again).toMatchObject({ status: 200, body: { state: 'cancelled' } });
  expect(await available(house, shop)).toBe(10);
});

test('tax is taken out once per rate of the receipt', async ({ house }) => {
  const shop = await openShop(house, 'tax-shop');
  const placed = await house.request('POST', '/api/orders', {
    ...pickup(shop, 1),
    lines: [
      { itemId: shop.itemId, quantity: 1 },
      { itemId: shop.cheapId, quantity: 3 },
    ],
  });
  const owner = await house.as('owner');
  const { body } = await house.request('GET', `/api/orders/${placed.body.id}`, undefined, owner);
  expect(body.taxes).toEqual([
    { rateBp: 1000, taxedMinor: 1100, taxMinor: 100 },
    { rateBp: 800, taxedMinor: 1620, taxMinor: 120 },
  ]);
});

test('fifty at once for the last piece: one has it, 49 are told that it is gone', async ({
  house,
}) => {
  const shop = await openShop(house, 'last-piece', 1);
  const answers = await Promise.all(
    Array.from({ length: 50 }, () => house.request('POST', '/api/orders', pickup(shop, 1))),
  );
  expect(answers.filter((each) => each.status === 201)).toHaveLength(1);
  expect(answers.filter((each) => each.body.code === 'stock.short')).toHaveLength(49);
});

test('one key fifty times: one order and fifty same answers; other content is refused', async ({
  house,
}) => {
  const shop = await openShop(house, 'one-key');
  const headers = { 'idempotency-key': 'order-key-1' };
  const answers = await Promise.all(
    Array.from({ length: 50 }, () =>
      house.request('POST', '/api/orders', pickup(shop, 1), headers),
    ),
  );
  expect(new Set(answers.map((each) => JSON.stringify(each.body))).size).toBe(1);
  expect(await available(house, shop)).toBe(9);
  const other = await house.request('POST', '/api/orders', pickup(shop, 2), headers);
  expect(other).toMatchObject({ status: 409, body: { code: 'kernel.key_reused' } });
});

test('what cannot be sold is refused with what to do, and nothing is kept', async ({ house }) => {
  const shop = await openShop(house, 'refusals');
  const post = async (body: unknown) =>
    (await house.request('POST', '/api/orders', body)).body.code;
  expect(await post(pickup(shop, 1, { handoverPlaceId: undefined }))).toBe(
    'orders.handover_place_needed',
  );
  expect(await post(pickup(shop, 11))).toBe('stock.short');
  expect(await post(pickup(shop, 0.0005))).toBe('kernel.input_invalid');
  expect(await post(pickup(shop, -1))).toBe('kernel.input_invalid');
  const seen = [{ itemId: shop.itemId, quantity: 1, seenPriceMinor: 900 }];
  expect(await post(pickup(shop, 1, { lines: seen }))).toBe('orders.price_changed');
  const unknown = [{ itemId: formatId('item', newId()), quantity: 1 }];
  expect(await post(pickup(shop, 1, { lines: unknown }))).toBe('orders.item_unknown');
  expect(await post(pickup(shop, 1, { fulfilment: 'delivery', contact: {} }))).toBe(
    'orders.contact_needed',
  );
  expect(await available(house, shop)).toBe(10);
});

test('what is carried out is a fact: it is sold even where the count says none', async ({
  house,
}) => {
  const shop = await openShop(house, 'carry-out', 1);
  const clerk = await house.as('clerk');
  const sale = {
    placeId: shop.placeId,
    fulfilment: 'carry_out',
    lines: [{ itemId: shop.itemId, quantity: 2 }],
    payment: { method: 'cash' },
  };
  const sold = await house.request('POST', '/api/orders', sale, clerk);
  expect(sold).toMatchObject({ status: 201, body: { state: 'completed', channel: 'web' } });
  expect(await available(house, shop)).toBe(-1);
});
