import { importProducts } from '#catalog';
import { formatId, parseId } from '#kernel/ids';
import { transaction } from '#kernel/transaction';
import { expireHolds, postFacts } from '#stock';
import { expect, type TestHouse, test } from '#testing';

/** A web shop, a store that hands over, a cup of which the store has so many, and a cart with one. */
async function openStage(house: TestHouse, name: string, cups = 5) {
  const owner = await house.as('owner');
  const open = async (code: string, kind: string): Promise<string> =>
    (await house.request('POST', '/api/places', { code, kind, nameJa: code }, owner)).body.id;
  const webId = await open(`${name}-web`, 'web');
  const storeId = await open(name, 'store');
  const itemId = await transaction(house.db, {}, async (tx) => {
    const [made] = await importProducts(tx, { source: name, currency: 'JPY' }, [
      { code: 'cup', name: '湯のみ', price: '1100' },
    ]);
    const id = made !== undefined && 'itemId' in made ? (made.itemId ?? '') : '';
    const placeId = parseId('place', storeId);
    const opening = { placeId, itemId: id, quantityMilli: cups * 1000, kind: 'opening' as const };
    await postFacts(tx, [opening]);
    return formatId('item', id);
  });
  const openCart = async (quantity = 1): Promise<string> => {
    const lines = [{ itemId, quantity, seenPriceMinor: 1100 }];
    const opened = await house.request('POST', '/api/carts', { placeId: webId, lines });
    expect(opened.status).toBe(201);
    return opened.body.token;
  };
  const buy = (cartToken: string, key?: string) =>
    house.request(
      'POST',
      '/api/orders',
      {
        placeId: webId,
        handoverPlaceId: storeId,
        fulfilment: 'pickup',
        cartToken,
        payment: { method: 'cash' },
      },
      key === undefined ? {} : { 'idempotency-key': key },
    );
  return { owner, webId, storeId, itemId, openCart, buy };
}

test('what is in a cart is ordered, and the cart is empty then; a repetition is the same order', async ({
  house,
}) => {
  const { openCart, buy } = await openStage(house, 'whole-cart');
  const token = await openCart(2);
  const placed = await buy(token, 'cart-1');
  expect(placed).toMatchObject({ status: 201, body: { totalMinor: 2200, quantity: 2 } });
  const cart = await house.request('GET', `/api/carts/${token}`);
  expect(cart.body.lines).toEqual([]);
  expect(await buy(token, 'cart-1')).toMatchObject({ status: 201, body: { id: placed.body.id } });
  expect(await buy(token)).toMatchObject({ status: 409, body: { code: 'carts.empty' } });
});

test('a cart sent twenty times at once is one order', async ({ house }) => {
  const { openCart, buy } = await openStage(house, 'impatient', 50);
  const token = await openCart();
  const answers = await Promise.all(Array.from({ length: 20 }, () => buy(token)));
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([
    201,
    ...Array.from({ length: 19 }, () => 409),
  ]);
});

test('a cart nobody knows, and an order that says both or neither, are refused', async ({
  house,
}) => {
  const { buy, openCart, webId, storeId, itemId } = await openStage(house, 'unknown-cart');
  const refused = await buy('A'.repeat(32));
  expect(refused).toMatchObject({ status: 404, body: { code: 'carts.unknown' } });
  const order = {
    placeId: webId,
    handoverPlaceId: storeId,
    fulfilment: 'pickup',
    payment: { method: 'cash' },
  };
  const both = { ...order, cartToken: await openCart(), lines: [{ itemId, quantity: 1 }] };
  for (const body of [order, both]) {
    const answer = await house.request('POST', '/api/orders', body);
    expect(answer).toMatchObject({ status: 400, body: { code: 'orders.lines_needed' } });
  }
});

test('a hold that expired between cart and checkout is anybody’s: the second is told, and keeps her cart', async ({
  house,
}) => {
  const { owner, openCart, buy, storeId, itemId } = await openStage(house, 'expired', 1);
  const hers = await openCart();
  const hold = await house.request(
    'POST',
    '/api/stock/holds',
    { placeId: storeId, itemId, quantity: 1, reason: 'layaway' },
    owner,
  );
  expect(hold.status).toBe(201);
  // While it is kept for her, nobody else gets it.
  const his = await openCart();
  expect(await buy(his)).toMatchObject({ status: 409, body: { code: 'stock.short' } });
  const later = Temporal.Now.instant().add({ hours: 24 * 30 });
  await transaction(house.db, {}, (tx) => expireHolds(tx, later, 100));
  expect((await buy(his)).status).toBe(201);
  expect(await buy(hers)).toMatchObject({ status: 409, body: { code: 'stock.short' } });
  const kept = await house.request('GET', `/api/carts/${hers}`);
  expect(kept.body.lines).toMatchObject([{ itemId, quantity: 1 }]);
});
