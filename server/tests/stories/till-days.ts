// Two tablets sell on two "days" without a line. Their pages are closed and opened again, on the second day one clock is
// two hours fast; then the line is back and every third answer is lost. What the house has in the end is compared with
// what the tablets handed over the counter, and what did not fit stands on a tablet's list.
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser, BrowserContext, Page, Route } from 'playwright-core';
import { fixedClock } from '#kernel/clock';
import { openTestHouse, type TestHouse } from '#testing';
import { serveBuiltApps } from '../support/built-apps.ts';
import { scan, withCheckDigit } from './scan-code.ts';

export type TillDays = {
  readonly tills: number;
  readonly salesADay: number;
  /** Of a hundred answers. */
  readonly lostPercent: number;
  readonly say?: (line: string) => void;
};

export type TillFigures = {
  readonly handedOver: number;
  readonly booked: number;
  readonly handedOverMinor: number;
  /** Of it by card, as the terminals said. */
  readonly terminalMinor: number;
  /** Of it by card, as the house has it. */
  readonly cardMinor: number;
  /** How often a finger that trembles pressed twice. */
  readonly pressedTwice: number;
  readonly bookedMinor: number;
  readonly reportedMinor: number;
  readonly paidMinor: number;
  readonly doubled: number;
  readonly lostAnswers: number;
  readonly answers: number;
  readonly businessDays: readonly string[];
  readonly clockConflicts: number;
  readonly stockConflicts: number;
  readonly proposals: number;
  /** What a tablet shows of them: shortages, and what the tills noted. */
  readonly listed: { readonly stock: number; readonly till: number };
  readonly secondsADay: readonly number[];
  readonly syncSeconds: number;
};

type Barcode = { readonly code: string; readonly priceMinor: number };
type Till = { page: Page; readonly context: BrowserContext; readonly name: string };

/** 22:30 in Tokyo: two hours more would be another business day. */
const firstDay = '2026-11-20T13:30:00Z';
const dayMs = 86_400_000;
const fastMs = 2 * 3_600_000;
const password = 'long-enough-word';
const untoldMsMax = 15 * 60_000;
/** Every wait has room: the machine may be busy. */
const waitMsMax = 120_000;

/** Plays it; answers what was counted. */
export async function playTillDays(browser: Browser, options: TillDays): Promise<TillFigures> {
  const clock = fixedClock(firstDay);
  const house = await openTestHouse({ clock });
  try {
    await serveBuiltApps(house);
    await house.app.listen({ host: '127.0.0.1', port: 0 });
    const { port } = house.app.server.address() as AddressInfo;
    return await play(browser, options, { house, clock, base: `http://127.0.0.1:${port}` });
  } finally {
    await house.drop();
  }
}

type Stage = {
  readonly house: TestHouse;
  readonly clock: ReturnType<typeof fixedClock>;
  readonly base: string;
};

