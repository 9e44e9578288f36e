// A day at the till in a browser, from the opening float to the Z report: what a clerk does, how many taps it takes her,
// what axe finds on each page, and a sale by the keyboard alone.
import type { AddressInfo } from 'node:net';
import type { Browser, Locator, Page } from 'playwright-core';
import { type Json, openTestHouse, type TestHouse } from '#testing';
import { serveBuiltApps } from '../support/built-apps.ts';
import { axeFindings } from './accessible.ts';
import { scan, withCheckDigit } from './scan-code.ts';

export type TillDay = {
  readonly report: Json;
  /** What the till itself showed before it was closed. */
  readonly expectedMinor: number;
  readonly netMinor: number;
  readonly tapsASale: number;
  readonly secondsASale: number;
  readonly taps: number;
  readonly axe: readonly string[];
  readonly soldByKeyboard: boolean;
  readonly printer: string;
  readonly conflicts: readonly string[];
};

const tea = withCheckDigit('450000000001');
const bag = withCheckDigit('450000000002');
const nobodys = withCheckDigit('450000000099');

/** Plays it; answers what was seen. */
export async function playTillDay(browser: Browser): Promise<TillDay> {
  const house = await openTestHouse();
  try {
    await serveBuiltApps(house);
    await house.app.listen({ host: '127.0.0.1', port: 0 });
    const { port } = house.app.server.address() as AddressInfo;
    const base = `http://127.0.0.1:${port}`;
    const placeId = await openShop(house);
    const page = await openTablet(browser, house, base, placeId);
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(error.message));
    const day = await play(page, house, base, placeId);
    if (errors.length > 0) {
      throw new Error(`the page failed: ${errors.join('; ')}`);
    }
    return day;
  } finally {
    await house.drop();
  }
}

async function openShop(house: TestHouse): Promise<string> {
  const owner = await house.as('owner');
  const made = async (path: string, body: object) =>
    String((await house.request('POST', path, body, owner)).body.id);
  const placeId = await made('/api/places', { code: 'day', kind: 'store', nameJa: '本店' });
  const item = (
    code: string,
    nameJa: string,
    barcode: string,
    taxClass: string,
    amountMinor: number,
  ) =>
    made('/api/catalog/items', {
      code,
      nameJa,
      barcodes: [barcode],
      taxClass,
      price: { amountMinor },
    });
  await item('TEA', '煎茶', tea, 'reduced', 540);
  await item('BAG', '手提げ袋', bag, 'standard', 1100);
  return placeId;
}

async function openTablet(browser: Browser, house: TestHouse, base: string, placeId: string) {
  const owner = await house.as('owner');
  const member = {
    login: 'misaki',
    name: '佐藤 美咲',
    password: 'long-enough-word',
    roles: ['clerk'],
    placeId,
  };
  await house.request('POST', '/api/staff/members', member, owner);
  const { login, password } = member;
  const signedIn = await house.request('POST', '/api/staff/sign-in', { login, password });
  const value = String(signedIn.headers['set-cookie']).split(';')[0]?.split('=')[1] ?? '';
  const context = await browser.newContext({
    viewport: { width: 1180, height: 820 },
    locale: 'ja-JP',
  });
  await context.addCookies([{ name: 'engawa_staff', value, url: base }]);
  const station = JSON.stringify(JSON.stringify({ placeId, token: null }));
  await context.addInitScript(`localStorage.setItem('engawa-station', ${station});`);
  // Every wait has room: the machine may be busy.
  context.setDefaultTimeout(120_000);
  return context.newPage();
}

