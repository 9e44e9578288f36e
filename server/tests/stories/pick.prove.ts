import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { recordProof } from '../checks/proof-results.ts';
import { browserLacking, openBrowser } from '../support/browser.ts';
import { playPickStory } from './pick-story.ts';

const lacking = browserLacking();

test.skipIf(lacking !== undefined)(
  'a pickup is picked, packed and handed over by reader and keyboard only: two clerks at the same line, a wrong article, a short line that she answers, and the wrong parcel each have a clear way on',
  async () => {
    const browser = await openBrowser();
    const beganAt = performance.now();
    const folder = process.env['ENGAWA_LOOK'];
    try {
      const story = await playPickStory(browser, async (page, name) => {
        if (folder !== undefined) {
          mkdirSync(folder, { recursive: true });
          for (const width of [390, 820, 1440]) {
            await page.setViewportSize({ width, height: 900 });
            await page.screenshot({ path: join(folder, `${name}-${width}.png`) });
          }
          await page.setViewportSize({ width: 1180, height: 820 });
        }
      });
      recordProof({
        claim:
          'A pickup is picked, packed and handed over by reader and keyboard only; a second clerk, a wrong article, a short line and a wrong parcel each have a clear way on',
        measured:
          `two orders, 5 pieces in ${story.seconds.toFixed(1)} s: ${story.scans} scans and ${story.keys} keys, no mouse; the second clerk reads “${story.second}”, ` +
          `the wrong parcel “${story.wrongParcel}”; axe: ${story.axe.length} serious on 6 pages`,
        holds: story.axe.length === 0 && story.states.at(-1) === 'handed_over',
        seconds: (performance.now() - beganAt) / 1000,
      });
      expect(story.axe).toEqual([]);
      expect(story.states).toEqual(['preparing', 'ready', 'handed_over']);
      expect(story.totalMinor).toBe(4400);
      expect(story.wrongArticle).toContain('湯のみ 白');
      expect(story.wrongParcel).toContain('保管棚 12');
    } finally {
      await browser.close();
    }
  },
  120_000,
);
