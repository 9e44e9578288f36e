import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openTestHouse } from '#testing';
import { belongings, makePromotion, mergeAndPart, runStorm, storms } from './one-customer.ts';

test('random storms of merges, sales, spends and unmerges keep the ledger’s sum and never let a point be spent twice', {
  timeout: 120_000,
}, async () => {
  const house = await openTestHouse();
  await fc.assert(
    fc.asyncProperty(storms, async (storm) => {
      expect(await runStorm(house, storm)).toEqual([]);
    }),
    { numRuns: 12, endOnFailure: true },
  );
  await house.drop();
});

test('merge then unmerge is the identity on profile, balances, coupons, consents (the stricter mask wins and comes back) and timeline', {
  timeout: 120_000,
}, async () => {
  const house = await openTestHouse();
  const promotionId = await makePromotion(house);
  await fc.assert(
    fc.asyncProperty(belongings, async (had) => {
      const { before, merged, after, strict } = await mergeAndPart(house, had, promotionId);
      expect(strict.seen).toEqual(strict.wanted);
      expect(after).toEqual(before);
      expect(merged).not.toEqual(before);
    }),
    { numRuns: 8, endOnFailure: true },
  );
  await house.drop();
});
