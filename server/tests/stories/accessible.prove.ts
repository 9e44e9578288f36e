import { expect, test } from 'vitest';
import { recordProof } from '../checks/proof-results.ts';
import { browserLacking, openBrowser } from '../support/browser.ts';
import { lookForBarriers } from './accessible.ts';
import { openConsoleHouse } from './console-pages.ts';
import { sizes, walkPages } from './walk-pages.ts';

test.skipIf(browserLacking() !== undefined)(
  'nothing in the console keeps anybody out',
  async () => {
    const startedAt = performance.now();
    const house = await openConsoleHouse();
    const browser = await openBrowser();
    try {
      const walk = {
        sizes: sizes.filter(({ width }) => width !== 820),
        languages: ['ja', 'en'],
      } as const;
      const barriers = await walkPages(browser, house.app, walk, lookForBarriers);
      recordProof({
        claim: 'axe finds nothing serious in the console, and every page is worked by keyboard',
        measured: `${house.app.routes.length} pages in Japanese and English at 390 and 1440 px in Chromium: ${barriers.length} found`,
        holds: barriers.length === 0,
        seconds: (performance.now() - startedAt) / 1000,
      });
      expect(barriers).toEqual([]);
    } finally {
      await browser.close();
      await house.close();
    }
  },
);
