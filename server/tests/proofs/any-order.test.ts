import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openTestHouse } from '#testing';
import { customersAfter, drawRows, learnHouse, shuffled } from './any-order.ts';

const ranks = fc.array(fc.nat(10_000), { minLength: 60, maxLength: 60 });

test('the same records in any order, one by one or together, are the same customers', {
  timeout: 180_000,
}, async () => {
  const house = await openTestHouse();
  await learnHouse(house);
  let trial = 0;
  let joined = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 100, max: 10_000 }),
      ranks,
      ranks,
      async (seed, one, other) => {
        const rows = drawRows(10, seed).slice(0, 40);
        trial += 1;
        const whole = await customersAfter(house, `whole ${trial}`, [rows]);
        expect(await customersAfter(house, `few ${trial}`, shuffled(rows, one, 5))).toEqual(whole);
        expect(await customersAfter(house, `two ${trial}`, shuffled(rows, other, 2))).toEqual(
          whole,
        );
        joined += rows.length - whole.length;
      },
    ),
    { numRuns: 5, endOnFailure: true },
  );
  expect(joined).toBeGreaterThan(5);
  await house.drop();
});
