// The tenth stamp in three windows of a real browser: her points on her phone, the till of another shop with her card
// read, and her page in the console. She orders by phone; the cook of the first shop hands it over, and her points and
// the tenth stamp are on all three; she takes the reward; the other shop takes it at its till. What is measured begins
// with a press and ends when all three tell the same. Nobody reloads.
import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { openBrowser } from '../support/browser.ts';
import { makeHome, startServer } from '../support/real-server.ts';
import { signUp } from '../support/sign-up.ts';
import { barcodes, type CafeStage, type Json, openCafeStage } from './cafe-stage.ts';
import { type CardPhone, openCardPhone } from './member-card-phone.ts';
import { scan } from './scan-code.ts';

/** Points she may use, stamps on her card. */
export type Standing = readonly [points: number, stamps: number];

export type TenthStamp = {
  /** What all three windows told: with nine stamps, ordered, handed over, reward taken, reward used. */
  readonly standings: readonly Standing[];
  /** From each press until all three windows told it. */
  readonly handedOverMs: number;
  readonly takenMs: number;
  readonly usedMs: number;
  /** What the other shop's till asked for the drink and a cake. */
  readonly totalMinor: number;
  readonly savedMinor: number;
};

export type TenthStamps = {
  readonly rounds: readonly TenthStamp[];
  /** What the house itself tells at the end. */
  readonly inHouse: Standing;
  readonly wasReloaded: boolean;
  readonly seconds: number;
};

type Her = {
  readonly recordId: string;
  readonly session: string;
  readonly headers: { readonly authorization: string };
  readonly card: CardPhone;
};
type Windows = { readonly phone: Page; readonly till: Page; readonly office: Page };
type Stage = CafeStage & { readonly her: Her; readonly kitchen: Page; readonly windows: Windows };

const waitMsMax = 30_000;
const size = 10;

/** Plays it; each round fills her card anew. */
export async function playTenthStamp(times: number): Promise<TenthStamps> {
  const startedAt = performance.now();
  const { home, remove } = makeHome('stamps');
  try {
    const server = await startServer({ home });
    const browser = await openBrowser();
    try {
      const cafe = await openCafeStage(server, browser);
      const stage = await openWindows(cafe, await meet(cafe, await signUp(home)));
      const told = await playRounds(stage, times);
      return { ...told, seconds: (performance.now() - startedAt) / 1000 };
    } finally {
      await browser.close();
      await server.stop();
    }
  } finally {
    await remove();
  }
}

async function playRounds(stage: Stage, times: number): Promise<Omit<TenthStamps, 'seconds'>> {
  const rounds: TenthStamp[] = [];
  try {
    for (let n = 0; n < times; n += 1) {
      rounds.push(await playRound(stage));
    }
  } catch (error) {
    throw new Error(`the tenth stamp failed, see ${await photograph(stage)}`, { cause: error });
  }
  const marks = [...Object.values(stage.windows), stage.kitchen].map((page) =>
    page.evaluate('window.isTheSamePage === true'),
  );
  const wasReloaded = (await Promise.all(marks)).includes(false);
  return { rounds, inHouse: await standingOf(stage), wasReloaded };
}

async function meet({ server }: CafeStage, session: string): Promise<Her> {
  const headers = { authorization: `Bearer ${session}` };
  const card = await openCardPhone(server, headers);
  const { body } = await server.request('GET', '/api/customers/me', undefined, headers);
  return { recordId: body.recordId, session, headers, card };
}

async function openWindows(cafe: CafeStage, her: Her): Promise<Stage> {
  const phone = await openWindow(cafe, 390, 844, { engawa_customer: her.session });
  const [kitchen, till, office] = await Promise.all([
    openTablet(cafe, cafe.nearId, 'haruka', '/staff/kitchen'),
    openTill(cafe),
    openOffice(cafe, her),
  ]);
  await act(kitchen, 'pauses').waitFor();
  for (const page of [kitchen, till, office]) {
    await page.locator('[data-following=open]').first().waitFor({ state: 'attached' });
    await page.evaluate('window.isTheSamePage = true');
  }
  return { ...cafe, her, kitchen, windows: { phone, till, office } };
}

