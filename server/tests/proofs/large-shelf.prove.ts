import { expect, test } from 'vitest';
import { boundOf, recordProof, roundsOf } from '../checks/proof-results.ts';
import { openLargeShelf } from '../stories/large-shelf.ts';
import { browserLacking, openBrowser } from '../support/browser.ts';

const lacking = browserLacking();

/** The value that 95 of 100 do not pass. */
function p95(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.ceil(values.length * 0.95) - 1] ?? 0;
}

test.skipIf(lacking !== undefined)(
  '300,000 items on the till: first open in the background with the till usable, later opens, scan to line, search as you type, memory of the page',
  async () => {
    const browser = await openBrowser();
    const beganAt = performance.now();
    try {
      const items = roundsOf({ full: 300_000, short: 100_000 });
      const figures = await openLargeShelf(browser, items);
      const { firstOpenMs, laterOpensMs, scansMs, searchesMs, memoryMb, wasUsable } = figures;
      const laterMs = Math.max(...laterOpensMs);
      // Few items are all there before a sale is over.
      const isUsable = wasUsable || process.env.ENGAWA_PROOF !== 'full';
      const isWithin =
        isUsable &&
        firstOpenMs <= boundOf(20_000) &&
        laterMs <= boundOf(2000) &&
        p95(scansMs) <= boundOf(50) &&
        p95(searchesMs) <= boundOf(100) &&
        memoryMb <= boundOf(400);
      const told =
        `${items} items: all of it ${(firstOpenMs / 1000).toFixed(1)} s after the page was opened, ${wasUsable ? 'a sale made meanwhile' : 'no sale meanwhile'}; ` +
        `later opens ${laterOpensMs.map((ms) => Math.round(ms)).join(', ')} ms; ${scansMs.length} scans p95 ${p95(scansMs).toFixed(0)} ms, ` +
        `${searchesMs.length} searches p95 ${p95(searchesMs).toFixed(0)} ms; the page's process ${memoryMb.toFixed(0)} MB`;
      console.log(told);
      recordProof({
        claim:
          'Hundreds of thousands of items on the till: first open ≤ 20 s in the background with the till usable, later ≤ 2 s, scan to line ≤ 50 ms, search as you type ≤ 100 ms, page ≤ 400 MB',
        measured: told,
        holds: isWithin,
        seconds: (performance.now() - beganAt) / 1000,
      });
      expect(isUsable).toBe(true);
      expect(p95(scansMs)).toBeLessThanOrEqual(boundOf(50));
      expect(p95(searchesMs)).toBeLessThanOrEqual(boundOf(100));
      expect(memoryMb).toBeLessThanOrEqual(boundOf(400));
      expect(laterMs).toBeLessThanOrEqual(boundOf(2000));
      expect(firstOpenMs).toBeLessThanOrEqual(boundOf(20_000));
    } finally {
      await browser.close();
    }
  },
);
