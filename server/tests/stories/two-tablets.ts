// A shop with three articles on its shelves and two clerks, each at a tablet: the stage of stories in the stockroom.
import type { AddressInfo } from 'node:net';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { parseId } from '#kernel/ids';
import { transaction } from '#kernel/transaction';
import { postFacts } from '#stock';
import { openTestHouse, type TestHouse } from '#testing';
import { serveBuiltApps } from '../support/built-apps.ts';

export type Look = (page: Page, name: string) => Promise<void>;

type Stage = { readonly base: string; readonly placeId: string };

type Story<Shop, Seen> = {
  readonly openShop: (house: TestHouse, base: string) => Promise<Shop>;
  /** Pages of the two clerks, 佐藤 美咲 and 鈴木 健. */
  readonly play: (house: TestHouse, shop: Shop, page: Page, other: Page) => Promise<Seen>;
  readonly viewport: { readonly width: number; readonly height: number };
  readonly look: Look;
};

/** Plays a story; `look` sees the first page when it fails. */
export async function withTwoTablets<Shop extends Stage, Seen>(
  browser: Browser,
  { openShop, play, viewport, look }: Story<Shop, Seen>,
): Promise<Seen> {
  const house = await openTestHouse();
  try {
    await serveBuiltApps(house);
    await house.app.listen({ host: '127.0.0.1', port: 0 });
    const { port } = house.app.server.address() as AddressInfo;
    const shop = await openShop(house, `http://127.0.0.1:${port}`);
    const tablet = async (login: string, name: string) => {
      const context = await browser.newContext({ viewport, locale: 'ja-JP' });
      // Every wait has room: the machine may be busy.
      context.setDefaultTimeout(120_000);
      await enrol(context, house, shop, { login, name });
      return context.newPage();
    };
    const page = await tablet('misaki', '佐藤 美咲');
    const other = await tablet('ken', '鈴木 健');
    try {
      return await play(house, shop, page, other);
    } catch (error) {
      await look(page, 'failed');
      const [seen, seenByOther] = await Promise.all([page, other].map(textOf));
      throw new Error(`the first tablet shows “${seen}”, the other “${seenByOther}”`, {
        cause: error,
      });
    }
  } finally {
    await house.drop();
  }
}

async function textOf(page: Page): Promise<string> {
  const text = page.isClosed() ? '' : String(await page.evaluate('document.body.innerText'));
  return text.replaceAll(/\s+/g, ' ').slice(0, 600);
}

async function enrol(
  context: BrowserContext,
  house: TestHouse,
  { base, placeId }: Stage,
  clerk: { readonly login: string; readonly name: string },
): Promise<void> {
  const owner = await house.as('owner');
  const password = 'long-enough-word';
  const member = { ...clerk, password, roles: ['clerk'], placeId };
  await house.request('POST', '/api/staff/members', member, owner);
  const known = { login: clerk.login, password };
  const signedIn = await house.request('POST', '/api/staff/sign-in', known);
  const value = String(signedIn.headers['set-cookie']).split(';')[0]?.split('=')[1] ?? '';
  await context.addCookies([{ name: 'engawa_staff', value, url: base }]);
  const station = JSON.stringify(JSON.stringify({ placeId, token: null }));
  await context.addInitScript(`localStorage.setItem('engawa-station', ${station});`);
}

export type Goods<Name extends string> = Readonly<
  Record<Name, { readonly nameJa: string; readonly barcode: string }>
>;

/** Articles for ¥1,100, twenty of each at a place; answers their ids by name. */
export async function stockGoods<Name extends string>(
  house: TestHouse,
  placeId: string,
  goods: Goods<Name>,
): Promise<Readonly<Record<Name, string>>> {
  const owner = await house.as('owner');
  const ids: [string, string][] = [];
  for (const [name, { nameJa, barcode }] of Object.entries<Goods<Name>[Name]>(goods)) {
    const item = {
      code: name.toUpperCase(),
      nameJa,
      barcodes: [barcode],
      taxClass: 'standard',
      price: { amountMinor: 1100 },
    };
    const { body } = await house.request('POST', '/api/catalog/items', item, owner);
    ids.push([name, String(body.id)]);
  }
  await transaction(house.db, {}, (tx) =>
    postFacts(
      tx,
      ids.map(([, itemId]) => ({
        placeId: parseId('place', placeId),
        itemId: parseId('item', itemId),
        quantityMilli: 20_000,
        kind: 'opening' as const,
      })),
    ),
  );
  return Object.fromEntries(ids) as Record<Name, string>;
}
