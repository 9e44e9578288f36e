// Promotions without a code at the counter, in a browser: seen on the lines before anybody pays, with a line and without,
// and in the books as they were given.
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { parseId } from '#kernel/ids';
import { transaction } from '#kernel/transaction';
import { movePromotion, type PromotionTerms, writePromotion } from '#offers';
import { type Json, openTestHouse, type TestHouse } from '#testing';
import { serveBuiltApps } from '../support/built-apps.ts';
import { axeFindings } from './accessible.ts';
import { scan, withCheckDigit } from './scan-code.ts';

export type TillPromotions = {
  /** What the till showed to be off, line by line and in all, with a line and without. */
  readonly online: Shown;
  readonly offline: Shown;
  /** What the house booked of both sales: off each line. */
  readonly booked: readonly (readonly number[])[];
  readonly hint: string;
  readonly axe: readonly string[];
};

type Shown = { readonly lines: readonly number[]; readonly totalMinor: number };

const tea = withCheckDigit('450000000001');
const bag = withCheckDigit('450000000002');

const waitMs = 30_000;

/** Plays it; answers what was seen. */
export async function playTillPromotions(browser: Browser): Promise<TillPromotions> {
  const house = await openTestHouse();
  try {
    await serveBuiltApps(house);
    await house.app.listen({ host: '127.0.0.1', port: 0 });
    const { port } = house.app.server.address() as AddressInfo;
    const base = `http://127.0.0.1:${port}`;
    const placeId = await openShop(house);
    const page = await openTill(browser, house, base, placeId);
    await put(page, bag, 1100);
    const hint = (await page.locator('[data-hint]').textContent({ timeout: waitMs })) ?? '';
    const online = await sell(page);
    const axe = await axeFindings(page);
    await page.context().setOffline(true);
    await put(page, bag, 1100);
    const offline = await sell(page);
    await page.context().setOffline(false);
    return { online, offline, hint, axe, booked: await bookedOf(house, placeId, 2) };
  } finally {
    await house.drop();
  }
}

async function openShop(house: TestHouse): Promise<string> {
  const owner = await house.as('owner');
  const made = async (path: string, body: object) =>
    String((await house.request('POST', path, body, owner)).body.id);
  const placeId = await made('/api/places', { code: 'offers', kind: 'store', nameJa: '本店' });
  const item = (code: string, nameJa: string, barcode: string, taxClass: string, minor: number) =>
    made('/api/catalog/items', {
      code,
      nameJa,
      barcodes: [barcode],
      taxClass,
      price: { amountMinor: minor },
    });
  const teaId = await item('TEA', '煎茶', tea, 'reduced', 540);
  const bagId = await item('BAG', '手提げ袋', bag, 'standard', 1100);
  const terms: PromotionTerms = {
    lane: 'default',
    priority: 0,
    stacking: 'stackable',
    needsCoupon: false,
    currency: 'JPY',
    conditions: [],
    benefits: [
      {
        kind: 'buy_get',
        buy: { itemIds: [bagId] },
        buyPieces: 1,
        get: { itemIds: [teaId] },
        getPieces: 1,
        bp: 10_000,
      },
    ],
    holdoutBp: 0,
  };
  await transaction(house.db, {}, async (tx) => {
    const id = await writePromotion(tx, {
      code: 'tea-with-bag',
      nameJa: '手提げ袋に煎茶をおつけします',
      terms,
    });
    await movePromotion(tx, id, 'propose', { isOwner: true });
    await movePromotion(tx, id, 'approve', { isOwner: true });
  });
  return placeId;
}

async function openTill(browser: Browser, house: TestHouse, base: string, placeId: string) {
  const owner = await house.as('owner');
  const login = { login: 'misaki', password: 'long-enough-word' };
  const member = { ...login, name: '佐藤 美咲', roles: ['clerk'], placeId };
  await house.request('POST', '/api/staff/members', member, owner);
  const signedIn = await house.request('POST', '/api/staff/sign-in', login);
  const value = String(signedIn.headers['set-cookie']).split(';')[0]?.split('=')[1] ?? '';
  const context = await browser.newContext({
    viewport: { width: 1180, height: 820 },
    locale: 'ja-JP',
  });
  await context.addCookies([{ name: 'engawa_staff', value, url: base }]);
  const station = JSON.stringify(JSON.stringify({ placeId, token: null }));
  await context.addInitScript(`localStorage.setItem('engawa-station', ${station});`);
  const page = await context.newPage();
  await page.goto(`${base}/staff/till/drawer`);
  await page.locator('form input').nth(1).fill('30000');
  await page.locator('[data-act=open-drawer]').click();
  await page.locator('[data-act=open-drawer]').waitFor({ state: 'detached' });
  await page.goto(`${base}/staff/till`);
  await page.locator('[data-shelf=ready][data-items="2"]').waitFor({ timeout: waitMs });
  return page;
}

/** Scans it and waits until the total is there. */
async function put(page: Page, code: string, totalMinor: number): Promise<void> {
  await scan(page, code);
  await page.locator(`[data-total="${totalMinor}"]`).waitFor({ timeout: waitMs });
}

/** A bag lies in the basket: tea with it, paid in cash. */
async function sell(page: Page): Promise<Shown> {
  await scan(page, tea);
  await page.locator('[data-offers]').waitFor({ timeout: waitMs });
  const offs = await page.locator('[data-line-offer]').all();
  const lines = await Promise.all(
    offs.map(async (each) => Number(await each.getAttribute('data-line-offer'))),
  );
  const totalMinor = Number(await page.locator('[data-total]').getAttribute('data-total'));
  await page.locator('[data-act=pay]').click();
  await page.locator('[data-act=exact]').click();
  await page.locator('[data-act=complete]').click();
  await page.locator('[data-act=next]').click({ timeout: waitMs });
  return { lines, totalMinor };
}

async function bookedOf(house: TestHouse, placeId: string, sales: number) {
  const until = Date.now() + waitMs;
  for (;;) {
    const { rows } = await house.db.pool.query<{ off: readonly Json[] }>(
      `SELECT (SELECT jsonb_agg(l.discount_minor ORDER BY l.line) FROM orders.line l WHERE l.order_id = o.id) AS off
       FROM orders.order o WHERE o.place_id = $1 ORDER BY o.ordered_at`,
      [parseId('place', placeId)],
    );
    if (rows.length >= sales || Date.now() > until) {
      return rows.map(({ off }) => off.map(Number));
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
