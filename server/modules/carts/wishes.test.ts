import { importProducts } from '#catalog';
import { ensureRecords } from '#customers';
import { newId } from '#kernel/ids';
import { transaction } from '#kernel/transaction';
import { ensurePlace } from '#places';
import { eraseRecords } from '#privacy';
import { expect, type TestHouse, test } from '#testing';
import { addWishes, findCart, listWishes, openCart, removeWish } from './index.ts';

async function newRecord(house: TestHouse): Promise<string> {
  const key = newId();
  const made = await transaction(house.db, {}, (tx) =>
    ensureRecords(tx, { source: 'web', kind: 'account' }, [{ key }]),
  );
  return made.get(key)?.recordId ?? '';
}

async function newItems(house: TestHouse, codes: readonly string[]): Promise<string[]> {
  const made = await transaction(house.db, {}, (tx) =>
    importProducts(
      tx,
      { source: 'wishes', currency: 'JPY' },
      codes.map((code) => ({ code, name: code, price: '100' })),
    ),
  );
  return made.map((each) => ('itemId' in each ? (each.itemId ?? '') : ''));
}

test('what is wished for twice is on the list once, the newest first, until it is taken off', async ({
  house,
}) => {
  const recordId = await newRecord(house);
  const [cup = '', bowl = ''] = await newItems(house, ['cup', 'bowl']);
  await transaction(house.db, {}, (tx) => addWishes(tx, recordId, [cup]));
  await transaction(house.db, {}, (tx) => addWishes(tx, recordId, [cup, bowl]));
  const list = () => transaction(house.db, {}, (tx) => listWishes(tx, recordId));
  expect(await list()).toEqual([bowl, cup]);
  await transaction(house.db, {}, (tx) => removeWish(tx, recordId, bowl));
  expect(await list()).toEqual([cup]);
});

test('the wishes and the cart of an erased person are gone', async ({ house }) => {
  const recordId = await newRecord(house);
  const itemIds = await newItems(house, ['plate']);
  await transaction(house.db, {}, (tx) => addWishes(tx, recordId, itemIds));
  const token = await transaction(house.db, {}, async (tx) => {
    const { id: placeId } = await ensurePlace(tx, {
      code: recordId,
      kind: 'web',
      nameJa: 'ウェブ店',
      timeZone: 'Asia/Tokyo',
      currency: 'JPY',
    });
    return (await openCart(tx, placeId, recordId)).token;
  });
  await transaction(house.db, {}, (tx) => eraseRecords(tx, [recordId]));
  await house.settle();
  expect(await transaction(house.db, {}, (tx) => listWishes(tx, recordId))).toEqual([]);
  expect(await transaction(house.db, {}, (tx) => findCart(tx, { token }))).toBeUndefined();
});
