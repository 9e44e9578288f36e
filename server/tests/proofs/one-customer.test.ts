import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openTestHouse } from '#testing';
import { belongings, makePromotion, mergeAndPart, runStorm, storms } from './one-customer.ts';

test('merges, sales, spends and partings at once never spend a point twice, and parting gives back each record', {
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

test('taking every link back, in any order, shows what was before: profile, consents, points, coupons, timeline', {
  timeout: 120_000,
}, async () => {
  const house = await openTestHouse();
  const promotionId = await makePromotion(house);
  await fc.assert(
    fc.asyncProperty(belongings, async (had) => {
      const { before, merged, after } = await mergeAndPart(house, had, promotionId);
      expect(after).toEqual(before);
      expect(merged).not.toEqual(before);
    }),
    { numRuns: 8, endOnFailure: true },
  );
  await house.drop();
});
