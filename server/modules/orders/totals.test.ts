import fc from 'fast-check';
import { expect, test } from '#testing';
import { taxesOf, taxIncludedIn, taxOn } from './totals.ts';

test('three of 105 yen at 10%, rounded once, are 31 yen of tax; by the line they would be 30', () => {
  expect(taxOn(105 * 3, 1000)).toBe(31);
  expect(taxOn(105, 1000) * 3).toBe(30);
});

test('the tax within 1,100 yen at 10% is 100, of a return it is −100', () => {
  expect(taxIncludedIn(1100, 1000)).toBe(100);
  expect(taxIncludedIn(-1100, 1000)).toBe(-100);
});

test('a receipt has one row of tax per rate, and the rows hold every yen of it', () => {
  const line = fc.record({
    amountMinor: fc.integer({ min: -1_000_000, max: 1_000_000 }),
    taxRateBp: fc.constantFrom(0, 800, 1000),
  });
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
