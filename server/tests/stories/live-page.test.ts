import { expect, test } from 'vitest';
import { browserLacking } from '../support/browser.ts';
import { watchLivePage } from './live-page.ts';

const lacking = browserLacking();
if (lacking !== undefined) {
  console.warn(`Skipped: ${lacking}.`);
}

test.skipIf(lacking !== undefined)(
  'an order comes onto the open live page by itself, and after kill -9 the page catches up',
  { timeout: 240_000 },
  async () => {
    const figures = await watchLivePage(10);
    // Other tests share the machine here; `npm run prove` holds each to one second.
    expect(figures.shownMs).toHaveLength(5);
    expect(figures.timesShown).toEqual(Array.from({ length: 10 }, () => 1));
    const [newest = 0] = figures.positions;
    // Newest first, no gap, nothing twice.
    expect(figures.positions).toEqual(figures.positions.map((_, index) => newest - index));
    expect(figures.wasReloaded).toBe(false);
  },
);
