// One scan at the till, in a browser: who she is, her points, stamps and coupons, the best of them in one tap, some of her
// points and a gift card in one payment. Then the line is cut and the tab closed: the till checks her card by itself,
// refuses a copy, a forgery and a number that spends, takes what was promised to it and no more, and tells all of it once
// when the line is back.
import type { AddressInfo } from 'node:net';
import { windowMs } from '@engawa/card';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { openAccount, openSession } from '#customers';
import { formatId, newId, parseId } from '#kernel/ids';
import { transaction } from '#kernel/transaction';
import { proveLedger } from '#ledger';
import { importCoupons } from '#offers';
import { type Json, openTestHouse, type TestHouse } from '#testing';
import { serveBuiltApps } from '../support/built-apps.ts';
import { axeFindings } from './accessible.ts';
import { type CardPhone, openCardPhone } from './member-card-phone.ts';
import { scan, withCheckDigit } from './scan-code.ts';

export type OneScan = {
  /** From the last letter of the scan until all of it stands there. */
  readonly shownMs: number;
  readonly savesMinor: number;
  /** What was paid by which means in the sale with a line. */
  readonly paid: Json;
  /** What the till without a line said of each code. */
  readonly refusedAway: readonly string[];
  /** From the scan without a line until she stands there. */
  readonly checkedMs: number;
  readonly promisedPoints: number;
  readonly paidAway: Json;
  /** After the promise was used up. */
  readonly leftAway: number;
  /** Of a member without any promise: her number is on her sale. */
  readonly earnedByOther: number;
  readonly saleEntries: number;
  readonly orders: number;
  readonly conflicts: readonly string[];
  readonly points: Json;
  readonly stamps: number;
  readonly differences: readonly unknown[];
  readonly axe: readonly string[];
};

const tea = withCheckDigit('450000000001');
const priceMinor = 1600;

type Stage = {
  readonly house: TestHouse;
  readonly base: string;
  readonly owner: { readonly authorization: string };
  readonly placeId: string;
  readonly hanako: Member;
  readonly other: Member;
  readonly giftCode: string;
};
type Member = { readonly recordId: string; readonly phone: CardPhone };
type Till = { page: Page; readonly context: BrowserContext };

/** Plays it; answers what was seen. */
export async function playOneScan(browser: Browser): Promise<OneScan> {
  const house = await openTestHouse();
  try {
    await serveBuiltApps(house);
    await house.app.listen({ host: '127.0.0.1', port: 0 });
    const { port } = house.app.server.address() as AddressInfo;
    const stage = await openStage(house, `http://127.0.0.1:${port}`);
    const till = await openTill(browser, stage);
    const online = await sellOnline(till.page, stage);
    const away = await sellAway(till, stage);
    return { ...online, ...away, ...(await readBooks(stage)) };
  } finally {
    await house.drop();
  }
}

async function made(stage: Pick<Stage, 'house' | 'owner'>, path: string, body: object) {
  const { status, body: answer } = await stage.house.request('POST', path, body, stage.owner);
  if (status !== 201) {
    throw new Error(`${path} answered ${status}: ${JSON.stringify(answer)}`);
  }
  return answer;
}

async function openStage(house: TestHouse, base: string): Promise<Stage> {
  const owner = await house.as('owner');
  const at = { house, owner };
  const placeId = (await made(at, '/api/places', { code: 's1', kind: 'store', nameJa: '本店' })).id;
  const item = { code: 'TEA', nameJa: '玉露', barcodes: [tea], price: { amountMinor: priceMinor } };
  await made(at, '/api/catalog/items', item);
  await made(at, '/api/loyalty/cards', {
    code: 'visits',
    nameJa: 'ご来店カード',
    nameEn: 'Visits',
    size: 10,
    terms: { order: { per: 'order' } },
    rewards: [{ code: 'tea', titleJa: 'お茶1杯', titleEn: 'A cup of tea', discountMinor: 500 }],
  });
  const hanako = await openMember(house, { familyName: '縁側', givenName: '花子' });
  const other = await openMember(house, { familyName: '縁側', givenName: '次郎' });
  const points = { recordId: hanako.recordId, unit: 'points', amount: 500, reason: 'campaign' };
  await made(at, '/api/ledger/adjustments', points);
  const gift = await made(at, '/api/gifts/cards', {
    saleId: formatId('order', newId()),
    placeId,
    amountMinor: 1000,
    payment: { method: 'cash' },
  });
  return { house, base, owner, placeId, hanako, other, giftCode: gift.codes[0] };
}

