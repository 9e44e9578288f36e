// The live page in a real browser: orders placed through the API appear in the window that is open; the server
// is killed and started again, and the window goes on by itself.
import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { openBrowser } from '../support/browser.ts';
import {
  freePort,
  makeHome,
  ownerPasswordOf,
  type RealServer,
  startServer,
} from '../support/real-server.ts';
import { openRealShop, pickupOrder, type RealShop } from '../support/real-shop.ts';

export type LivePageFigures = {
  /** From sending the order until it stood on the page, one an order. */
  readonly shownMs: readonly number[];
  /** From the restarted server's first order until all of them stood on the page. */
  readonly caughtUpMs: number;
  readonly orders: number;
  readonly seconds: number;
  /** How often each order stands on the page at the end. */
  readonly timesShown: readonly number[];
  /** Positions of the moments on the page, as they stand. */
  readonly positions: readonly number[];
  readonly wasReloaded: boolean;
};

/** Half of the orders come before the kill, half right after the restart. */
export async function watchLivePage(orders: number): Promise<LivePageFigures> {
  const { home, remove } = makeHome('live');
  const port = await freePort();
  const startedAt = performance.now();
  let server = await startServer({ home, port });
  const browser = await openBrowser();
  try {
    const shop = await openRealShop(server, { items: 5, pieces: 1000 });
    const page = await browser.newPage({ locale: 'ja-JP' });
    const half = Math.ceil(orders / 2);
    const ids: string[] = [];
    try {
      await signIn(page, server);
      await page.evaluate('window.isTheSamePage = true');
      const shownMs: number[] = [];
      for (let n = 0; n < half; n += 1) {
        const sentAt = performance.now();
        const id = await placeOrder(server, shop, n);
        await page.locator(rowOf(id)).waitFor({ timeout: 10_000 });
        shownMs.push(performance.now() - sentAt);
        ids.push(id);
      }

      await server.kill();
      server = await startServer({ home, port });
      const againAt = performance.now();
      const later = await Promise.all(
        Array.from({ length: orders - half }, (_, n) => placeOrder(server, shop, half + n)),
      );
      ids.push(...later);
      for (const id of later) {
        await page.locator(rowOf(id)).waitFor({ timeout: 15_000 });
      }
      const caughtUpMs = performance.now() - againAt;
      const timesShown = await Promise.all(ids.map((id) => page.locator(rowOf(id)).count()));
      return {
        shownMs,
        caughtUpMs,
        orders,
        seconds: (performance.now() - startedAt) / 1000,
        timesShown,
        positions: await positionsOn(page),
        wasReloaded: (await page.evaluate('window.isTheSamePage')) !== true,
      };
    } catch (error) {
      throw new Error(`the live page failed, see ${await photograph(page)}`, { cause: error });
    }
  } finally {
    await browser.close();
    await server.stop();
    await remove();
  }
}

async function signIn(page: Page, server: RealServer): Promise<void> {
  await page.goto(`${server.base}/console/log`);
  await page.locator('input[name=login]').fill('owner');
  await page.locator('input[type=password]').fill(ownerPasswordOf(server.home));
  await page.locator('button[type=submit]').click();
  await page.getByTestId('log').waitFor({ timeout: 15_000 });
}

function rowOf(orderId: string): string {
  return `[data-testid=log] li:has(a[href$="/orders/${orderId}"]):has-text("orders.placed")`;
}

async function placeOrder(server: RealServer, shop: RealShop, n: number): Promise<string> {
  const order = pickupOrder(shop, n);
  const { status, body } = await server.request('POST', '/api/orders', order);
  if (status !== 201) {
    throw new Error(`the order was answered ${status}: ${JSON.stringify(body)}`);
  }
  return order.id;
}

async function positionsOn(page: Page): Promise<number[]> {
  const texts = await page
    .locator('[data-testid=log] li')
    .evaluateAll((rows) => rows.map((row) => row.getAttribute('data-position')));
  return texts.map(Number);
}

/** A picture of what a person would have seen; answers where it is. */
async function photograph(page: Page): Promise<string> {
  const folder = join(tmpdir(), 'engawa-screenshots');
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `live-page-${process.pid}.png`);
  await page.screenshot({ path, fullPage: true }).catch(() => undefined);
  return path;
}
