import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Countable, confidenceOf, skellamAtMost } from './confidence.ts';
import { shrinkageOf } from './learn-shrinkage.ts';
import { stockWordOf } from './stock-word.ts';

const now = Temporal.Instant.from('2026-04-01T00:00:00Z');
const shelf = (rest: Partial<Countable> = {}): Countable => ({
  onHandMilli: 10_000,
  movedMilli: 0,
  countedAt: now,
  shrinkageBp: null,
  pieceMilli: 1000,
  ...rest,
});

/** The same probability by plain summation over both variables. */
function bySummation(limit: number, down: number, up: number): number {
  const terms = (mean: number) => {
    const all = [Math.exp(-mean)];
    for (let k = 1; k < 120; k += 1) all.push(((all[k - 1] ?? 0) * mean) / k);
    return all;
  };
  const ups = terms(up);
  return terms(down).reduce(
    (sum, p, d) => sum + p * ups.reduce((inner, q, u) => inner + (d - u <= limit ? q : 0), 0),
    0,
  );
}

test('the difference of two Poisson variables is summed exactly', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -20, max: 40 }),
      fc.double({ min: 0, max: 20, noNaN: true }),
      fc.double({ min: 0, max: 20, noNaN: true }),
      (limit, down, up) => {
        expect(skellamAtMost(limit, down, up)).toBeCloseTo(bySummation(limit, down, up), 7);
      },
    ),
  );
});

test('with large means the normal curve takes over without a step', () => {
  for (const limit of [20, 40, 50, 60, 80]) {
    const exact = skellamAtMost(limit, 170, 129);
    const normal = skellamAtMost(limit, 171.5, 130.5);
    expect(Math.abs(exact - normal)).toBeLessThan(0.02);
  }
});

test('what was counted just now is certain, up to the last piece and not one more', () => {
  expect(confidenceOf(shelf(), 10_000, now)).toBe(1);
  expect(confidenceOf(shelf(), 11_000, now)).toBeLessThan(0.001);
});

test('ten pieces of which a hundred moved since the count: the tenth is a guess, the first is sure', () => {
  const busy = shelf({ movedMilli: 100_000 });
  // Losses 1.5 and handling 0.5 down, 0.5 up: P(Poisson(2) − Poisson(0.5) ≤ 0) and ≤ 9.
  expect(confidenceOf(busy, 10_000, now)).toBeCloseTo(bySummation(0, 2, 0.5), 6);
  expect(confidenceOf(busy, 10_000, now)).toBeLessThan(0.4);
  expect(confidenceOf(busy, 1000, now)).toBeGreaterThan(0.99);
});

test('confidence never grows with what is wanted, moved, lost or with the age of the count', () => {
  const days = fc.integer({ min: 0, max: 2000 });
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 60 }),
      fc.integer({ min: 0, max: 500 }),
      fc.integer({ min: 0, max: 1000 }),
      days,
      fc.integer({ min: 1, max: 60 }),
      (onHand, moved, shrinkageBp, age, wanted) => {
        const at = (more: Partial<Countable>, ageDays = age) =>
          shelf({
            onHandMilli: onHand * 1000,
            movedMilli: moved * 1000,
            shrinkageBp,
            countedAt: now.subtract({ hours: ageDays * 24 }),
            ...more,
          });
        const sure = confidenceOf(at({}), wanted * 1000, now);
        const slack = 1e-9;
        expect(sure).toBeGreaterThanOrEqual(0);
        expect(sure).toBeLessThanOrEqual(1);
        expect(confidenceOf(at({}), (wanted + 1) * 1000, now)).toBeLessThanOrEqual(sure + slack);
        expect(confidenceOf(at({}, age + 30), wanted * 1000, now)).toBeLessThanOrEqual(
          sure + slack,
        );
        const worse = at({ shrinkageBp: shrinkageBp + 100 });
        expect(confidenceOf(worse, wanted * 1000, now)).toBeLessThanOrEqual(sure + slack);
      },
    ),
  );
});

test('what nobody ever counted is as uncertain as what was counted a year ago', () => {
  const never = confidenceOf(shelf({ countedAt: null }), 10_000, now);
  const yearAgo = confidenceOf(
    shelf({ countedAt: now.subtract({ hours: 365 * 24 }) }),
    10_000,
    now,
  );
  expect(never).toBeCloseTo(yearAgo, 9);
  expect(never).toBeCloseTo(Math.exp(-0.15), 6);
});

test('weighed goods are lost by the hundred grams', () => {
  const tea = shelf({ onHandMilli: 2_000_000, movedMilli: 10_000_000, pieceMilli: 100_000 });
  expect(confidenceOf(tea, 2_000_000, now)).toBeCloseTo(bySummation(0, 2, 0.5), 6);
});

test('the words: nothing, ask, a few, in stock; half a kilogram is a few', () => {
  expect(stockWordOf(0, 'each')).toBe('out_of_stock');
  expect(stockWordOf(-2000, 'each')).toBe('out_of_stock');
  expect(stockWordOf(3000, 'each')).toBe('low');
  expect(stockWordOf(4000, 'each')).toBe('in_stock');
  expect(stockWordOf(4000, 'each', 0.79)).toBe('ask');
  expect(stockWordOf(0, 'each', 0.1)).toBe('out_of_stock');
  expect(stockWordOf(500_000, 'g')).toBe('low');
  expect(stockWordOf(501_000, 'g')).toBe('in_stock');
});

test('shrinkage is learned from counts, slowly while there are few', () => {
  expect(shrinkageOf(0, 0)).toBe(150);
  expect(shrinkageOf(3000, 100_000)).toBe(188);
  expect(shrinkageOf(300_000, 10_000_000)).toBe(296);
  expect(shrinkageOf(-50_000, 1_000_000)).toBe(35);
});