async function play(browser: Browser, options: TillDays, stage: Stage): Promise<TillFigures> {
  const { house, clock } = stage;
  const say = options.say ?? (() => undefined);
  const owner = await house.as('owner');
  const { placeId, barcodes } = await openShop(house, owner);
  const tills: Till[] = [];
  for (let n = 0; n < options.tills; n += 1) {
    tills.push(await openTill(browser, stage, { placeId, name: `レジ${n + 1}` }));
  }
  const seconds: number[] = [];
  const sold = { handedOverMinor: 0, terminalMinor: 0, pressedTwice: 0 };
  let dayBeganMs = 0;
  for (let day = 0; day < 2; day += 1) {
    const beganAt = performance.now();
    // Gone before the shop opens.
    await Promise.all(tills.map(({ context }) => context.setOffline(true)));
    const dayBegins = clock.now().epochMilliseconds + day * dayMs;
    dayBeganMs = Date.now();
    for (const [n, till] of tills.entries()) {
      const skewMs = day === 1 && n === 0 ? fastMs : 0;
      await closeAndReopen(till, stage.base, dayBegins + skewMs);
    }
    const sums = await Promise.all(
      tills.map((till, n) => sellAll(till.page, options.salesADay, barcodes, day * 7 + n)),
    );
    for (const each of sums) {
      sold.handedOverMinor += each.takenMinor;
      sold.terminalMinor += each.cardMinor;
      sold.pressedTwice += each.pressedTwice;
    }
    seconds.push((performance.now() - beganAt) / 1000);
    say(
      `day ${day + 1}: ${options.tills * options.salesADay} sales in ${seconds.at(-1)?.toFixed(0)} s`,
    );
  }
  // For the house it is as late as for everybody whose clock is right; sessions of yesterday have ended.
  clock.move({ milliseconds: dayMs + Date.now() - dayBeganMs });
  const beganAt = performance.now();
  const lost = await comeBack(tills, options.lostPercent);
  const syncSeconds = (performance.now() - beganAt) / 1000;
  say(`told in ${syncSeconds.toFixed(0)} s, ${lost.lost} of ${lost.answers} answers lost`);
  const booked = await readBooks(house, owner, placeId);
  return {
    ...booked,
    ...sold,
    handedOver: options.tills * options.salesADay * 2,
    listed: await readList(tills[0], stage),
    lostAnswers: lost.lost,
    answers: lost.answers,
    secondsADay: seconds,
    syncSeconds,
  };
}

type Owner = { readonly authorization: string };

/** Ten goods; of the first there are ten pieces, of which five are promised to somebody. */
async function openShop(house: TestHouse, owner: Owner) {
  const made = async (path: string, body: object) => {
    const { status, body: answer } = await house.request('POST', path, body, owner);
    if (status !== 201) {
      throw new Error(`${path} answered ${status}: ${JSON.stringify(answer)}`);
    }
    return String(answer.id);
  };
  const placeId = await made('/api/places', { code: 'till-days', kind: 'store', nameJa: '本店' });
  const barcodes: Barcode[] = [];
  for (let n = 0; n < 10; n += 1) {
    const code = withCheckDigit(`45000000000${n}`);
    const priceMinor = 100 + n * 37;
    await made('/api/catalog/items', {
      code: `SKU-${n}`,
      nameJa: `品${n}`,
      barcodes: [code],
      taxClass: n % 3 === 0 ? 'reduced' : 'standard',
      price: { amountMinor: priceMinor },
    });
    barcodes.push({ code, priceMinor });
  }
  return { placeId, barcodes };
}

/** A page whose clock says what it is told, running on from there. */
async function setClock(page: Page, wallMs: number): Promise<void> {
  const script = `{
    const real = Date; const began = ${Date.now()}; const says = ${wallMs};
    globalThis.Date = class extends real {
      constructor(...given) { if (given.length === 0) super(says + real.now() - began); else super(...given); }
      static now() { return says + real.now() - began; }
    };
  }`;
  await page.addInitScript(script);
}

async function openTill(
  browser: Browser,
  { house, base, clock }: Stage,
  { placeId, name }: { readonly placeId: string; readonly name: string },
): Promise<Till> {
  const owner = await house.as('owner');
  const { body: device } = await house.request(
    'POST',
    '/api/devices',
    { kind: 'tablet', placeId, name },
    owner,
  );
  const { body: enrolled } = await house.request('POST', '/api/devices/enrol', {
    code: device.code,
  });
  const made = {
    login: `clerk-${name}`,
    name: '佐藤',
    password,
    roles: ['clerk'],
    placeId,
  };
  await house.request('POST', '/api/staff/members', made, owner);
  const context = await browser.newContext({
    viewport: { width: 1180, height: 820 },
    locale: 'ja-JP',
  });
  context.setDefaultTimeout(waitMsMax);
  const page = await context.newPage();
  const till = { page, context, name };
  await signIn(till, house, base);
  await setClock(page, clock.now().epochMilliseconds);
  await page.goto(`${base}/staff/`);
  const station = JSON.stringify({ placeId, token: enrolled.token });
  await page.evaluate(`localStorage.setItem('engawa-station', ${JSON.stringify(station)})`);
  await page.goto(`${base}/staff/till/drawer`);
  await page.locator('[data-act=open-drawer]').waitFor();
  await page.locator('form input').first().fill(name);
  await page.locator('form input').nth(1).fill('30000');
  await page.locator('[data-act=open-drawer]').click();
  await page.locator('[data-shelf=ready][data-items="10"]').waitFor();
  await page.locator('[data-sync=idle][data-waiting="0"]').waitFor();
  // The app itself must be kept before the line goes.
  await page.evaluate('navigator.serviceWorker.ready.then(() => undefined)');
  await page.goto(`${base}/staff/till`);
  await page.locator('[data-act=search]').waitFor();
  return till;
}

