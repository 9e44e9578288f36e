// A morning in the stockroom in a browser, by reader: a delivery that is short and partly broken, booked without a line; two
// clerks counting at once, one of them without a line and in a storm of scans; a theft that the manager must see; a box for
// another shop; labels at a printer that is off; a shelf. What the house has in the end is exactly what was done.
import type { Browser, Page } from 'playwright-core';
import type { TestHouse } from '#testing';
import { axeFindings } from './accessible.ts';
import { scan, withCheckDigit } from './scan-code.ts';
import { type Look, stockGoods, withTwoTablets } from './two-tablets.ts';

export type StockroomStory = {
  readonly seconds: number;
  readonly scans: number;
  readonly smallest: readonly string[];
  readonly unknown: string;
  readonly afterReceipt: Readonly<Record<string, number>>;
  readonly receipts: number;
  readonly twice: string;
  /** Of what the house said no to: why, what was told instead, why the rest was not told. */
  readonly stuck: {
    readonly why: string;
    readonly corrected: number | null;
    readonly dropped: string;
  };
  readonly afterCount: Readonly<Record<string, number>>;
  readonly theft: string;
  readonly afterSending: Readonly<Record<string, number>>;
  readonly slip: boolean;
  readonly labels: number;
  readonly printer: string;
  readonly shelf: string;
  readonly isProven: boolean;
  readonly axe: readonly string[];
};

const codes = {
  cup: withCheckDigit('450000000021'),
  bowl: withCheckDigit('450000000022'),
  pot: withCheckDigit('450000000023'),
} as const;
type Goods = keyof typeof codes;

type Shop = {
  readonly base: string;
  readonly placeId: string;
  readonly otherId: string;
  readonly items: Readonly<Record<Goods, string>>;
};

/** Plays it; answers what was seen. `look` sees each page. */
export async function playStockroomStory(
  browser: Browser,
  look: Look = async () => undefined,
): Promise<StockroomStory> {
  return withTwoTablets(browser, {
    openShop,
    play: (house, shop, page, other) => play(house, shop, page, other, look),
    viewport: { width: 820, height: 1180 },
    look,
  });
}

async function openShop(house: TestHouse, base: string): Promise<Shop> {
  const owner = await house.as('owner');
  const made = async (path: string, body: object) =>
    String((await house.request('POST', path, body, owner)).body.id);
  const placeId = await made('/api/places', { code: 'main', kind: 'store', nameJa: '本店' });
  const otherId = await made('/api/places', { code: 'branch', kind: 'store', nameJa: '駅前店' });
  const items = await stockGoods(house, placeId, {
    cup: { nameJa: '湯のみ 藍', barcode: codes.cup },
    bowl: { nameJa: '茶わん 白', barcode: codes.bowl },
    pot: { nameJa: '急須 黒', barcode: codes.pot },
  });
  return { base, placeId, otherId, items };
}

/** What stands at a place, by goods. */
async function standing(house: TestHouse, { placeId, items }: Shop) {
  const path = `/api/stock?placeId=${placeId}&limit=50`;
  const { body } = await house.request('GET', path, undefined, await house.as('owner'));
  const rows: { itemId: string; onHand: number; shelf: string | null }[] = body.rows;
  return Object.entries(items).map(([name, itemId]) => ({
    name,
    row: rows.find((row) => row.itemId === itemId),
  }));
}

async function onHand(house: TestHouse, shop: Shop): Promise<Record<string, number>> {
  const rows = await standing(house, shop);
  return Object.fromEntries(rows.map(({ name, row }) => [name, row?.onHand ?? 0]));
}

/** Buttons, links and fields of the page that a thumb cannot hit: under 44 px both ways. */
const tooSmall = `[...document.querySelectorAll('main a, main button, main input, main select')]
  .filter((each) => each.offsetParent !== null)
  .map((each) => ({ each, box: each.getBoundingClientRect() }))
  .filter(({ box }) => box.width > 0 && box.height < 44)
  .map(({ each, box }) => each.outerHTML.slice(0, 90) + ' ' + Math.round(box.height))`;

