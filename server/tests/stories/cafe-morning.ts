// A morning at a café in a real browser: she chooses the café, orders and pays on her phone; the kitchen's tablet has the
// ticket by itself, makes it, and loses its line meanwhile; she says that she is here; what she shows is read at the counter,
// and at that moment points and stamps are hers. Every press is counted. Nobody reloads.
import { setTimeout as sleep } from 'node:timers/promises';
import type { BrowserContext, Locator, Page } from 'playwright-core';
import { openBrowser } from '../support/browser.ts';
import { makeHome, startServer } from '../support/real-server.ts';
import { signUp } from '../support/sign-up.ts';
import { type CafeStage, type Json, near, openCafeStage } from './cafe-stage.ts';
import { scan } from './scan-code.ts';

export type CafeMorning = {
  /** From opening the list of cafés until the order stands; presses and seconds. */
  readonly orderTaps: number;
  readonly orderSeconds: number;
  readonly againTaps: number;
  readonly againSeconds: number;
  /** From her press until the tablet shows the ticket. */
  readonly ticketMs: number;
  /** From the cook's press until her phone says that it is ready. */
  readonly readyMs: number;
  /** From the reading of her code until points and stamp are hers. */
  readonly valueMs: number;
  /** From the cook's press until another phone's menu crosses it out. */
  readonly soldOutMs: number;
  readonly isFarWarned: boolean;
  readonly allergens: readonly string[];
  readonly points: readonly number[];
  readonly stamps: readonly number[];
  readonly visitPoints: number;
  /** Of the two seats of the group's basket, in the kitchen. */
  readonly groupSeats: readonly number[];
  /** What the counter was told of a code that is not hers, and of one that was used. */
  readonly wrongCode: string;
  readonly usedCode: string;
  /** What was pressed without a line, and how the ticket stood at the house after it came back. */
  readonly unsent: number;
  readonly afterLine: string;
  readonly minutes: { readonly waited: number; readonly medianSeconds: number | null };
  readonly labels: number;
  readonly wasReloaded: boolean;
  readonly seconds: number;
};

const waitMsMax = 30_000;

export async function spendCafeMorning(): Promise<CafeMorning> {
  const startedAt = performance.now();
  const { home, remove } = makeHome('cafe');
  const server = await startServer({ home });
  const browser = await openBrowser();
  try {
    const stage = await openCafeStage(server, browser);
    const session = await signUp(home);
    const played = await play(stage, session);
    return { ...played, seconds: (performance.now() - startedAt) / 1000 };
  } finally {
    await browser.close();
    await server.stop();
    await remove();
  }
}

/** Presses that are counted. */
function createThumb() {
  let taps = 0;
  return {
    tap: async (at: Locator) => {
      taps += 1;
      await at.click({ timeout: waitMsMax });
    },
    taps: () => taps,
  };
}

async function openPhone({ browser, server }: CafeStage, session?: string): Promise<Page> {
  const context = await browser.newContext({
    locale: 'ja-JP',
    viewport: { width: 390, height: 844 },
    geolocation: { latitude: near.latitude + 0.002, longitude: near.longitude },
    permissions: ['geolocation'],
  });
  if (session !== undefined) {
    await context.addCookies([{ name: 'engawa_customer', value: session, url: `${server.base}/` }]);
  }
  return context.newPage();
}

async function openTablet({ browser, server, owner, nearId }: CafeStage): Promise<Page> {
  const context = await browser.newContext({
    locale: 'ja-JP',
    viewport: { width: 1180, height: 820 },
  });
  const token = owner.authorization.slice('Bearer '.length);
  await context.addCookies([{ name: 'engawa_staff', value: token, url: server.base }]);
  await keepStation(context, nearId);
  const page = await context.newPage();
  await page.goto(`${server.base}/staff/kitchen`);
  await page.locator('[data-following=open]').waitFor({ timeout: waitMsMax });
  await page.locator('[data-act=pauses]').waitFor({ timeout: waitMsMax });
  await page.evaluate('window.isTheSamePage = true');
  return page;
}

function keepStation(context: BrowserContext, placeId: string): Promise<unknown> {
  const station = JSON.stringify({ placeId, token: null });
  return context.addInitScript(
    `localStorage.setItem('engawa-station', ${JSON.stringify(station)});`,
  );
}

