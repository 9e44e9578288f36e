// What she bought on the web, partly with points and with a coupon, comes back over the counter of a shop: money, points
// spent and earned, stamps, the coupon, tax and stock are as if it had never been, in two steps that sum to the whole.
import { expect, test } from 'vitest';
import { ensureRecords } from '#customers';
import { performOne } from '#kernel/batch';
import { formatId } from '#kernel/ids';
import { createSession } from '#kernel/sessions';
import { transaction } from '#kernel/transaction';
import { post, proveLedger } from '#ledger';
import { findCoupons, importCoupons } from '#offers';
import { proveStock } from '#stock';
import { recordProof } from '../checks/proof-results.ts';
import { browserLacking, openBrowser } from '../support/browser.ts';
import { countEffort, onRetailStage, type RetailStage, tell } from './retail-stage.ts';
import { scan } from './scan-code.ts';

const welcome = 3000;
const couponCode = 'THANKS-320';
const stampsBefore = 3;

test.skipIf(browserLacking() !== undefined)(
  'a web order comes back at a shop of her choice: points, stamps and coupon restored, what it earned taken back, card refunded, tax and stock exact (37, 44, 48, 130, 134)',
  async () => {
    const beganAt = performance.now();
    const browser = await openBrowser();
    try {
      const story = await onRetailStage(browser, play);
      const { before, bought, afterOne, afterAll, first, second } = story;
      recordProof({
        claim:
          'Return of a web order in a shop (37, 44, 48, 130, 134): points, stamps and the coupon are restored exactly, money, tax and stock too, however it is cut',
        measured:
          `points ${before} before, ${bought} after buying, ${afterOne} after one of two came back, ${afterAll} after all; ` +
          `stamps ${story.stamps.join(' → ')}; coupon uses left ${story.couponLeft.join(' → ')}; ` +
          `return at the counter ${tell(first)}, then ${tell(second)}; refunded ¥${story.refundedMinor} of ¥${story.paidMinor}, ` +
          `her request ${story.asked}, tax left ¥${story.taxLeft}, stock ${story.stockBefore} → ${story.stockAfter}`,
        holds:
          afterAll === before &&
          story.refundedMinor === story.paidMinor &&
          story.taxLeft === 0 &&
          story.stamps.at(-1) === stampsBefore &&
          story.couponLeft.at(-1) === 1,
        seconds: (performance.now() - beganAt) / 1000,
      });
      expect(story).toMatchObject({
        before: welcome,
        // 1,500 of them paid, and what the rest of the money earned.
        bought: welcome - 1500 + story.earned,
        afterAll: welcome,
        // Before, after buying, after one of two, after all: a stamp a cup; a coupon of one use.
        stamps: [stampsBefore, stampsBefore + 2, stampsBefore + 1, stampsBefore],
        couponLeft: [1, 0, 0, 1],
        // As her phone tells it.
        phone: { points: welcome, stamps: stampsBefore },
        // What she asked for on her phone ended by being given back, for what she was told.
        asked: 'accepted → refunded',
        requestMinor: story.expectedMinor,
        refundedMinor: story.paidMinor,
        taxLeft: 0,
        // Bought from Ueno, given back at Ginza.
        stockAfter: story.stockBefore + 2,
        differences: 0,
        ledgerDifferences: 0,
        errors: [],
      });
      expect(story.earned).toBeGreaterThan(0);
      expect(afterOne).toBeGreaterThan(bought);
    } finally {
      await browser.close();
    }
  },
);