async function play(
  house: TestHouse,
  shop: Shop,
  page: Page,
  other: Page,
  look: Look,
): Promise<StockroomStory> {
  let scans = 0;
  const axe: string[] = [];
  const smallest: string[] = [];
  const read = async (on: Page, code: string, times = 1) => {
    for (let time = 0; time < times; time += 1) {
      await scan(on, code);
      scans += 1;
    }
  };
  const check = async (on: Page, name: string) => {
    axe.push(...(await axeFindings(on)).map((found) => `${name}: ${found}`));
    smallest.push(...(await on.evaluate<string[]>(tooSmall)).map((found) => `${name}: ${found}`));
    await look(on, name);
  };
  const line = (on: Page, code: string, quantity: number) =>
    on.locator(`[data-piece="${code}"][data-quantity="${quantity}"]`).waitFor();
  const owner = await house.as('owner');
  const ask = async (body: object) => {
    const answer = await house.request('POST', '/api/stock/transfers', body, owner);
    if (answer.status >= 300) {
      throw new Error(`nothing can be expected: ${JSON.stringify(answer.body)}`);
    }
    return String(answer.body.id);
  };
  const beganAt = performance.now();

  // A delivery is expected: it is work of the day.
  const delivery = {
    toPlaceId: shop.placeId,
    slip: 'S-77',
    supplier: '波佐見陶器',
    lines: [
      { itemId: shop.items.cup, quantity: 6 },
      { itemId: shop.items.bowl, quantity: 3 },
    ],
  };
  await ask(delivery);
  await page.goto(`${shop.base}/staff/today`);
  await page.locator('[data-task=receive]').waitFor();
  await check(page, 'today');
  await page.goto(`${shop.base}/staff/receive`);
  await page.locator('[data-expected="S-77"]').waitFor();
  await check(page, 'receive');
  await read(page, 'S-77');
  await page.locator('[data-piece=CUP]').waitFor();
  await read(page, codes.cup, 5);
  await read(page, codes.bowl, 3);
  await read(page, codes.pot);
  await line(page, 'CUP', 5);
  await line(page, 'BOWL', 3);
  await line(page, 'POT', 1);
  await read(page, '4569951116179');
  const said = page.locator('[data-said=bad]');
  await said.waitFor();
  const unknown = String(await said.textContent());
  await page.locator('[data-piece=CUP] [data-act=details]').click();
  await page.locator('[data-piece=CUP] input[name=damaged]').fill('1');
  await check(page, 'unpack');
  // The line is away: it is kept, the tab is closed, the line is back, it is there once.
  await page.context().setOffline(true);
  await page.locator('[data-act=book]').click();
  await page.locator('[data-outbox="1"]').waitFor();
  await check(page, 'kept');
  await page.context().setOffline(false);
  await page.locator('[data-outbox]').waitFor({ state: 'detached' });
  await page.locator('[data-receipt-of="S-77"] [data-differences="2"]').waitFor();
  await check(page, 'received');
  const afterReceipt = await onHand(house, shop);
  const path = `/api/stock/receipts?placeId=${shop.placeId}`;
  const receipts = (await house.request('GET', path, undefined, owner)).body.receipts.length;

  const { twice, afterCount } = await countTogether(
    { house, shop, page, other },
    { read, check, line },
  );

  const stuck = await lookAtStuck({ house, shop, page, other }, check);

  // Twelve stolen pots are more than a clerk may take alone.
  await page.goto(`${shop.base}/staff/adjust`);
  await page.locator('select[name=reason]').selectOption('stolen');
  await read(page, codes.pot, 12);
  await line(page, 'POT', 12);
  await page.locator('[data-act=adjust]').click();
  const waiting = page.locator('[data-adjustment=POT][data-state=waiting]');
  await waiting.waitFor();
  const theft = String(await waiting.textContent());
  await check(page, 'adjust');

  // A box for another shop.
  const wanted = {
    fromPlaceId: shop.placeId,
    toPlaceId: shop.otherId,
    lines: [{ itemId: shop.items.bowl, quantity: 3 }],
  };
  const askedId = await ask(wanted);
  await page.goto(`${shop.base}/staff/transfers`);
  await page.locator(`[data-transfer="${askedId}"]`).waitFor();
  await check(page, 'transfers');
  await read(page, askedId);
  await page.locator('[data-piece=BOWL]').waitFor();
  await read(page, codes.bowl, 2);
  await line(page, 'BOWL', 2);
  await check(page, 'pack');
  await page.locator('[data-act=send]').click();
  await page.locator('[data-state=sent]').waitFor();
  await check(page, 'transfer');
  const afterSending = await onHand(house, shop);
  const slip = await page.request.get(`${shop.base}/api/stock/transfers/${askedId}/slip`);
  const hasCode = (await slip.text()).includes(askedId);

  // Labels; the printer of the counter is off.
  await page.goto(`${shop.base}/staff/labels`);
  await page.locator('[data-act=due]').waitFor();
  await read(page, codes.cup, 3);
  await page.locator('[data-labels-of="3"]').waitFor();
  await page.locator('[data-act=print-counter]').click();
  await page.locator('[data-printer=sent]').waitFor();
  await check(page, 'labels');
  const labels = await page.locator(`[data-label-code="${codes.cup}"] svg`).count();

  const off = page.locator('[data-printer=off]');
  await off.waitFor();
  const printer = String(await off.textContent());

  await page.goto(`${shop.base}/staff/shelves`);
  await page.locator('[data-said]').waitFor();
  await read(page, 'C-01');
  await page.locator('[data-shelf="C-01"]').waitFor();
  await read(page, codes.cup);
  await page.locator('[data-standing=CUP]').waitFor();
  await check(page, 'shelves');
  const cup = (await standing(house, shop)).find(({ name }) => name === 'cup');
  await page.goto(`${shop.base}/staff/stockroom`);
  await page.locator('[data-room=receive]').waitFor();
  await check(page, 'stockroom');
  const proof = await house.request('GET', '/api/stock/proof', undefined, owner);
  return {
    seconds: (performance.now() - beganAt) / 1000,
    scans,
    smallest,
    unknown,
    afterReceipt,
    receipts,
    twice,
    afterCount,
    stuck,
    theft,
    afterSending,
    slip: slip.ok() && hasCode,
    labels,
    printer,
    shelf: cup?.row?.shelf ?? '',
    isProven: proof.body.isProven === true,
    axe,
  };
}

