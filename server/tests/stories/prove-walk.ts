// A proof that looks at every page of the three apps.
import type { BrowserContext } from 'playwright-core';
import { recordProof } from '../checks/proof-results.ts';
import { openBrowser } from '../support/browser.ts';
import { declaredHosts, type OutsideWatch, watchOutside } from './outside.ts';
import { openWalkHouse, pagesOf } from './walk-house.ts';
import { describeWalks, type Visit, walkPages, walksOf } from './walk-pages.ts';

type Look = {
  readonly claim: string;
  readonly look: (visit: Visit) => Promise<readonly string[]>;
};

/** What the looks found on the pages, and what the pages asked of others than the house. */
export type Found = {
  readonly text: readonly string[];
  readonly barriers: readonly string[];
  readonly outside: readonly string[];
};

const outsideClaim =
  'No page of shop, console and tablet asks a destination that the page on external transmission does not declare';

/** Walks all pages in Chromium, looks at each in turn, and records each claim, which holds when nothing was found. */
export async function proveWalk(looks: {
  readonly text: Look;
  readonly barriers: Look;
}): Promise<Found> {
  const startedAt = performance.now();
  const browser = await openBrowser();
  const house = await openWalkHouse(browser);
  try {
    const walks = walksOf();
    const { base } = house.server;
    const visitor = await browser.newPage();
    const declared = await declaredHosts(visitor, base);
    await visitor.close();
    const watches: OutsideWatch[] = [];
    const opened = async (context: BrowserContext) =>
      watches.push(await watchOutside(context, base, declared));
    const text: string[] = [];
    const barriers: string[] = [];
    for (const app of house.apps) {
      const visit = async (visited: Visit) => {
        text.push(...named(app.name, await looks.text.look(visited)));
        barriers.push(...named(app.name, await looks.barriers.look(visited)));
        return [];
      };
      for (const walk of walks) {
        await walkPages(browser, app, walk, visit, opened);
      }
    }
    const outside = watches.flatMap((watch) => watch.seen());
    const record = (claim: string, found: readonly string[], of: string) =>
      recordProof({
        claim,
        measured: `${of}: ${found.length} found`,
        holds: found.length === 0,
        seconds: (performance.now() - startedAt) / 1000,
      });
    const pages = `${pagesOf(house.apps)} pages ${describeWalks(walks)} in Chromium`;
    record(looks.text.claim, text, pages);
    record(looks.barriers.claim, barriers, pages);
    record(outsideClaim, outside, `the same pages, ${declared.length} declared`);
    return { text, barriers, outside };
  } finally {
    await browser.close();
    await house.close();
  }
}

function named(app: string, found: readonly string[]): string[] {
  return found.map((each) => `${app} ${each}`);
}
