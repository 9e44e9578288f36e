import { expect, test } from 'vitest';
import { leftOfMethods, needsStamp, shareMethods } from './share-methods.ts';

const at10 = (taxedMinor: number) => [
  { rateBp: 1000, taxedMinor, taxMinor: Math.floor((taxedMinor * 10) / 110) },
];
const by = (method: string, amountMinor: number) => ({ method, amountMinor });

test('a part by card takes no stamp away from the part that was paid in cash', () => {
  expect(needsStamp(at10(121_000), [by('card', 61_000), by('cash', 60_000)])).toBe(true);
  expect(needsStamp(at10(121_000), [by('card', 1000), by('cash', 120_000)])).toBe(true);
  expect(needsStamp(at10(121_000), [by('card', 121_000)])).toBe(false);
  expect(needsStamp(at10(121_000), [by('points', 71_000), by('cash', 50_000)])).toBe(false);
});

test('the amount that counts is without its tax: 54,998 yen at 10 percent need none, 54,999 do', () => {
  expect(needsStamp(at10(54_998), [by('cash', 54_998)])).toBe(false);
  expect(needsStamp(at10(54_999), [by('cash', 54_999)])).toBe(true);
  // The same in a part: of 110,000 the cash is 54,999, then 55,000.
  expect(needsStamp(at10(110_000), [by('card', 55_001), by('cash', 54_999)])).toBe(false);
  expect(needsStamp(at10(110_000), [by('card', 55_000), by('cash', 55_000)])).toBe(true);
  // Untaxed goods: nothing to leave out.
  expect(needsStamp([{ rateBp: 0, taxedMinor: 50_000, taxMinor: 0 }], [by('cash', 50_000)])).toBe(
    true,
  );
  // An order that does not say how it was paid counts whole.
  expect(needsStamp(at10(55_000), [])).toBe(true);
  expect(needsStamp([], [])).toBe(false);
});

test('several names share what is left of each method, to the yen, and what came back is in none', () => {
  const paid = [by('card', 60_001), by('cash', 40_000)];
  const first = shareMethods(leftOfMethods(paid, [], []), 33_333);
  expect(first.reduce((sum, each) => sum + each.amountMinor, 0)).toBe(33_333);
  const rest = shareMethods(leftOfMethods(paid, [], first), 66_668);
  expect(
    paid.map(({ method, amountMinor }) =>
      [...first, ...rest].reduce(
        (left, each) => (each.method === method ? left - each.amountMinor : left),
        amountMinor,
      ),
    ),
  ).toEqual([0, 0]);
  expect(leftOfMethods(paid, [by('cash', -40_000)], [])).toEqual([
    by('card', 60_001),
    by('cash', 0),
  ]);
  expect(shareMethods([by('cash', 0)], 100)).toEqual([]);
});
