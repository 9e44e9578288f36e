// UNIQLO's story: she sees where the jacket is, collects one today, has another kept, extends once; one that she does not
// come for goes back to the shelf by itself, and one that she comes for goes to the till.
import { expect, test } from 'vitest';
import { transaction } from '#kernel/transaction';
import { expireHolds, proveStock } from '#stock';
import { recordProof } from '../checks/proof-results.ts';
import { browserLacking, openBrowser } from '../support/browser.ts';
import { contact, countEffort, onRetailStage, type RetailStage, tell } from './retail-stage.ts';
import { scan } from './scan-code.ts';

test.skipIf(browserLacking() !== undefined)(
  'UNIQLO: live stock in words, same-day pickup with an add-on, a hold of seven days extended once, an unsold hold back on the shelf (17, 32, 33, 34, 35, 38)',
  async () => {
    const beganAt = performance.now();
    const browser = await openBrowser();
    try {
      const story = await onRetailStage(browser, play);
      const { words, pickup, hold, handover } = story;
      recordProof({
        claim:
          'UNIQLO (17, 32–35, 38): she sees at which shop it is, collects it today or has it kept for seven days, extends once; what nobody comes for goes back by itself',
        measured:
          `words at three shops: ${Object.values(words).join('・')}; same-day pickup ${tell(pickup)}; hold ${tell(hold)}; ` +
          `hand-over at the tablet ${tell(handover)}; kept ${story.keptDays} days, then ${story.extendedDays}; ` +
          `available ${story.availableKept} while kept, ${story.availableAfter} after; ${story.beside} add-ons with the ready notice`,
        holds: story.availableAfter === 2 && story.differences === 0,
        seconds: (performance.now() - beganAt) / 1000,
      });
      expect(words).toEqual({ ginza: '在庫あり', ueno: '残りわずか', kyoto: '店舗に確認' });
      expect(story).toMatchObject({
        keptDays: 7,
        extendedDays: 14,
        canExtendTwice: false,
        availableKept: 1,
        endedAs: 'expired',
        availableAfter: 2,
        inBasket: 1,
        differences: 0,
        errors: [],
      });
      expect(story.beside).toBeGreaterThan(0);
      expect(pickup.taps).toBeLessThanOrEqual(4);
      expect(hold.taps).toBeLessThanOrEqual(2);
    } finally {
      await browser.close();
    }
  },
);

async function play(stage: RetailStage) {
  const { base, items, places, house } = stage;
  const guest = await stage.phone();
  const item = `${base}/shop/items/${items.jacket}`;
  await guest.goto(item);
  const wordAt = async (shop: 'ginza' | 'ueno' | 'kyoto') =>
    (await guest.locator(`[data-place=${places[shop]}] > div > span`).last().textContent())?.trim();
  const words = {
    ginza: await wordAt('ginza'),
    ueno: await wordAt('ueno'),
    kyoto: await wordAt('kyoto'),
  };
  const { pickup, handover, beside } = await collectToday(stage);
  const ueno = await stage.tablet('ueno');
  await guest.goto(item);
  // The shop is told by a notice, which goes by itself after a while.
  const [{ hold, link }] = await Promise.all([
    keepAtUeno(stage, guest),
    ueno.getByText('取り置きの依頼').waitFor(),
  ]);
  const availableKept = await stage.available('ueno', 'jacket');
  const until = () => guest.locator('time').getAttribute('datetime');
  const begunAt = house.db.clock.now();
  const keptDays = daysSince(begunAt, await until());
  await guest.getByRole('button', { name: '7日間延長する' }).click();
  await guest.getByText('延長しました').waitFor();
  const extendedDays = daysSince(begunAt, await until());
  const canExtendTwice = await guest.getByRole('button', { name: '7日間延長する' }).isVisible();
  // Another one is collected: its code is read at the counter and it lies in the basket of the till.
  await stage.openTill(ueno);
  const second = await stage.phone();
  await second.goto(item);
  const { link: other } = await keepAtUeno(stage, second);
  const inBasket = await collectHold(stage, ueno, other);
  // The first one is never fetched.
  stage.pass(15 * 24);
  await transaction(house.db, { actor: 'job' }, (tx) => expireHolds(tx, tx.now, 100));
  await house.settle();
  await guest.goto(link);
  const endedAs = await guest.locator('[data-layaway]').getAttribute('data-layaway');
  const differences = (await transaction(house.db, {}, proveStock)).length;
  return {
    words,
    pickup,
    hold,
    handover,
    beside,
    availableKept,
    keptDays,
    extendedDays,
    canExtendTwice,
    inBasket,
    endedAs,
    availableAfter: await stage.available('ueno', 'jacket'),
    differences,
    errors: stage.errors,
  };
}

