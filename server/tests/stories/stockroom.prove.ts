import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { recordProof } from '../checks/proof-results.ts';
import { browserLacking, openBrowser } from '../support/browser.ts';
import { playStockroomStory } from './stockroom-story.ts';

const lacking = browserLacking();

test.skipIf(lacking !== undefined)(
  'a morning in the stockroom by reader: a receipt booked without a line, two clerks counting at once in a storm of scans, a no of the house that is corrected or set aside with a reason, a theft for the manager, a box for another shop, a printer that is off: nothing is lost or doubled',
  async () => {
    const browser = await openBrowser();
    const folder = process.env['ENGAWA_LOOK'];
    try {
      const story = await playStockroomStory(browser, async (page, name) => {
        if (folder !== undefined) {
          mkdirSync(folder, { recursive: true });
          for (const width of [390, 820, 1440]) {
            await page.setViewportSize({ width, height: 1000 });
            await page.screenshot({ path: join(folder, `${name}-${width}.png`) });
          }
          await page.setViewportSize({ width: 820, height: 1180 });
        }
      });
      recordProof({
        claim:
          'The back room of a shop works by reader, also without a line: receipt, count by two, adjustment, transfer, labels and shelves are booked exactly once',
        measured:
          `${story.scans} scans in ${story.seconds.toFixed(1)} s on 12 pages; the books are proven: ${story.isProven}; ` +
          `an unknown code reads “${story.unknown}”, the printer “${story.printer}”; axe: ${story.axe.length} serious`,
        holds: story.isProven && story.axe.length === 0,
        seconds: story.seconds,
      });
      expect(story.axe).toEqual([]);
      expect(story.smallest).toEqual([]);
      expect(story.unknown).toContain('4569951116179');
      expect(story.afterReceipt).toEqual({ cup: 24, bowl: 23, pot: 21 });
      expect(story.receipts).toBe(1);
      expect(story.twice).toContain('2人が数えました');
      expect(story.afterCount).toEqual({ cup: 24, bowl: 23, pot: 20 });
      expect(story.stuck.why).toContain('棚卸');
      expect(story.stuck.corrected).toBe(24);
      expect(story.stuck.dropped).toContain('数え直し済み');
      expect(story.theft).toContain('承認待ち');
      expect(story.afterSending).toEqual({ cup: 24, bowl: 21, pot: 20 });
      expect(story.slip).toBe(true);
      expect(story.labels).toBe(3);
      expect(story.printer).toContain('プリンターから応答がありません');
      expect(story.shelf).toBe('C-01');
      expect(story.isProven).toBe(true);
    } finally {
      await browser.close();
    }
  },
  300_000,
);
