// One person between the poster and the till, in a real browser. She scans a poster, agrees to be known, searches, looks
// at a product and wishes for it; she checks in at the shop's door; the till sells her a piece by API and mails her the
// receipt; she signs up with that address in the shop. Nobody joins anything by hand: the device joins when she signs in
// on it, the sale when she proves the address that the till was given. Headquarters sees one timeline with its source.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser, Page } from 'playwright-core';
import { openBrowser } from '../support/browser.ts';
import { makeHome, ownerPasswordOf, type RealServer, startServer } from '../support/real-server.ts';
import { searchShop } from './search-shop.ts';

const email = 'hanako@example.jp';
const placeCode = 'TOKYO';
const code = 'HN-1005';
const name = '檜のまな板';
export const placeName = '暮らしの道具 ひなた 東京蔵前店';
export const poster = 'autumn-poster';

/** Every wait has room: the machine may be busy. */
const waitMsMax = 30_000;

export type OneTimeline = {
  /** What was asked of the house about moments before she said yes. */
  readonly sentBeforeYes: readonly string[];
  /** Cookies and keys in her browser before she said yes. */
  readonly keptBeforeYes: readonly string[];
  /** Lines of her timeline in the console, oldest first. */
  readonly timeline: readonly string[];
  /** What her own page says after she signed up. */
  readonly ownPage: string;
  /** Sources by code and the visits and views counted for them. */
  readonly counts: Readonly<Record<string, Readonly<Record<string, number>>>>;
};

type Headers = { readonly authorization: string };
type Stage = {
  readonly server: RealServer;
  readonly owner: Headers;
  readonly browser: Browser;
  readonly placeId: string;
  readonly itemId: string;
};

/** Plays it once in a house of its own. */
export async function playOneTimeline(): Promise<OneTimeline> {
  const { home, remove } = makeHome('timeline');
  const server = await startServer({ home, example: 'first-shop' });
  const browser = await openBrowser();
  try {
    return await play(await openStage(server, browser));
  } finally {
    await browser.close();
    await server.stop();
    await remove();
  }
}

async function openStage(server: RealServer, browser: Browser): Promise<Stage> {
  const endsAt = performance.now() + 90_000;
  while (!server.output().includes('The example is in')) {
    if (performance.now() > endsAt) {
      throw new Error(`the example did not come in:\n${server.output().slice(-4000)}`);
    }
    await sleep(100);
  }
  const owner = await server.signIn();
  const { body: found } = await server.request('GET', '/api/places?limit=100', undefined, owner);
  const place = found.places.find((each: { code: string }) => each.code === placeCode);
  const path = `/api/stock?q=${code}&placeId=${place.id}`;
  const { body: stock } = await server.request('GET', path, undefined, owner);
  return { server, owner, browser, placeId: place.id, itemId: stock.rows[0].itemId };
}

async function play(stage: Stage): Promise<OneTimeline> {
  const { browser } = stage;
  const posterAddress = await addSource(stage, { code: poster, name: '秋のポスター', target: '/' });
  const doorAddress = await addSource(stage, {
    code: 'kuramae-door',
    name: '蔵前店の入口',
    target: '/check-in',
  });
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    locale: 'ja-JP',
  });
  const phone = await context.newPage();
  phone.setDefaultTimeout(waitMsMax);
  const sent: string[] = [];
  phone.on('request', (request) => {
    if (request.url().includes('/api/moments')) {
      sent.push(new URL(request.url()).pathname);
    }
  });
  await phone.goto(posterAddress);
  await phone.getByRole('region', { name: 'ご覧になったことを、記録してもよいですか' }).waitFor();
  const sentBeforeYes = [...sent];
  const keptBeforeYes = await keptIn(phone);
  await phone.getByRole('button', { name: '記録してよい' }).click();
  await untilSo(() => sent.includes('/api/moments'));

  await lookAround(phone);
  await checkIn(phone, doorAddress);
  await sellAtTill(stage);
  await signUp(stage, phone);
  const ownPage = (await phone.locator('main').textContent()) ?? '';
  const timeline = await readTimeline(stage);
  await context.close();
  return { sentBeforeYes, keptBeforeYes, timeline, ownPage, counts: await countsOf(stage) };
}

async function addSource(
  { server, owner, placeId }: Stage,
  source: { readonly code: string; readonly name: string; readonly target: string },
): Promise<string> {
  const body = { ...source, kind: 'poster', placeId };
  const answer = await server.request('POST', '/api/moments/sources', body, owner);
  if (answer.status !== 201) {
    throw new Error(`the poster was not added: ${JSON.stringify(answer.body)}`);
  }
  return String(answer.body.address);
}

async function keptIn(page: Page): Promise<string[]> {
  const cookies = (await page.context().cookies()).map((cookie) => cookie.name);
  const keys: unknown = await page.evaluate('Object.keys({ ...localStorage, ...sessionStorage })');
  // Where the page was scrolled to is the router's own, gone with the tab.
  return [...cookies, ...(keys as string[])].filter((key) => !key.startsWith('react-router'));
}

