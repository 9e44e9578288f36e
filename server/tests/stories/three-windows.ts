// One shop in three windows of a real browser. A guest buys for pickup on a phone; the clerk's tablet and the
// console show it by themselves; the clerk makes it ready and hands it over; the guest's page says so. The stock is
// one less wherever one looks. What is measured begins with the press of a button and ends with what another person
// sees. Nobody reloads.
import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser, Locator, Page } from 'playwright-core';
import { openBrowser } from '../support/browser.ts';
import { makeHome, ownerPasswordOf, type RealServer, startServer } from '../support/real-server.ts';
import { searchShop } from './search-shop.ts';

/** Article, search and shop of examples/first-shop; four pieces stand there on the first day. */
const code = 'HN-1005';
const name = '檜のまな板';
const searched = 'まないた';
const placeCode = 'TOKYO';
const placeName = '暮らしの道具 ひなた 東京蔵前店';
export const roundsMax = 4;

const clerk = { name: '佐藤 美咲', pin: '2468' };
/** Every wait has room: the machine may be busy. */
const waitMsMax = 30_000;

export type Round = {
  /** From the press of the confirm button. */
  readonly statusPageMs: number;
  readonly tabletMs: number;
  readonly consoleMs: number;
  /** The one number of today's sales. */
  readonly salesMs: number;
  /** The console's stock page of the article, open in a window of its own. */
  readonly stockPageMs: number;
  /** From the clerk's press until the guest's page says so. */
  readonly readyMs: number;
  readonly handedOverMs: number;
  /** The same piece, asked for in four ways after the order. */
  readonly stock: Stock;
  /** On hand after the hand-over: the held piece is sold. */
  readonly onHandAfter: number;
};

export type Stock = {
  readonly before: number;
  readonly inApi: number;
  readonly onStockPage: number;
  readonly onTablet: number;
  /** What a shopper reads on the product page, of this shop. */
  readonly onProductPage: string;
};

export type ThreeWindows = {
  readonly rounds: readonly Round[];
  readonly wasReloaded: boolean;
  readonly seconds: number;
};

type Stage = {
  readonly server: RealServer;
  readonly owner: { readonly authorization: string };
  readonly browser: Browser;
  readonly tablet: Page;
  readonly today: Page;
  readonly stockPage: Page;
  readonly placeId: string;
  readonly itemId: string;
};

/** Plays it `times` times (1 to 4) with a new guest each time. */
export async function playThreeWindows(times: number): Promise<ThreeWindows> {
  const startedAt = performance.now();
  const { home, remove } = makeHome('windows');
  const server = await startServer({ home, example: 'first-shop' });
  const browser = await openBrowser();
  try {
    const stage = await openStage(server, browser);
    const rounds: Round[] = [];
    try {
      for (let n = 0; n < Math.min(times, roundsMax); n += 1) {
        rounds.push(await playRound(stage, n));
      }
    } catch (error) {
      const pictures = await photograph(browser);
      throw new Error(`three windows failed, see ${pictures}`, { cause: error });
    }
    const wasReloaded = !(await areAsMarked([stage.tablet, stage.today, stage.stockPage]));
    return { rounds, wasReloaded, seconds: (performance.now() - startedAt) / 1000 };
  } finally {
    await browser.close();
    await server.stop();
    await remove();
  }
}

async function openStage(server: RealServer, browser: Browser): Promise<Stage> {
  await untilOpen(server);
  const owner = await server.signIn();
  const { placeId, itemId } = await findPiece(server, owner);
  const member = {
    ...clerk,
    login: 'clerk',
    password: 'not-used-here',
    roles: ['clerk'],
    placeId,
  };
  await server.request('POST', '/api/staff/members', member, owner);
  const tablet = await openWindow(browser, 1180, 820);
  await signIn(tablet, `${server.base}/staff/`, server);
  await tablet.getByRole('button', { name: placeName }).click();
  await tablet.getByRole('button', { name: 'Owner' }).click();
  await tablet.getByRole('button', { name: clerk.name }).click();
  await tablet.keyboard.type(clerk.pin);
  await tablet.keyboard.press('Enter');
  await tablet.getByRole('button', { name: clerk.name }).waitFor();
  const today = await openWindow(browser, 1440, 900);
  await signIn(today, `${server.base}/console/`, server);
  await today.getByTestId('sales-today').waitFor();
  const stockPage = await today.context().newPage();
  await stockPage.goto(`${server.base}/console/stock/items/${itemId}`);
  const windows = [tablet, today, stockPage];
  for (const page of windows) {
    await page.locator('[data-following=open]').waitFor();
    await page.evaluate('window.isTheSamePage = true');
  }
  return { server, owner, browser, tablet, today, stockPage, placeId, itemId };
}

