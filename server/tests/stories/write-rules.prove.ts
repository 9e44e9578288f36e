// Headquarters write rules in a real browser: a stamp card from draft to running, and earning rules of each kind, read back
// as sentences while they are written; and codes of a promotion by the lot, made, given to the printer and taken back.
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { recordProof } from '../checks/proof-results.ts';
import { browserLacking, openBrowser } from '../support/browser.ts';
import { makeHome, type RealServer, startServer } from '../support/real-server.ts';
import { axeFindings } from './accessible.ts';

/** Beside the first, those that begin with something to say: goods and tiers are chosen by name. */
const otherKinds = 'place time first_visit review event visit invite'.split(' ');

/** A card as it is written again. */
function wishOf(card: Record<string, unknown>): object {
  const names = ['code', 'size', 'terms', 'rewards', 'stampDays', 'rewardDays', 'changedAt'];
  return { ...Object.fromEntries(names.map((name) => [name, card[name]])), isDraft: true };
}

const lotSize = 10_500;

/** A promotion that asks for a code; its id. */
async function writePromotion(
  server: RealServer,
  owner: { readonly authorization: string },
): Promise<string> {
  const terms = {
    lane: 'default',
    priority: 0,
    stacking: 'stackable',
    needsCoupon: true,
    currency: 'JPY',
    conditions: [],
    benefits: [{ kind: 'off_order', calculator: { kind: 'amount', minor: 200 } }],
    holdoutBp: 0,
  };
  const body = { code: 'receipts', nameJa: 'レシートの200円引き', terms };
  return (await server.request('POST', '/api/offers/promotions', body, owner)).body.id;
}

/** Orders a lot by pressing twice, after a period that is refused; downloads it; takes it back. Answers the rows of its file. */
async function orderAndEndLot(page: Page): Promise<readonly string[]> {
  await page.locator('[data-fold=order-lot] summary').click();
  const form = page.locator('form[data-form=order-lot]');
  await form.locator('[name=name]').fill('十一月のレシート');
  await form.locator('[name=codes]').fill(String(lotSize));
  await form.locator('[name=validFrom]').fill('2098-12-02T00:00');
  await form.locator('[name=validUntil]').fill('2098-12-01T00:00');
  await form.locator('button[type=submit]').click();
  await form.getByText('終了日時が開始日時より前です').waitFor();
  expect(await form.locator('[name=codes]').inputValue()).toBe(String(lotSize));
  await form.locator('[name=validFrom]').fill('');
  await form.locator('button[type=submit]').dblclick();
  await page.locator('[data-lot=made]').waitFor();
  expect(await page.locator('[data-lot]').count()).toBe(1);

  const coming = page.waitForEvent('download');
  await page.locator('[data-act=download]').click();
  const text = readFileSync(await (await coming).path(), 'utf8');
  expect(text.startsWith('\u{FEFF}コード\r\n')).toBe(true);

  await page.locator('[data-act=end-lot]').click();
  await page.locator('dialog[open] [data-act=end-lot-now]').click();
  await page.locator('[data-lot=ended]').waitFor();
  return text.trimEnd().split('\r\n').slice(1);
}

/** Finds a customer by her address and gives her a coupon. */
async function giveHerOne(page: Page, email: string): Promise<void> {
  const fold = page.locator('[data-fold=give-coupon]');
  await fold.locator('summary').click();
  await fold.locator('[name=q]').fill(email);
  await fold.locator('button[type=submit]').click();
  await fold.locator('li button').click();
  await fold.locator('form[data-form=give-coupon] button[type=submit]').click();
  await fold.getByText('クーポンを渡しました。').waitFor();
}

/** One code for three uses, shown once. */
async function makeSharedCode(page: Page): Promise<string | null> {
  await page.locator('[data-fold=share-code] summary').click();
  const form = page.locator('form[data-form=share-code]');
  await form.locator('[name=uses]').fill('3');
  await form.locator('button[type=submit]').click();
  return page.locator('[data-fold=share-code] [role=status] code').textContent();
}

