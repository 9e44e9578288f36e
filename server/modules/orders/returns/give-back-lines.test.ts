import { apportionDiscount, type TaxBasis, taxesOf } from '@engawa/totals';
import fc from 'fast-check';
import { expect, test } from '#testing';
import { partOf, type StandingLine, takeOffTaxes, worthOf } from './give-back-lines.ts';

const rounding = fc.constantFrom('floor', 'half_up', 'ceil') as fc.Arbitrary<TaxBasis['rounding']>;
const lines = fc.array(
  fc.record({
    pieces: fc.integer({ min: 1, max: 9 }),
    unitMinor: fc.integer({ min: 0, max: 5000 }),
    taxRateBp: fc.constantFrom(800, 1000),
  }),
  { minLength: 1, maxLength: 8 },
);

function sell(
  sold: readonly { pieces: number; unitMinor: number; taxRateBp: number }[],
  wish: number,
) {
  const priced = sold.map((each) => ({
    amountMinor: each.pieces * each.unitMinor,
    taxRateBp: each.taxRateBp,
  }));
  const whole = priced.reduce((sum, each) => sum + each.amountMinor, 0);
  const shares = apportionDiscount(whole === 0 ? 0 : wish % (whole + 1), priced);
  return sold.map(
    (each, index): StandingLine => ({
      line: index + 1,
      itemId: '',
      quantityMilli: each.pieces * 1000,
      returnedMilli: 0,
      amountMinor: each.pieces * each.unitMinor,
      discountMinor: shares[index] ?? 0,
      pointsMinor: Math.floor((shares[index] ?? 0) / 2),
      taxRateBp: each.taxRateBp,
    }),
  );
}

const netOf = (line: StandingLine) => ({
  amountMinor: line.amountMinor - line.discountMinor,
  taxRateBp: line.taxRateBp,
});

test('however an order is given back, piece by piece or at once, the parts sum to the whole', () => {
  const wishes = fc.array(fc.tuple(fc.nat(), fc.integer({ min: 1, max: 5 })), { maxLength: 60 });
  fc.assert(
    fc.property(
      lines,
      fc.nat(),
      fc.boolean(),
      rounding,
      wishes,
      (sold, wish, included, way, cuts) => {
        const basis = { isTaxIncluded: included, rounding: way };
        let standing = sell(sold, wish);
        const first = standing;
        const taxes = taxesOf(standing.map(netOf), basis);
        let left = taxes;
        let moneyMinor = 0;
        let pointsMinor = 0;
        let taxMinor = 0;
        const all = [...cuts, ...standing.map((_, index) => [index, 9] as [number, number])];
        for (const [at, pieces] of all) {
          const line = standing[at % standing.length] as StandingLine;
          const quantity = Math.min(pieces * 1000, line.quantityMilli - line.returnedMilli);
          if (quantity > 0) {
            const part = partOf(line, quantity);
            const taken = takeOffTaxes(left, [part], basis);
            const worth = worthOf([part], taken.taken);
            for (const value of [part.netMinor, part.discountMinor, part.pointsMinor]) {
              expect(value).toBeGreaterThanOrEqual(0);
            }
            expect(worth.moneyMinor).toBeGreaterThanOrEqual(0);
            expect(taken.taken[0]?.taxMinor).toBeGreaterThanOrEqual(0);
            moneyMinor += worth.moneyMinor;
            pointsMinor += worth.pointsMinor;
            taxMinor += taken.taken.reduce((sum, each) => sum + each.taxMinor, 0);
            left = [...taken.left];
            standing = standing.map((each) =>
              each === line ? { ...each, returnedMilli: each.returnedMilli + quantity } : each,
            );
          }
        }
        expect(left.every((each) => each.taxedMinor === 0 && each.taxMinor === 0)).toBe(true);
        expect(moneyMinor).toBe(taxes.reduce((sum, each) => sum + each.taxedMinor, 0));
        expect(taxMinor).toBe(taxes.reduce((sum, each) => sum + each.taxMinor, 0));
        expect(pointsMinor).toBe(first.reduce((sum, each) => sum + each.pointsMinor, 0));
      },
    ),
  );
});

test('of 1,000 at 10% and 2,000 at 8% less 300 points, the first line gives back 900 with 81 of tax', () => {
  const basis = { isTaxIncluded: true, rounding: 'floor' } as const;
  const line = { itemId: '', quantityMilli: 1000, returnedMilli: 0 };
  const standing = [
    { ...line, line: 1, amountMinor: 1000, discountMinor: 100, pointsMinor: 100, taxRateBp: 1000 },
    { ...line, line: 2, amountMinor: 2000, discountMinor: 200, pointsMinor: 200, taxRateBp: 800 },
  ];
  const taxes = taxesOf(standing.map(netOf), basis);
  const part = partOf(standing[0] as StandingLine, 1000);
  const { taken } = takeOffTaxes(taxes, [part], basis);
  expect(taken).toEqual([{ rateBp: 1000, taxedMinor: 900, taxMinor: 81 }]);
  expect(worthOf([part], taken)).toEqual({ moneyMinor: 900, pointsMinor: 100 });
});