/** Signed up, with a phone that shows her card and two coupons of terms of their own. */
async function openMember(
  house: TestHouse,
  profile: { readonly familyName: string; readonly givenName: string },
): Promise<Member> {
  const { recordId, token } = await transaction(house.db, { actor: 'test' }, async (tx) => {
    const id = await openAccount(tx, { channel: 'web' });
    const coupon = { recordId: id, currency: 'JPY' };
    await importCoupons(tx, { source: `story:${id}` }, [
      { ...coupon, row: 1, code: `A-${id}`, title: '320円引き', discountMinor: 320 },
      { ...coupon, row: 2, code: `B-${id}`, title: '5%引き', discountBp: 500 },
    ]);
    const session = await openSession(tx, { recordId: id, isNew: true, method: 'passkey' });
    return { recordId: formatId('record', id), token: session.token };
  });
  const her = { authorization: `Bearer ${token}` };
  const changed = await house.request('PUT', '/api/accounts/profile', profile, her);
  if (changed.status >= 300) {
    throw new Error(`her name was not taken: ${JSON.stringify(changed.body)}`);
  }
  return { recordId, phone: await openCardPhone(house, her) };
}

async function openTill(browser: Browser, stage: Stage): Promise<Till> {
  const { house, base, owner, placeId } = stage;
  const device = { kind: 'tablet', placeId, name: 'レジ1' };
  const { code } = await made({ house, owner }, '/api/devices', device);
  const { body: enrolled } = await house.request('POST', '/api/devices/enrol', { code });
  const clerk = { login: 'misaki', name: '佐藤', password: 'long-enough-word', placeId };
  await made({ house, owner }, '/api/staff/members', { ...clerk, roles: ['clerk'] });
  const { login, password } = clerk;
  const signedIn = await house.request('POST', '/api/staff/sign-in', { login, password });
  const value = String(signedIn.headers['set-cookie']).split(';')[0]?.split('=')[1] ?? '';
  const viewport = { width: 1180, height: 820 };
  const context = await browser.newContext({ viewport, locale: 'ja-JP' });
  await context.addCookies([{ name: 'engawa_staff', value, url: base }]);
  const station = JSON.stringify(JSON.stringify({ placeId, token: enrolled.token }));
  await context.addInitScript(`localStorage.setItem('engawa-station', ${station});`);
  const page = await context.newPage();
  await page.goto(`${base}/staff/till/drawer`);
  await page.locator('form input').nth(1).fill('30000');
  await page.locator('[data-act=open-drawer]').click();
  await page.locator('[data-act=close-drawer]').waitFor();
  // The app itself must be kept before the line goes.
  await page.evaluate('navigator.serviceWorker.ready.then(() => undefined)');
  await page.goto(`${base}/staff/till`);
  await page.locator('[data-shelf=ready]:not([data-items="0"])').waitFor();
  return { page, context };
}

/** Her phone before the reader; answers how long it took from there. */
async function show(page: Page, code: string, until: Locator): Promise<number> {
  const beganAt = performance.now();
  await scan(page, code);
  await until.waitFor();
  return performance.now() - beganAt;
}

const act = (page: Page, name: string) => page.locator(`[data-act=${name}]`);

async function sellOnline(page: Page, stage: Stage) {
  const { hanako, giftCode } = stage;
  await scan(page, tea);
  await page.locator(`[data-total="${priceMinor}"]`).waitFor();
  const code = await hanako.phone.codeAt(Date.now());
  const shownMs = await show(page, code, act(page, 'best'));
  await page.getByText('縁側 花子 様').waitFor();
  await page.locator('[data-points="500"]').waitFor();
  const savesMinor = Number(await act(page, 'best').getAttribute('data-saves'));
  const axe = await axeFindings(page);
  await act(page, 'best').click();
  await page.locator(`[data-total="${priceMinor - savesMinor}"]`).waitFor();
  // Some of her points: 200 of 500.
  await act(page, 'points-some').click();
  await page.locator('dialog[open] input').fill('200');
  await act(page, 'points-take').click();
  await scan(page, giftCode);
  await page.locator('[data-gift="1000"]').waitFor();
  await act(page, 'pay').click();
  const paid = await complete(page);
  return { shownMs, savesMinor, paid, axe };
}

/** What points and a card do not pay is paid in cash; answers the parts as the till has written them down. */
async function complete(page: Page): Promise<Json> {
  if (await act(page, 'complete').isDisabled()) {
    await act(page, 'exact').click();
  }
  await act(page, 'complete').click();
  await act(page, 'next').waitFor({ timeout: 30_000 });
  const parts = await page.evaluate(`new Promise((resolve) => {
    const opening = indexedDB.open('engawa-till');
    opening.onsuccess = () => {
      const cursor = opening.result.transaction('entries').objectStore('entries').openCursor(null, 'prev');
      cursor.onsuccess = () => { opening.result.close(); resolve(cursor.result.value.parts); };
    };
  })`);
  await act(page, 'next').click();
  await act(page, 'pay').waitFor();
  return parts;
}