async function untilSo(isSo: () => boolean): Promise<void> {
  const endsAt = performance.now() + waitMsMax;
  while (!isSo()) {
    if (performance.now() > endsAt) {
      throw new Error('nothing was told in all the time there was');
    }
    await sleep(50);
  }
}

async function lookAround(phone: Page): Promise<void> {
  await searchShop(phone, 'まないた');
  await phone.locator('main').getByRole('link', { name }).first().click();
  await phone.getByRole('heading', { level: 1, name }).waitFor();
  await phone.getByRole('button', { name: 'お気に入りに入れる' }).click();
  await phone.getByRole('button', { name: 'お気に入りに入っています' }).waitFor();
}

/** The QR code at the door opens a page of its own. */
async function checkIn(phone: Page, address: string): Promise<void> {
  await phone.goto(address);
  await phone.getByRole('heading', { level: 1, name: placeName }).waitFor();
  await phone.getByRole('button', { name: 'チェックインする' }).click();
  await phone.getByText('ご来店を記録しました。').waitFor();
}

async function sellAtTill({ server, owner, placeId, itemId }: Stage): Promise<void> {
  const sale = {
    placeId,
    fulfilment: 'carry_out',
    channel: 'pos',
    lines: [{ itemId, quantity: 1 }],
    contact: { email },
    payment: { method: 'cash' },
  };
  const answer = await server.request('POST', '/api/orders', sale, owner);
  if (answer.status !== 201) {
    throw new Error(`the till could not sell: ${JSON.stringify(answer.body)}`);
  }
}

async function signUp(stage: Stage, phone: Page): Promise<void> {
  await phone.goto(`${stage.server.base}/shop/sign-in`);
  await phone.locator('input[name=contact]').fill(email);
  await phone.getByRole('button', { name: '数字を送る' }).click();
  await phone.locator('input[name=code]').waitFor();
  await phone.locator('input[name=code]').fill(await codeFromMail(stage));
  await phone.getByRole('button', { name: '続ける' }).click();
  await phone.getByRole('heading', { level: 1, name: 'マイページ' }).waitFor();
  await phone.getByRole('heading', { name: '会員証' }).waitFor();
}

type Mail = { readonly to: string; readonly template: string; readonly text: string };

async function codeFromMail({ server, owner }: Stage): Promise<string> {
  for (let tries = 0; tries < 200; tries += 1) {
    const { body } = await server.request('GET', '/api/messages/mailbox', undefined, owner);
    const mail = (body.messages as Mail[]).find(
      (each) => each.to === email && each.template === 'sign_in_code',
    );
    const digits = /\d{6}/.exec(mail?.text ?? '')?.[0];
    if (digits !== undefined) {
      return digits;
    }
    await sleep(100);
  }
  throw new Error('no code came by mail');
}

/** As headquarters reads it: the customer's page in the console. */
async function readTimeline({ server, owner, browser }: Stage): Promise<string[]> {
  const customerId = await customerWith(server, owner);
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  page.setDefaultTimeout(waitMsMax);
  await page.goto(`${server.base}/console/customers/${customerId}?lang=ja`);
  await page.locator('input[name=login]').fill('owner');
  await page.locator('input[type=password]').fill(ownerPasswordOf(server.home));
  await page.locator('button[type=submit]').click();
  await page.locator('input[name=login]').waitFor({ state: 'detached' });
  await page.goto(`${server.base}/console/customers/${customerId}`);
  const entries = page.locator('main ol > li');
  await entries.filter({ hasText: '会員登録' }).first().waitFor();
  const lines = await entries.allInnerTexts();
  await context.close();
  return lines.map((line) => line.replaceAll(/\s+/g, ' ').trim()).toReversed();
}

/** Once the listeners have taken the sign-up in. */
async function customerWith(server: RealServer, owner: Headers): Promise<string> {
  for (let tries = 0; tries < 100; tries += 1) {
    const path = `/api/customers?q=${encodeURIComponent(email)}`;
    const { body } = await server.request('GET', path, undefined, owner);
    const id = body.customers[0]?.id;
    const timeline = await server.request('GET', `/api/customers/${id}/timeline`, undefined, owner);
    const types = (timeline.body.moments ?? []).map((moment: { type: string }) => moment.type);
    if (body.customers.length === 1 && types.includes('moments.signed_up')) {
      return String(id);
    }
    await sleep(100);
  }
  throw new Error('the sign-up did not reach the timeline');
}

async function countsOf({ server, owner }: Stage): Promise<OneTimeline['counts']> {
  const { body } = await server.request('GET', '/api/moments/sources', undefined, owner);
  return Object.fromEntries(
    body.sources.map((source: { code: string; counts: Record<string, number> }) => [
      source.code,
      source.counts,
    ]),
  );
}
