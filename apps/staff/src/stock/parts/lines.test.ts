import { expect, test } from 'vitest';
import { addPiece, changeLine, lineOf, setQuantity, sumPieces } from './lines.ts';

const cup = {
  itemId: 'a',
  code: 'CUP',
  nameJa: '湯のみ',
  nameEn: null,
  barcode: null,
  priceMinor: 1,
};
const pot = { ...cup, itemId: 'b', code: 'POT', nameJa: '急須' };

test('a storm of scans is one line with as many pieces, in the order of the first scans', () => {
  const storm = Array.from({ length: 200 }, (_, at) => (at % 4 === 3 ? pot : cup));
  const lines = storm.reduce<ReturnType<typeof addPiece>>((all, piece) => addPiece(all, piece), []);
  expect(lines.map(({ code, quantity }) => [code, quantity])).toEqual([
    ['CUP', 150],
    ['POT', 50],
  ]);
  expect(sumPieces(lines)).toBe(200);
});

test('no line goes below nothing, and no more is broken than came', () => {
  const one = changeLine([lineOf(cup, 3, 5)], 'a', { damaged: 2 });
  expect(setQuantity(one, 'a', 1)).toMatchObject([{ quantity: 1, damaged: 1, expected: 5 }]);
  expect(addPiece(one, cup, -9)).toMatchObject([{ quantity: 0, damaged: 0 }]);
  expect(setQuantity(one, 'a', Number.NaN)).toMatchObject([{ quantity: 0 }]);
});