/** The cookie has no end of its own: the browser's clock is not the house's. */
async function signIn({ context, name }: Till, house: TestHouse, base: string): Promise<void> {
  const credentials = { login: `clerk-${name}`, password };
  const signedIn = await house.request('POST', '/api/staff/sign-in', credentials);
  const value = String(signedIn.headers['set-cookie']).split(';')[0]?.split('=')[1] ?? '';
  await context.addCookies([{ name: 'engawa_staff', value, url: base }]);
}

/** The tab is closed in the evening and opened in the morning, with whatever the clock then says. */
async function closeAndReopen(till: Till, base: string, wallMs: number): Promise<void> {
  await till.page.close();
  till.page = await till.context.newPage();
  await setClock(till.page, wallMs);
  await till.page.goto(`${base}/staff/till`);
  await till.page.locator('[data-shelf=ready][data-items="10"]').waitFor();
}

/** Scans one or two goods, takes the exact cash or what the terminal took, next; answers what was taken. */
async function sellAll(page: Page, sales: number, barcodes: readonly Barcode[], seed: number) {
  const taken = { takenMinor: 0, cardMinor: 0, pressedTwice: 0 };
  for (let n = 0; n < sales; n += 1) {
    const goods = [
      barcodes[(n + seed) % barcodes.length],
      barcodes[(n + seed + 5) % barcodes.length],
    ];
    const wanted = goods.slice(0, 1 + (n % 2)).filter((each) => each !== undefined);
    for (const [index, { code }] of wanted.entries()) {
      await scan(page, code);
      const pieces = wanted.slice(0, index + 1).reduce((sum, each) => sum + each.priceMinor, 0);
      await page.locator(`[data-total="${pieces}"]`).waitFor();
    }
    const totalMinor = wanted.reduce((sum, { priceMinor }) => sum + priceMinor, 0);
    taken.takenMinor += totalMinor;
    await page.locator('[data-act=pay]').click();
    if (n % 3 === 2) {
      await page.locator('input[value=card]').check();
      await page.locator('[data-act=approved]').click();
      taken.cardMinor += totalMinor;
    } else {
      await page.locator('[data-act=exact]').click();
    }
    if (n % 7 === 3) {
      await pressTwice(page, '[data-act=complete]:enabled');
      taken.pressedTwice += 1;
    } else {
      await page.locator('[data-act=complete]').click();
    }
    await page.locator('[data-act=next]').click();
    if (n % 97 === 50) {
      // Somebody closes the tab by mistake.
      await page.reload();
      await page.locator('[data-shelf=ready]').waitFor();
    }
  }
  return taken;
}

/** In one moment, before the page has drawn anything. */
async function pressTwice(page: Page, button: string): Promise<void> {
  await page.locator(button).waitFor();
  const press = `(button => { button.click(); button.click(); })`;
  await page.evaluate(`${press}(document.querySelector('${button}'))`);
}

/** The line is back, and of each hundred answers so many never arrive: the house has worked and nobody hears. */
async function comeBack(tills: readonly Till[], lostPercent: number) {
  const counts = { lost: 0, answers: 0 };
  let turn = 0;
  for (const { context } of tills) {
    await context.route('**/api/tills/entries', async (route: Route) => {
      const answer = await route.fetch();
      turn += 1;
      counts.answers += 1;
      if ((turn * 37 + 63) % 100 < lostPercent) {
        counts.lost += 1;
        await route.abort('connectionreset');
      } else {
        await route.fulfill({ response: answer });
      }
    });
    await context.setOffline(false);
  }
  await Promise.all(tills.map(({ page }) => untilTold(page)));
  return counts;
}