async function play(stage: CafeStage, session: string): Promise<Omit<CafeMorning, 'seconds'>> {
  const { server, owner, nearId, latteId, cardId } = stage;
  const shop = `${server.base}/shop`;
  const tablet = await openTablet(stage);
  const phone = await openPhone(stage, session);
  const headers = { authorization: `Bearer ${session}` };
  const value = async (): Promise<Json> =>
    (await server.request('GET', '/api/loyalty/me', undefined, headers)).body;
  const standing = async (): Promise<readonly [number, number]> => {
    const { points, cards } = await value();
    const stamps = cards.find((card: Json) => card.id === cardId)?.stamps ?? 0;
    return [points.available, stamps];
  };
  const visit = await server.request(
    'POST',
    '/api/loyalty/visits',
    { placeId: nearId, ...near, accuracyMetres: 10 },
    headers,
  );
  const visitPoints = visit.body.given?.[0]?.amount ?? 0;
  const before = await standing();

  // She chooses the café, the drink and the milk, and pays.
  const thumb = createThumb();
  await phone.goto(`${shop}/cafe`);
  await phone.locator('[data-cafe]').first().waitFor({ timeout: waitMsMax });
  const startedAt = performance.now();
  await thumb.tap(phone.getByRole('button', { name: '近い順に並べる' }));
  await phone.getByText('遠い店舗です').first().waitFor({ timeout: waitMsMax });
  const isFarWarned = (await phone.locator('article', { hasText: '遠い店舗です' }).count()) === 1;
  await thumb.tap(phone.locator(`[data-cafe="${nearId}"]`));
  await thumb.tap(phone.locator(`[data-menu-item="${latteId}"]`));
  await thumb.tap(phone.locator('label', { hasText: '豆乳' }));
  const told = phone.locator('[data-allergens]');
  await phone.locator('[data-allergens="soybean"]').waitFor({ timeout: waitMsMax });
  const allergens = ((await told.getAttribute('data-allergens')) ?? '').split(' ');
  await thumb.tap(phone.locator('[data-act=add]'));
  const order = phone.locator('[data-act=order]');
  await order.waitFor({ timeout: waitMsMax });
  const pressedAt = performance.now();
  await thumb.tap(order);
  const ticket = tablet.locator('[data-ticket]').first();
  await ticket.waitFor({ timeout: waitMsMax });
  const ticketMs = performance.now() - pressedAt;
  await phone.locator('[data-code]').waitFor({ timeout: waitMsMax });
  const orderSeconds = (performance.now() - startedAt) / 1000;
  const orderTaps = thumb.taps();
  await phone.evaluate('window.isTheSamePage = true');
  const code = (await phone.locator('[data-code]').textContent()) ?? '';

  // The line of the tablet goes; what is pressed is on the screen, and heard when the line is back.
  await ticket.locator('[data-act=labels]').click();
  await tablet.locator('[data-label]').first().waitFor({ timeout: waitMsMax });
  const labels = await tablet.locator('[data-label]').count();
  await tablet.keyboard.press('Escape');
  await tablet.route('**/api/**', (route) => route.abort());
  await ticket.locator('[data-act=bump]').click();
  await tablet.locator('[data-ticket=ready]').waitFor({ timeout: waitMsMax });
  const unsent = Number(await tablet.locator('[data-unsent]').getAttribute('data-unsent'));
  const orderId = new URL(phone.url()).pathname.split('/').at(-1) ?? '';
  const bumpedAt = performance.now();
  await tablet.unroute('**/api/**');
  await phone.locator('[data-ticket=ready]').waitFor({ timeout: waitMsMax });
  const readyMs = performance.now() - bumpedAt;
  const stateOf = async (id: string): Promise<string> =>
    (await server.request('GET', `/api/orders/${id}`, undefined, owner)).body.state;
  const afterLine = await stateOf(orderId);

  // She is here; a code that is not hers is read first.
  await phone.locator('[data-act=arrive]').click();
  await phone.locator('[data-arrived]').waitFor({ timeout: waitMsMax });
  await tablet.getByText('店頭でお待ちです').waitFor({ timeout: waitMsMax });
  await tablet.locator('[data-unsent]').waitFor({ state: 'detached', timeout: waitMsMax });
  const toldOf = async (scanned: string, words: RegExp): Promise<string> => {
    await scan(tablet, scanned);
    const notice = tablet.locator('[aria-live=polite] p', { hasText: words }).first();
    await notice.waitFor({ timeout: waitMsMax });
    return (await notice.textContent()) ?? '';
  };
  const wrongCode = await toldOf('EKH1-000000000000000000000000', /該当する注文/);
  const handedAt = performance.now();
  await scan(tablet, code);
  await tablet.locator('[data-ticket]').waitFor({ state: 'detached', timeout: waitMsMax });
  let after = await standing();
  while (after[0] === before[0] || after[1] === before[1]) {
    if (performance.now() - handedAt > waitMsMax) {
      throw new Error(`points and stamps stay ${after.join(', ')}`);
    }
    await sleep(20);
    after = await standing();
  }
  const valueMs = performance.now() - handedAt;
  await phone.locator('[data-ticket=handed_over]').waitFor({ timeout: waitMsMax });
  // A reader that sees the same code twice within a second has read it once.
  await sleep(1100);
  const usedCode = await toldOf(code, /お渡し済み/);
  const wasReloaded =
    (await tablet.evaluate('window.isTheSamePage === true')) !== true ||
    (await phone.evaluate('window.isTheSamePage === true')) !== true;

  // The same again: one press on the page of the cafés, one that pays.
  const again = createThumb();
  await phone.goto(`${shop}/cafe`);
  const againAt = performance.now();
  await again.tap(phone.locator('[data-act=again]'));
  await again.tap(phone.locator('[data-act=order]'));
  await phone.locator('[data-code]').waitFor({ timeout: waitMsMax });
  const againSeconds = (performance.now() - againAt) / 1000;

  const { groupSeats, soldOutMs } = await orderTogether(stage, tablet);
  const rows: Json[] = (await server.request('GET', '/api/kitchen/minutes', undefined, owner)).body
    .places;
  const { waited, medianSeconds } = rows.find((row) => row.placeId === nearId);
  return {
    orderTaps,
    orderSeconds,
    againTaps: again.taps(),
    againSeconds,
    ticketMs,
    readyMs,
    valueMs,
    soldOutMs,
    isFarWarned,
    allergens,
    points: [before[0], after[0]],
    stamps: [before[1], after[1]],
    visitPoints,
    groupSeats,
    wrongCode,
    usedCode,
    unsent,
    afterLine,
    minutes: { waited, medianSeconds },
    labels,
    wasReloaded,
  };
}