async function sellAway(till: Till, stage: Stage) {
  const { hanako, other } = stage;
  await giveCoupon(stage);
  // While there is a line, what is left of her points and her new coupon is kept for this till.
  const member = act(till.page, 'member');
  await show(till.page, await hanako.phone.codeAt(Date.now()), member);
  await member.click();
  await act(till.page, 'promise').click();
  const promised = till.page.locator('[data-promised]');
  await promised.waitFor();
  const promisedPoints = Number(await promised.getAttribute('data-promised'));
  await till.page.keyboard.press('Escape');
  await till.page.getByRole('button', { name: '会員を外す' }).click();
  // The line goes, and the tab with it.
  await till.context.setOffline(true);
  await till.page.close();
  till.page = await till.context.newPage();
  await till.page.goto(`${stage.base}/staff/till`);
  await till.page.locator('[data-shelf=ready]:not([data-items="0"])').waitFor();
  await till.page.getByText('オフライン', { exact: true }).first().waitFor({ timeout: 30_000 });
  const { page } = till;
  const refusedAway = await refuseAway(page, stage);

  await scan(page, tea);
  await page.locator(`[data-total="${priceMinor}"]`).waitFor();
  const her = page.locator(`[data-member="${hanako.recordId}"]`);
  const checkedMs = await show(page, await hanako.phone.codeAt(Date.now()), her);
  await act(page, 'best').click();
  await page.locator('[data-coupon]').waitFor();
  await act(page, 'points-all').click();
  await act(page, 'pay').click();
  const paidAway = await complete(page);
  // Nothing is left of the promise: the same card in the next minute spends nothing more.
  // (The same code within a second of its last would be one scan.)
  await page.waitForTimeout(1200);
  await show(page, await hanako.phone.codeAt(Date.now()), her);
  const leftAway = Number(await her.getAttribute('data-points'));
  await page.getByRole('button', { name: '会員を外す' }).click();
  // Somebody without a promise: checked, and hers when the line is back.
  await scan(page, tea);
  const unknown = page.locator('[data-member=unknown]');
  await show(page, await other.phone.codeAt(Date.now()), unknown);
  await act(page, 'pay').click();
  await complete(page);

  await till.context.setOffline(false);
  await page.locator('[data-sync=idle][data-waiting="0"]').waitFor({ timeout: 60_000 });
  return { promisedPoints, refusedAway, checkedMs, paidAway, leftAway };
}

/** Another one, after the first sale took those she had. */
async function giveCoupon({ house, hanako }: Stage): Promise<void> {
  const recordId = parseId('record', hanako.recordId);
  const terms = { title: '100円引き', discountMinor: 100, currency: 'JPY' };
  await transaction(house.db, { actor: 'test' }, (tx) =>
    importCoupons(tx, { source: 'thanks' }, [
      { row: 1, code: `C-${recordId}`, recordId, ...terms },
    ]),
  );
}

/** A copy that is older than its window, one letter changed, and a number that is no card's. */
async function refuseAway(page: Page, { hanako }: Stage): Promise<string[]> {
  const now = Date.now();
  const copy = await hanako.phone.codeAt(now - 3 * windowMs);
  const good = await hanako.phone.codeAt(now);
  const forged = good.slice(0, 90) + (good[90] === 'A' ? 'B' : 'A') + good.slice(91);
  const said: string[] = [];
  for (const code of [copy, forged]) {
    const notice = page.locator('[data-tone=bad]').last();
    await show(page, code, notice);
    said.push(((await notice.textContent()) ?? '').trim());
    await notice.getByRole('button').click();
    await notice.waitFor({ state: 'detached' });
  }
  return said;
}

async function readBooks(stage: Stage) {
  const { house, hanako, other, placeId, owner } = stage;
  await house.settle();
  const get = async (path: string) => (await house.request('GET', path, undefined, owner)).body;
  const value = await get(`/api/loyalty/customers/${hanako.recordId}`);
  const others = await get(`/api/loyalty/customers/${other.recordId}`);
  const { conflicts } = await get(`/api/tills/conflicts?placeId=${placeId}`);
  const { rows } = await house.db.pool.query(
    `SELECT count(*)::int AS entries, count(DISTINCT order_id)::int AS orders FROM tills.entry WHERE kind = 'sale'`,
  );
  const books = await transaction(house.db, { actor: 'test' }, (tx) => proveLedger(tx));
  return {
    saleEntries: Number(rows[0].entries),
    orders: Number(rows[0].orders),
    earnedByOther: Number(others.points.available),
    conflicts: conflicts.map(({ kind }: { kind: string }) => kind) as string[],
    points: value.points,
    stamps: Number(value.cards[0].stamps),
    differences: books.differences,
  };
}