test.skipIf(browserLacking() !== undefined)(
  'a stamp card goes from draft to running in the console, and each kind of earning rule is read back as a sentence while it is chosen; a lot of codes is ordered, downloaded and ended',
  async () => {
    const beganAt = performance.now();
    const { home, remove } = makeHome('rules');
    const server = await startServer({ home });
    const browser = await openBrowser();
    try {
      const owner = await server.signIn();
      const context = await browser.newContext({ locale: 'ja-JP' });
      const token = owner.authorization.slice('Bearer '.length);
      await context.addCookies([{ name: 'engawa_staff', value: token, url: server.base }]);
      const page = await context.newPage();
      page.setDefaultTimeout(30_000);

      await page.goto(`${server.base}/console/loyalty/cards/new`);
      const card = page.locator('form[data-form=card]');
      await card.locator('[name=nameJa]').fill('春のカード');
      await card.locator('[name=code]').fill('spring');
      await card.locator('[name=size]').fill('5');
      await card.locator('[name=titleJa-0]').fill('お茶1杯');
      await card.locator('[name=titleEn-0]').fill('A cup of tea');
      await page.getByText('5個たまると、「お茶1杯」(500円引き)').waitFor();
      await card.locator('button[type=submit]').click();
      for (const [act, phase] of [
        ['propose', '承認待ち'],
        ['approve', '実施中'],
      ] as const) {
        await page.locator(`[data-act=${act}]`).click();
        await page.locator('dd').getByText(phase, { exact: true }).waitFor();
      }
      // A colleague writes another wording while she types: what she typed stays until she loads the newer one.
      const at = page.url().split('/').at(-1) ?? '';
      const { cards } = (await server.request('GET', '/api/loyalty/cards', undefined, owner)).body;
      const theirs = {
        ...wishOf(cards.find(({ id }: { id: string }) => id === at)),
        nameJa: '初夏',
      };
      const saved = await server.request('PUT', `/api/loyalty/cards/${at}`, theirs, owner);
      expect(saved).toMatchObject({ status: 200 });
      const named = card.locator('[name=nameJa]');
      await named.fill('春のカード、改');
      await page.locator('[data-act=pause]').click();
      await page.locator('[data-part=newer]').waitFor();
      expect(await named.inputValue()).toBe('春のカード、改');
      await card.locator('button[type=submit]').click();
      await page.getByText('保存していません').waitFor();
      await page.locator('[data-act=load-newer]').click();
      await expect.poll(() => named.inputValue(), { timeout: 30_000 }).toBe('初夏');
      const found = await axeFindings(page);

      await page.goto(`${server.base}/console/loyalty/rules/new`);
      const sentence = page.locator('[data-part=read-back] .font-bold').first();
      const said = [await sentence.textContent()];
      for (const kind of otherKinds) {
        await page.locator('[name=kind]').selectOption(kind);
        await expect.poll(() => sentence.textContent(), { timeout: 30_000 }).not.toBe(said.at(-1));
        said.push(await sentence.textContent());
      }
      found.push(...(await axeFindings(page)));
      expect(new Set(said).size).toBe(otherKinds.length + 1);

      const profile = { email: 'hanako@example.jp' };
      const her = { source: 'paper', key: '1', profile, signs: [], provedBy: 'import' };
      const told = await server.request('POST', '/api/customers/records', her, owner);
      expect(told.status).toBe(200);
      await page.goto(`${server.base}/console/offers/${await writePromotion(server, owner)}`);
      const codes = await orderAndEndLot(page);
      expect([codes.length, new Set(codes).size]).toEqual([lotSize, lotSize]);
      await giveHerOne(page, profile.email);
      expect(await makeSharedCode(page)).toMatch(/^[0-9A-Z]{4}(-[0-9A-Z]{4}){2}$/);
      found.push(...(await axeFindings(page)));
      expect(found).toEqual([]);
      recordProof({
        claim:
          'Stamp cards and earning rules are written in the console, read back as sentences, approved and run; what a colleague saves meanwhile takes nothing out of the fields',
        measured: `a card from draft to running; ${said.length} kinds of rules read back: ${said.join(' / ')}; a lot of ${codes.length} codes ordered, downloaded and ended, a coupon given; axe: ${found.length} serious`,
        holds: true,
        seconds: (performance.now() - beganAt) / 1000,
      });
    } finally {
      await browser.close();
      await server.stop();
      await remove();
    }
  },
  180_000,
);
