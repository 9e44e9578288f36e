// A catalogue of hundreds of thousands of items on the till, in a browser: how long the first and later opens take, a scan
// until its line stands, a search as one types, and what the page takes of memory.
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import pg from 'pg';
import type { Browser, Page } from 'playwright-core';
import { openTestHouse, type TestHouse } from '#testing';
import { serveBuiltApps } from '../support/built-apps.ts';
import { scan, withCheckDigit } from './scan-code.ts';

export type ShelfFigures = {
  readonly items: number;
  /** From the first sight of the till until all of it can be searched. */
  readonly firstOpenMs: number;
  /** While it came, the till took a scan and a sale of goods that were there. */
  readonly wasUsable: boolean;
  readonly laterOpensMs: readonly number[];
  readonly scansMs: readonly number[];
  readonly searchesMs: readonly number[];
  readonly memoryMb: number;
};

/** Opens the till on so many items; answers what was measured. */
export async function openLargeShelf(browser: Browser, items: number): Promise<ShelfFigures> {
  const house = await openTestHouse();
  try {
    await serveBuiltApps(house);
    await house.app.listen({ host: '127.0.0.1', port: 0 });
    const { port } = house.app.server.address() as AddressInfo;
    const owner = await house.as('owner');
    const shop = { code: 'large', kind: 'store', nameJa: '大型店' };
    const { body } = await house.request('POST', '/api/places', shop, owner);
    await fillShelf(house.url, items);
    return await measure(browser, house, `http://127.0.0.1:${port}`, String(body.id), items);
  } finally {
    await house.drop();
  }
}

/** Straight into the tables, since what is measured begins behind them. */
export async function fillShelf(url: string, items: number): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(
      `WITH n AS (SELECT i, lpad(to_hex(i), 12, '0') AS h FROM generate_series(1, $1::int) AS i),
       p AS (INSERT INTO catalog.product (id, source, code, name_ja, name_en, name_kana, search_text, created_at, updated_at)
         SELECT ('00000000-0000-7000-8000-' || h)::uuid, 'house', 'P' || i,
           (ARRAY['藍染めの手ぬぐい','粉引の飯碗','南部鉄器の急須','越前和紙の便箋','会津漆の汁椀'])[1 + i % 5] || ' ' || i,
           'Article ' || i, (ARRAY['アイゾメ','コヒキ','ナンブ','エチゼン','アイヅ'])[1 + i % 5], 'article ' || i, now(), now() FROM n),
       t AS (INSERT INTO catalog.item (id, product_id, source, code, search_text, created_at, updated_at)
         SELECT ('00000000-0000-7001-8000-' || h)::uuid, ('00000000-0000-7000-8000-' || h)::uuid, 'house', 'SKU-' || i,
           'sku-' || i, now(), now() FROM n),
       c AS (INSERT INTO catalog.price (id, item_id, amount_minor, currency, valid_from, created_at)
         SELECT ('00000000-0000-7002-8000-' || h)::uuid, ('00000000-0000-7001-8000-' || h)::uuid, 100 + i % 9000, 'JPY',
           now() - interval '1 day', now() FROM n)
       INSERT INTO catalog.code (id, item_id, source, kind, value, created_at)
         SELECT ('00000000-0000-7003-8000-' || h)::uuid, ('00000000-0000-7001-8000-' || h)::uuid, 'house', 'gtin',
           '0' || b || ((10 - (3 * (substr(b, 2, 1)::int + substr(b, 4, 1)::int + substr(b, 6, 1)::int + substr(b, 8, 1)::int
             + substr(b, 10, 1)::int + substr(b, 12, 1)::int) + substr(b, 1, 1)::int + substr(b, 3, 1)::int + substr(b, 5, 1)::int
             + substr(b, 7, 1)::int + substr(b, 9, 1)::int + substr(b, 11, 1)::int) % 10) % 10)::text, now()
         FROM (SELECT h, '45' || lpad(i::text, 10, '0') AS b FROM n) AS b`,
      [items],
    );
    await client.query('ANALYZE catalog.item, catalog.product, catalog.price, catalog.code');
  } finally {
    await client.end();
  }
}

function barcodeOf(n: number): string {
  return withCheckDigit(`45${String(n).padStart(10, '0')}`);
}