/** The example comes in while the server answers already. */
async function untilOpen(server: RealServer): Promise<void> {
  const until = performance.now() + 60_000;
  while (!server.output().includes('The example is in')) {
    if (performance.now() > until) {
      throw new Error(`the example did not come in:\n${server.output().slice(-4000)}`);
    }
    await sleep(100);
  }
}

async function findPiece(
  server: RealServer,
  owner: Stage['owner'],
): Promise<{ placeId: string; itemId: string }> {
  const { body: found } = await server.request('GET', '/api/places?limit=100', undefined, owner);
  const place = found.places.find((each: { code: string }) => each.code === placeCode);
  const row = await stockRow(server, owner, place.id);
  return { placeId: place.id, itemId: row.itemId };
}

type StockRow = { readonly itemId: string; readonly available: number; readonly onHand: number };

async function stockRow(
  server: RealServer,
  owner: Stage['owner'],
  placeId: string,
): Promise<StockRow> {
  const path = `/api/stock?q=${code}&placeId=${placeId}`;
  const { status, body } = await server.request('GET', path, undefined, owner);
  const row = status === 200 ? body.rows[0] : undefined;
  if (row === undefined) {
    throw new Error(`${path} answered ${status}: ${JSON.stringify(body)}`);
  }
  return row as StockRow;
}

async function openWindow(browser: Browser, width: number, height: number): Promise<Page> {
  // A browser of its own each: people do not share their cookies.
  const context = await browser.newContext({ viewport: { width, height }, locale: 'ja-JP' });
  const page = await context.newPage();
  page.setDefaultTimeout(waitMsMax);
  return page;
}

async function signIn(page: Page, address: string, server: RealServer): Promise<void> {
  await page.goto(address);
  await page.locator('input[name=login]').fill('owner');
  await page.locator('input[type=password]').fill(ownerPasswordOf(server.home));
  await page.locator('button[type=submit]').click();
  await page.locator('input[name=login]').waitFor({ state: 'detached' });
}

async function playRound(stage: Stage, n: number): Promise<Round> {
  const { server, owner, tablet, placeId, itemId } = stage;
  const before = (await stockRow(server, owner, placeId)).available;
  const guest = await openWindow(stage.browser, 390, 844);
  await fillCart(guest, server);
  const orderId = await fillCheckout(guest, placeId, n);
  const shown = await confirmAndWatch(stage, guest, orderId, before - 1);
  await guest.evaluate('window.isTheSamePage = true');
  const stock = await lookForStock(stage, before);

  await tablet.getByRole('link', { name: '注文' }).first().click();
  await tablet.locator(cardOf(orderId)).click();
  const readyMs = await pressAndWatch(stage, guest, '準備できました', '受け取りの準備ができました');
  const handedOverMs = await pressAndWatch(stage, guest, 'お渡し済み', 'お渡ししました');
  if (!(await areAsMarked([guest]))) {
    throw new Error('the page of the order was loaded anew');
  }
  await guest.context().close();
  await tablet.getByRole('link', { name: '注文' }).first().click();
  const { onHand, itemId: sameId } = await stockRow(server, owner, placeId);
  if (sameId !== itemId) {
    throw new Error('the stock of another article was asked for');
  }
  return { ...shown, readyMs, handedOverMs, stock, onHandAfter: onHand };
}

/** Searches in kana, opens what is found and puts one into the cart. */
async function fillCart(guest: Page, server: RealServer): Promise<void> {
  await guest.goto(`${server.base}/shop/`);
  await searchShop(guest, searched);
  await guest.locator('main').getByRole('link', { name }).first().click();
  await guest.getByRole('heading', { level: 1, name }).waitFor();
  await guest.getByRole('button', { name: 'カートに入れる' }).click();
  await guest.getByText('カートに入れました').waitFor();
  await guest.getByRole('link', { name: 'カートを見る' }).click();
  await guest.getByRole('link', { name: 'ご注文手続きへ' }).click();
}

/** Pickup at the shop, paid there; ends on the page before the order. Answers the id it will have. */
async function fillCheckout(guest: Page, placeId: string, n: number): Promise<string> {
  await guest.getByRole('radio', { name: '店舗で受け取る' }).check();
  await guest.getByLabel('受け取る店舗').selectOption(placeId);
  const fields = {
    familyName: '山田',
    givenName: '花子',
    familyKana: 'やまだ',
    givenKana: 'はなこ',
    email: `hanako${n}@example.com`,
    phone: '090-1234-5678',
  };
  for (const [field, value] of Object.entries(fields)) {
    await guest.locator(`input[name=${field}]`).fill(value);
  }
  await guest.getByRole('radio', { name: '店頭で現金' }).check();
  await guest.getByRole('button', { name: '内容を確認する' }).click();
  await guest.getByRole('heading', { name: 'ご注文内容の確認' }).waitFor();
  // The id travels with the form, signed.
  const signed = await guest.locator('input[name=orderId]').first().inputValue();
  return signed.split('.')[0] ?? '';
}

