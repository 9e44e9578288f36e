// Not in this shop: the clerk asks another one, whose tablet rings, and orders for her what it has; she pays here, it is
// sent to her home, and the sale is the clerk's and this shop's, until some of it comes back.
import { expect, test } from 'vitest';
import { recordProof } from '../checks/proof-results.ts';
import { browserLacking, openBrowser } from '../support/browser.ts';
import { contact, countEffort, onRetailStage, type RetailStage, tell } from './retail-stage.ts';

const clerk = '田中 葵';

test.skipIf(browserLacking() !== undefined)(
  'endless aisle with clerk credit: another shop is asked and answers live, the clerk orders from it, the sale is credited to clerk and shop and less by what comes back (70, 72, 79)',
  async () => {
    const beganAt = performance.now();
    const browser = await openBrowser();
    try {
      const story = await onRetailStage(browser, play);
      const { question, order, credit, afterReturn } = story;
      recordProof({
        claim:
          'Endless aisle (70, 72, 79): a colleague is asked and answers on her tablet, the clerk orders for her from any shop, the sale is credited to the clerk and the shop',
        measured:
          `question to answer ${tell(question)}; order ${tell(order)}; sent by ${story.sender}; credited to ${credit.clerk}: ` +
          `¥${credit.totalMinor} in ${credit.orders} order, ¥${afterReturn.returnedMinor} off after its return`,
        holds: credit.clerk === clerk && afterReturn.returnedMinor === credit.totalMinor,
        seconds: (performance.now() - beganAt) / 1000,
      });
      expect(story).toMatchObject({
        asked: '銀座店から',
        answer: 'here',
        sender: '京都店',
        orderPlace: '銀座店',
        heldAtKyoto: 5,
        ringsAtSender: true,
        credit: { clerk, orders: 1, totalMinor: 3900, returnedMinor: 0 },
        afterReturn: { totalMinor: 3900, returnedMinor: 3900 },
        errors: [],
      });
    } finally {
      await browser.close();
    }
  },
);

async function play(stage: RetailStage) {
  const { base, places, items, house, owner } = stage;
  // Here none is left: the last ones have been sold.
  const last = { placeId: places.ginza, fulfilment: 'carry_out', payment: { method: 'cash' } };
  const lines = [{ itemId: items.scarf, quantity: 5 }];
  await house.request('POST', '/api/orders', { ...last, lines }, owner);
  const [here, there] = [await stage.tablet('ginza', clerk), await stage.tablet('kyoto')];
  await here.goto(`${base}/staff/stock/${items.scarf}`);
  const asking = countEffort();
  await asking.tap(here.locator(`[data-ask="${places.kyoto}"]`));
  const rings = there.getByRole('link', { name: '銀座店から在庫の問い合わせ' });
  await rings.waitFor();
  await asking.tap(rings);
  const call = there.locator('[data-call]').first();
  const asked = (await call.locator('p').first().textContent())?.slice(0, 5);
  await asking.tap(call.locator('[data-act=answer-here]'));
  await here.getByRole('link', { name: '京都店: あります' }).waitFor();
  const question = asking.done();
  const { calls } = await stage.get(`/api/floor/stock-calls?placeId=${places.ginza}`);
  const ordering = countEffort();
  await ordering.tap(here.locator('[data-act=start-order]'));
  const { familyName, givenName, phone, email } = contact;
  const fields = { familyName, givenName, phone, email, postalCode: '604-8081' };
  const home = { prefecture: '京都府', address: '京都市中京区寺町1-2' };
  for (const [field, text] of Object.entries({ ...fields, ...home })) {
    await ordering.type(here.locator(`input[name=${field}]`), text);
  }
  await ordering.tap(here.locator('[data-act=order-for-her]'));
  const done = here.locator('[data-ordered]');
  await done.waitFor();
  const order = ordering.done();
  const orderId = String(await done.getAttribute('data-ordered'));
  const sender = /^(.+)から発送/.exec((await done.locator('p').nth(1).textContent()) ?? '')?.[1];
  const atSender = there.locator(`a[href="/staff/orders/${orderId}"]`).first();
  await atSender.waitFor();
  const placed = await stage.get(`/api/orders/${orderId}`);
  await house.settle();
  const credit = await creditOf(stage);
  const heldAtKyoto = await stage.available('kyoto', 'scarf');
  // It is sent, and comes back whole.
  for (const to of ['shipped', 'completed']) {
    await house.request('POST', `/api/orders/${orderId}/state`, { to }, owner);
  }
  const back = {
    placeId: places.ginza,
    lines: [{ line: 1, quantity: 1, disposition: 'restocked' }],
    reason: 'changed_mind',
  };
  const returned = await house.request('POST', `/api/orders/${orderId}/returns`, back, owner);
  await house.settle();
  return {
    question,
    order,
    asked,
    answer: calls[0].answer,
    sender,
    orderPlace: placed.placeName,
    heldAtKyoto,
    ringsAtSender: await atSender.isVisible(),
    credit,
    returned: returned.status,
    afterReturn: await creditOf(stage),
    errors: stage.errors,
  };
}

/** As headquarters read it. */
async function creditOf({ get, house }: RetailStage) {
  const from = house.db.clock.now().subtract({ hours: 24 });
  const { credits } = await get(`/api/floor/credits?from=${from.toString()}`);
  return credits[0];
}
