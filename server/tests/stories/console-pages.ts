// The pages of the console with something on each of them, on a real server.
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { makeHome, type RealServer, runEngawa, startServer } from '../support/real-server.ts';
import type { Language } from './translated.ts';
import type { AppToWalk, Route } from './walk-pages.ts';

const examples = join(import.meta.dirname, '../../../examples/first-shop');
const files = {
  places: 'places.csv',
  products: 'products.csv',
  stock: 'stock.csv',
  customers: 'customers.csv',
  orders: 'orders.csv.gz',
};

export type ConsoleHouse = {
  readonly server: RealServer;
  readonly app: AppToWalk;
  readonly close: () => Promise<void>;
};

/** Opens a house with the small example in it; close it. */
export async function openConsoleHouse(): Promise<ConsoleHouse> {
  const { home, remove } = makeHome('pages');
  const server = await startServer({ home });
  const close = async () => {
    await server.stop();
    await remove();
  };
  try {
    for (const [kind, name] of Object.entries(files)) {
      const place = kind === 'stock' || kind === 'orders' ? ['--place', 'WEB'] : [];
      const words = ['import', kind, join(examples, name), ...place];
      const { code, stdout, stderr } = await runEngawa(words, { ENGAWA_HOME: home }).ended;
      if (code !== 0) {
        throw new Error(`the example's ${kind} did not come in:\n${stdout}${stderr}`);
      }
    }
    return { server, app: await consoleOf(server), close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function consoleOf(server: RealServer): Promise<AppToWalk> {
  const owner = await server.signIn();
  const token = owner.authorization.slice('Bearer '.length);
  return {
    base: `${server.base}/console`,
    routes: await routesOf(server, owner),
    prepare: async (page, language) => {
      await page.context().addCookies([{ name: 'engawa_staff', value: token, url: server.base }]);
      await page.addInitScript(remember(language));
    },
    settled,
  };
}

function remember(language: Language): string {
  return `localStorage.setItem('engawa-language', '${language}')`;
}

async function settled(page: Page): Promise<void> {
  await page.locator('[data-frame][data-following=open] h1').waitFor({ timeout: 15_000 });
  await page.locator('[aria-busy=true]').first().waitFor({ state: 'detached', timeout: 15_000 });
  await page.evaluate('document.fonts.ready.then(() => undefined)');
}

async function routesOf(
  server: RealServer,
  owner: { readonly authorization: string },
): Promise<readonly Route[]> {
  const first = async (path: string, list: string): Promise<string> => {
    const { body } = await server.request('GET', path, undefined, owner);
    const id: unknown = body[list]?.[0]?.id;
    if (typeof id !== 'string') {
      throw new Error(`${path} has nothing to show`);
    }
    return id;
  };
  const itemId = await first('/api/catalog/items?limit=1', 'items');
  const orderId = await first('/api/orders?limit=1', 'orders');
  const customerId = await first('/api/customers?limit=1', 'customers');
  const placeId = await first('/api/places', 'places');
  const importId = await first('/api/imports', 'imports');
  return [
    { name: 'today', path: '/' },
    { name: 'log', path: '/log' },
    { name: 'orders', path: '/orders' },
    { name: 'order', path: `/orders/${orderId}` },
    { name: 'customers', path: '/customers' },
    { name: 'customer', path: `/customers/${customerId}` },
    { name: 'catalogue', path: '/catalog' },
    { name: 'item', path: `/catalog/items/${itemId}` },
    { name: 'new item', path: '/catalog/new' },
    { name: 'stock', path: '/stock' },
    { name: 'stock of an item', path: `/stock/items/${itemId}` },
    { name: 'places', path: '/places' },
    { name: 'place', path: `/places/${placeId}` },
    { name: 'imports', path: '/imports' },
    { name: 'import', path: `/imports/${importId}` },
    { name: 'settings', path: '/house' },
    { name: 'no such page', path: '/nowhere' },
  ];
}
