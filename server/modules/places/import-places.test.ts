import { transaction } from '#kernel/transaction';
import { expect, test } from '#testing';
import {
  findPlacesByCode,
  findPlacesByKey,
  importPlaces,
  openPlace,
  type PlaceToImport,
} from './index.ts';

const options = { source: 'chain', timeZone: 'Asia/Tokyo', currency: 'JPY' };
const shops: PlaceToImport[] = Array.from({ length: 53 }, (_, index) => ({
  code: `S${13_001 + index}`,
  name: `${index + 1}号店`,
  phone: '043-123-4003',
  prefecture: '千葉県',
  address: '千葉県千葉市稲毛区千草台一丁目',
  addressKana: 'チバケンチバシイナゲクチグサダイイッチョウメ',
  longitude: 140.118 + index / 100,
  latitude: 35.63559,
  attributes: { floorAreaM2: '1698.0' },
}));

test('shops come in once; the second import of the same file changes nothing', async ({
  house,
}) => {
  const run = (rows: readonly PlaceToImport[]) =>
    transaction(house.db, {}, (tx) => importPlaces(tx, options, rows));
  const first = await run(shops);
  expect(first.map((each) => each.outcome)).toEqual(shops.map(() => 'created'));
  const second = await run(shops);
  expect(second.map((each) => each.outcome)).toEqual(shops.map(() => 'unchanged'));
  const [moved] = await run([{ code: 'S13001', name: '1号店', phone: '03-0000-0000' }]);
  expect(moved?.outcome).toBe('updated');
  const [row] = await transaction(house.db, {}, (tx) => findPlacesByCode(tx, ['S13001']));
  expect(row).toMatchObject({
    phone: '03-0000-0000',
    address: '千葉県千葉市稲毛区千草台一丁目',
    latitude: 35.63559,
  });
});

test('shop 7 of one system is not shop 7 of another, nor a place of ours', async ({ house }) => {
  const run = (source: string) =>
    transaction(house.db, {}, (tx) =>
      importPlaces(tx, { ...options, source }, [{ code: '7', name: `${source}の七` }]),
    );
  const [a] = await run('smaregi');
  const [b] = await run('shopify');
  expect([a?.outcome, b?.outcome]).toEqual(['created', 'created']);
  expect(await run('shopify')).toEqual([{ ...b, outcome: 'unchanged' }]);
  const nameIn = async (source: string) =>
    (await transaction(house.db, {}, (tx) => findPlacesByKey(tx, source, ['7']))).get('7')?.name_ja;
  expect(await nameIn('smaregi')).toBe('smaregiの七');
  expect(await nameIn('shopify')).toBe('shopifyの七');
});

test('a place opened by hand under the code is the one the file means', async ({ house }) => {
  const opened = await transaction(house.db, {}, (tx) =>
    openPlace(tx, { ...options, code: 'honten', kind: 'cafe', nameJa: '本店' }),
  );
  const rows = [{ code: 'honten', name: '本店', address: '京都市' }];
  const run = () => transaction(house.db, {}, (tx) => importPlaces(tx, options, rows));
  expect(await run()).toEqual([{ outcome: 'updated', placeId: opened.id }]);
  expect(await run()).toEqual([{ outcome: 'unchanged', placeId: opened.id }]);
});

test('a row with an impossible position is refused and the others are kept', async ({ house }) => {
  const outcomes = await transaction(house.db, {}, (tx) =>
    importPlaces(tx, options, [
      { code: 'B1', name: 'x', latitude: 95, longitude: 10 },
      { code: 'B2', name: 'x', latitude: 35 },
      { code: 'B3', name: 'x', timeZone: 'Nowhere/Land' },
      { code: 'B4', name: 'x' },
    ]),
  );
  expect(outcomes.map((each) => each.outcome)).toEqual([
    'refused',
    'refused',
    'refused',
    'created',
  ]);
});