async function play(stage: RetailStage) {
  const { house, places, items, owner, base } = stage;
  const recordId = await makeMember(stage);
  const session = await signHerIn(stage, recordId);
  const look = () => stampsAndCoupon(stage, session);
  const before = await pointsOf(stage, recordId);
  const values = [await look()];
  const { orderId, earned } = await buyOnTheWeb(stage, session);
  for (const to of ['ready', 'handed_over']) {
    await house.request('POST', `/api/orders/${orderId}/state`, { to }, owner);
  }
  await house.settle();
  const bought = await pointsOf(stage, recordId);
  values.push(await look());
  const stockBefore = await stage.available('ginza', 'cup');
  const tablet = await stage.tablet('ginza');
  await stage.openTill(tablet);
  const asked = await askForOne(stage, session, orderId);
  const giveBack = async (pieces: 'one' | 'all') => {
    const effort = countEffort();
    if (pieces === 'all') {
      await tablet.goto(`${base}/staff/till/returns/${orderId}`);
      await effort.tap(tablet.locator('[data-act=all]'));
    } else {
      // She asked for one of them at home; the tablet reads her code and has it chosen.
      await tablet.goto(`${base}/staff/scan`);
      await tablet.locator('main form input').waitFor();
      await scan(tablet, asked.id);
      await tablet.locator(`[data-asked="${asked.number}"]`).waitFor();
    }
    await effort.tap(tablet.locator('[data-act=give-back]:enabled'));
    await untilBack(stage, orderId, pieces === 'one' ? 1 : 2);
    return effort.done();
  };
  const first = await giveBack('one');
  const afterOne = await pointsOf(stage, recordId);
  const request = await stage.get(`/api/orders/return-requests/${asked.id}`);
  values.push(await look());
  const second = await giveBack('all');
  const afterAll = await pointsOf(stage, recordId);
  values.push(await look());
  const money = await moneyOf(stage, orderId);
  const returns = (await stage.get(`/api/orders/${orderId}`)).returnIds as string[];
  const orders = await Promise.all(
    [orderId, ...returns].map((id) => stage.get(`/api/orders/${id}`)),
  );
  const [differences, ledger] = [
    await transaction(house.db, {}, proveStock),
    await transaction(house.db, {}, proveLedger),
  ];
  return {
    before,
    earned,
    bought,
    afterOne,
    afterAll,
    stamps: values.map(({ stamps }) => stamps),
    couponLeft: values.map(({ couponLeft }) => couponLeft),
    phone: { points: values.at(-1)?.points, stamps: values.at(-1)?.stamps },
    first,
    second,
    asked: `${asked.state} → ${request.state}`,
    expectedMinor: asked.expectedMinor,
    requestMinor: Number(request.refundedMinor),
    ...money,
    taxLeft: orders.reduce((sum, order) => sum + Number(order.taxMinor), 0),
    stockBefore,
    stockAfter: await stage.available('ginza', 'cup'),
    items: Object.keys(items).length + Object.keys(places).length,
    differences: differences.length,
    ledgerDifferences: ledger.differences.length,
    errors: stage.errors,
  };
}

/** On her phone: one piece, because she changed her mind, brought to a shop. */
async function askForOne({ house }: RetailStage, her: Her, orderId: string) {
  const wish = { lines: [{ line: 1, quantity: 1 }], way: 'shop', reason: 'changed_mind' };
  const path = `/api/orders/${orderId}/return-requests`;
  const { status, body } = await house.request('POST', path, wish, her);
  expect(status).toBe(201);
  return body as { id: string; number: string; state: string; expectedMinor: number };
}

