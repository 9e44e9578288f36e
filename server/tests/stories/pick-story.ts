// A pickup on the shop floor in a browser: from the order that comes in to the parcel in her hand, by reader and keyboard
// alone; with a second clerk at the same line, a wrong article, a short line that she answers, and a wrong parcel.
import type { Browser, Page } from 'playwright-core';
import type { TestHouse } from '#testing';
import { axeFindings } from './accessible.ts';
import { scan, withCheckDigit } from './scan-code.ts';
import { type Look, stockGoods, withTwoTablets } from './two-tablets.ts';

export type PickStory = {
  readonly keys: number;
  readonly scans: number;
  readonly seconds: number;
  readonly wrongArticle: string;
  readonly second: string;
  readonly wrongParcel: string;
  readonly states: readonly string[];
  readonly totalMinor: number;
  readonly axe: readonly string[];
};

const cup = withCheckDigit('450000000011');
const bowl = withCheckDigit('450000000012');
const pot = withCheckDigit('450000000013');

type Shop = {
  readonly base: string;
  readonly placeId: string;
  readonly webId: string;
  readonly items: { readonly cup: string; readonly bowl: string; readonly pot: string };
};

/** Plays it; answers what was seen. `look` sees each page. */
export async function playPickStory(
  browser: Browser,
  look: Look = async () => undefined,
): Promise<PickStory> {
  return withTwoTablets(browser, {
    openShop,
    play: (house, shop, page, other) => play(house, shop, page, other, look),
    viewport: { width: 1180, height: 820 },
    look,
  });
}

async function openShop(house: TestHouse, base: string): Promise<Shop> {
  const owner = await house.as('owner');
  const made = async (path: string, body: object) =>
    String((await house.request('POST', path, body, owner)).body.id);
  const placeId = await made('/api/places', { code: 'floor', kind: 'store', nameJa: '本店' });
  const webId = await made('/api/places', { code: 'floor-web', kind: 'web', nameJa: '通販' });
  const items = await stockGoods(house, placeId, {
    cup: { nameJa: '湯のみ 藍', barcode: cup },
    bowl: { nameJa: '茶わん 白', barcode: bowl },
    pot: { nameJa: '湯のみ 白', barcode: pot },
  });
  const lines = [
    { itemId: items.cup, shelf: 'A-03' },
    { itemId: items.bowl, shelf: 'B-11' },
  ];
  await house.request('PUT', '/api/stock/rules', { placeId, lines }, owner);
  return { base, placeId, webId, items };
}

async function order(house: TestHouse, { placeId, webId }: Shop, lines: readonly object[]) {
  const { body } = await house.request('POST', '/api/orders', {
    placeId: webId,
    handoverPlaceId: placeId,
    fulfilment: 'pickup',
    lines,
    contact: { familyName: '縁側', givenName: '花子', email: 'hanako@example.jp' },
    payment: { method: 'cash' },
  });
  return { id: String(body.id), number: String(body.number) };
}

