import { expect, test } from 'vitest';
import { recordProof } from '../checks/proof-results.ts';
import { browserLacking, openBrowser } from '../support/browser.ts';
import { openConsoleHouse } from './console-pages.ts';
import { lookAtText } from './text-fits.ts';
import { sizes, walkPages } from './walk-pages.ts';

test.skipIf(browserLacking() !== undefined)(
  'all text of the console fits and is translated',
  async () => {
    const startedAt = performance.now();
    const house = await openConsoleHouse();
    const browser = await openBrowser();
    try {
      const walk = { sizes, languages: ['ja', 'en'] } as const;
      const complaints = await walkPages(browser, house.app, walk, lookAtText);
      recordProof({
        claim: 'No text of the console is untranslated, cut or outside its box or window',
        measured: `${house.app.routes.length} pages in Japanese and English at ${sizes.map(({ width }) => width).join(', ')} px in Chromium: ${complaints.length} found`,
        holds: complaints.length === 0,
        seconds: (performance.now() - startedAt) / 1000,
      });
      expect(complaints).toEqual([]);
    } finally {
      await browser.close();
      await house.close();
    }
  },
);
