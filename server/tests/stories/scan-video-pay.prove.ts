// She holds her phone over the shelf: the review plays by itself, she pays where she stands and leaves with it past the
// clerk at the exit, or has it sent home and leaves with empty hands. Whatever a barcode says, there is a way on.
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { recordProof } from '../checks/proof-results.ts';
import { browserLacking, openBrowser } from '../support/browser.ts';
import {
  contact,
  countEffort,
  goods,
  onRetailStage,
  type RetailStage,
  tell,
} from './retail-stage.ts';
import { scan, withCheckDigit } from './scan-code.ts';

/** Within a second; a short run among others only says that it plays. */
const videoMsMax = process.env.ENGAWA_PROOF === 'short' ? Number.POSITIVE_INFINITY : 1000;

test.skipIf(browserLacking() !== undefined)(
  'scan → video → pay → leave with it or empty-handed: GS1 Digital Link and JAN, the video by itself, the receipt QR checked at the exit once (81, 82, 83)',
  async () => {
    const beganAt = performance.now();
    const browser = await openBrowser();
    try {
      const story = await onRetailStage(browser, play);
      const { video, takeAway, emptyHanded, exit } = story;
      recordProof({
        claim:
          'Scan, video, pay, leave (81–83): the review plays by itself, muted and captioned; paid on the spot and checked at the exit once, or sent home',
        measured:
          `video at its first moving picture ${video.ms} ms after the page was there; scan to paid ${tell(takeAway)}; ` +
          `exit check ${tell(exit)}; scan to sent home ${tell(emptyHanded)}; ` +
          `${story.codes.filter(({ leads }) => leads).length} of ${story.codes.length} ways of writing the code lead to the product`,
        holds: story.codes.every(({ leads }) => leads) && video.isMuted && !story.passedTwice,
        seconds: (performance.now() - beganAt) / 1000,
      });
      expect(video).toMatchObject({ isMuted: true, captions: '毎朝のお茶に使っています。' });
      expect(story.codes.filter(({ leads }) => !leads)).toEqual([]);
      expect(story).toMatchObject({
        unknownHasWayOn: true,
        misreadHasWayOn: true,
        passState: 'checked',
        passedTwice: false,
        orderState: 'handed_over',
        channel: 'scan',
        sentHome: 'placed',
        refused: { state: 'failed', cart: 1 },
        errors: [],
      });
      // One tap to choose it, one to pay.
      expect(takeAway.taps).toBe(2);
      expect(video.ms).toBeLessThan(videoMsMax);
    } finally {
      await browser.close();
    }
  },
);

async function play(stage: RetailStage) {
  const { base, places, items, owner, house } = stage;
  const guest = await stage.phone();
  const shelf = `${base}/01/0${goods.cup.barcode.padStart(13, '0')}/21/A-7?place=${places.ginza}`;
  const takeAway = countEffort();
  await guest.goto(shelf);
  const video = await watchVideo(guest);
  await takeAway.tap(guest.locator('[data-act=pay-here]'));
  await takeAway.tap(guest.locator('[data-act=pay]'));
  await guest.locator('[data-exit=paid]').waitFor();
  const paid = takeAway.done();
  const orderId = new URL(guest.url()).pathname.split('/').at(-1) ?? '';
  const { exit, passedTwice } = await leave(stage, guest, orderId);
  const passState = await guest.locator('[data-exit]').getAttribute('data-exit');
  const order = await stage.get(`/api/orders/${orderId}`);
  // The other way: nothing to carry.
  const home = await stage.phone();
  const emptyHanded = countEffort();
  await home.goto(shelf);
  await emptyHanded.tap(home.locator('[data-act=send-home]'));
  const fields = { ...contact, postalCode: '604-8081', city: '京都市中京区', street: '寺町1-2' };
  for (const [field, text] of Object.entries(fields)) {
    await emptyHanded.type(home.locator(`input[name=${field}]`), text);
  }
  await home.locator('select[name=prefecture]').selectOption('京都府');
  await emptyHanded.tap(home.getByRole('button', { name: '内容を確認する' }));
  await emptyHanded.tap(home.getByRole('button', { name: '注文を確定する' }));
  await home.getByRole('heading', { level: 1, name: 'ご注文を受け付けました' }).waitFor();
  const sent = await stage.get(`/api/orders/${new URL(home.url()).pathname.split('/').at(-1)}`);
  return {
    video,
    takeAway: paid,
    exit,
    passedTwice,
    passState,
    orderState: order.state,
    channel: order.channel,
    emptyHanded: emptyHanded.done(),
    sentHome: sent.fulfilment === 'delivery' ? sent.state : sent.fulfilment,
    refused: await payWithRefusedCard(stage),
    codes: await tryCodes(stage, items.cup),
    ...(await tryUnknown(stage)),
    owner: owner.authorization.length > 0 && house.url.length > 0,
    errors: stage.errors,
  };
}