/** The counter of the other shop, with its drawer open. */
async function openTill(cafe: CafeStage): Promise<Page> {
  const till = await openTablet(cafe, cafe.farId, 'misaki', '/staff/till/drawer');
  await till.locator('form input').nth(1).fill('30000');
  await act(till, 'open-drawer').click();
  await act(till, 'close-drawer').waitFor();
  await till.goto(`${cafe.server.base}/staff/till`);
  await till.locator('[data-shelf=ready]:not([data-items="0"])').waitFor();
  return till;
}

/** Her page as headquarters sees it. */
async function openOffice(cafe: CafeStage, her: Her): Promise<Page> {
  const { server, owner } = cafe;
  const body = { code: her.card.number };
  const { body: found } = await server.request('POST', '/api/cards/scan', body, owner);
  const token = owner.authorization.slice('Bearer '.length);
  const office = await openWindow(cafe, 1440, 900, { engawa_staff: token });
  await office.goto(`${server.base}/console/customers/${found.customerId}?lang=ja`);
  return office;
}

/** A browser of its own each: people do not share their cookies. */
async function openWindow(
  { browser, server }: CafeStage,
  width: number,
  height: number,
  cookies: Readonly<Record<string, string>>,
): Promise<Page> {
  const context = await browser.newContext({ locale: 'ja-JP', viewport: { width, height } });
  await context.addCookies(
    Object.entries(cookies).map(([name, value]) => ({ name, value, url: server.base })),
  );
  const page = await context.newPage();
  page.setDefaultTimeout(waitMsMax);
  return page;
}

/** A tablet that stands in a shop, with a clerk of this shop at it. */
async function openTablet(
  cafe: CafeStage,
  placeId: string,
  login: string,
  path: string,
): Promise<Page> {
  const { server, owner } = cafe;
  const secret = { login, password: 'long-enough-word' };
  const member = { ...secret, name: login, roles: ['clerk'], placeId };
  await server.request('POST', '/api/staff/members', member, owner);
  const { body } = await server.request('POST', '/api/staff/sign-in', secret);
  const page = await openWindow(cafe, 1180, 820, { engawa_staff: body.token });
  const station = JSON.stringify(JSON.stringify({ placeId, token: null }));
  await page.addInitScript(`localStorage.setItem('engawa-station', ${station});`);
  await page.goto(`${server.base}${path}`);
  return page;
}

async function playRound(stage: Stage): Promise<TenthStamp> {
  const { kitchen, windows } = stage;
  const { phone, till } = windows;
  await fillToNine(stage);
  const nine = await standingOf(stage);
  await showCard(stage);
  const ticketOf = await orderByPhone(stage);
  await phone.goto(`${stage.server.base}/shop/points`);
  await phone.locator('[data-points]').waitFor();
  await phone.evaluate('window.isTheSamePage = true');
  // It is hers only when the drink is in her hand.
  await allTell(windows, nine);
  const ordered = await toldBy(windows);

  await ticketOf.locator('[data-act=bump]').click();
  const handOver = act(kitchen, 'hand-over');
  await handOver.click();
  await kitchen.locator('[data-unsent]').waitFor({ state: 'detached' });
  const full: Standing = [nine[0] + pointsOfCup, size];
  const handedOverMs = await pressAndWatch(handOver, windows, full);
  const handedOver = await toldBy(windows);

  const empty: Standing = [full[0], 0];
  const takenMs = await pressAndWatch(phone.locator('button[name=reward]'), windows, empty);
  const taken = await toldBy(windows);

  await till.getByRole('button', { name: '会員を外す' }).click();
  await showCard(stage);
  await scan(till, barcodes.LATTE);
  await scan(till, barcodes.CAKE);
  const best = act(till, 'best');
  await best.waitFor();
  const savedMinor = Number(await best.getAttribute('data-saves'));
  await best.click();
  await till.locator('[data-coupon]').first().waitFor();
  const totalMinor = Number(await till.locator('[data-total]').first().getAttribute('data-total'));
  await act(till, 'pay').click();
  await act(till, 'exact').click();
  // The reward is off the whole basket, so that some of the drink was paid: it is stamped.
  const used: Standing = [empty[0] + pointsOfCake, 1];
  const usedMs = await pressAndWatch(act(till, 'complete'), windows, used);
  const standings = [nine, ordered, handedOver, taken, await toldBy(windows)];
  await act(till, 'next').click();
  await act(till, 'pay').waitFor();
  return { standings, handedOverMs, takenMs, usedMs, totalMinor, savedMinor };
}

