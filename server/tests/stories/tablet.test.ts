// The tablet of a shop in a real browser, beside the console in another window.
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { browserLacking, openBrowser } from '../support/browser.ts';
import { makeHome, ownerPasswordOf, type RealServer, startServer } from '../support/real-server.ts';
import { openRealShop, pickupOrder, type RealShop } from '../support/real-shop.ts';

const lacking = browserLacking();
const pin = '2468';

type Stage = {
  readonly server: RealServer;
  readonly shop: RealShop;
  readonly context: BrowserContext;
  readonly tablet: Page;
  readonly console: Page;
};
let stage: Stage;
const ends: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  if (lacking !== undefined) {
    console.warn(`Skipped: ${lacking}.`);
    return;
  }
  const { home, remove } = makeHome('tablet');
  ends.push(remove);
  const server = await startServer({ home });
  ends.push(() => server.stop());
  const browser = await openBrowser();
  ends.push(() => browser.close());
  const shop = await openRealShop(server, { items: 3, pieces: 1000 });
  const owner = await server.signIn();
  const clerk = {
    login: 'clerk',
    name: '佐藤 美咲',
    password: 'not-used-here',
    pin,
    roles: ['clerk'],
    placeId: shop.storeId,
  };
  await server.request('POST', '/api/staff/members', clerk, owner);
  const size = { width: 1180, height: 820 };
  const context = await browser.newContext({ viewport: size, locale: 'ja-JP' });
  const tablet = await context.newPage();
  // A browser of its own: the two apps of one host share their cookies.
  const desk = await (await browser.newContext({ locale: 'ja-JP' })).newPage();
  await signIn(tablet, `${server.base}/staff/`, server);
  await signIn(desk, `${server.base}/console/`, server);
  stage = { server, shop, context, tablet, console: desk };
}, 120_000);

afterAll(async () => {
  for (const end of ends.toReversed()) {
    await end();
  }
});

async function signIn(page: Page, address: string, server: RealServer): Promise<void> {
  await page.goto(address);
  await page.locator('input[name=login]').fill('owner');
  await page.locator('input[type=password]').fill(ownerPasswordOf(server.home));
  await page.locator('button[type=submit]').click();
  await page.locator('input[name=login]').waitFor({ state: 'detached' });
}

async function placeOrder({ server, shop }: Stage, n: number): Promise<string> {
  const order = pickupOrder(shop, n);
  const { status } = await server.request('POST', '/api/orders', order);
  expect(status).toBe(201);
  return order.id;
}

/**
 * Types as a reader does, faster than this test could key by key over its line to the browser: every key goes down
 * and, unless somebody prevents it, writes its letter into the field that has the focus.
 */
async function scan(page: Page, text: string): Promise<void> {
  await page.evaluate(`(() => {
    for (const key of [...${JSON.stringify(text)}, 'Enter']) {
      const target = document.activeElement ?? document.body;
      const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true });
      if (target.dispatchEvent(event) && key.length === 1) {
        document.execCommand('insertText', false, key);
      }
    }
  })()`);
}

const cardOf = (orderId: string) => `main a[href="/staff/orders/${orderId}"]`;

test.skipIf(lacking !== undefined)(
  'a manager enrols the tablet once; a clerk takes over by PIN, and a wrong PIN does not',
  { timeout: 120_000 },
  async () => {
    const { tablet } = stage;
    await tablet.getByRole('button', { name: '試し店' }).click();
    await tablet.getByRole('heading', { name: '本日の注文' }).waitFor();
    await tablet.getByRole('button', { name: 'Owner' }).click();
    await tablet.getByRole('button', { name: '佐藤 美咲' }).click();
    await tablet.keyboard.type('1357');
    await tablet.keyboard.press('Enter');
    await tablet.getByText('PINが正しくありません').waitFor();
    await tablet.keyboard.type(pin);
    await tablet.keyboard.press('Enter');
    await tablet.getByRole('button', { name: '佐藤 美咲' }).waitFor();
    await tablet.locator('[data-following=open]').waitFor();
    const { body } = await stage.server.request(
      'GET',
      `/api/devices?placeId=${stage.shop.storeId}`,
      undefined,
      await stage.server.signIn(),
    );
    expect(body.devices).toMatchObject([{ kind: 'tablet', state: 'enrolled' }]);
  },
);

test.skipIf(lacking !== undefined)(
  'an order comes onto the tablet by itself, and the hand-over into the console',
  { timeout: 120_000 },
  async () => {
    const { tablet, console: desk, server } = stage;
    let orderId = '';
    for (let n = 0; n < 3; n += 1) {
      orderId = await placeOrder(stage, n);
      await tablet.locator(cardOf(orderId)).waitFor();
    }

    await desk.goto(`${server.base}/console/orders/${orderId}`);
    await desk.locator('[data-following=open]').waitFor();
    await tablet.locator(cardOf(orderId)).click();
    await tablet.getByRole('button', { name: '準備できました' }).click();
    await desk.getByText('準備完了').first().waitFor();
    const handOver = tablet.getByRole('button', { name: 'お渡し済み' });
    await handOver.click();
    await desk.getByText('お渡し済み').first().waitFor();

    const owner = await server.signIn();
    const { body } = await server.request('GET', `/api/orders/${orderId}`, undefined, owner);
    expect(body.transitions.map((each: { to: string }) => each.to)).toStrictEqual([
      'ready',
      'handed_over',
    ]);
    expect(body.transitions[0].actor).toMatch(/^staff:stf_/);
  },
);

