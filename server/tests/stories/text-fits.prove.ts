import { expect, test } from 'vitest';
import { recordProof } from '../checks/proof-results.ts';
import { browserLacking, openBrowser } from '../support/browser.ts';
import { lookAtText } from './text-fits.ts';
import { openWalkHouse, pagesOf } from './walk-house.ts';
import { sizes, walkPages } from './walk-pages.ts';

test.skipIf(browserLacking() !== undefined)(
  'all text of the three apps fits and is translated',
  async () => {
    const startedAt = performance.now();
    const browser = await openBrowser();
    const house = await openWalkHouse(browser);
    try {
      const found: string[] = [];
      for (const app of house.apps) {
        const said = await walkPages(browser, app, { sizes, languages: ['ja', 'en'] }, lookAtText);
        found.push(...said.map((each) => `${app.name} ${each}`));
      }
      recordProof({
        claim:
          'No text of shop, console and tablet is untranslated, cut or outside its box or window',
        measured: `${pagesOf(house.apps)} pages in Japanese and English at ${sizes.map(({ width }) => width).join(', ')} px in Chromium: ${found.length} found`,
        holds: found.length === 0,
        seconds: (performance.now() - startedAt) / 1000,
      });
      expect(found).toEqual([]);
    } finally {
      await browser.close();
      await house.close();
    }
  },
);
