import { transaction } from '#kernel/transaction';
import { expect, test } from '#testing';
import {
  ensureItems,
  findItems,
  findItemsByCode,
  findPrices,
  importProducts,
  priceKey,
} from './index.ts';

const options = { source: 'chain', currency: 'JPY' };
const rice = {
  code: 'P1',
  name: '新米 5kg',
  nameKana: 'シンマイ',
  price: '2980',
  unitCost: '1500.5',
  taxClass: 'reduced' as const,
  barcodes: ['4569951116179'],
  categoryPath: [
    { code: '04', name: '食品' },
    { code: '0401', name: '米' },
  ],
  tags: ['国産'],
  imageUrls: ['https://example.com/rice.jpg'],
};

function counts(outcomes: readonly { outcome: string }[]) {
  const of: Record<string, number> = {};
  for (const { outcome } of outcomes) {
    of[outcome] = (of[outcome] ?? 0) + 1;
  }
  return of;
}

test('an imported product is found by its code and barcode, with its price and tax', async ({
  house,
}) => {
  const [first] = await transaction(house.db, {}, (tx) => importProducts(tx, options, [rice]));
  expect(first).toMatchObject({ outcome: 'created' });
  await transaction(house.db, {}, async (tx) => {
    const items = await findItemsByCode(tx, ['P1', '4569951116179', 'none']);
    expect([...items.keys()].toSorted()).toEqual(['4569951116179', 'P1']);
    const itemId = items.get('P1')?.id ?? '';
    const prices = await findPrices(tx, [{ itemId, placeId: null }], tx.now);
    expect(prices.get(priceKey(itemId, null))).toMatchObject({
      amountMinor: 2980,
      currency: 'JPY',
      taxRateBp: 800,
    });
  });
});

test('a second import of the same rows changes nothing; another price is an update', async ({
  house,
}) => {
  const rows = [
    { ...rice, code: 'S1', barcodes: [] },
    { code: 'S2', price: '10' },
  ];
  const run = (again: typeof rows | { code: string; price: string }[]) =>
    transaction(house.db, {}, (tx) => importProducts(tx, options, again));
  expect(counts(await run(rows))).toEqual({ created: 2 });
  expect(counts(await run(rows))).toEqual({ unchanged: 2 });
  expect(counts(await run([{ code: 'S1', price: '3100' }]))).toEqual({ updated: 1 });
  expect(counts(await run(rows))).toEqual({ updated: 1, unchanged: 1 });
});

test('ensured items keep their ids, are named once, and are filled by a later import', async ({
  house,
}) => {
  const ensure = (items: { code: string; name?: string }[]) =>
    transaction(house.db, {}, (tx) => ensureItems(tx, { source: 'web' }, items));
  const first = await ensure([
    { code: 'A' },
    { code: 'B', name: 'ビー' },
    { code: 'A', name: 'エー' },
  ]);
  const again = await ensure([{ code: 'B', name: '別名' }, { code: 'A' }]);
  expect(again.get('A')).toBe(first.get('A'));
  const [outcome] = await transaction(house.db, {}, (tx) =>
    importProducts(tx, { source: 'web', currency: 'JPY' }, [
      { code: 'A', productCode: 'shirt', variantName: 'M', name: 'シャツ' },
    ]),
  );
  expect(outcome).toEqual({
    outcome: 'updated',
    itemId: first.get('A'),
    changes: [{ field: 'variantName', before: null, after: 'M' }],
  });
  const items = await transaction(house.db, {}, (tx) => findItems(tx, [...first.values()]));
  const names = [...items.values()].map((item) => [item.code, item.name]);
  expect(Object.fromEntries(names)).toEqual({ A: 'シャツ M', B: 'ビー' });
});

test('two imports of the same codes at once make each item once', async ({ house }) => {
  const items = Array.from({ length: 300 }, (_, index) => ({ code: `C${index}` }));
  const run = () => transaction(house.db, {}, (tx) => ensureItems(tx, { source: 'twice' }, items));
  const [a, b, c] = await Promise.all([run(), run(), run()]);
  expect(a).toEqual(b);
  expect(b).toEqual(c);
});

test('a row with an impossible price is refused and the others are kept', async ({ house }) => {
  const rows = [
    { code: 'N1', price: '-5' },
    { code: 'N2', price: '99999999999999' },
    { code: 'N3' },
  ];
  const outcomes = await transaction(house.db, {}, (tx) => importProducts(tx, options, rows));
  expect(outcomes.map((each) => each.outcome)).toEqual(['refused', 'refused', 'created']);
});

test('a name with half a surrogate pair or a NUL does not stop the chunk', async ({ house }) => {
  const rows = [
    { code: 'H1', name: 'a\ud83db' },
    { code: 'H2', name: 'c\0d' },
  ];
  const run = () => transaction(house.db, {}, (tx) => importProducts(tx, options, rows));
  expect(counts(await run())).toEqual({ created: 2 });
  const items = await transaction(house.db, {}, (tx) => findItemsByCode(tx, ['H1', 'H2']));
  expect([...items.values()].map((item) => item.name)).toEqual(['a\ufffdb', 'cd']);
});