async function measure(
  browser: Browser,
  house: TestHouse,
  base: string,
  placeId: string,
  items: number,
): Promise<ShelfFigures> {
  const owner = await house.as('owner');
  const member = {
    login: 'till',
    name: '佐藤',
    password: 'long-enough-word',
    roles: ['clerk'],
    placeId,
  };
  await house.request('POST', '/api/staff/members', member, owner);
  const { login, password } = member;
  const signedIn = await house.request('POST', '/api/staff/sign-in', { login, password });
  const value = String(signedIn.headers['set-cookie']).split(';')[0]?.split('=')[1] ?? '';
  const context = await browser.newContext({ viewport: { width: 1180, height: 820 } });
  await context.addCookies([{ name: 'engawa_staff', value, url: base }]);
  await context.addInitScript(`localStorage.setItem('engawa-station', ${JSON.stringify(JSON.stringify({ placeId, token: null }))});
    localStorage.setItem('engawa-till', localStorage.getItem('engawa-till') ?? ${JSON.stringify(JSON.stringify({ drawer: { drawerId: 'drw_00000000000000000000000001', till: 'レジ1', floatMinor: 0, openedMs: 0 } }))});`);
  const page = await context.newPage();
  const beganAt = performance.now();
  await page.goto(`${base}/staff/till`);
  await page.locator('[data-act=search]').waitFor();
  // The first page of the catalogue is enough to begin with.
  await page.locator('[data-shelf=filling]:not([data-items="0"])').waitFor({ timeout: 60_000 });
  const wasUsable = await sellWhileFilling(page);
  await page.locator(`[data-shelf=ready][data-items="${items}"]`).waitFor({ timeout: 300_000 });
  const firstOpenMs = performance.now() - beganAt;
  const laterOpensMs: number[] = [];
  for (let n = 0; n < 3; n += 1) {
    await page.reload();
    await page.locator(`[data-shelf=ready][data-items="${items}"]`).waitFor({ timeout: 60_000 });
    laterOpensMs.push(Number(await page.locator('[data-shelf-ms]').getAttribute('data-shelf-ms')));
  }
  const scansMs = await measureScans(page, items);
  const searchesMs = await measureSearches(page, items);
  const memoryMb = await memoryOf(browser);
  await context.close();
  return { items, firstOpenMs, wasUsable, laterOpensMs, scansMs, searchesMs, memoryMb };
}

async function sellWhileFilling(page: Page): Promise<boolean> {
  await scan(page, barcodeOf(7));
  await page.locator('[data-total="107"]').waitFor();
  await page.locator('[data-act=pay]').click();
  await page.locator('[data-act=exact]').click();
  await page.locator('[data-act=complete]').click();
  await page.locator('[data-act=next]').click();
  return (await page.locator('[data-shelf]').getAttribute('data-shelf')) === 'filling';
}

/** From the last key of the reader until the line is in the page. */
async function measureScans(page: Page, items: number): Promise<number[]> {
  const times: number[] = [];
  for (let n = 1; n <= 25; n += 1) {
    const code = barcodeOf(Math.floor((items * n) / 26));
    times.push(
      await page.evaluate<number>(`new Promise((resolve) => {
        const list = document.querySelector('[data-lines]');
        const before = list.getAttribute('data-lines');
        const watcher = new MutationObserver(() => {
          if (list.getAttribute('data-lines') !== before) { watcher.disconnect(); resolve(performance.now() - beganAt); }
        });
        watcher.observe(list, { attributes: true });
        for (const key of Array.from(${JSON.stringify(code)}).concat('Enter')) {
          document.body.dispatchEvent(new KeyboardEvent('keydown', {
            key, code: key === 'Enter' ? 'Enter' : 'Digit' + key, bubbles: true, cancelable: true }));
        }
        const beganAt = performance.now();
      })`),
    );
  }
  return times;
}

/** Letter by letter, words that are there, that are rare and that are nowhere. */
async function measureSearches(page: Page, items: number): Promise<number[]> {
  const times: number[] = [];
  for (const word of ['藍染め', 'ナンブ', `SKU-${items - 3}`, `急須 ${items}`, '無い言葉']) {
    for (let length = 1; length <= word.length; length += 1) {
      const text = word.slice(0, length);
      await page.locator('[data-act=search]').fill(text);
      const found = page.locator(`[data-found=${JSON.stringify(text)}]`);
      await found.waitFor();
      times.push(Number(await found.getAttribute('data-ms')));
    }
  }
  return times;
}

/** What the process of the page holds of its own (its worker too), by the operating system; the browser's program is not it. */
async function memoryOf(browser: Browser): Promise<number> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  const sizes = processInfo
    .filter(({ type }) => type === 'renderer')
    .map(({ id }) =>
      Number(/RssAnon:\s+(\d+)/.exec(readFileSync(`/proc/${id}/status`, 'utf8'))?.[1] ?? 0),
    );
  return Math.max(...sizes) / 1024;
}
