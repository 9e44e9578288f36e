// Signing up in a real browser: a guest has bought, then becomes a member by a passkey (Chromium's virtual authenticator)
// or by LINE (a real OpenID Connect provider beside it), and the order she placed as a guest is on her page. What people
// do is counted: fields they fill, characters they type, presses; a press takes two seconds, a character 0.3.
import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { parseId } from '#kernel/ids';
import { openKeyStore } from '#kernel/key-store';
import { viewTokenOf } from '#orders';
import { openBrowser } from '../support/browser.ts';
import { giveAuthenticator } from '../support/give-authenticator.ts';
import { type LineLike, openLineLike } from '../support/line-like.ts';
import { freePort, makeHome, type RealServer, startServer } from '../support/real-server.ts';
import { openRealShop, pickupOrder, type RealShop } from '../support/real-shop.ts';

export type SignUp = {
  readonly way: 'passkey' | 'line';
  readonly fields: number;
  readonly presses: number;
  /** What the machine took, and what a person would with it. */
  readonly machineSeconds: number;
  readonly humanSeconds: number;
  /** The guest's order stands on her page afterwards. */
  readonly isOrderHers: boolean;
  /** After signing out she came in again the same way, to the same page. */
  readonly cameBack: boolean;
};

type Stage = {
  readonly server: RealServer;
  readonly address: string;
  readonly browser: Browser;
  readonly line: LineLike;
  readonly shop: RealShop;
};

const secondsAPress = 2;
const waitMsMax = 20_000;

/** Signs two people up and answers what it took. */
export async function signUpBothWays(): Promise<readonly SignUp[]> {
  const { home, remove } = makeHome('ways');
  const port = await freePort();
  // Passkeys need a name, and a browser takes this one for a secure context.
  const address = `http://localhost:${port}`;
  const line = await openLineLike([address]);
  const environment = { ...line.environment, ENGAWA_PUBLIC_URL: address };
  const server = await startServer({ home, port, environment });
  const browser = await openBrowser();
  try {
    const shop = await openRealShop(server, { items: 3, pieces: 50 });
    const stage = { server, address, browser, line, shop };
    return [await signUp(stage, 'passkey', 1), await signUp(stage, 'line', 2)];
  } finally {
    await browser.close();
    await server.stop();
    await line.close();
    await remove();
  }
}

async function signUp(stage: Stage, way: SignUp['way'], n: number): Promise<SignUp> {
  const { browser, address } = stage;
  const context = await browser.newContext({
    locale: 'ja-JP',
    viewport: { width: 390, height: 844 },
  });
  const page = await context.newPage();
  page.setDefaultTimeout(waitMsMax);
  try {
    await giveAuthenticator(page);
    const { link, number } = await buyAsGuest(stage, n);
    await page.goto(address + link, { waitUntil: 'networkidle' });
    await press(page, '会員になって残す');
    const startedAt = performance.now();
    const { fields, presses } = await enter(page, way, true);
    await page.getByText('マイページに残しました。').waitFor();
    const machineSeconds = (performance.now() - startedAt) / 1000;
    await press(page, 'マイページを見る');
    const isOrderHers = await isShown(page, number);
    await press(page, 'ログアウト');
    await page.waitForURL(`${address}/shop/`);
    await page.goto(`${address}/shop/sign-in`, { waitUntil: 'networkidle' });
    await enter(page, way, false);
    await page.waitForURL(`${address}/shop/account`);
    const cameBack = await isShown(page, number);
    const humanSeconds = machineSeconds + presses * secondsAPress;
    return { way, fields, presses, machineSeconds, humanSeconds, isOrderHers, cameBack };
  } catch (error) {
    const folder = join(tmpdir(), 'engawa-stories');
    mkdirSync(folder, { recursive: true });
    const path = join(folder, `ways-in-${way}.png`);
    await page.screenshot({ path, fullPage: true }).catch(() => undefined);
    throw new Error(`signing up by ${way} failed, see ${path}`, { cause: error });
  } finally {
    await context.close();
  }
}

async function enter(page: Page, way: SignUp['way'], isNew: boolean) {
  await page.getByRole('heading', { level: 1, name: 'ログイン・会員登録' }).waitFor();
  const fields = await page.locator('main input:visible[required][value]:not([value=""])').count();
  if (way === 'passkey') {
    await press(page, isNew ? 'パスキーで会員になる' : 'パスキーでログイン');
    return { fields, presses: 2 };
  }
  await press(page, 'LINEで続ける');
  if (isNew) {
    // LINE asks once.
    await page.getByRole('button', { name: '許可する' }).click();
  }
  return { fields, presses: 3 };
}

async function press(page: Page, name: string): Promise<void> {
  await page.getByRole('link', { name }).or(page.getByRole('button', { name })).first().click();
}

async function isShown(page: Page, text: string): Promise<boolean> {
  await page.getByText(text).first().waitFor();
  return true;
}

async function buyAsGuest(
  { server, shop }: Stage,
  n: number,
): Promise<{ link: string; number: string }> {
  const { status, body } = await server.request('POST', '/api/orders', pickupOrder(shop, n));
  if (status !== 201) {
    throw new Error(`the order was refused: ${status} ${JSON.stringify(body)}`);
  }
  const token = viewTokenOf(openKeyStore(server.home), parseId('order', body.id));
  return { link: `/shop/orders/${body.id}?t=${token}`, number: String(body.number) };
}