async function play(page: Page, house: TestHouse, base: string, placeId: string): Promise<TillDay> {
  let taps = 0;
  const axe: string[] = [];
  const tap = async (locator: Locator) => {
    await locator.click();
    taps += 1;
  };
  const act = (name: string) => page.locator(`[data-act=${name}]`);
  const look = async (name: string) => {
    axe.push(...(await axeFindings(page)).map((found) => `${name}: ${found}`));
  };
  const button = (name: string | RegExp) => page.getByRole('button', { name });
  await page.goto(`${base}/staff/till/drawer`);
  await page.locator('form input').nth(1).fill('30000');
  await look('drawer before opening');
  await tap(act('open-drawer'));
  await act('open-drawer').waitFor({ state: 'detached' });
  await page.goto(`${base}/staff/till`);
  await page.locator('[data-shelf=ready][data-items="2"]').waitFor();
  await look('selling');
  // The plainest sale: scan, pay, exact, complete, next.
  const [tapsBefore, beganAt] = [taps, performance.now()];
  await scan(page, bag);
  await page.locator('[data-total="1100"]').waitFor();
  await tap(act('pay'));
  await look('paying');
  await tap(act('exact'));
  await tap(act('complete'));
  await page.locator('[data-receipt] svg').waitFor();
  const secondsASale = (performance.now() - beganAt) / 1000;
  await look('done');
  await tap(act('next'));
  const tapsASale = taps - tapsBefore;
  // Hold and recall, a discount with its reason, two means of payment, a terminal that never answers.
  await scan(page, tea);
  await page.locator('[data-total="540"]').waitFor();
  await tap(page.getByRole('button', { name: '保留', exact: true }));
  await tap(button(/保留を呼び出す/));
  await tap(page.locator('dialog[open] li button'));
  await tap(page.locator('[data-lines] li button').first());
  await look('a line');
  await tap(button('1つ増やす'));
  await tap(page.getByRole('button', { name: '値引', exact: true }));
  await tap(page.locator('dialog[open]').getByText('社員割引'));
  await tap(button('10%引'));
  await look('a discount');
  await tap(button('決定'));
  await page.locator('[data-total="972"]').waitFor();
  await tap(act('pay'));
  await tap(page.getByText('カード', { exact: true }));
  await tap(button('応答がない'));
  await page.getByRole('alert').waitFor();
  await tap(page.getByText('現金', { exact: true }));
  await tap(button(/^¥1,000$/));
  await page.locator('[data-change="28"]').waitFor();
  await tap(act('complete'));
  await tap(act('print'));
  await page.locator('[data-printer=off]').waitFor({ timeout: 30_000 });
  await tap(act('print-again'));
  await page.locator('[data-printer=off]').waitFor();
  const printer = String(await page.locator('[data-printer]').getAttribute('data-printer'));
  await look('a printer that is off');
  await tap(act('print-give-up'));
  await page.locator('[data-printer=given_up]').waitFor();
  await tap(act('next'));
  // A barcode that nobody entered is sold by name and price.
  await scan(page, nobodys);
  await page.locator('dialog[open] form input').first().fill('見本品');
  await page.locator('dialog[open] form input').nth(1).fill('300');
  await look('an unknown barcode');
  await tap(button('販売する'));
  await page.locator('[data-total="300"]').waitFor();
  await tap(act('pay'));
  await tap(act('exact'));
  await tap(act('complete'));
  await tap(act('next'));
  const soldByKeyboard = await sellByKeyboard(page);
  await sellGiftCards(page, tap, look);
  // The bag comes back: from the journal, in cash.
  await page.goto(`${base}/staff/till/journal`);
  await page.locator('[data-state=booked]').first().waitFor();
  await look('journal');
  await tap(page.locator('li', { hasText: '¥1,100' }).getByRole('link').last());
  await tap(act('all'));
  await tap(page.getByText('現金', { exact: true }));
  await page.locator('[data-refund="1100"]').waitFor();
  await look('a return');
  await tap(act('give-back'));
  await page.locator('h1', { hasText: '取引記録' }).waitFor();
  await exchange(page, tap, look);
  await page.locator('[data-waiting="0"]').waitFor();
  await page.goto(`${base}/staff/till/conflicts`);
  await page.locator('[data-kind=item_unknown]').waitFor();
  await look('conflicts');
  const conflicts = await page
    .locator('[data-kind]')
    .evaluateAll((all) => all.map((each) => String(each.getAttribute('data-kind'))));
  return {
    ...(await closeTheDay(page, house, base, placeId, tap, look)),
    tapsASale,
    secondsASale,
    taps,
    axe,
    soldByKeyboard,
    printer,
    conflicts,
  };
}

type Tap = (locator: Locator) => Promise<void>;
type Look = (name: string) => Promise<void>;

/** The teas come back for a bag: what they were sold for pays towards it. The bag is put on a quick key for that. */
async function exchange(page: Page, tap: Tap, look: Look): Promise<void> {
  const act = (name: string) => page.locator(`[data-act=${name}]`);
  await tap(page.locator('li', { hasText: '¥972' }).getByRole('link'));
  await tap(act('all'));
  await page.locator('[data-refund="972"]').waitFor();
  await tap(page.getByRole('button', { name: '交換する' }));
  await page.locator('[data-lines="0"]').waitFor();
  await act('search').fill('手提げ');
  await tap(page.locator('[data-found="手提げ"]').getByRole('button', { name: 'キーに追加' }));
  await page.getByRole('button', { name: 'キーから外す' }).waitFor();
  await act('search').fill('');
  const keys = page.getByRole('list', { name: 'クイックキー' });
  await keys.getByRole('button', { name: '手提げ袋' }).waitFor();
  await look('quick keys');
  await tap(keys.getByRole('button', { name: '手提げ袋' }));
  await page.locator('[data-total="1100"]').waitFor();
  await tap(act('pay'));
  await page.getByText('返品分 ¥972').waitFor();
  // The till proposes what came back; the rest is paid.
  await tap(page.getByRole('button', { name: '追加 ¥972' }));
  await look('an exchange');
  await tap(page.getByRole('button', { name: 'ちょうど ¥128' }));
  await page.locator('[data-change="0"]').waitFor();
  await tap(act('complete'));
  await tap(act('next'));
}

