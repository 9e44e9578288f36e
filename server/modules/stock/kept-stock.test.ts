// What shoppers are told of stock comes from memory: after whatever happens to it, the next answer is right.
import { importProducts } from '#catalog';
import { formatId, parseId } from '#kernel/ids';
import { transaction } from '#kernel/transaction';
import { openPlace } from '#places';
import { expect, openSecondServer, type TestHouse, test } from '#testing';
import { postFacts } from './post-facts.ts';

type Shop = { readonly placeId: string; readonly itemId: string };

/** A shop with five pieces of one cup, just counted. */
async function openShop(house: TestHouse, code: string): Promise<Shop> {
  const uuids = await transaction(house.db, {}, async (tx) => {
    const place = { kind: 'store', timeZone: 'Asia/Tokyo', currency: 'JPY' } as const;
    const { id } = await openPlace(tx, { ...place, code, nameJa: code });
    const [made] = await importProducts(tx, { source: code, currency: 'JPY' }, [
      { code: 'cup', name: '湯のみ', price: '1100' },
    ]);
    return {
      placeId: id,
      itemId: made !== undefined && 'itemId' in made ? (made.itemId ?? '') : '',
    };
  });
  const shop = {
    placeId: formatId('place', uuids.placeId),
    itemId: formatId('item', uuids.itemId),
  };
  await count(house, shop, 5);
  return shop;
}

async function post(house: TestHouse, url: string, body: object) {
  const answer = await house.request('POST', url, body, await house.as('owner'));
  expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(300);
  return answer.body;
}

async function count(house: TestHouse, { placeId, itemId }: Shop, quantity: number) {
  await post(house, '/api/stock/counts', { placeId, lines: [{ itemId, quantity }] });
}

async function order(house: TestHouse, { placeId, itemId }: Shop, quantity: number, away: boolean) {
  return post(house, '/api/orders', {
    placeId,
    fulfilment: away ? 'pickup' : 'carry_out',
    ...(away ? { handoverPlaceId: placeId } : {}),
    lines: [{ itemId, quantity }],
    contact: { familyName: '縁側', givenName: '花子', phone: '03-1234-5678' },
    payment: { method: 'cash' },
  });
}

/** The word now; asked twice, so that the second answer is from memory. */
async function word(house: { app: TestHouse['app'] }, { itemId }: Shop): Promise<string> {
  const ask = async () => (await house.app.inject(`/api/stock/items/${itemId}`)).json();
  const first = await ask();
  expect(await ask()).toEqual(first);
  return first.places[0].state;
}

test('a sale, a count and an adjustment are told by the next answer', async ({ house }) => {
  const shop = await openShop(house, 'kept-sale');
  expect(await word(house, shop)).toBe('in_stock');
  await order(house, shop, 3, false);
  expect(await word(house, shop)).toBe('low');
  await order(house, shop, 2, false);
  expect(await word(house, shop)).toBe('out_of_stock');
  await count(house, shop, 9);
  expect(await word(house, shop)).toBe('in_stock');
  const loss = { ...shop, quantity: -7, reason: 'damaged' };
  await post(house, '/api/stock/adjustments', loss);
  expect(await word(house, shop)).toBe('low');
});

test('what is kept for an order is gone, and back when the order is cancelled', async ({
  house,
}) => {
  const shop = await openShop(house, 'kept-cancel');
  expect(await word(house, shop)).toBe('in_stock');
  const { id } = await order(house, shop, 5, true);
  expect(await word(house, shop)).toBe('out_of_stock');
  await post(house, `/api/orders/${id}/state`, { to: 'cancelled' });
  expect(await word(house, shop)).toBe('in_stock');
});

test('what a clerk keeps and lets go of is told by the next answer', async ({ house }) => {
  const shop = await openShop(house, 'kept-hold');
  expect(await word(house, shop)).toBe('in_stock');
  const { id } = await post(house, '/api/stock/holds', { ...shop, quantity: 5, reason: 'layaway' });
  expect(await word(house, shop)).toBe('out_of_stock');
  const url = `/api/stock/holds/${id}`;
  expect((await house.request('DELETE', url, undefined, await house.as('owner'))).status).toBe(200);
  expect(await word(house, shop)).toBe('in_stock');
});

test('a sale that fails leaves what is told as it is', async ({ house }) => {
  const shop = await openShop(house, 'kept-fail');
  expect(await word(house, shop)).toBe('in_stock');
  const failing = transaction(house.db, {}, async (tx) => {
    await postFacts(tx, [
      {
        placeId: parseId('place', shop.placeId),
        itemId: parseId('item', shop.itemId),
        quantityMilli: -5000,
        kind: 'sale',
      },
    ]);
    throw new Error('no');
  });
  await expect(failing).rejects.toThrow('no');
  expect(await word(house, shop)).toBe('in_stock');
});

test('another server tells of a sale within a second', async ({ house }) => {
  const shop = await openShop(house, 'kept-far');
  const second = await openSecondServer(house);
  try {
    expect(await word(second, shop)).toBe('in_stock');
    await order(house, shop, 5, false);
    const told = async () =>
      (await second.app.inject(`/api/stock/items/${shop.itemId}`)).json().places[0].state;
    await expect.poll(told, { timeout: 1000, interval: 10 }).toBe('out_of_stock');
  } finally {
    await second.close();
  }
});
