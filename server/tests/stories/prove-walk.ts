// A proof that looks at every page of the three apps.
import type { BrowserContext } from 'playwright-core';
import { recordProof } from '../checks/proof-results.ts';
import { openBrowser } from '../support/browser.ts';
import { declaredHosts, type OutsideWatch, watchOutside } from './outside.ts';
import { openWalkHouse, pagesOf } from './walk-house.ts';
import { describeWalks, type Visit, walkPages, walksOf } from './walk-pages.ts';

const outsideClaim =
  'No page of shop, console and tablet asks a destination that the page on external transmission does not declare';

/**
 * Walks all pages in Chromium and records the claim, which holds when the visits find nothing; answers what they
 * found, and what the pages asked of others than the house.
 */
export async function proveWalk(
  claim: string,
  visit: (visit: Visit) => Promise<readonly string[]>,
): Promise<{ readonly found: readonly string[]; readonly outside: readonly string[] }> {
  const startedAt = performance.now();
  const browser = await openBrowser();
  const house = await openWalkHouse(browser);
  try {
    const found: string[] = [];
    const walks = walksOf();
    const { base } = house.server;
    const visitor = await browser.newPage();
    const declared = await declaredHosts(visitor, base);
    await visitor.close();
    const watches: OutsideWatch[] = [];
    const opened = async (context: BrowserContext) =>
      watches.push(await watchOutside(context, base, declared));
    for (const app of house.apps) {
      for (const walk of walks) {
        const said = await walkPages(browser, app, walk, visit, opened);
        found.push(...said.map((each) => `${app.name} ${each}`));
      }
    }
    recordProof({
      claim,
      measured: `${pagesOf(house.apps)} pages ${describeWalks(walks)} in Chromium: ${found.length} found`,
      holds: found.length === 0,
      seconds: (performance.now() - startedAt) / 1000,
    });
    const outside = watches.flatMap((watch) => watch.seen());
    recordProof({
      claim: outsideClaim,
      measured: `the same pages, ${declared.length} declared: ${outside.length} undeclared`,
      holds: outside.length === 0,
      seconds: (performance.now() - startedAt) / 1000,
    });
    return { found, outside };
  } finally {
    await browser.close();
    await house.close();
  }
}
