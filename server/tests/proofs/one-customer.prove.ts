import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openTestHouse } from '#testing';
import { recordProof, roundsOf } from '../checks/proof-results.ts';
import { customersAfter, drawRows, learnHouse, shuffled } from './any-order.ts';
import { belongings, makePromotion, mergeAndPart, runStorm, storms } from './one-customer.ts';

const stormsAHouse = 100;
const ranks = fc.array(fc.nat(10_000), { minLength: 60, maxLength: 60 });

test('merges are exact, in any order, under storms of sales and spends', async () => {
  const startedAt = performance.now();
  const house = await openTestHouse();
  const rounds = {
    storms: roundsOf({ full: 1000, short: 40 }),
    partings: roundsOf({ full: 500, short: 20 }),
    orders: roundsOf({ full: 200, short: 8 }),
  };
  // Each storm adds the whole ledger up again: books of their own now and then keep that short.
  let books = await openTestHouse();
  let done = 0;
  await fc.assert(
    fc.asyncProperty(storms, async (storm) => {
      expect(await runStorm(books, storm)).toEqual([]);
      done += 1;
      if (done % stormsAHouse === 0) {
        await books.drop();
        books = await openTestHouse();
      }
    }),
    { numRuns: rounds.storms, endOnFailure: true },
  );
  await books.drop();
  const promotionId = await makePromotion(house);
  await fc.assert(
    fc.asyncProperty(belongings, async (had) => {
      const { before, after, strict } = await mergeAndPart(house, had, promotionId);
      expect(strict.seen).toEqual(strict.wanted);
      expect(after).toEqual(before);
    }),
    { numRuns: rounds.partings, endOnFailure: true },
  );
  await learnHouse(house);
  let trial = 0;
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 100, max: 1_000_000 }), ranks, async (seed, drawn) => {
      const rows = drawRows(10, seed).slice(0, 40);
      trial += 1;
      const whole = await customersAfter(house, `whole ${trial}`, [rows]);
      const few = await customersAfter(house, `few ${trial}`, shuffled(rows, drawn, 5));
      expect(few).toEqual(whole);
    }),
    { numRuns: rounds.orders, endOnFailure: true },
  );
  await house.drop();
  recordProof({
    claim:
      'One customer: storms of merges, sales, spends and partings at once never spend a point twice; taking every link back is the identity; any order of the same records is the same customers',
    measured: `${rounds.storms} storms, ${rounds.partings} mergings taken back, ${rounds.orders} sets of records in other orders; 0 differences`,
    holds: true,
    seconds: (performance.now() - startedAt) / 1000,
  });
});
