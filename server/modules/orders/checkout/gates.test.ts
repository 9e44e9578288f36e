import { findCart, openCart, putInCart } from '#carts';
import { importProducts } from '#catalog';
import { formatId, parseId } from '#kernel/ids';
import { transaction } from '#kernel/transaction';
import { postFacts } from '#stock';
import { expect, type TestHouse, test } from '#testing';

type Stage = Awaited<ReturnType<typeof openStage>>;

/** A web shop, a store that hands over, one item by the piece and one by weight, ten of each. */
async function openStage(house: TestHouse, name: string) {
  const owner = await house.as('owner');
  const open = async (code: string, kind: string): Promise<string> =>
    (await house.request('POST', '/api/places', { code, kind, nameJa: code }, owner)).body.id;
  const webId = await open(`${name}-web`, 'web');
  const storeId = await open(name, 'store');
  const [cup = '', ham = ''] = await transaction(house.db, {}, async (tx) => {
    const made = await importProducts(tx, { source: name, currency: 'JPY' }, [
      { code: 'cup', name: '湯のみ', price: '1100' },
      { code: 'ham', name: 'ハム', price: '300', unit: 'g' },
    ]);
    const ids = made.map((each) => ('itemId' in each ? (each.itemId ?? '') : ''));
    const placeId = parseId('place', storeId);
    await postFacts(
      tx,
      ids.map((itemId) => ({ placeId, itemId, quantityMilli: 10_000, kind: 'opening' as const })),
    );
    return ids;
  });
  return { owner, webId, storeId, cup: formatId('item', cup), ham: formatId('item', ham) };
}

function orderOf(stage: Stage, lines: readonly object[], more: object = {}) {
  return {
    placeId: stage.webId,
    fulfilment: 'pickup',
    handoverPlaceId: stage.storeId,
    lines,
    payment: { method: 'cash' },
    ...more,
  };
}

test.for([-1, 0, 0.0004, 1e9, Number.MAX_SAFE_INTEGER])(
  'a quantity of %s is refused before anything is looked at',
  async (quantity, { house }) => {
    const stage = await openStage(house, `q${Math.abs(quantity)}`);
    const lines = [{ itemId: stage.cup, quantity }];
    const answer = await house.request('POST', '/api/orders', orderOf(stage, lines));
    expect(answer).toMatchObject({ status: 400, body: { code: 'kernel.input_invalid' } });
  },
);

test('a mail address that is none is refused before an order is told nowhere; a carrier’s odd one is taken', async ({
  house,
}) => {
  const stage = await openStage(house, 'mail');
  const send = (email: string) => {
    const contact = { fullName: '縁側花子', email, phone: '090-1234-5678' };
    const lines = [{ itemId: stage.cup, quantity: 1 }];
    return house.request('POST', '/api/orders', orderOf(stage, lines, { contact }));
  };
  for (const none of ['hanako', '@example.jp', 'hanako@', 'a b@example.jp', '']) {
    expect(await send(none)).toMatchObject({ status: 400, body: { code: 'kernel.input_invalid' } });
  }
  for (const odd of ['hana..ko.@docomo.example', ' ｈａｎａｋｏ＠example.jp ']) {
    expect(await send(odd)).toMatchObject({ status: 201 });
  }
});

test('half a cup is refused with what to do; what is weighed may be any part', async ({
  house,
}) => {
  const stage = await openStage(house, 'halves');
  const half = await house.request(
    'POST',
    '/api/orders',
    orderOf(stage, [{ itemId: stage.cup, quantity: 1.5 }]),
  );
  expect(half).toMatchObject({ status: 400, body: { code: 'orders.quantity_not_whole' } });
  expect(half.body.detail).toContain('1.5');
  const weighed = orderOf(stage, [{ itemId: stage.ham, quantity: 1.5 }]);
  expect((await house.request('POST', '/api/orders', weighed)).status).toBe(201);
});

test('a shop that was closed takes no order, not even of what is remembered of it', async ({
  house,
}) => {
  const stage = await openStage(house, 'closing');
  const order = orderOf(stage, [{ itemId: stage.cup, quantity: 1 }]);
  expect((await house.request('POST', '/api/orders', order)).status).toBe(201);
  const path = `/api/places/${stage.storeId}`;
  expect((await house.request('PATCH', path, { isActive: false }, stage.owner)).status).toBe(200);
  const refused = await house.request('POST', '/api/orders', order);
  expect(refused).toMatchObject({ status: 409, body: { code: 'orders.place_closed' } });
});

test('a price that changed by any way is the price of the next order', async ({ house }) => {
  const stage = await openStage(house, 'prices');
  const line = { itemId: stage.cup, quantity: 1, seenPriceMinor: 1100 };
  const order = orderOf(stage, [line]);
  expect((await house.request('POST', '/api/orders', order)).body.totalMinor).toBe(1100);
  // Not through the house, so nothing is announced.
  await house.db.pool.query('UPDATE catalog.price SET amount_minor = 1200 WHERE item_id = $1', [
    parseId('item', stage.cup),
  ]);
  const refused = await house.request('POST', '/api/orders', order);
  expect(refused).toMatchObject({ status: 409, body: { code: 'orders.price_changed' } });
  expect(refused.body.detail).toMatch(/1,?100.*1,?200/);
  const again = orderOf(stage, [{ ...line, seenPriceMinor: 1200 }]);
  expect((await house.request('POST', '/api/orders', again)).body.totalMinor).toBe(1200);
});

test('a change that was rolled back is not remembered', async ({ house }) => {
  const stage = await openStage(house, 'rollback');
  const order = orderOf(stage, [{ itemId: stage.cup, quantity: 1 }]);
  expect((await house.request('POST', '/api/orders', order)).body.totalMinor).toBe(1100);
  const client = await house.db.pool.connect();
  await client.query('BEGIN');
  await client.query('UPDATE catalog.price SET amount_minor = 1 WHERE item_id = $1', [
    parseId('item', stage.cup),
  ]);
  await client.query('ROLLBACK');
  client.release();
  expect((await house.request('POST', '/api/orders', order)).body.totalMinor).toBe(1100);
});

test('a refused order leaves the cart as it was', async ({ house }) => {
  const stage = await openStage(house, 'carts');
  const { token } = await transaction(house.db, {}, async (tx) => {
    const opened = await openCart(tx, parseId('place', stage.webId), null);
    await putInCart(tx, opened.cart, {
      itemId: parseId('item', stage.cup),
      quantityMilli: 11_000,
      seenPriceMinor: 1100,
      isAdded: true,
    });
    return opened;
  });
  const order = orderOf(stage, [{ itemId: stage.cup, quantity: 11 }]);
  const refused = await house.request('POST', '/api/orders', order);
  expect(refused).toMatchObject({ status: 409, body: { code: 'stock.short' } });
  const cart = await transaction(house.db, {}, (tx) => findCart(tx, { token }));
  expect(cart?.lines).toMatchObject([{ quantity_milli: 11_000 }]);
});
