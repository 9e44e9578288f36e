// Two people, one browser. 花子 looks, chooses and orders without an account, joins, leaves; 桃子 does the same after
// her. What each did is hers alone: browsing, cart and orders. On a browser of her own 花子 finds her cart again.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser, Page } from 'playwright-core';
import { openBrowser } from '../support/browser.ts';
import { makeHome, type RealServer, startServer } from '../support/real-server.ts';

type Person = { readonly email: string; readonly looks: string; readonly keeps: string };

export const hanako: Person = {
  email: 'hanako@example.jp',
  looks: '檜のまな板',
  keeps: '檜のまな板',
};
export const momoko: Person = {
  email: 'momoko@example.jp',
  looks: '山桜のサラダボウル',
  keeps: '山桜のサラダボウル',
};

export type Left = {
  /** What stands in her cart once she has joined. */
  readonly cart: string;
  /** Her own page. */
  readonly ownPage: string;
  /** Moments of her timeline, each with the item it is about. */
  readonly timeline: readonly string[];
};

export type SharedDevice = {
  readonly hanako: Left;
  /** The cart that the browser shows after she has signed out. */
  readonly afterLeaving: string;
  readonly momoko: Left;
  /** The cart of 花子 on a browser of her own, signed in. */
  readonly elsewhere: string;
  readonly customers: readonly string[];
};

/** Every wait has room: the machine may be busy. */
const waitMsMax = 30_000;

type Stage = {
  readonly server: RealServer;
  readonly owner: { readonly authorization: string };
  readonly browser: Browser;
};

/** Plays it once in a house of its own. */
export async function playSharedDevice(): Promise<SharedDevice> {
  const { home, remove } = makeHome('shared');
  const server = await startServer({ home, example: 'first-shop' });
  const browser = await openBrowser();
  try {
    for (let tries = 0; !server.output().includes('The example is in'); tries += 1) {
      if (tries > 900) {
        throw new Error('the example did not come in within 90 seconds');
      }
      await sleep(100);
    }
    return await play({ server, browser, owner: await server.signIn() });
  } finally {
    await browser.close();
    await server.stop();
    await remove();
  }
}

async function play(stage: Stage): Promise<SharedDevice> {
  const shared = await openPage(stage, 'shared');
  const first = await beOneself(stage, shared, hanako, { isAsked: true });
  await leave(shared);
  const afterLeaving = await cartOf(stage, shared);
  const second = await beOneself(stage, shared, momoko);
  const own = await openPage(stage, 'own');
  await join(stage, own, hanako);
  const elsewhere = await cartOf(stage, own);
  return {
    hanako: first,
    afterLeaving,
    momoko: second,
    elsewhere,
    customers: [await customerOf(stage, hanako), await customerOf(stage, momoko)],
  };
}

async function openPage({ browser }: Stage, name: string): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    locale: 'ja-JP',
  });
  const page = await context.newPage();
  page.setDefaultTimeout(waitMsMax);
  page.on('pageerror', (error) => {
    throw new Error(`the ${name} browser fails: ${error.message}`);
  });
  return page;
}

/** Looks, orders as a guest, chooses one more thing, joins. */
async function beOneself(
  stage: Stage,
  page: Page,
  person: Person,
  { isAsked = false } = {},
): Promise<Left> {
  await putInCart(stage, page, person.looks, isAsked);
  await order(page, person);
  await putInCart(stage, page, person.keeps);
  await join(stage, page, person);
  const ownPage = (await page.locator('main').textContent()) ?? '';
  const cart = await cartOf(stage, page);
  return { cart, ownPage, timeline: await timelineOf(stage, person) };
}

type Told = { readonly type: string; readonly data: { readonly itemId?: string } };

/** Once all of it is there: the moments of the pages are told in small batches, and taken in by listeners. */
async function timelineOf(stage: Stage, person: Person): Promise<readonly string[]> {
  const { server, owner } = stage;
  const path = `/api/customers/${await customerOf(stage, person)}/timeline?limit=200`;
  const endsAt = performance.now() + waitMsMax;
  for (let before: readonly string[] = []; ; ) {
    const { body } = await server.request('GET', path, undefined, owner);
    const moments: readonly Told[] = body.moments ?? [];
    const told = moments.map(({ type, data }) => `${type} ${data.itemId ?? ''}`);
    const isWhole = ['moments.viewed', 'orders.placed'].every((kind) =>
      told.some((line) => line.startsWith(kind)),
    );
    if ((isWhole && told.length === before.length) || performance.now() > endsAt) {
      return told;
    }
    before = told;
    await sleep(1500);
  }
}