async function play(
  house: TestHouse,
  shop: Shop,
  page: Page,
  other: Page,
  look: Look,
): Promise<PickStory> {
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  let [keys, scans] = [0, 0];
  const press = async (key: string) => {
    await page.keyboard.press(key);
    keys += 1;
  };
  const read = async (code: string) => {
    await scan(page, code);
    scans += 1;
  };
  /** By Tab until it has the focus, as who has no mouse does. */
  const tabTo = async (selector: string) => {
    await page.locator(selector).first().waitFor();
    for (let tries = 0; tries < 80; tries += 1) {
      if (await page.evaluate(`document.activeElement?.matches(${JSON.stringify(selector)})`)) {
        return;
      }
      await press('Tab');
    }
    throw new Error(`the keyboard does not reach ${selector}`);
  };
  const { cup: cupId, bowl: bowlId } = shop.items;
  const hers = await order(house, shop, [
    { itemId: cupId, quantity: 2 },
    { itemId: bowlId, quantity: 2 },
  ]);
  const his = await order(house, shop, [{ itemId: cupId, quantity: 1 }]);
  const axe: string[] = [];
  const check = async (name: string) => {
    axe.push(...(await axeFindings(page)).map((found) => `${name}: ${found}`));
    await look(page, name);
  };
  await page.goto(`${shop.base}/staff/today`);
  await page.locator('[data-task=pick]').first().waitFor();
  await check('today');
  const beganAt = performance.now();
  await tabTo('[data-task=pick]');
  await press('Enter');
  const line = (number: string, of: number) => page.locator(`[data-line="${number}-${of}"]`);
  await line(hers.number, 1).waitFor();
  await check('pick list');

  // A scan confirms a piece of the line that wants it; an article that nobody wants is said.
  await read(cup);
  await line(hers.number, 1).getByText('1 / 2').waitFor();
  await read(pot);
  const alert = page.getByText('読み取ったのは');
  await alert.waitFor();
  const wrongArticle = String(await alert.textContent());

  // The second clerk sees who has the line, and is told when she takes it all the same.
  await other.goto(`${shop.base}/staff/pick`);
  const taken = other.locator(`[data-line="${hers.number}-1"]`);
  await taken.getByText('佐藤 美咲').waitFor();
  const second = String(await taken.getByText('佐藤 美咲').textContent());

  await read(cup);
  await line(hers.number, 1).waitFor({ state: 'detached' });
  // Of the bowls one is found by hand, the other is not there: she is asked.
  await tabTo(`[data-line="${hers.number}-2"] [data-act=found]`);
  await press('Enter');
  await line(hers.number, 2).getByText('1 / 2').waitFor();
  await tabTo(`[data-line="${hers.number}-2"] [data-act=short]`);
  await press('Enter');
  await tabTo('[data-short] input');
  await page.keyboard.type('湯のみ 白');
  await press('Enter');
  await tabTo('[data-short] button[aria-pressed]');
  await press('Enter');
  await check('short');
  await tabTo('[data-short] [data-act=ask]');
  await press('Enter');
  await page.getByText('お客様にお尋ねしました').waitFor();
  await line(hers.number, 2).getByText('お客様に確認中').waitFor();
  const clerk = await house.as('clerk');
  await house.request(
    'POST',
    `/api/orders/${hers.id}/picks/2/answer`,
    { itemId: shop.items.pot },
    clerk,
  );
  await page.reload();
  await line(hers.number, 3).waitFor();
  await read(pot);
  // It is complete: the shelf has the focus already.
  await page.locator(`[data-complete="${hers.number}"] input:focus`).waitFor();
  await check('complete');
  await page.keyboard.type('12');
  await press('Enter');
  await page.locator(`[data-complete="${hers.number}"]`).waitFor({ state: 'detached' });
  await read(cup);
  await page.locator(`[data-complete="${his.number}"] input:focus`).waitFor();
  await page.keyboard.type('13');
  await press('Enter');
  await page.locator(`[data-complete="${his.number}"]`).waitFor({ state: 'detached' });

  // She shows her code; the wrong parcel is said, the right one is handed over.
  await page.goto(`${shop.base}/staff/parcels`);
  await page.locator(`[data-parcel="${hers.number}"]`).waitFor();
  await check('parcels');
  await read(hers.number);
  await page.locator(`[data-hers="${hers.number}"] [data-shelf]`).waitFor();
  await read(his.number);
  const wrong = page.locator('[role=alert]');
  await wrong.waitFor();
  await check('wrong parcel');
  const wrongParcel = String(await wrong.textContent());
  // The reader lets a code through once a second.
  await page.waitForTimeout(1100);
  await read(hers.number);
  await page.locator(`[data-parcel="${hers.number}"]`).waitFor({ state: 'detached' });
  const seconds = (performance.now() - beganAt) / 1000;
  if (errors.length > 0) {
    throw new Error(`the page failed: ${errors.join('; ')}`);
  }
  const owner = await house.as('owner');
  const told = await house.request('GET', `/api/orders/${hers.id}`, undefined, owner);
  return {
    keys,
    scans,
    seconds,
    wrongArticle,
    second,
    wrongParcel,
    states: told.body.transitions.map((each: { to: string }) => each.to),
    totalMinor: told.body.totalMinor,
    axe,
  };
}