type Shown = Pick<Round, 'statusPageMs' | 'tabletMs' | 'consoleMs' | 'salesMs' | 'stockPageMs'>;

async function confirmAndWatch(
  stage: Stage,
  guest: Page,
  orderId: string,
  left: number,
): Promise<Shown> {
  const { tablet, today, stockPage } = stage;
  const sales = today.getByTestId('sales-today');
  const salesBefore = (await sales.textContent()) ?? '';
  const row = today.locator(`[data-testid=happening] a[href="/console/orders/${orderId}"]`);
  const stockLeft = stockPage
    .getByRole('row')
    .filter({ hasText: placeName })
    .getByRole('cell')
    .last()
    .filter({ hasText: new RegExp(`^${left}$`) });
  const pressedAt = performance.now();
  const seen = (locator: Locator) => seenAfter(locator, pressedAt);
  const [, statusPageMs, tabletMs, consoleMs, salesMs, stockPageMs] = await Promise.all([
    guest.getByRole('button', { name: '注文を確定する' }).click(),
    seen(guest.getByRole('heading', { level: 1, name: 'ご注文を受け付けました' })),
    seen(tablet.locator(cardOf(orderId))),
    seen(row.first()),
    seen(sales.filter({ hasNotText: salesBefore })),
    seen(stockLeft),
  ]);
  return { statusPageMs, tabletMs, consoleMs, salesMs, stockPageMs };
}

async function pressAndWatch(
  { tablet }: Stage,
  guest: Page,
  button: string,
  sentence: string,
): Promise<number> {
  const big = tablet.getByRole('button', { name: button, exact: true });
  await big.waitFor();
  const pressedAt = performance.now();
  const [, shownMs] = await Promise.all([
    big.click(),
    seenAfter(guest.getByRole('heading', { level: 1, name: sentence }), pressedAt),
  ]);
  return shownMs;
}

async function seenAfter(locator: Locator, pressedAt: number): Promise<number> {
  await locator.waitFor({ timeout: waitMsMax });
  return performance.now() - pressedAt;
}

const cardOf = (orderId: string) => `main a[href="/staff/orders/${orderId}"]`;

/** The same piece by the API, in the console, on the tablet and as a shopper reads it. */
async function lookForStock(stage: Stage, before: number): Promise<Stock> {
  const { server, owner, tablet, stockPage, browser, placeId, itemId } = stage;
  const { available } = await stockRow(server, owner, placeId);
  const cells = stockPage.getByRole('row').filter({ hasText: placeName }).getByRole('cell');
  const onStockPage = Number(await cells.last().textContent());
  await tablet.getByRole('link', { name: '在庫' }).first().click();
  await tablet.getByRole('searchbox').fill(name);
  await tablet.getByRole('searchbox').press('Enter');
  await tablet.getByRole('link', { name }).first().click();
  const here = tablet.getByRole('heading', { name: 'この店' }).locator('xpath=..');
  // What the tablet knew before is shown while it asks again.
  const big = here.locator('p').filter({ hasText: new RegExp(`^${available}$`) });
  await big.first().waitFor();
  const onTablet = Number(await big.first().textContent());
  const shopper = await openWindow(browser, 390, 844);
  await shopper.goto(`${server.base}/shop/items/${itemId}`);
  const line = shopper.getByRole('listitem').filter({ hasText: placeName });
  const onProductPage = await line
    .locator('span')
    .filter({ has: shopper.locator('svg') })
    .last()
    .textContent();
  await shopper.context().close();
  return {
    before,
    inApi: available,
    onStockPage,
    onTablet,
    onProductPage: onProductPage?.trim() ?? '',
  };
}

async function areAsMarked(pages: readonly Page[]): Promise<boolean> {
  const marks = await Promise.all(pages.map((page) => page.evaluate('window.isTheSamePage')));
  return marks.every((mark) => mark === true);
}

/** Pictures of what the people would have seen; answers where they are. */
async function photograph(browser: Browser): Promise<string> {
  const folder = join(tmpdir(), 'engawa-screenshots');
  mkdirSync(folder, { recursive: true });
  const pages = browser.contexts().flatMap((context) => context.pages());
  for (const [index, page] of pages.entries()) {
    const path = join(folder, `three-windows-${process.pid}-${index}.png`);
    await page.screenshot({ path, fullPage: true }).catch(() => undefined);
  }
  return join(folder, `three-windows-${process.pid}-*.png`);
}
