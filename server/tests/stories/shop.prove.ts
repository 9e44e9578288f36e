// What the shop promises: its pages are fast and light on a phone, and an order's page follows the shop within a
// second. That they are readable by everybody in both languages is proved for the three apps together.
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { boundOf, recordProof } from '../checks/proof-results.ts';
import { browserLacking, openBrowser } from '../support/browser.ts';
import {
  freePort,
  makeHome,
  type RealServer,
  runEngawa,
  startServer,
} from '../support/real-server.ts';
import { openCafeToWalk } from './cafe-walk.ts';
import { scoresOf } from './lighthouse.ts';
import { orderByKeyboard } from './order-by-keyboard.ts';
import { orderForPickup, type ShopToWalk, settled, shopToWalk } from './shop-pages.ts';

const examples = join(import.meta.dirname, '../../../examples/first-shop');
const lacking = browserLacking();
const ends: (() => Promise<unknown>)[] = [];
type Stage = {
  readonly server: RealServer;
  readonly browser: Awaited<ReturnType<typeof openBrowser>>;
  readonly port: number;
  readonly shop: ShopToWalk;
};
let stage: Stage;

beforeAll(async () => {
  if (lacking !== undefined) {
    return;
  }
  const { home, remove } = makeHome('shop');
  ends.push(remove);
  const server = await startServer({ home });
  ends.push(() => server.stop());
  for (const [kind, file] of Object.entries(files)) {
    const place = kind === 'stock' || kind === 'orders' ? ['--place', 'WEB'] : [];
    const words = ['import', kind, join(examples, file), ...place];
    await runEngawa(words, { ENGAWA_HOME: home }).ended;
  }
  const port = await freePort();
  const browser = await openBrowser(port);
  ends.push(() => browser.close());
  const cafe = await openCafeToWalk(server);
  const shop = await shopToWalk(server, await browser.newPage(), cafe);
  stage = { server, browser, port, shop };
});

const files = {
  places: 'places.csv',
  products: 'products.csv',
  stock: 'stock.csv',
  customers: 'customers.csv',
  orders: 'orders.csv.gz',
} as const;

afterAll(async () => {
  for (const end of ends.toReversed()) {
    await end();
  }
});

// Performance is a figure of time: the short form asks only that the page is not broken.
const isFull = process.env.ENGAWA_PROOF === 'full';
const least = {
  performance: isFull ? 0.95 : 0.5,
  accessibility: 1,
  'best-practices': 0.95,
  seo: 1,
} as const;

test.skipIf(lacking !== undefined)(
  'Lighthouse finds home, list, product and cart good',
  async () => {
    const { server, shop, port } = stage;
    const said: string[] = [];
    const poor: string[] = [];
    for (const path of ['/', '/items', shop.itemPath, '/cart']) {
      // With something in the cart.
      const scores = await scoresOf(`${server.base}/shop${path}`, port, shop.cartCookie);
      const found = Object.keys(least).map((name) => Math.round((scores[name] ?? 0) * 100));
      said.push(`${path.startsWith('/items/') ? 'product' : path} ${found.join('/')}`);
      for (const [name, min] of Object.entries(least)) {
        if ((scores[name] ?? 0) < min) {
          poor.push(`${path}: ${name} ${scores[name] ?? 0}`);
        }
      }
    }
    recordProof({
      claim:
        'Lighthouse (phone): performance ≥ 95, accessibility 100, best practices ≥ 95, SEO 100',
      measured: said.join(', '),
      holds: poor.length === 0,
      seconds: 0,
    });
    expect(poor).toEqual([]);
  },
);

test.skipIf(lacking !== undefined)(
  'the product page loads at most 150 kB of JavaScript',
  async () => {
    const { server, browser, shop } = stage;
    const page = await browser.newPage();
    const sizesOf: Promise<number>[] = [];
    page.on('response', (response) => {
      if (response.request().resourceType() === 'script') {
        sizesOf.push(response.body().then((body) => gzipSync(body).length));
      }
    });
    await page.goto(`${server.base}/shop${shop.itemPath}`, { waitUntil: 'networkidle' });
    const bytes = (await Promise.all(sizesOf)).reduce((sum, each) => sum + each, 0);
    await page.close();
    recordProof({
      claim: 'The product page loads at most 150 kB of JavaScript, compressed',
      measured: `${(bytes / 1000).toFixed(1)} kB gzip in ${sizesOf.length} files`,
      holds: bytes > 0 && bytes <= 150_000,
      seconds: 0,
    });
    expect(bytes).toBeGreaterThan(0);
    expect(bytes).toBeLessThanOrEqual(150_000);
  },
);

