import { importProducts } from '#catalog';
import { newId } from '#kernel/ids';
import { transaction } from '#kernel/transaction';
import { ensurePlace } from '#places';
import { expect, type TestHouse, test } from '#testing';
import { emptyCart, findCart, openCart, putInCart } from './cart.ts';
import { deleteCartRowsBefore } from './store.ts';

async function prepare(house: TestHouse, code: string) {
  return transaction(house.db, {}, async (tx) => {
    const place = await ensurePlace(tx, {
      code,
      kind: 'web',
      nameJa: code,
      timeZone: 'Asia/Tokyo',
      currency: 'JPY',
    });
    const made = await importProducts(tx, { source: code, currency: 'JPY' }, [
      { code: 'cup', name: '湯のみ', price: '1100' },
      { code: 'tea', name: 'ほうじ茶', price: '540' },
    ]);
    const items = made.map((each) => ('itemId' in each ? (each.itemId ?? '') : ''));
    const opened = await openCart(tx, place.id, null);
    return { ...opened, items };
  });
}

const line = (itemId: string, quantityMilli: number, isAdded: boolean) => ({
  itemId,
  quantityMilli,
  seenPriceMinor: 1100,
  isAdded,
});

test('what is put in is found again by the token, and by nothing else', async ({ house }) => {
  const { cart, token, items } = await prepare(house, 'cart-token');
  const [cup = '', tea = ''] = items;
  const lines = await transaction(house.db, {}, async (tx) => {
    await putInCart(tx, cart, line(cup, 1000, true));
    await putInCart(tx, cart, line(cup, 2000, true));
    await putInCart(tx, cart, line(tea, 5000, true));
    await putInCart(tx, cart, line(tea, 1000, false));
    return (await findCart(tx, { token }))?.lines;
  });
  expect(lines?.map((each) => [each.item_id, each.quantity_milli])).toEqual([
    [cup, 3000],
    [tea, 1000],
  ]);
  const strange = await transaction(house.db, {}, (tx) => findCart(tx, { token: newId() }));
  expect(strange).toBeUndefined();
});

test('no more than 99 of one item lie in a cart; none of it takes it out', async ({ house }) => {
  const { cart, token, items } = await prepare(house, 'cart-many');
  const [cup = ''] = items;
  const quantities = await transaction(house.db, {}, async (tx) => {
    await putInCart(tx, cart, line(cup, 98_000, true));
    await putInCart(tx, cart, line(cup, 98_000, true));
    const full = (await findCart(tx, { token }))?.lines[0]?.quantity_milli;
    await putInCart(tx, cart, line(cup, 0, false));
    return [full, (await findCart(tx, { token }))?.lines.length];
  });
  expect(quantities).toEqual([99_000, 0]);
});

test('a cart is emptied when it was ordered, and swept when it was forgotten', async ({
  house,
}) => {
  const { cart, token, items } = await prepare(house, 'cart-swept');
  await transaction(house.db, {}, async (tx) => {
    await putInCart(tx, cart, line(items[0] ?? '', 1000, true));
    await emptyCart(tx, cart.id);
    expect((await findCart(tx, { token }))?.lines).toEqual([]);
    await deleteCartRowsBefore(tx, tx.now.add({ minutes: 1 }));
    expect(await findCart(tx, { token })).toBeUndefined();
  });
});
