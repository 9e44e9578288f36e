import { expect, test } from 'vitest';
import { recordProof } from '../checks/proof-results.ts';
import { browserLacking, openBrowser } from '../support/browser.ts';
import { lookForBarriers } from './accessible.ts';
import { openWalkHouse, pagesOf } from './walk-house.ts';
import { describeWalks, walkPages, walksOf } from './walk-pages.ts';

test.skipIf(browserLacking() !== undefined)(
  'nothing in the three apps keeps anybody out',
  async () => {
    const startedAt = performance.now();
    const browser = await openBrowser();
    const house = await openWalkHouse(browser);
    try {
      const found: string[] = [];
      const walks = walksOf();
      for (const app of house.apps) {
        for (const walk of walks) {
          const said = await walkPages(browser, app, walk, lookForBarriers);
          found.push(...said.map((each) => `${app.name} ${each}`));
        }
      }
      recordProof({
        claim:
          'axe finds nothing serious in shop, console and tablet, and every page is worked by keyboard',
        measured: `${pagesOf(house.apps)} pages ${describeWalks(walks)} in Chromium: ${found.length} found`,
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