test.skipIf(lacking !== undefined)('a guest’s page follows the clerk within a second', async () => {
  const { server, browser, shop } = stage;
  const page = await browser.newPage();
  await shop.prepare(page, 'ja');
  const path = await orderForPickup(page, shop.base);
  const orderId = /ord_[0-9a-z]+/.exec(path)?.[0] ?? '';
  const owner = await server.signIn();
  await page.waitForTimeout(500);
  const startedAt = performance.now();
  await server.request('POST', `/api/orders/${orderId}/state`, { to: 'handed_over' }, owner);
  await page.locator('h1', { hasText: 'お渡ししました' }).waitFor({ timeout: 30_000 });
  const ms = performance.now() - startedAt;
  recordProof({
    claim: 'The guest’s page says within a second, without reload, that the order was handed over',
    measured: `${Math.round(ms)} ms from the clerk’s request`,
    holds: ms <= boundOf(1000),
    seconds: ms / 1000,
  });
  await page.close();
  expect(ms).toBeLessThanOrEqual(boundOf(1000));
});

test.skipIf(lacking !== undefined)(
  'a guest orders by keyboard alone, from the product through cart and checkout to the page of her order',
  async () => {
    const { server, browser, shop } = stage;
    const context = await browser.newContext({ locale: 'ja-JP' });
    const page = await context.newPage();
    await page.goto(`${server.base}/shop${shop.itemPath}`);
    await settled(page);
    const beganAt = performance.now();
    const presses = await orderByKeyboard(page);
    await page.locator('h1', { hasText: 'ご注文を受け付けました' }).waitFor({ timeout: 30_000 });
    recordProof({
      claim: 'Checkout by keyboard alone, from the product to the page of the order',
      measured: `${presses} keys beside what is typed, no mouse`,
      holds: true,
      seconds: (performance.now() - beganAt) / 1000,
    });
    await context.close();
    expect(presses).toBeGreaterThan(0);
  },
);

test.skipIf(lacking !== undefined)(
  'a guest orders for a day of her choice: shop and day on one page, her order says for which day it is, and she moves it',
  async () => {
    const { server, browser, shop } = stage;
    const context = await browser.newContext({
      locale: 'ja-JP',
      viewport: { width: 390, height: 844 },
    });
    const page = await context.newPage();
    await page.goto(`${server.base}/shop${shop.itemPath}`);
    await settled(page);
    await page.locator('[data-act=preorder]').click();
    const free = page.locator('[data-word=free]');
    await free.first().waitFor();
    await page.waitForLoadState('networkidle');
    const day = await free.nth(1).locator('input').getAttribute('data-day');
    await free.nth(1).click();
    await page.locator('input[name=name]').fill('縁側 花子');
    await page.locator('input[name=email]').fill('day@example.jp');
    await page.locator('button[data-act=preorder]').click();
    await page.waitForURL('**/orders/**');
    const told = await page.locator('main p[data-day]').getAttribute('data-day');
    // She changes her mind on the same page.
    await page.locator('[data-act=other-day]').click();
    const other = page.locator('details [data-word=free]').first();
    const otherDay = await other.locator('input').getAttribute('data-day');
    await other.click();
    await page.locator('button[data-act=move-day]').click();
    await page.locator(`main p[data-day="${otherDay ?? ''}"]`).waitFor({ timeout: 30_000 });
    recordProof({
      claim:
        '予約販売: a guest chooses shop and day on her phone, her order says for which day it is, and she moves it to another',
      measured: `chosen ${day ?? 'none'}, on the order ${told ?? 'none'}, moved to ${otherDay ?? 'none'}`,
      holds: day !== null && told === day && otherDay !== day,
      seconds: 0,
    });
    await context.close();
    expect(day).not.toBeNull();
    expect(told).toBe(day);
    expect(otherDay).not.toBe(day);
  },
);
