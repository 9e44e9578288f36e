import { expect, test } from 'vitest';
import { sizeOf, sizeTableOf } from './size-help.ts';

test('the maker’s size table is read from the attributes, with a dash where a measure is missing', () => {
  expect(
    sizeTableOf({ 素材: '綿', サイズ表: { M: { 着丈: 68, 身幅: '52' }, L: { 着丈: 71 } } }),
  ).toEqual({
    columns: ['着丈', '身幅'],
    rows: [
      { size: 'M', values: ['68', '52'] },
      { size: 'L', values: ['71', '–'] },
    ],
  });
  const typed = 'サイズ、着丈、身幅; M、68、52; L、71';
  expect(sizeTableOf({ サイズ表: typed })).toEqual({
    columns: ['着丈', '身幅'],
    rows: [
      { size: 'M', values: ['68', '52'] },
      { size: 'L', values: ['71', '–'] },
    ],
  });
  expect([
    sizeTableOf({ サイズ表: 'M 68' }),
    sizeTableOf({ サイズ表: [] }),
    sizeTableOf({}),
  ]).toEqual([null, null, null]);
});

test('a size is the option that is called one', () => {
  expect([sizeOf({ 色: '藍', サイズ: 'M' }), sizeOf({ Size: 'XL' }), sizeOf({ 色: '藍' })]).toEqual(
    ['M', 'XL', undefined],
  );
});
