// A fitting booked on a phone: shop, day, free time, a name; two who want the last time at once; the mail with link and
// calendar file; another time by the link; the tablet sees her come, and cancelling makes the time free again.
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { recordProof } from '../checks/proof-results.ts';
import { browserLacking, openBrowser } from '../support/browser.ts';
import { countEffort, onRetailStage, type RetailStage, tell } from './retail-stage.ts';

test.skipIf(browserLacking() !== undefined)(
  'a booking from the shop app: shop, kind, day and free time in the time of Tokyo, the last time goes to one of two, mail with link and .ics, moved and cancelled by the link, arrived and served on the tablet',
  async () => {
    const beganAt = performance.now();
    const browser = await openBrowser();
    try {
      const seen = await onRetailStage(browser, play);
      recordProof({
        claim:
          'Bookings: chosen by shop, day and free time, the last time goes to one of two, mail with link and .ics, moved and cancelled by the link, arrived and served on the tablet',
        measured: `booked with ${tell(seen.booking)}; the other reads: ${seen.other}`,
        holds: seen.errors.length === 0,
        seconds: (performance.now() - beganAt) / 1000,
      });
      expect(seen).toMatchObject({
        hours: ['11:00', '12:00', '13:00'],
        other: 'この時間は埋まりました。ほかの空いている時間をお選びください。',
        state: 'booked',
        isMailed: true,
        calendar: { status: 200, isEvent: true },
        movedTo: '13:00',
        onTablet: ['booked', 'arrived', 'fulfilled'],
        cancelled: 'cancelled',
        isFreeAgain: true,
        errors: [],
      });
    } finally {
      await browser.close();
    }
  },
);

async function play(stage: RetailStage) {
  const { base, house, owner, places } = stage;
  const fitting = {
    placeId: places.ginza,
    code: 'fitting',
    kind: 'fitting',
    nameJa: '採寸・試着',
    capacity: 1,
    cancelMinutes: 60,
    rules: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({
      weekday,
      opensMinute: 660,
      closesMinute: 840,
      slotMinutes: 60,
    })),
  };
  await house.request('POST', '/api/bookings/resources', fitting, owner);
  const day = Temporal.Now.plainDateISO('Asia/Tokyo').add({ days: 2 }).toString();
  const times = `${base}/shop/bookings?place=${places.ginza}&kind=fitting&day=${day}`;
  const [phone, second] = [await stage.phone(), await stage.phone()];
  // The other one has the same page open, with the same time free.
  await second.goto(times);
  await phone.goto(`${base}/shop/bookings`);
  const booked = countEffort();
  await booked.tap(phone.locator('[data-kind=fitting]'));
  await booked.tap(phone.locator(`[data-day="${day}"]`));
  await phone.locator(`[data-day="${day}"][aria-current=date]`).waitFor();
  const hours = await phone.locator('fieldset label b').allTextContents();
  await booked.tap(phone.locator('fieldset label').first());
  await booked.type(phone.locator('input[name=name]'), '縁側 花子');
  await booked.type(phone.locator('input[name=email]'), 'hanako@example.jp');
  await booked.tap(phone.locator('[data-act=book]'));
  const page = phone.locator('[data-booking]');
  await page.waitFor();
  const booking = booked.done();
  const state = await page.getAttribute('data-booking');
  const other = await tooLate(second);
  const own = phone.url();
  const mailed = await mailOf(stage);
  const file = await phone.locator('[data-act=calendar]').getAttribute('href');
  const calendar = await fetch(`${base}${file ?? ''}`);
  const movedTo = await move(phone);
  const onTablet = await comes(stage, day);
  // The second takes another day, and gives it back.
  await second.goto(times);
  await second.locator('fieldset label').first().click();
  await second.locator('input[name=name]').fill('佐藤 次郎');
  await second.locator('input[name=phone]').fill('090-1111-2222');
  await second.locator('[data-act=book]').click();
  await second.locator('[data-booking=booked]').waitFor();
  await second.locator('[data-act=cancel]').click();
  await second.locator('[data-act=cancel-yes]').click();
  const gone = second.locator('[data-booking=cancelled]');
  await gone.waitFor();
  const cancelled = await gone.getAttribute('data-booking');
  await second.goto(times);
  return {
    booking,
    hours,
    state,
    other,
    isMailed: mailed.includes(new URL(own).searchParams.get('t') ?? '-') && mailed.includes('.ics'),
    calendar: {
      status: calendar.status,
      isEvent: (await calendar.text()).includes('BEGIN:VEVENT'),
    },
    movedTo,
    onTablet,
    cancelled,
    isFreeAgain: await second.locator('input[name=startsAt]').first().isEnabled(),
    errors: stage.errors,
  };
}

async function tooLate(second: Page): Promise<string | null> {
  await second.locator('fieldset label').first().click();
  await second.locator('input[name=name]').fill('佐藤 次郎');
  await second.locator('input[name=phone]').fill('090-1111-2222');
  await second.locator('[data-act=book]').click();
  // At the head of the form, and at the times.
  const refusal = second.locator('#startsAt-error', { hasText: 'この時間は埋まりました' });
  await refusal.waitFor();
  return refusal.textContent();
}

async function mailOf({ house, get }: RetailStage): Promise<string> {
  await house.settle();
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const { messages } = await get('/api/messages/mailbox');
    const mail = messages.find(({ to }: { to: string }) => to === 'hanako@example.jp');
    if (mail !== undefined) {
      return String(mail.text);
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return '';
}

async function move(phone: Page): Promise<string | undefined> {
  await phone.locator('[data-act=move]').click();
  await phone.locator('fieldset label').nth(2).click();
  await phone.locator('[data-act=move-yes]').click();
  await phone.getByText('日時を変更しました。').waitFor();
  return /(\d+:\d+) –/.exec((await phone.locator('main').textContent()) ?? '')?.[1];
}

/** On the tablet of the shop, on the day. */
async function comes(stage: RetailStage, day: string): Promise<(string | null)[]> {
  const tablet = await stage.tablet('ginza');
  await tablet.goto(`${stage.base}/staff/bookings?day=${day}`);
  const card = tablet.locator('[data-booking]').filter({ hasText: '縁側 花子' });
  const states: (string | null)[] = [];
  for (const act of ['arrive', 'fulfil']) {
    await card.waitFor();
    states.push(await card.getAttribute('data-state'));
    await card.locator(`[data-act=${act}]`).click();
    await card.locator(`[data-act=${act}]`).waitFor({ state: 'detached' });
  }
  states.push(await card.getAttribute('data-state'));
  return states;
}