/** Two cards for cash, their page closed before they were handed over; one by card that is taken back. */
async function sellGiftCards(page: Page, tap: Tap, look: Look): Promise<void> {
  const act = (name: string) => page.locator(`[data-act=${name}]`);
  const codes = () =>
    page
      .locator('[data-cards] [role=img]')
      .evaluateAll((all) => all.map((each) => String(each.getAttribute('aria-label'))));
  await tap(act('gift-cards'));
  await tap(act('more-cards'));
  await look('gift cards');
  await tap(act('to-payment'));
  await look('gift cards paid');
  await tap(page.getByRole('button', { name: '¥10,000' }));
  await page.locator('[data-change="4000"]').waitFor();
  await page.locator('[data-cards="2"] svg').nth(1).waitFor();
  await look('gift cards sold');
  const before = await codes();
  await page.reload();
  await page.locator('[data-cards="2"] svg').nth(1).waitFor();
  if ((await codes()).join() !== before.join()) {
    throw new Error('other codes than before the page was closed');
  }
  await tap(act('next'));
  await tap(act('to-payment'));
  await tap(page.getByText('カード', { exact: true }));
  await tap(act('approved'));
  await page.locator('[data-cards="1"] svg').waitFor();
  await tap(act('next'));
  await tap(page.getByRole('link', { name: '取引記録' }));
  await tap(act('void-cards').first());
  await look('gift cards taken back');
  await tap(act('void-now'));
  await page.locator('li', { hasText: '-¥3,000' }).waitFor();
  // What was taken back is not offered again; the other sale is.
  const sold = page.locator('li', { hasText: 'ギフトカード' });
  await sold.filter({ hasText: '¥6,000' }).locator('[data-act=void-cards]').waitFor();
  await page.locator('[data-act=void-cards]').nth(1).waitFor({ state: 'detached' });
}

/** Search, choose, pay, exact, complete, next: by Tab, arrows, letters and Enter. */
async function sellByKeyboard(page: Page): Promise<boolean> {
  await page.locator('[data-act=search]').focus();
  await page.keyboard.type('手提げ', { delay: 60 });
  await page.locator('[data-found="手提げ"]').waitFor();
  await page.keyboard.press('Enter');
  await page.locator('[data-total="1100"]').waitFor();
  for (const name of ['pay', 'exact', 'complete']) {
    await tabTo(page, name);
    await page.keyboard.press('Enter');
    if (name === 'exact') {
      await page.locator('[data-change="0"]').waitFor();
    }
  }
  // The button for the next customer has the focus already.
  await page.locator('[data-act=next]:focus').waitFor();
  await page.keyboard.press('Enter');
  await page.locator('[data-act=search]').waitFor();
  return true;
}

async function tabTo(page: Page, act: string): Promise<void> {
  await page.locator(`[data-act=${act}]`).waitFor();
  for (let press = 0; press < 60; press += 1) {
    const isThere = await page.evaluate(
      `document.activeElement?.getAttribute('data-act') === '${act}'`,
    );
    if (isThere === true) {
      return;
    }
    await page.keyboard.press('Tab');
  }
  throw new Error(`the keyboard does not reach ${act}`);
}

async function closeTheDay(
  page: Page,
  house: TestHouse,
  base: string,
  placeId: string,
  tap: Tap,
  look: Look,
) {
  await page.goto(`${base}/staff/till/drawer`);
  await page.locator('[data-agrees=true]').waitFor();
  const sums = page.locator('[data-expected]');
  const expectedMinor = Number(await sums.getAttribute('data-expected'));
  const netMinor = Number(await sums.getAttribute('data-net'));
  await look('drawer');
  await page.locator('[data-piece="1000"]').fill(String(Math.floor(expectedMinor / 1000)));
  await page.locator('[data-piece="1"]').fill(String(expectedMinor % 1000));
  await tap(page.locator('[data-act=close-drawer]'));
  await tap(page.locator('[data-act=close-drawer-yes]'));
  await page.locator('[data-act=open-drawer]').waitFor();
  await page.locator('[data-waiting="0"]').waitFor();
  const owner = await house.as('owner');
  const get = async (path: string) => (await house.request('GET', path, undefined, owner)).body;
  const { drawers } = await get(`/api/tills/drawers?placeId=${placeId}`);
  // The till tells what it has closed in its own time.
  const path = `/api/tills/drawers/${drawers[0].drawerId}/report`;
  const untilMs = performance.now() + 30_000;
  let report = await get(path);
  while (report.zNumber === null && performance.now() < untilMs) {
    await page.waitForTimeout(50);
    report = await get(path);
  }
  return { report, expectedMinor, netMinor };
}
