import fc from 'fast-check';
import { expect, test } from 'vitest';
import { leftOfRates, type RateShare, shareRates } from './share-rates.ts';

const rates = [
  { rateBp: 1000, taxedMinor: 3300, taxMinor: 300 },
  { rateBp: 800, taxedMinor: 1081, taxMinor: 80 },
];

test('a receipt over the whole has the tax of the order, and parts share it', () => {
  expect(shareRates(rates, 4381)).toEqual(rates);
  expect(shareRates(rates, 2000)).toEqual([
    { rateBp: 1000, taxedMinor: 1507, taxMinor: 137 },
    { rateBp: 800, taxedMinor: 493, taxMinor: 36 },
  ]);
});

test('what came back is in no receipt after that, also where it was made out before', () => {
  const back = [{ rateBp: 800, taxedMinor: -1081, taxMinor: -80 }];
  expect(shareRates(leftOfRates(rates, back, []), 3300)).toEqual([rates[0]]);
  const half = shareRates(rates, 2000);
  expect(shareRates(leftOfRates(rates, back, half), 1300)).toEqual([
    { rateBp: 1000, taxedMinor: 1300, taxMinor: 118 },
  ]);
});

test('however receipts are split, amounts and tax sum to the order and no part is below zero', () => {
  const rate = fc.record({
    taxedMinor: fc.integer({ min: 1, max: 5000 }),
    rateBp: fc.constantFrom(0, 800, 1000),
  });
  fc.assert(
    fc.property(
      fc.uniqueArray(rate, { minLength: 1, selector: ({ rateBp }) => rateBp }),
      fc.array(fc.integer({ min: 1, max: 2000 }), { maxLength: 8 }),
      (sold, cuts) => {
        const sale = sold.map(({ rateBp, taxedMinor }) => ({
          rateBp,
          taxedMinor,
          taxMinor: Math.floor((taxedMinor * rateBp) / (10_000 + rateBp)),
        }));
        const total = sale.reduce((sum, each) => sum + each.taxedMinor, 0);
        const issued: RateShare[] = [];
        let before = 0;
        for (const cut of [...cuts, total]) {
          const amount = Math.min(cut, total - before);
          const parts = shareRates(leftOfRates(sale, [], issued), amount);
          expect(parts.reduce((sum, each) => sum + each.taxedMinor, 0)).toBe(amount);
          expect(parts.every((each) => each.taxedMinor > 0 && each.taxMinor >= 0)).toBe(true);
          issued.push(...parts);
          before += amount;
        }
        expect(leftOfRates(sale, [], issued)).toEqual(
          sale.map(({ rateBp }) => ({ rateBp, taxedMinor: 0, taxMinor: 0 })),
        );
      },
    ),
  );
});