/** The till tells the house in its own time, and refunds go out by jobs. */
async function untilBack(stage: RetailStage, orderId: string, returns: number): Promise<void> {
  const until = performance.now() + 30_000;
  for (;;) {
    const order = await stage.get(`/api/orders/${orderId}`);
    const { refunds } = await moneyOf(stage, orderId);
    if ((order.returnIds.length >= returns && refunds >= returns) || performance.now() > until) {
      break;
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  await stage.house.settle();
}

async function makeMember({ house }: RetailStage): Promise<string> {
  return transaction(house.db, { actor: 'test' }, async (tx) => {
    const records = await ensureRecords(tx, { source: 'test' }, [{ key: 'hanako' }]);
    const recordId = records.get('hanako')?.recordId ?? '';
    await performOne(tx, post, {
      kind: 'earn',
      account: { ownerKind: 'record', ownerId: recordId, unit: 'points' },
      amount: welcome,
      expiresAt: null,
      reference: 'welcome:hanako',
    });
    return recordId;
  });
}

type Her = { readonly authorization: string };

/** Her phone, a stamp card with three stamps on it, and a coupon in her mail. */
async function signHerIn({ house, items, owner }: RetailStage, recordId: string): Promise<Her> {
  const row = { row: 1, code: couponCode, usesLeft: 1, currency: 'JPY', discountMinor: 320 };
  const { token } = await transaction(house.db, { actor: 'test' }, async (tx) => {
    await importCoupons(tx, { source: 'test' }, [row]);
    return createSession(tx, {
      kind: 'customer',
      principalId: recordId,
      lifetime: { hours: 1 },
    });
  });
  const made = async (path: string, body: object) =>
    expect((await house.request('POST', path, body, owner)).status).toBe(201);
  await made('/api/loyalty/cards', {
    code: 'cups',
    nameJa: '湯のみの会',
    size: 10,
    terms: { order: { per: 'piece', itemIds: [items.cup] } },
    rewards: [{ code: 'tea', titleJa: 'お茶', titleEn: 'Tea', discountMinor: 500 }],
  });
  await made('/api/ledger/adjustments', {
    recordId: formatId('record', recordId),
    unit: 'stamp:cups',
    amount: stampsBefore,
    reason: 'campaign',
  });
  return { authorization: `Bearer ${token}` };
}

/** As her phone asks for it; how often the coupon may still be used, as the house has it. */
async function stampsAndCoupon({ house }: RetailStage, her: Her) {
  await house.settle();
  const { body } = await house.request('GET', '/api/loyalty/me', undefined, her);
  const [coupon] = await transaction(house.db, {}, (tx) => findCoupons(tx, couponCode));
  return {
    points: Number(body.points.available),
    stamps: Number(body.cards[0]?.stamps ?? 0),
    couponLeft: coupon?.uses_left ?? 0,
  };
}

/** Two cups, collected at Ueno, less a coupon; half of one paid with points, the rest by card. */
async function buyOnTheWeb({ house, places, items }: RetailStage, headers: Her) {
  const order = {
    placeId: places.web,
    fulfilment: 'pickup',
    handoverPlaceId: places.ueno,
    lines: [{ itemId: items.cup, quantity: 2 }],
    couponCodes: [couponCode],
    payments: [
      { method: 'points', amountMinor: 1500 },
      { method: 'card', token: 'ok' },
    ],
  };
  const { body } = await house.request('POST', '/api/orders', order, headers);
  await untilPaid(house, body.paymentIds);
  return { orderId: String(body.id), earned: Number(body.pointsEarned) };
}

async function untilPaid(house: RetailStage['house'], paymentIds: readonly string[]) {
  const owner = await house.as('owner');
  const until = performance.now() + 30_000;
  for (const id of paymentIds) {
    for (;;) {
      const { body } = await house.request('GET', `/api/payments/${id}`, undefined, owner);
      if (body.state !== 'pending' || performance.now() > until) {
        break;
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

async function pointsOf({ get }: RetailStage, recordId: string): Promise<number> {
  const { balances } = await get(`/api/ledger/records/${formatId('record', recordId)}`);
  const points = balances.find((each: { unit: string }) => each.unit === 'points');
  return Number(points?.available ?? 0) + Number(points?.overdraft ?? 0);
}

/** What she paid by card and how much of that goes back; refunds go out by jobs. */
async function moneyOf({ get }: RetailStage, orderId: string) {
  const { payments } = await get(`/api/payments?orderId=${orderId}`);
  type Payment = { method: string; amountMinor: number; refunds: { amountMinor: number }[] };
  const cards = (payments as Payment[]).filter(({ method }) => method === 'card');
  const refunds = cards.flatMap((each) => each.refunds);
  return {
    paidMinor: cards.reduce((sum, each) => sum + each.amountMinor, 0),
    refundedMinor: refunds.reduce((sum, each) => sum + each.amountMinor, 0),
    refunds: refunds.length,
  };
}