/** Two phones, one basket, one pays; and the cake sells out while a third looks at the menu. */
async function orderTogether(
  stage: CafeStage,
  tablet: Page,
): Promise<Pick<CafeMorning, 'groupSeats' | 'soldOutMs'>> {
  const { server, owner, nearId, latteId } = stage;
  const shop = `${server.base}/shop`;
  const host = await openPhone(stage);
  const guest = await openPhone(stage);
  const add = async (page: Page) => {
    await page.goto(`${shop}/cafe/${nearId}/${latteId}`);
    await page.locator('[data-act=add]').click();
    await page.locator('[data-act=order]').waitFor({ timeout: waitMsMax });
  };
  await add(host);
  await host.locator('[data-act=group]').click();
  const path = (await host.locator('[data-group-link]').textContent()) ?? '';
  await guest.goto(`${server.base}${path}`);
  await guest.locator('[data-act=order]').waitFor({ timeout: waitMsMax });
  await add(guest);
  await host.reload();
  await host.locator('[data-seats="2"]').waitFor({ timeout: waitMsMax });
  await host.locator('input[name=payment][value=cash]').check();
  await host.locator('[data-act=order]').click();
  await host.locator('[data-code]').waitFor({ timeout: waitMsMax });
  const display = await server.request(
    'GET',
    `/api/kitchen/display?placeId=${nearId}`,
    undefined,
    owner,
  );
  const cups: Json[] = display.body.tickets.at(-1).cups;

  await guest.goto(`${shop}/cafe/${nearId}`);
  await guest.locator('[data-sold-out=false]').first().waitFor({ timeout: waitMsMax });
  // Its stream stands once the page has come to rest.
  await guest.evaluate('new Promise((done) => setTimeout(done, 500))');
  // What went wrong stands until somebody has read it.
  const notices = tablet.locator('[data-tone=bad] button');
  for (let left = await notices.count(); left > 0; left -= 1) {
    await notices.first().click();
  }
  await tablet.locator('[data-act=pauses]').click();
  const row = tablet.locator(`[data-pause="item:${latteId}"] button`);
  await row.waitFor({ timeout: waitMsMax });
  const pressedAt = performance.now();
  await row.click();
  await guest
    .locator(`[data-menu-item="${latteId}"][data-sold-out=true]`)
    .waitFor({ timeout: waitMsMax });
  return {
    groupSeats: cups.map(({ seat }) => seat).toSorted((a: number, b: number) => a - b),
    soldOutMs: performance.now() - pressedAt,
  };
}