function daysSince(begunAt: Temporal.Instant, until: string | null): number {
  const hours = Temporal.Instant.from(until ?? '')
    .since(begunAt)
    .total('hours');
  return Math.round(hours / 24);
}

/** From the product to the order, and at the shop until it is in her hands. */
async function collectToday({ base, items, places, phone, tablet }: RetailStage) {
  const [guest, clerk] = [await phone(), await tablet('ginza')];
  await guest.goto(`${base}/shop/items/${items.jacket}`);
  const her = countEffort();
  await her.tap(guest.locator(`[data-place=${places.ginza}] [data-act=collect]`));
  await guest.getByRole('heading', { level: 1, name: 'ご注文手続き' }).waitFor();
  for (const [field, text] of Object.entries(contact)) {
    await her.type(guest.locator(`input[name=${field}]`), text);
  }
  await her.tap(guest.locator('label', { hasText: '店頭で現金' }));
  await her.tap(guest.getByRole('button', { name: '内容を確認する' }));
  await her.tap(guest.getByRole('button', { name: '注文を確定する' }));
  await guest.getByRole('heading', { level: 1, name: 'ご注文を受け付けました' }).waitFor();
  const pickup = her.done();
  const id = new URL(guest.url()).pathname.split('/').at(-1) ?? '';
  const theirs = countEffort();
  await theirs.tap(clerk.locator(`main a[href="/staff/orders/${id}"]`));
  await theirs.tap(clerk.getByRole('button', { name: '準備できました' }));
  await guest.getByRole('heading', { level: 1, name: '受け取りの準備ができました' }).waitFor();
  await guest.locator('[data-beside]').waitFor();
  const beside = await guest.locator('[data-beside] a[href*="/items/"]').count();
  await theirs.tap(clerk.getByRole('button', { name: 'お渡し済み' }));
  await guest.getByRole('heading', { level: 1, name: 'お渡ししました' }).waitFor();
  return { pickup, handover: theirs.done(), beside };
}

async function keepAtUeno(
  { places }: RetailStage,
  guest: Awaited<ReturnType<RetailStage['phone']>>,
) {
  const her = countEffort();
  await her.tap(guest.locator(`[data-place=${places.ueno}] [data-act=keep-here]`));
  await her.type(guest.locator('input[name=name]'), '山田 花子');
  await her.type(guest.locator('input[name=email]'), 'hanako@example.jp');
  await her.tap(guest.locator('[data-act=keep]'));
  await guest.locator('[data-layaway=kept]').waitFor();
  return { hold: her.done(), link: guest.url() };
}

async function collectHold(
  { base }: RetailStage,
  clerk: Awaited<ReturnType<RetailStage['phone']>>,
  link: string,
): Promise<number> {
  await clerk.goto(`${base}/staff/orders`);
  await clerk.locator('[data-following=open]').waitFor();
  await scan(clerk, new URL(link).pathname.split('/').at(-1) ?? '');
  await clerk.locator('[data-layaway-state=kept]').waitFor();
  await clerk.locator('[data-act=to-till]').click();
  await clerk.locator('[data-total="12900"]').waitFor();
  return Number(await clerk.locator('[data-lines]').getAttribute('data-lines'));
}
