// A house with the small example in it, and its three apps to walk through: shop, console, tablet.
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { makeHome, type RealServer, runEngawa, startServer } from '../support/real-server.ts';
import { openCafeToWalk } from './cafe-walk.ts';
import { consoleToWalk } from './console-pages.ts';
import { shopToWalk } from './shop-pages.ts';
import { tabletsToWalk } from './tablet-pages.ts';
import type { AppToWalk } from './walk-pages.ts';

const examples = join(import.meta.dirname, '../../../examples/first-shop');
const files = {
  places: 'places.csv',
  products: 'products.csv',
  stock: 'stock.csv',
  customers: 'customers.csv',
  orders: 'orders.csv.gz',
};

export type WalkHouse = {
  readonly server: RealServer;
  readonly apps: readonly AppToWalk[];
  readonly close: () => Promise<void>;
};

/** Opens it; close it. */
export async function openWalkHouse(browser: Browser): Promise<WalkHouse> {
  const { home, remove } = makeHome('pages');
  const server = await startServer({ home });
  const close = async () => {
    await server.stop();
    await remove();
  };
  try {
    await fill(home);
    const visitor = await browser.newPage();
    const cafe = await openCafeToWalk(server);
    const shop = await shopToWalk(server, visitor, cafe);
    await visitor.close();
    const tablets = await tabletsToWalk(server, shop.cardNumber, cafe);
    // The console comes last: it has the orders of the others to show.
    return { server, apps: [shop, ...tablets, await consoleToWalk(server)], close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function fill(home: string): Promise<void> {
  for (const [kind, name] of Object.entries(files)) {
    const place = kind === 'stock' || kind === 'orders' ? ['--place', 'WEB'] : [];
    const words = ['import', kind, join(examples, name), ...place];
    const { code, stdout, stderr } = await runEngawa(words, { ENGAWA_HOME: home }).ended;
    if (code !== 0) {
      throw new Error(`the example's ${kind} did not come in:\n${stdout}${stderr}`);
    }
  }
}

/** `shop 12, console 18, tablet 17`: how many pages a walk has. */
export function pagesOf(apps: readonly AppToWalk[]): string {
  const counts = new Map<string, number>();
  for (const { name, routes } of apps) {
    counts.set(name, (counts.get(name) ?? 0) + routes.length);
  }
  return [...counts].map(([name, count]) => `${name} ${count}`).join(', ');
}
