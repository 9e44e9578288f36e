import {
  apportionDiscount,
  type PricedLine,
  shareOf,
  splitByWeights,
  taxesOf,
  taxIncludedIn,
  taxOn,
} from '@engawa/totals';
import fc from 'fast-check';
import { expect, test } from '#testing';

const excluded = { isTaxIncluded: false, rounding: 'floor' } as const;

test('three of 105 yen without tax at 10%, rounded once, are 31 yen of tax; by the line they would be 30', () => {
  const lines = Array.from({ length: 3 }, () => ({ amountMinor: 105, taxRateBp: 1000 }));
  expect(taxesOf(lines, excluded)).toEqual([{ rateBp: 1000, taxedMinor: 346, taxMinor: 31 }]);
  expect(taxOn(105, 1000) * 3).toBe(30);
});

test('three of 105 yen with their tax hold 28 yen of it', () => {
  expect(taxesOf([{ amountMinor: 315, taxRateBp: 1000 }])).toEqual([
    { rateBp: 1000, taxedMinor: 315, taxMinor: 28 },
  ]);
});

test('the seller chooses how tax is rounded', () => {
  expect(taxOn(315, 1000, 'floor')).toBe(31);
  expect(taxOn(315, 1000, 'half_up')).toBe(32);
  expect(taxOn(311, 1000, 'half_up')).toBe(31);
  expect(taxOn(311, 1000, 'ceil')).toBe(32);
  expect(taxOn(310, 1000, 'ceil')).toBe(31);
});

test('the tax within 1,100 yen at 10% is 100, of a return it is −100', () => {
  expect(taxIncludedIn(1100, 1000)).toBe(100);
  expect(taxIncludedIn(-1100, 1000)).toBe(-100);
  expect(taxIncludedIn(-105, 1000, 'ceil')).toBe(-10);
});

test('a discount of 300 yen on 1,000 at 10% and 2,000 at 8% takes 100 and 200 off', () => {
  const lines = [
    { amountMinor: 1000, taxRateBp: 1000 },
    { amountMinor: 1500, taxRateBp: 800 },
    { amountMinor: 500, taxRateBp: 800 },
  ];
  expect(apportionDiscount(300, lines)).toEqual([100, 150, 50]);
});

const line = fc.record({
  amountMinor: fc.integer({ min: -1_000_000, max: 1_000_000 }),
  taxRateBp: fc.constantFrom(0, 800, 1000),
});

test('a receipt has one row of tax per rate, and the rows hold every yen of it', () => {
  fc.assert(
    fc.property(fc.array(line, { maxLength: 50 }), (lines) => {
      const taxes = taxesOf(lines);
      const total = lines.reduce((sum, each) => sum + each.amountMinor, 0);
      expect(taxes.reduce((sum, each) => sum + each.taxedMinor, 0)).toBe(total);
      expect(new Set(taxes.map((each) => each.rateBp)).size).toBe(taxes.length);
      for (const { taxedMinor, rateBp, taxMinor } of taxes) {
        expect(taxMinor).toBe(taxIncludedIn(taxedMinor, rateBp));
      }
    }),
  );
});

test('a discount is given to the yen, no line gives more than it has, rates give by their sums', () => {
  const sold = fc.record({
    amountMinor: fc.integer({ min: 0, max: 100_000 }),
    taxRateBp: fc.constantFrom(800, 1000),
  });
  const sumOf = (lines: readonly PricedLine[]) =>
    lines.reduce((sum, each) => sum + each.amountMinor, 0);
  fc.assert(
    fc.property(fc.array(sold, { minLength: 1, maxLength: 30 }), fc.nat(), (lines, wanted) => {
      const whole = sumOf(lines);
      const discount = whole === 0 ? 0 : wanted % (whole + 1);
      const shares = apportionDiscount(discount, lines);
      expect(shares.reduce((sum, each) => sum + each, 0)).toBe(discount);
      for (const [index, share] of shares.entries()) {
        expect(share).toBeGreaterThanOrEqual(0);
        expect(share).toBeLessThanOrEqual(lines[index]?.amountMinor ?? 0);
      }
      for (const rate of [800, 1000]) {
        const mine = lines.filter((each) => each.taxRateBp === rate);
        const taken = shares.filter((_, index) => lines[index]?.taxRateBp === rate);
        const exact = whole === 0 ? 0 : (discount * sumOf(mine)) / whole;
        expect(Math.abs(taken.reduce((sum, each) => sum + each, 0) - exact)).toBeLessThan(1);
      }
    }),
  );
});

test('the parts of a line sum to the line, however it is cut', () => {
  const cuts = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1_000_000 }), cuts, (amount, pieces) => {
      const whole = pieces.reduce((sum, each) => sum + each, 0);
      let before = 0;
      let given = 0;
      for (const each of pieces) {
        const share = shareOf(amount, before, before + each, whole);
        expect(share).toBeGreaterThanOrEqual(0);
        given += share;
        before += each;
      }
      expect(given).toBe(amount);
    }),
  );
});

test('shares of an amount sum to it, and none is off by a whole unit or more', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }),
      fc.array(fc.integer({ min: 0, max: 1_000_000 }), { minLength: 1, maxLength: 60 }),
      (total, weights) => {
        const shares = splitByWeights(total, weights);
        expect(shares.reduce((a, b) => a + b, 0)).toBe(total);
        const sum = weights.reduce((a, b) => a + b, 0);
        if (sum > 0) {
          shares.forEach((share, index) => {
            expect(Math.abs(share - (total * (weights[index] ?? 0)) / sum)).toBeLessThan(1 + 1e-6);
          });
        }
      },
    ),
  );
});
