import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shareRates } from './share-rates.ts';

const rates = [
  { rateBp: 1000, taxedMinor: 3300, taxMinor: 300 },
  { rateBp: 800, taxedMinor: 1081, taxMinor: 80 },
];

test('a receipt over the whole has the tax of the order, and parts share it', () => {
  expect(shareRates(rates, 4381, 0, 4381)).toEqual(rates);
  expect(shareRates(rates, 4381, 0, 2000)).toEqual([
    { rateBp: 1000, taxedMinor: 1506, taxMinor: 136 },
    { rateBp: 800, taxedMinor: 494, taxMinor: 36 },
  ]);
});

test('however receipts are split, amounts and tax sum to the order', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 2000 }), { minLength: 1, maxLength: 8 }),
      (cuts) => {
        const total = 4381;
        let before = 0;
        const sums = new Map<number, [number, number]>();
        for (const cut of [...cuts, total]) {
          const amount = Math.min(cut, total - before);
          const parts = shareRates(rates, total, before, amount);
          expect(parts.reduce((sum, each) => sum + each.taxedMinor, 0)).toBe(amount);
          for (const { rateBp, taxedMinor, taxMinor } of parts) {
            const [taxed, tax] = sums.get(rateBp) ?? [0, 0];
            sums.set(rateBp, [taxed + taxedMinor, tax + taxMinor]);
          }
          before += amount;
        }
        expect([...sums]).toEqual(
          rates.map((each) => [each.rateBp, [each.taxedMinor, each.taxMinor]]),
        );
      },
    ),
  );
});
