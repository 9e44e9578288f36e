// Must show: one scan at the till; a till without a line verifies the signed card, refuses a copy that is older than its
// window and a forged one, spends up to its allowance, and posts once.
import { expect, test } from 'vitest';
import { recordProof } from '../checks/proof-results.ts';
import { playOneScan } from '../stories/one-scan.ts';
import { browserLacking, openBrowser } from '../support/browser.ts';

const lacking = browserLacking();

test.skipIf(lacking !== undefined)(
  'one scan at the till shows member, points, stamps, coupons and the best of them; the offline till verifies the signed card, refuses a copy older than its window and a forged one, spends up to its allowance and posts once',
  async () => {
    const browser = await openBrowser();
    const beganAt = performance.now();
    try {
      const seen = await playOneScan(browser);
      recordProof({
        claim:
          'One scan at the till shows member, points, stamps, coupons and the best of them; without a line the till verifies the signed card, refuses a copy older than its window and a forged one, takes value up to its allowance, and posts once',
        measured:
          `all shown ${Math.round(seen.shownMs)} ms after the scan, best coupons save ¥${seen.savesMinor}; paid ${JSON.stringify(seen.paid)}; ` +
          `without a line: copy and forgery refused, card verified in ${Math.round(seen.checkedMs)} ms, ${seen.promisedPoints} points promised, paid ${JSON.stringify(seen.paidAway)}, ${seen.leftAway} left; ` +
          `${seen.saleEntries} sales told, ${seen.orders} orders, ${seen.conflicts.length} conflicts, ${seen.differences.length} differences in the books; axe: ${seen.axe.length} serious`,
        holds: seen.conflicts.length === 0 && seen.differences.length === 0,
        seconds: (performance.now() - beganAt) / 1000,
      });
      expect(seen.savesMinor).toBe(384);
      expect(seen.paid).toEqual({ points: 200, gift: 1000, cash: 16 });
      expect(seen.refusedAway).toEqual([
        '古いコードです。会員証を開き直してもらってください。',
        '正しい会員証のコードではありません。受け付けないでください。',
      ]);
      expect(seen.promisedPoints).toBeGreaterThanOrEqual(300);
      expect(seen.paidAway.points).toBe(seen.promisedPoints);
      expect(seen).toMatchObject({
        leftAway: 0,
        saleEntries: 3,
        orders: 3,
        stamps: 2,
        conflicts: [],
        differences: [],
        axe: [],
      });
      expect(seen.earnedByOther).toBeGreaterThan(0);
    } finally {
      await browser.close();
    }
  },
);
