import { expect, test } from 'vitest';
import { browserLacking } from '../support/browser.ts';
import { watchLivePage } from './live-page.ts';

const lacking = browserLacking();
if (lacking !== undefined) {
  console.warn(`Skipped: ${lacking}.`);
}

test.skipIf(lacking !== undefined)(
  'an order is on the open live page within a second, and after kill -9 the page catches up by itself',
  { timeout: 120_000 },
  async () => {
    const figures = await watchLivePage(10);
    expect(figures.shownMs).toHaveLength(5);
    expect(Math.max(...figures.shownMs)).toBeLessThanOrEqual(1000);
    expect(figures.timesShown).toEqual(Array.from({ length: 10 }, () => 1));
    const [newest = 0] = figures.positions;
    // Newest first, no gap, nothing twice.
    expect(figures.positions).toEqual(figures.positions.map((_, index) => newest - index));
    expect(figures.wasReloaded).toBe(false);
  },
);
