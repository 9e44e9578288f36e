import { expect, test } from 'vitest';
import { browserLacking } from '../support/browser.ts';
import { playThreeWindows } from './three-windows.ts';

const lacking = browserLacking();
if (lacking !== undefined) {
  console.warn(`Skipped: ${lacking}.`);
}

test.skipIf(lacking !== undefined)(
  'a guest buys for pickup; tablet, console and stock show it at once, and the guest sees ready and handed over (30–33, 36, 37, 130, 134)',
  // Other tests share the machine here; `npm run prove` holds each step to one second.
  { timeout: 240_000 },
  async () => {
    const { rounds, wasReloaded } = await playThreeWindows(1);
    const [round] = rounds;
    expect(round?.stock).toStrictEqual({
      before: 4,
      inApi: 3,
      onStockPage: 3,
      onTablet: 3,
      onProductPage: '残りわずか',
    });
    expect(round?.onHandAfter).toBe(3);
    expect(wasReloaded).toBe(false);
  },
);
