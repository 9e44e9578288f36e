import { importProducts } from '#catalog';
import { ensureRecords } from '#customers';
import { formatId, newId } from '#kernel/ids';
import { createSession } from '#kernel/sessions';
import { transaction } from '#kernel/transaction';
import { expect, type TestHouse, test } from '#testing';

async function openStage(house: TestHouse, code: string) {
  const owner = await house.as('owner');
  const place = await house.request(
    'POST',
    '/api/places',
    { code, kind: 'web', nameJa: code },
    owner,
  );
  const placeId: string = place.body.id;
  const [cup = '', tea = ''] = await transaction(house.db, {}, async (tx) => {
    const made = await importProducts(tx, { source: code, currency: 'JPY' }, [
      { code: 'cup', name: '湯のみ', price: '1100' },
      { code: 'tea', name: 'ほうじ茶', price: '540' },
    ]);
    return made.map((each) => formatId('item', 'itemId' in each ? (each.itemId ?? '') : ''));
  });
  const open = (lines: readonly object[], headers = {}) =>
    house.request('POST', '/api/carts', { placeId, lines }, headers);
  return { placeId, cup, tea, open };
}

/** Signed in, as a browser on any device is. */
async function signIn(house: TestHouse): Promise<{ authorization: string }> {
  const key = newId();
  const token = await transaction(house.db, {}, async (tx) => {
    const made = await ensureRecords(tx, { source: 'web', kind: 'account' }, [{ key }]);
    const id = made.get(key)?.recordId ?? '';
    return (
      await createSession(tx, {
        kind: 'customer',
        principalId: id,
        lifetime: { hours: 1 },
      })
    ).token;
  });
  return { authorization: `Bearer ${token}` };
}

test('a cart is changed and read by its token on any device', async ({ house }) => {
  const { cup, tea, open, placeId } = await openStage(house, 'cart-api');
  const { status, body } = await open([
    { itemId: cup, quantity: 1 },
    { itemId: cup, quantity: 3, seenPriceMinor: 1100 },
  ]);
  expect(status).toBe(201);
  const set = (itemId: string, quantity: number) =>
    house.request('PUT', `/api/carts/${body.token}/lines/${itemId}`, { quantity });
  expect((await set(tea, 2)).status).toBe(200);
  expect((await set(cup, 0)).status).toBe(200);
  const read = await house.request('GET', `/api/carts/${body.token}`);
  expect(read.body).toEqual({
    placeId,
    lines: [{ itemId: tea, quantity: 2, seenPriceMinor: null }],
  });
  const strange = await house.request('GET', `/api/carts/${'x'.repeat(32)}`);
  expect(strange).toMatchObject({ status: 404, body: { code: 'carts.unknown' } });
});

test('an item or a place that is not there is refused by name, and the neighbours get their carts', async ({
  house,
}) => {
  const { cup, open } = await openStage(house, 'cart-strangers');
  const nothing = formatId('item', newId());
  const answers = await Promise.all([
    open([{ itemId: cup, quantity: 1 }]),
    open([{ itemId: nothing, quantity: 1 }]),
    house.request('POST', '/api/carts', { placeId: formatId('place', newId()) }),
  ]);
  expect(answers.map(({ status, body }) => [status, body.code])).toEqual([
    [201, undefined],
    [404, 'carts.item_unknown'],
    [404, 'carts.place_unknown'],
  ]);
});

test('a cart becomes hers when she signs in, with what lay in the one of her other device', async ({
  house,
}) => {
  const { cup, tea, open } = await openStage(house, 'cart-joined');
  const hanako = await signIn(house);
  await open(
    [
      { itemId: tea, quantity: 5 },
      { itemId: cup, quantity: 9 },
    ],
    hanako,
  );
  const { body } = await open([{ itemId: cup, quantity: 1 }]);
  const joined = await house.request('POST', `/api/carts/${body.token}/join`, undefined, hanako);
  expect(joined.status).toBe(200);
  const mine = await house.request('GET', '/api/carts/mine', undefined, hanako);
  const lines = mine.body.lines.map((line: { itemId: string; quantity: number }) => [
    line.itemId,
    line.quantity,
  ]);
  expect(new Map(lines)).toEqual(
    new Map([
      [cup, 1],
      [tea, 5],
    ]),
  );
});

test('a cart that she has taken home is nobody else’s who signs in with its token; signed out, it opens on any device', async ({
  house,
}) => {
  const { cup, placeId, open } = await openStage(house, 'cart-taken');
  const [hanako, taro] = [await signIn(house), await signIn(house)];
  const { body } = await open([{ itemId: cup, quantity: 1 }]);
  const url = `/api/carts/${body.token}`;
  expect((await house.request('POST', `${url}/join`, undefined, hanako)).status).toBe(200);
  const order = {
    placeId,
    fulfilment: 'delivery',
    cartToken: body.token,
    payment: { method: 'card' },
    contact: { fullName: '縁側太郎', email: 'taro@example.jp' },
  };
  for (const answer of [
    await house.request('POST', `${url}/join`, undefined, taro),
    await house.request('PUT', `${url}/lines/${cup}`, { quantity: 9 }, taro),
    await house.request('GET', url, undefined, taro),
    await house.request('POST', '/api/orders', order, taro),
  ]) {
    expect(answer).toMatchObject({ status: 404, body: { code: 'carts.unknown' } });
  }
  const mine = await house.request('GET', '/api/carts/mine', undefined, hanako);
  expect(mine.body.lines).toMatchObject([{ itemId: cup, quantity: 1 }]);
  expect((await house.request('GET', url)).body.lines).toHaveLength(1);
});
