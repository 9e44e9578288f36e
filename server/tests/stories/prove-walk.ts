// A proof that looks at every page of the three apps.
import { recordProof } from '../checks/proof-results.ts';
import { openBrowser } from '../support/browser.ts';
import { openWalkHouse, pagesOf } from './walk-house.ts';
import { describeWalks, type Visit, walkPages, walksOf } from './walk-pages.ts';

/** Walks all pages in Chromium and records the claim, which holds when the visits find nothing; answers what they found. */
export async function proveWalk(
  claim: string,
  visit: (visit: Visit) => Promise<readonly string[]>,
): Promise<readonly string[]> {
  const startedAt = performance.now();
  const browser = await openBrowser();
  const house = await openWalkHouse(browser);
  try {
    const found: string[] = [];
    const walks = walksOf();
    for (const app of house.apps) {
      for (const walk of walks) {
        const said = await walkPages(browser, app, walk, visit);
        found.push(...said.map((each) => `${app.name} ${each}`));
      }
    }
    recordProof({
      claim,
      measured: `${pagesOf(house.apps)} pages ${describeWalks(walks)} in Chromium: ${found.length} found`,
      holds: found.length === 0,
      seconds: (performance.now() - startedAt) / 1000,
    });
    return found;
  } finally {
    await browser.close();
    await house.close();
  }
}
