// A web shop, three stores and their tablets, for the stories of shopping: the pages are those that are built, the house
// is one of a test, and its clock can be moved on.
import { cpSync, mkdirSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { importProducts } from '#catalog';
import { buildAppIfNeeded, distOf } from '#kernel/apps-build';
import { formatId } from '#kernel/ids';
import { type Tx, transaction } from '#kernel/transaction';
import { ensurePlace } from '#places';
import { postFacts } from '#stock';
import { type Json, openTestHouse, type TestHouse } from '#testing';
import { serveShop } from '../../storefront/serve-shop.ts';
import { serveBuiltApps } from '../support/built-apps.ts';
import { withCheckDigit } from './scan-code.ts';

export const goods = {
  jacket: {
    code: 'JACKET',
    name: '紺の上着',
    price: '12900',
    barcode: withCheckDigit('456999000001'),
  },
  scarf: {
    code: 'SCARF',
    name: '藍の襟巻き',
    price: '3900',
    barcode: withCheckDigit('456999000002'),
  },
  cup: { code: 'CUP', name: '波の湯のみ', price: '1650', barcode: withCheckDigit('4569002') },
} as const;
export type Good = keyof typeof goods;
export type Shop = 'web' | 'ginza' | 'ueno' | 'kyoto';

const shops = {
  web: { kind: 'web', nameJa: 'ウェブ店' },
  ginza: { kind: 'store', nameJa: '銀座店', position: { latitude: 35.6717, longitude: 139.765 } },
  ueno: { kind: 'store', nameJa: '上野店', position: { latitude: 35.7141, longitude: 139.7774 } },
  kyoto: { kind: 'store', nameJa: '京都店', position: { latitude: 35.0036, longitude: 135.7681 } },
} as const;

/** How many lie where; what is not here was never counted there. */
const shelves: Readonly<Partial<Record<Shop, Partial<Record<Good, number>>>>> = {
  web: { jacket: 0, scarf: 9, cup: 9 },
  ginza: { jacket: 8, scarf: 5, cup: 6 },
  ueno: { jacket: 2, cup: 4 },
  kyoto: { scarf: 6 },
};

export type RetailStage = {
  readonly house: TestHouse;
  readonly base: string;
  /** Typed ids. */
  readonly places: Readonly<Record<Shop, string>>;
  readonly items: Readonly<Record<Good, string>>;
  readonly owner: { readonly authorization: string };
  /** A phone of somebody who has never been here. */
  readonly phone: () => Promise<Page>;
  /** The tablet of a shop with a clerk at it. */
  readonly tablet: (shop: Shop, clerk?: string) => Promise<Page>;
  /** The owner's desk. */
  readonly desk: () => Promise<Page>;
  readonly get: (path: string) => Promise<Json>;
  /** What can be promised of a good at a shop. */
  readonly available: (shop: Shop, good: Good) => Promise<number>;
  readonly pass: (hours: number) => void;
  /** Opens the drawer of a tablet's till. */
  readonly openTill: (tablet: Page) => Promise<void>;
  /** Page errors of every window. */
  readonly errors: readonly string[];
};

/** Every wait has room: the machine may be busy. */
const waitMsMax = 30_000;

/** Opens it, plays, and closes it. */
export async function onRetailStage<Answer>(
  browser: Browser,
  play: (stage: RetailStage) => Promise<Answer>,
): Promise<Answer> {
  let aheadMs = 0;
  const now = () => Temporal.Now.instant().add({ milliseconds: aheadMs });
  const house = await openTestHouse({ clock: { now }, withJobs: true });
  try {
    const films = join(import.meta.dirname, '../../../examples/company/films');
    mkdirSync(join(house.config.home, 'media'), { recursive: true });
    cpSync(films, join(house.config.home, 'media/films'), { recursive: true });
    await serveBuiltApps(house, ['staff', 'console']);
    await buildAppIfNeeded('shop', () => undefined);
    const ids = await fill(house);
    const storefront = await serveShop(house.app, house, distOf('shop'));
    await house.app.listen({ host: '127.0.0.1', port: 0 });
    const { port } = house.app.server.address() as AddressInfo;
    const base = `http://127.0.0.1:${port}`;
    await storefront.settle();
    const owner = await house.as('owner');
    const errors: string[] = [];
    const get = async (path: string) => (await house.request('GET', path, undefined, owner)).body;
    const open = (width: number, height: number) => openWindow(browser, width, height, errors);
    return await play({
      house,
      base,
      ...ids,
      owner,
      errors,
      get,
      phone: () => open(390, 844),
      tablet: async (shop, clerk = '佐藤 美咲') =>
        enrol(house, base, ids.places[shop], clerk, await open(1180, 820)),
      desk: async () => {
        const page = await open(1440, 900);
        await signIn(house, base, page, { name: '縁側 店主', roles: ['owner'] });
        return page;
      },
      available: async (shop, good) => {
        const { rows } = await get(`/api/stock?q=${goods[good].code}&placeId=${ids.places[shop]}`);
        return rows[0].available;
      },
      pass: (hours) => {
        aheadMs += Math.round(hours * 3_600_000);
      },
      openTill: async (tablet) => {
        await tablet.goto(`${base}/staff/till/drawer`);
        await tablet.locator('form input').nth(1).fill('30000');
        await tablet.locator('[data-act=open-drawer]').click();
        await tablet.locator('[data-act=close-drawer]').waitFor();
      },
    });
  } finally {
    for (const context of browser.contexts()) {
      await context.close();
    }
    await house.drop();
  }
}

async function fill(house: TestHouse): Promise<Pick<RetailStage, 'places' | 'items'>> {
  return transaction(house.db, { actor: 'test' }, async (tx) => {
    const placeIds = new Map<string, string>();
    for (const [code, place] of Object.entries(shops)) {
      const usual = { code, timeZone: 'Asia/Tokyo', currency: 'JPY' };
      placeIds.set(code, (await ensurePlace(tx, { ...usual, ...place })).id);
    }
    const itemIds = await addGoods(tx);
    await postFacts(
      tx,
      Object.entries(shelves).flatMap(([shop, pieces]) =>
        Object.entries(pieces ?? {})
          .filter(([, count]) => count > 0)
          .map(([good, count]) => ({
            placeId: placeIds.get(shop) ?? '',
            itemId: itemIds.get(good) ?? '',
            quantityMilli: count * 1000,
            kind: 'opening' as const,
          })),
      ),
    );
    const typed = (kind: 'place' | 'item', ids: ReadonlyMap<string, string>) =>
      Object.fromEntries([...ids].map(([name, id]) => [name, formatId(kind, id)]));
    return {
      places: typed('place', placeIds) as RetailStage['places'],
      items: typed('item', itemIds) as RetailStage['items'],
    };
  });
}

async function addGoods(tx: Tx): Promise<ReadonlyMap<string, string>> {
  const rows = Object.entries(goods).map(([good, { barcode, ...row }]) => ({
    ...row,
    barcodes: [barcode],
    categoryPath: [{ code: 'home', name: '暮らし' }],
    ...(good === 'cup' ? { imageUrls: ['/media/files/films/cup.webm'] } : {}),
  }));
  const made = await importProducts(tx, { source: 'house', currency: 'JPY' }, rows);
  return new Map(
    Object.keys(goods).map((good, index) => {
      const outcome = made[index];
      if (outcome === undefined || outcome.outcome === 'refused' || outcome.itemId === null) {
        throw new Error(`${good} did not come into the catalogue`);
      }
      return [good, outcome.itemId];
    }),
  );
}

async function openWindow(
  browser: Browser,
  width: number,
  height: number,
  errors: string[],
): Promise<Page> {
  // A browser of its own each: people do not share their cookies.
  const context = await browser.newContext({ viewport: { width, height }, locale: 'ja-JP' });
  const page = await context.newPage();
  page.setDefaultTimeout(waitMsMax);
  page.on('pageerror', (error) => errors.push(error.message));
  return page;
}

let members = 0;

async function signIn(
  house: TestHouse,
  base: string,
  page: Page,
  who: { readonly name: string; readonly roles: readonly string[]; readonly placeId?: string },
): Promise<void> {
  members += 1;
  const [login, password] = [`member${members}`, 'long-enough-word'];
  const member = { login, password, ...who };
  await house.request('POST', '/api/staff/members', member, await house.as('owner'));
  const signedIn = await house.request('POST', '/api/staff/sign-in', { login, password });
  const value = String(signedIn.headers['set-cookie']).split(';')[0]?.split('=')[1] ?? '';
  await page.context().addCookies([{ name: 'engawa_staff', value, url: base }]);
}

async function enrol(
  house: TestHouse,
  base: string,
  placeId: string,
  name: string,
  page: Page,
): Promise<Page> {
  await signIn(house, base, page, { name, roles: ['clerk'], placeId });
  const station = JSON.stringify(JSON.stringify({ placeId, token: null }));
  await page.addInitScript(`localStorage.setItem('engawa-station', ${station});`);
  await page.goto(`${base}/staff/orders`);
  await page.locator('[data-following=open]').waitFor();
  return page;
}

export type Effort = { readonly taps: number; readonly fields: number; readonly seconds: number };

/** Counts what somebody does until it is done. */
export function countEffort() {
  const beganAt = performance.now();
  let taps = 0;
  let fields = 0;
  return {
    tap: async (locator: Locator) => {
      await locator.click();
      taps += 1;
    },
    type: async (locator: Locator, text: string) => {
      await locator.fill(text);
      fields += 1;
    },
    done: (): Effort => ({ taps, fields, seconds: (performance.now() - beganAt) / 1000 }),
  };
}

/** `6 taps, 5 fields, 3.2 s`. */
export function tell({ taps, fields, seconds }: Effort): string {
  return `${taps} taps${fields === 0 ? '' : `, ${fields} fields`}, ${seconds.toFixed(1)} s`;
}

export const contact = {
  familyName: '山田',
  givenName: '花子',
  familyKana: 'やまだ',
  givenKana: 'はなこ',
  email: 'hanako@example.jp',
  phone: '090-1234-5678',
} as const;