const act = (page: Page, name: string) => page.locator(`[data-act=${name}]`);

/** One for every ¥100 of what is paid without the tax. */
const pointsOfCup = 6;
const pointsOfCake = 5;

/** Cups of earlier mornings: what lacks of nine stamps. */
async function fillToNine(stage: Stage): Promise<void> {
  const { server, owner, her, nearId, latteId } = stage;
  const quantity = size - 1 - (await standingOf(stage))[1];
  const earlier = {
    placeId: nearId,
    handoverPlaceId: nearId,
    fulfilment: 'pickup',
    lines: [{ itemId: latteId, quantity }],
    payment: { method: 'cash', provider: 'counter' },
  };
  const { body: placed } = await server.request('POST', '/api/orders', earlier, her.headers);
  const path = `/api/orders/${placed.id}/state`;
  await server.request('POST', path, { to: 'handed_over' }, owner);
  const endsAt = performance.now() + waitMsMax;
  while ((await standingOf(stage))[1] !== size - 1) {
    if (performance.now() > endsAt) {
      throw new Error(`her card was not filled: ${JSON.stringify(placed)}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function standingOf({ server, her, cardId }: Stage): Promise<Standing> {
  const { body } = await server.request('GET', '/api/loyalty/me', undefined, her.headers);
  const card = body.cards.find(({ id }: Json) => id === cardId);
  return [body.points.available, card?.stamps ?? 0];
}

/** Her card before the other shop's reader. */
async function showCard({ windows: { till }, her }: Stage): Promise<void> {
  await scan(till, await her.card.codeAt(Date.now()));
  await till.locator(`[data-member="${her.recordId}"]`).waitFor();
}

/** A latte, paid by phone; answers its ticket in the kitchen. */
async function orderByPhone(stage: Stage): Promise<Locator> {
  const { server, windows, kitchen, nearId, latteId } = stage;
  const { phone } = windows;
  await phone.goto(`${server.base}/shop/cafe/${nearId}`);
  await phone.locator(`[data-menu-item="${latteId}"]`).click();
  await phone.locator('label', { hasText: '牛乳' }).click();
  await act(phone, 'add').click();
  await act(phone, 'order').click();
  await phone.locator('[data-code]').waitFor();
  const ticket = kitchen.locator('[data-ticket]');
  await ticket.waitFor();
  return ticket;
}

/** Answers how long it took from the press until all three windows told it. */
async function pressAndWatch(
  button: Locator,
  windows: Windows,
  standing: Standing,
): Promise<number> {
  await button.waitFor();
  const pressedAt = performance.now();
  await Promise.all([button.click(), allTell(windows, standing)]);
  return performance.now() - pressedAt;
}

async function allTell(windows: Windows, [points, stamps]: Standing): Promise<void> {
  await Promise.all(
    Object.values(windows).flatMap((page) => [
      page.locator(`[data-points="${points}"]`, { hasText: String(points) }).waitFor(),
      page.locator(`[data-stamps="${stamps}"]`).waitFor(),
    ]),
  );
}

/** What the three windows tell at this moment, if it is the same. */
async function toldBy(windows: Windows): Promise<Standing> {
  const told = await Promise.all(
    Object.values(windows).map(async (page): Promise<Standing> => {
      const read = async (name: string) =>
        Number(await page.locator(`[${name}]`).first().getAttribute(name));
      return [await read('data-points'), await read('data-stamps')];
    }),
  );
  const [first] = told;
  if (first === undefined || told.some((each) => each.join() !== first.join())) {
    throw new Error(`phone, till and console differ: ${JSON.stringify(told)}`);
  }
  return first;
}

/** Pictures of what the people would have seen; answers where they are. */
async function photograph({ kitchen, windows }: Stage): Promise<string> {
  const folder = join(tmpdir(), 'engawa-screenshots');
  mkdirSync(folder, { recursive: true });
  for (const [name, page] of Object.entries({ ...windows, kitchen })) {
    const path = join(folder, `tenth-stamp-${process.pid}-${name}.png`);
    await page.screenshot({ path, fullPage: true }).catch(() => undefined);
  }
  return join(folder, `tenth-stamp-${process.pid}-*.png`);
}