/** From the page being there to the first picture that moves, and what it says. */
async function watchVideo(guest: Page) {
  const film = guest.locator('video[data-film]');
  await film.waitFor();
  const ms = await guest.evaluate(`new Promise((resolve) => {
    const video = document.querySelector('video[data-film]');
    const [page] = performance.getEntriesByType('navigation');
    const tell = () => resolve(Math.round(performance.now() - page.domContentLoadedEventEnd));
    if (video.currentTime > 0) { tell(); } else { video.addEventListener('timeupdate', tell, { once: true }); }
  })`);
  await guest.waitForFunction(`(() => {
    const [track] = document.querySelector('video[data-film]').textTracks;
    return track?.mode === 'showing' && (track.cues?.length ?? 0) > 0;
  })()`);
  const seen = await guest.evaluate(`(() => {
    const video = document.querySelector('video[data-film]');
    return { isMuted: video.muted, captions: video.textTracks[0].cues[0].text };
  })()`);
  const { isMuted, captions } = seen as { readonly isMuted: boolean; readonly captions: string };
  return { ms: Number(ms), isMuted, captions };
}

/** The clerk reads the code of the exit page, looks, and lets her go; the same page once more is told to be used. */
async function leave(stage: RetailStage, guest: Page, orderId: string) {
  const clerk = await stage.tablet('ginza');
  const effort = countEffort();
  await scan(clerk, orderId);
  await clerk.locator('[data-exit=paid]').waitFor();
  await effort.tap(clerk.locator('[data-act=next-step]'));
  await guest.locator('[data-exit=checked]').waitFor();
  const exit = effort.done();
  await clerk.goto(`${stage.base}/staff/scan`);
  await clerk.locator('[data-following=open]').waitFor();
  await scan(clerk, orderId);
  await clerk.locator('[data-exit=done]').waitFor();
  return { exit, passedTwice: await clerk.locator('[data-act=next-step]').isVisible() };
}

async function payWithRefusedCard({ base, items, places, phone }: RetailStage) {
  const guest = await phone();
  await guest.goto(`${base}/shop/items/${items.cup}?scan=${places.ginza}`);
  await guest.locator('[data-act=pay-here]').click();
  await guest.locator('select[name=card]').selectOption('declined');
  await guest.locator('[data-act=pay]').click();
  await guest.locator('[data-exit=failed]').waitFor();
  const state = await guest.locator('[data-exit]').getAttribute('data-exit');
  // What she chose lies in her cart again.
  await guest.goto(`${base}/shop/here?place=${places.ginza}`);
  return { state, cart: await guest.locator('[data-act=pay]').count() };
}

/** JAN of 8 and 13 digits, with zeros before, as a link of another house, and in full-width digits. */
async function tryCodes({ base, places }: RetailStage, itemId: string) {
  const jan = goods.cup.barcode;
  const ways = [
    `/shop/scan/${jan}`,
    `/shop/scan/${jan.padStart(13, '0')}`,
    `/shop/scan/${jan.padStart(14, '0')}`,
    `/01/${jan.padStart(14, '0')}`,
    `/01/${jan.padStart(14, '0')}/10/LOT-1/21/5?linkType=gs1:pip`,
    `/shop/01/${jan.padStart(14, '0')}/21/5?place=${places.ueno}`,
    `/shop/scan?code=${encodeURIComponent(jan.replaceAll(/\d/g, (digit) => '０１２３４５６７８９'[Number(digit)] ?? ''))}`,
    `/shop/scan/CUP`,
  ];
  return Promise.all(
    ways.map(async (path) => {
      const answer = await fetch(`${base}${path}`);
      const leads = answer.ok && answer.url.includes(`/shop/items/${itemId}?scan=`);
      await answer.body?.cancel();
      return { path, leads };
    }),
  );
}

async function tryUnknown({ base, phone }: RetailStage) {
  const guest = await phone();
  const hasWayOn = async (code: string, sentence: string) => {
    const answer = await guest.goto(`${base}/shop/scan/${code}`);
    await guest.getByRole('heading', { level: 1, name: sentence }).waitFor();
    const again = await guest.getByRole('link', { name: 'もう一度スキャン' }).isVisible();
    return answer?.status() === 404 && again;
  };
  return {
    unknownHasWayOn: await hasWayOn(
      withCheckDigit('499999999999'),
      'このコードの商品は見つかりませんでした',
    ),
    misreadHasWayOn: await hasWayOn('4901234567890', 'うまく読み取れなかったようです'),
  };
}
