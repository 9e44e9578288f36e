import { expect, test } from 'vitest';
import { labelsOf, printedCode, reducedMinor } from './label-line.ts';

const say = {
  money: (amountMinor: number) => `¥${amountMinor}`,
  taxIn: '税込',
  off: (percent: number) => `${percent}%引き`,
  until: (day: string) => `期限 ${day}`,
};
const line = {
  key: 'a',
  name: '羊羹',
  code: '4569951116179',
  priceMinor: 1099,
  percentOff: 0,
  bestBefore: null,
  copies: 2,
};

test('a price label shows the price with tax, one a copy', () => {
  expect(labelsOf([line], say)).toMatchObject([
    { price: '¥1099', taxNote: '税込', before: null, notes: [] },
    { price: '¥1099' },
  ]);
});

test('a sticker for what goes off shows both prices, the share and the day; the yen is rounded for the customer', () => {
  expect(reducedMinor(1099, 30)).toBe(769);
  const sticker = { ...line, percentOff: 30, bestBefore: '2026-11-24', copies: 1 };
  expect(labelsOf([sticker], say)).toMatchObject([
    { price: '¥769', before: '¥1099', notes: ['30%引き', '期限 2026-11-24'] },
  ]);
});

test('the label of a shelf has a code and no price', () => {
  expect(labelsOf([{ ...line, priceMinor: null, copies: 1 }], say)).toMatchObject([
    { price: null, taxNote: '', before: null },
  ]);
});

test('a number of the catalogue is printed as the bars have it', () => {
  expect(printedCode('04569951116179')).toBe('4569951116179');
  expect(printedCode('00000049123456')).toBe('49123456');
  expect(printedCode('A-03-2')).toBe('A-03-2');
});