type Stage = {
  readonly house: TestHouse;
  readonly shop: Shop;
  readonly page: Page;
  readonly other: Page;
};
type Hands = {
  readonly read: (on: Page, code: string, times?: number) => Promise<void>;
  readonly check: (on: Page, name: string) => Promise<void>;
  readonly line: (on: Page, code: string, quantity: number) => Promise<void>;
};

/** Two clerks in one count; the second has no line and scans as fast as the reader can. */
async function countTogether(
  { house, shop, page, other }: Stage,
  { read, check, line }: Hands,
): Promise<{ readonly twice: string; readonly afterCount: Record<string, number> }> {
  await page.goto(`${shop.base}/staff/counts`);
  await page.locator('[data-act=stalest]').waitFor();
  await check(page, 'counts');
  await page.locator('[data-act=stalest]').click();
  await page.locator('[data-left=CUP]').waitFor();
  const address = page.url();
  await other.goto(address);
  await other.locator('[data-left=CUP]').waitFor();
  await read(other, codes.bowl);
  await line(other, 'BOWL', 1);
  await other.context().setOffline(true);
  await read(other, codes.bowl, 22);
  await line(other, 'BOWL', 23);
  await read(page, codes.cup, 24);
  await line(page, 'CUP', 24);
  await read(page, codes.bowl, 23);
  await read(page, codes.pot, 20);
  await line(page, 'POT', 20);
  await check(page, 'count');
  // Closed and opened again, what was counted is there.
  await other.locator('[data-outbox]').waitFor();
  await other.context().setOffline(false);
  await other.reload();
  await line(other, 'BOWL', 23);
  // A count can be ended once the tablet has told what it counted.
  await other.locator('[data-act=finish]:enabled').waitFor();
  // What the second counts after that is told when the count is over.
  await other.context().setOffline(true);
  await read(other, codes.cup);
  await read(other, codes.pot);
  await line(other, 'POT', 1);
  await other.locator('[data-outbox="2"]').waitFor();
  await page.locator('[data-act=finish]').click();
  const undecided = page.locator('[data-undecided=BOWL]');
  await undecided.waitFor();
  const twice = String(await undecided.textContent());
  await check(page, 'review');
  await undecided.locator('[data-act=take-one]').first().click();
  await undecided.waitFor({ state: 'detached' });
  const lost = page.locator('[data-differs=POT] select');
  await lost.selectOption('lost');
  await page.locator('[data-act=post]').click();
  await page.locator('[data-posted="1"]').waitFor();
  await check(page, 'posted');
  return { twice, afterCount: await onHand(house, shop) };
}

/** The house says no to what was counted for a count that is over: why is said, one is told to another, one is set aside. */
async function lookAtStuck(
  { house, shop, other }: Stage,
  check: Hands['check'],
): Promise<StockroomStory['stuck']> {
  const owner = await house.as('owner');
  const url = '/api/stock/count-sessions';
  const wanted = { placeId: shop.placeId, itemIds: [shop.items.cup], area: '数え直し' };
  const countId = String((await house.request('POST', url, wanted, owner)).body.id);
  await other.context().setOffline(false);
  await other.locator('[data-stuck="2"]').click();
  const cards = other.locator('[data-deed=tally][data-state=stuck]');
  await cards.nth(1).waitFor();
  const why = String(await cards.first().locator('[data-why-not]').textContent());
  await cards.first().locator('[data-act=correct]').click();
  const count = cards.first().locator('select[name=count]');
  await count.locator(`option[value="${countId}"]`).waitFor({ state: 'attached' });
  await check(other, 'stuck');
  await count.selectOption(countId);
  await cards.first().locator('input[name=quantity]').fill('24');
  await cards.first().locator('[data-act=send-corrected]').click();
  await other.locator('[data-stuck="1"][data-outbox="0"]').waitFor();
  await cards.first().locator('[data-act=drop]').click();
  await cards.first().locator('input[name=why]').fill('数え直し済み');
  await cards.first().locator('[data-act=drop-now]').click();
  const dropped = other.locator('[data-state=dropped]');
  await dropped.waitFor();
  await other.locator('[data-outbox]').waitFor({ state: 'detached' });
  await check(other, 'set aside');
  const { body } = await house.request('GET', `${url}/${countId}`, undefined, owner);
  await house.request('DELETE', `${url}/${countId}`, undefined, owner);
  return {
    why,
    corrected: body.lines[0]?.counted ?? null,
    dropped: String(await dropped.locator('[data-why]').textContent()),
  };
}