test.skipIf(lacking !== undefined)(
  'what the house refuses goes back on the screen and says why',
  { timeout: 120_000 },
  async () => {
    const { tablet, server } = stage;
    const orderId = await placeOrder(stage, 4);
    await tablet.locator(cardOf(orderId)).click();
    await tablet.getByRole('button', { name: '準備できました' }).waitFor();
    await tablet.route('**/state', (route) =>
      route.fulfill({
        status: 409,
        contentType: 'application/problem+json',
        body: JSON.stringify({ code: 'orders.state_forbids', detail: 'いまは変更できません。' }),
      }),
    );
    await tablet.getByRole('button', { name: '準備できました' }).click();
    await tablet.getByText('いまは変更できません。').first().waitFor();
    await tablet.unroute('**/state');
    await tablet.getByRole('button', { name: '準備できました' }).waitFor();
    const owner = await server.signIn();
    const { body } = await server.request('GET', `/api/orders/${orderId}`, undefined, owner);
    expect(body.state).toBe('placed');
  },
);

test.skipIf(lacking !== undefined)(
  'a barcode reader leads to the item from any field, and leaves nothing in it',
  { timeout: 120_000 },
  async () => {
    const { tablet } = stage;
    await tablet.getByRole('link', { name: 'お客様' }).first().click();
    const field = tablet.getByRole('searchbox');
    await field.fill('山田');
    await field.focus();
    // A JAN with a wrong check digit: told, and nothing else happens.
    await scan(tablet, '4569951116178');
    await tablet.getByText('読み取りに誤りがあります').waitFor();
    expect(await field.inputValue()).toBe('山田');
    expect(tablet.url()).not.toContain('q=');
    await field.focus();
    await scan(tablet, 'proof-1');
    await tablet.waitForURL('**/staff/stock/itm_*');
    await tablet.getByRole('heading', { name: '品1' }).waitFor();
    await tablet.getByText('この店').waitFor();
  },
);

test.skipIf(lacking !== undefined)(
  'without a line the tablet opens, shows the last orders and says so; with one it catches up',
  { timeout: 120_000 },
  async () => {
    const { tablet, context } = stage;
    await tablet.getByRole('link', { name: '注文' }).first().click();
    const before = await placeOrder(stage, 5);
    await tablet.locator(cardOf(before)).waitFor();
    await tablet.evaluate('navigator.serviceWorker.ready.then(() => true)');
    // The list that follows a moment is asked for once more, and kept.
    await tablet.waitForTimeout(2500);
    await context.setOffline(true);
    await tablet.reload();
    await tablet.locator(cardOf(before)).waitFor({ timeout: 15_000 });
    await tablet.getByText('オフラインです').waitFor({ timeout: 15_000 });
    const missed = await placeOrder(stage, 6);
    await context.setOffline(false);
    await tablet.locator(cardOf(missed)).waitFor({ timeout: 15_000 });
    expect(await tablet.locator(cardOf(before)).count()).toBe(1);
    await tablet.getByText('オフラインです').waitFor({ state: 'detached' });
  },
);

test.skipIf(lacking !== undefined)(
  'a tablet that nobody touches locks itself, also for the next page, and announces orders still',
  { timeout: 120_000 },
  async () => {
    const { context, server } = stage;
    const page = await context.newPage();
    await page.clock.install();
    await page.goto(`${server.base}/staff/`);
    await page.getByRole('heading', { name: '本日の注文' }).waitFor();
    await page.clock.fastForward('06:00');
    await page.getByText('担当者を選んでください').waitFor();
    expect(await page.getByRole('heading', { name: '本日の注文' }).count()).toBe(0);
    await page.reload();
    await page.getByText('担当者を選んでください').waitFor();
    const waiting = page.getByText(/お待ちの注文 \d+件/);
    const before = await waiting.textContent();
    await placeOrder(stage, 7);
    await expect.poll(() => waiting.textContent(), { timeout: 10_000 }).not.toBe(before);
    await page.close();
  },
);

test.skipIf(lacking !== undefined)(
  'a tablet that headquarters took out of the registry asks for a password, and is enrolled anew by one who may',
  { timeout: 120_000 },
  async () => {
    const { tablet, server, shop } = stage;
    const owner = await server.signIn();
    const inUse = `/api/devices?placeId=${shop.storeId}`;
    const { body } = await server.request('GET', inUse, undefined, owner);
    const [device] = body.devices;
    await server.request('POST', `/api/devices/${device.id}/retire`, {}, owner);
    await tablet.context().clearCookies();
    await tablet.goto(`${server.base}/staff/`);
    await tablet.locator('input[name=login]').waitFor();
    await signIn(tablet, `${server.base}/staff/`, server);
    await tablet.getByRole('heading', { name: '本日の注文' }).waitFor();
    const after = await server.request('GET', inUse, undefined, owner);
    const fresh = after.body.devices.filter((each: { id: string }) => each.id !== device.id);
    expect(fresh).toMatchObject([{ kind: 'tablet', state: 'enrolled' }]);
  },
);
