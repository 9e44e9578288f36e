import { expect, test } from 'vitest';
import { priceAt, rateAt } from './line.ts';
import { pageOf, ShelfIndex } from './shelf-index.ts';

const rows = Array.from({ length: 25_000 }, (_, n) => {
  const id = `itm_${String(n).padStart(26, '0')}`;
  const barcode = String(4_500_000_000_000 + n * 10).padStart(14, '0');
  return `${id}\tSKU-${n}\t${barcode}\t藍染めの手ぬぐい ${n}\tTowel ${n}\tアイゾメ\tse-1\t1\t${100 + n}`;
});

function filled(): ShelfIndex {
  const index = new ShelfIndex();
  for (let from = 0; from < rows.length; from += 10_000) {
    index.add(pageOf(rows.slice(from, from + 10_000).join('\n')));
  }
  return index;
}

test('every item is found by its id, its barcode in any length and its own code', () => {
  const index = filled();
  expect(index.size).toBe(25_000);
  for (const n of [0, 9999, 10_000, 19_999, 24_999]) {
    const id = `itm_${String(n).padStart(26, '0')}`;
    expect(index.byId(id)?.code).toBe(`SKU-${n}`);
    expect(index.byCode(String(4_500_000_000_000 + n * 10))?.id).toBe(id);
    expect(index.byCode(`ｓｋｕ-${n}`)?.id).toBe(id);
  }
  expect(index.byCode('4599999999999')).toBeUndefined();
});

test('a search holds all its words, in kana of either kind and any width', () => {
  const index = filled();
  expect(index.search('あいぞめ 24999', 50).map(({ code }) => code)).toEqual(['SKU-24999']);
  expect(index.search('ＴＯＷＥＬ', 50)).toHaveLength(50);
  expect(index.search('   ', 50)).toEqual([]);
  expect(index.search('無い言葉', 50)).toEqual([]);
});

test('what changed stands instead of what was, and what is no longer sold is not found by words', () => {
  const index = filled();
  const id = `itm_${String(7).padStart(26, '0')}`;
  index.change(`${id}\tSKU-7\t04599999999990\t風呂敷\t\tフロシキ\tre-1\t1\t300`);
  expect(index.size).toBe(25_000);
  expect(index.byCode('4599999999990')?.name).toBe('風呂敷');
  expect(index.byCode('SKU-7')?.taxClass).toBe('reduced');
  expect(index.search('フロシキ', 5)).toHaveLength(1);
  index.change(`${id}\tSKU-7\t04599999999990\t風呂敷\t\tフロシキ\tre-0\t1\t300`);
  expect(index.search('フロシキ', 5)).toEqual([]);
});

test('what is told again as it was is no change, whatever else came with it', () => {
  const index = filled();
  const other = `itm_${String(8).padStart(26, '0')}\tSKU-8\t\t風呂敷\t\tフロシキ\tse-1\t1\t300`;
  expect(index.change([...rows.slice(0, 8), other, ...rows.slice(9)].join('\n'))).toBe(other);
  expect(index.change(other)).toBe('');
  expect(index.change('')).toBe('');
  expect(index.size).toBe(25_000);
});

test('a price begins and ends by the clock, the one of the place before the one for everywhere', () => {
  const prices = '1200,2000,,;980,1000,1500,p;1100';
  expect(priceAt(prices, 500_000)).toBe(1100);
  expect(priceAt(prices, 1_000_000)).toBe(980);
  expect(priceAt(prices, 1_500_000)).toBe(1100);
  expect(priceAt(prices, 2_000_000)).toBe(1200);
  expect(priceAt('', 0)).toBeUndefined();
});

test('the tax rate is that of the Japanese day', () => {
  const rates = [
    { taxClass: 'standard', validFrom: '2014-04-01', rateBp: 800 },
    { taxClass: 'standard', validFrom: '2019-10-01', rateBp: 1000 },
  ];
  expect(rateAt(rates, 'standard', Date.parse('2019-09-30T14:59:59Z'))).toBe(800);
  expect(rateAt(rates, 'standard', Date.parse('2019-09-30T15:00:00Z'))).toBe(1000);
});