/** Until nothing waits in the book of this browser. */
async function untilTold(page: Page): Promise<void> {
  const countWaiting = `new Promise((resolve) => {
    const opening = indexedDB.open('engawa-till');
    opening.onsuccess = () => {
      const entries = opening.result.transaction('entries').objectStore('entries');
      const counting = entries.index('state').count('waiting');
      counting.onsuccess = () => { opening.result.close(); resolve(counting.result === 0); };
    };
  })`;
  const until = Date.now() + untoldMsMax;
  while ((await page.evaluate(countWaiting)) !== true) {
    if (Date.now() > until) {
      throw new Error('the till has still not told what it did');
    }
    await sleep(200);
  }
}

/** The page of conflicts, as a clerk of the next morning sees it: sessions of before have ended. */
async function readList(till: Till | undefined, { house, base }: Stage) {
  if (till === undefined) {
    return { stock: 0, till: 0 };
  }
  const { page } = till;
  await signIn(till, house, base);
  await page.goto(`${base}/staff/till/conflicts`);
  await page.locator('[data-short]').first().waitFor();
  return {
    stock: await page.locator('[data-short]').count(),
    till: await page.locator('[data-kind]').count(),
  };
}

async function readBooks(house: TestHouse, owner: Owner, placeId: string) {
  const get = async (path: string) => (await house.request('GET', path, undefined, owner)).body;
  const { drawers } = await get(`/api/tills/drawers?placeId=${placeId}`);
  const reports = await Promise.all(
    drawers.map(({ drawerId }: { drawerId: string }) =>
      get(`/api/tills/drawers/${drawerId}/report`),
    ),
  );
  const { rows } = await get(`/api/orders/summary?placeId=${placeId}`);
  const books = await readRows(house);
  const conflicts = (await get(`/api/tills/conflicts?placeId=${placeId}`)).conflicts;
  const short = (await get(`/api/stock/conflicts?placeId=${placeId}`)).conflicts;
  const sum = (list: readonly Record<string, number>[], name: string) =>
    list.reduce((all, each) => all + (each[name] ?? 0), 0);
  return {
    booked: books.orders,
    bookedMinor: sum(rows, 'netMinor'),
    reportedMinor: sum(reports, 'netMinor'),
    paidMinor: books.paidMinor,
    cardMinor: books.cardMinor,
    doubled: books.doubled,
    businessDays: books.days,
    clockConflicts: conflicts.filter(({ kind }: { kind: string }) => kind === 'clock_differs')
      .length,
    stockConflicts: short.length,
    proposals: short.filter(({ proposals }: { proposals: object[] }) => proposals.length > 0)
      .length,
  };
}

/** Past every door: what the tables themselves hold. */
async function readRows(house: TestHouse) {
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: house.url });
  await client.connect();
  try {
    const { rows } = await client.query(`
      SELECT (SELECT count(*)::int FROM orders.order) AS orders,
        (SELECT coalesce(sum(captured_minor), 0)::int FROM payments.payment) AS paid,
        (SELECT coalesce(sum(captured_minor), 0)::int FROM payments.payment WHERE method = 'card') AS card,
        (SELECT count(*)::int FROM (SELECT order_id FROM payments.payment GROUP BY order_id HAVING count(*) > 1) AS d)
          + (SELECT count(*)::int FROM (SELECT order_id FROM tills.entry WHERE order_id IS NOT NULL
              GROUP BY order_id HAVING count(*) > 1) AS e) AS doubled,
        (SELECT array_agg(DISTINCT business_day::text ORDER BY business_day::text) FROM orders.order) AS days`);
    const [row] = rows;
    return {
      orders: row.orders as number,
      paidMinor: row.paid as number,
      cardMinor: row.card as number,
      doubled: row.doubled as number,
      days: row.days as string[],
    };
  } finally {
    await client.end();
  }
}