/** A browser that nobody has answered for is asked whether it may be known, and says yes. */
async function putInCart(
  { server }: Stage,
  page: Page,
  name: string,
  isAsked = false,
): Promise<void> {
  await page.goto(`${server.base}/shop/search?q=${encodeURIComponent(name)}`);
  await page.locator('main').getByRole('link', { name }).first().click();
  await page.getByRole('heading', { level: 1, name }).waitFor();
  if (isAsked) {
    const yes = page.getByRole('button', { name: '記録してよい' });
    await yes.click();
    await yes.waitFor({ state: 'detached' });
  }
  await page.getByRole('button', { name: 'カートに入れる' }).click();
  await page.getByText('カートに入れました').waitFor();
}

/** For pickup, paid there, with the address she will join by. */
async function order(page: Page, { email }: Person): Promise<void> {
  await page.getByRole('link', { name: 'カートを見る' }).click();
  await page.getByRole('link', { name: 'ご注文手続きへ' }).click();
  await page.getByRole('radio', { name: '店舗で受け取る' }).check();
  await page.getByLabel('受け取る店舗').selectOption({ index: 1 });
  const fields = {
    familyName: '縁側',
    givenName: '某',
    familyKana: 'えんがわ',
    givenKana: 'ぼう',
    email,
    phone: '090-1234-5678',
  };
  for (const [field, value] of Object.entries(fields)) {
    await page.locator(`input[name=${field}]`).fill(value);
  }
  await page.getByRole('radio', { name: '店頭で現金' }).check();
  await page.getByRole('button', { name: '内容を確認する' }).click();
  await page.getByRole('heading', { name: 'ご注文内容の確認' }).waitFor();
  await page.getByRole('button', { name: '注文を確定する' }).click();
  await page.waitForURL(/\/shop\/orders\//);
}

async function join(stage: Stage, page: Page, { email }: Person): Promise<void> {
  const before = await codesFor(stage, email);
  await page.goto(`${stage.server.base}/shop/sign-in`);
  await page.locator('input[name=contact]').fill(email);
  await page.getByRole('button', { name: '数字を送る' }).click();
  await page.locator('input[name=code]').waitFor();
  for (let tries = 0; ; tries += 1) {
    const codes = await codesFor(stage, email);
    if (codes.length > before.length) {
      await page.locator('input[name=code]').fill(codes[0] ?? '');
      break;
    }
    if (tries > 200) {
      throw new Error('no code came by mail');
    }
    await sleep(100);
  }
  await page.getByRole('button', { name: '続ける' }).click();
  await page.getByRole('heading', { level: 1, name: 'マイページ' }).waitFor();
}

/** The digits that were mailed, newest first. */
async function codesFor({ server, owner }: Stage, email: string): Promise<string[]> {
  const { body } = await server.request('GET', '/api/messages/mailbox', undefined, owner);
  return body.messages
    .filter((mail: { to: string; template: string }) => {
      return mail.to === email && mail.template === 'sign_in_code';
    })
    .map((mail: { text: string }) => /\d{6}/.exec(mail.text)?.[0] ?? '');
}

async function leave(page: Page): Promise<void> {
  await page.goto(page.url().replace(/\/shop\/.*/, '/shop/account'));
  await page.getByRole('button', { name: 'ログアウト' }).click();
  await page.waitForURL(/\/shop\/$/);
}

async function cartOf({ server }: Stage, page: Page): Promise<string> {
  await page.goto(`${server.base}/shop/cart`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  return (await page.locator('main').textContent()) ?? '';
}

async function customerOf({ server, owner }: Stage, { email }: Person): Promise<string> {
  const path = `/api/customers?q=${encodeURIComponent(email)}`;
  const { body } = await server.request('GET', path, undefined, owner);
  return body.customers.map(({ id }: { id: string }) => id).join(' ');
}
