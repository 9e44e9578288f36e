/** Every way a code may be wrong, at every door that takes codes: a clear sentence, and nothing consumed. */
import { afterAll, beforeAll, test } from 'vitest';
import { fixedClock } from '#kernel/clock';
import { formatId, newId, parseId } from '#kernel/ids';
import { expect, type Json, openTestHouse, type TestHouse } from '#testing';
import { atTill, give, openStage, order, type Stage, turnOn } from './promotion-stage.ts';

type Told = { readonly isTaken: boolean; readonly code: string; readonly sentence: string };
type Door = (code: string, recordId?: string) => Promise<Told>;

// A second before the first of December in Tokyo, which is the thirtieth of November in London.
const clock = fixedClock('2026-11-30T14:59:59Z');
let house: TestHouse & { drop(): Promise<void> };
let stage: Stage;
let other: Stage;
let promotionId: string;

beforeAll(async () => {
  house = await openTestHouse({ clock });
  stage = await openStage(house, 'doors');
  other = await openStage(house, 'doors-elsewhere');
  promotionId = await turnOn(stage);
}, 60_000);
afterAll(() => house.drop());

function toldOf({ status, body }: Json): Told {
  return { isTaken: status === 201, code: body.code ?? '', sentence: body.detail ?? '' };
}

/** Our own till asks before the goods are handed over, since a code is a promise. */
async function askTill(code: string, recordId?: string): Promise<Told> {
  const at = clock.now().toString();
  const entry = {
    id: formatId('tillEntry', newId()),
    drawerId: formatId('drawer', newId()),
    kind: 'sale',
    at,
    tillAt: at,
    sale: {
      orderId: formatId('order', newId()),
      lines: [
        { itemId: stage.cup, name: '湯のみ', quantity: 1, unitPriceMinor: 1100, taxRateBp: 1000 },
      ],
      payments: [{ method: 'cash', amountMinor: 900 }],
      couponCodes: [code],
      totalMinor: 900,
      isPromise: true,
      ...(recordId === undefined ? {} : { recordId }),
    },
  };
  const body = { placeId: stage.storeId, till: 'レジ1', entries: [entry] };
  const answer = await house.request('POST', '/api/tills/entries', body, stage.owner);
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  const [{ outcome, refusal }] = answer.body.answers;
  return {
    isTaken: outcome === 'booked',
    code: refusal?.code ?? '',
    sentence: refusal?.detail ?? refusal?.ja ?? '',
  };
}

const doors: Readonly<Record<string, Door>> = {
  'the checkout of the shop': async (code, recordId) =>
    toldOf(await order(stage, [code], recordId === undefined ? {} : { recordId })),
  'the checkout at the counter': async (code, recordId) =>
    toldOf(
      await order(stage, [code], {
        ...atTill(stage),
        ...(recordId === undefined ? {} : { recordId }),
      }),
    ),
  'the till': askTill,
  'a till that prices its own sales': async (code, recordId) => {
    const wish = { code, placeId: stage.storeId, goodsMinor: 1100 };
    const body = recordId === undefined ? wish : { ...wish, recordId };
    return toldOf(await house.request('POST', '/api/offers/redemptions', body, stage.owner));
  },
};

/** What is written of uses, and how often coupons can still be used. */
async function books(): Promise<unknown> {
  const { rows } = await house.db.pool.query(
    `SELECT (SELECT count(*)::int FROM offers.promotion_use) AS uses, (SELECT sum(uses_left)::int FROM offers.coupon) AS "left",
       (SELECT count(*)::int FROM orders.order) AS orders, (SELECT count(*)::int FROM payments.payment) AS payments`,
  );
  return rows[0];
}

async function refuses(door: Door, code: string, wanted: string, recordId?: string) {
  const before = await books();
  const told = await door(code, recordId);
  expect([told.isTaken, told.code]).toEqual([false, wanted]);
  expect(told.sentence).toMatch(/[ぁ-ん].*。$/u);
  expect(await books()).toEqual(before);
  return told.sentence;
}

const fullWidth = (code: string) =>
  code.replaceAll(/[0-9A-Z]/g, (each) => String.fromCodePoint((each.codePointAt(0) ?? 0) + 0xfee0));

const spellings: Readonly<Record<string, (code: string) => string>> = {
  'confusable letters': (code) => code.replaceAll('0', 'o').replaceAll('1', 'l').toLowerCase(),
  'full-width': fullWidth,
  spaces: (code) => ` ${code.replaceAll('-', '　')} `,
};

const ofDoors = Object.entries(doors);

test.for(ofDoors)(
  '%s: a code with confusable letters, full-width or with spaces is the code that was meant',
  async ([, door]) => {
    for (const [name, spell] of Object.entries(spellings)) {
      const code = await give(stage, promotionId);
      const told = await door(spell(code));
      expect([name, told.isTaken, told.sentence]).toEqual([name, true, '']);
    }
  },
);

test.for(ofDoors)(
  '%s: scanned twice in a second it is taken once, and the second scan says so',
  async ([, door]) => {
    const code = await give(stage, promotionId);
    const both = await Promise.all([door(code), door(code)]);
    expect(both.filter(({ isTaken }) => isTaken)).toHaveLength(1);
    const second = both.find(({ isTaken }) => !isTaken);
    expect(second?.code).toBe('offers.coupon_used');
    expect(await refuses(door, code, 'offers.coupon_used')).toBe(second?.sentence);
  },
);

test.for(ofDoors)('%s: a code for another shop says so', async ([, door]) => {
  const elsewhere = await turnOn(stage, {
    conditions: [{ kind: 'at_places', placeIds: [other.storeId] }],
  });
  const code = await give(stage, elsewhere);
  expect(await refuses(door, code, 'offers.other_places')).toContain('お店');
});

test.for(ofDoors)("%s: someone else's code is not known", async ([, door]) => {
  const code = await give(stage, promotionId, { recordIds: [stage.hanako] });
  await refuses(door, code, 'offers.coupon_unknown', stage.taro);
  await refuses(door, code, 'offers.coupon_unknown');
  expect((await door(code, stage.hanako)).isTaken).toBe(true);
});

test.for(ofDoors)('%s: what is no code is told so', async ([, door]) => {
  const sentence = await refuses(door, 'ABCD-EFGH-JKMN', 'offers.coupon_unknown');
  expect(sentence).toContain('1文字ずつ');
});

test('a code that expired a second ago, by the clock of the shop, says when it ended, at every door', async () => {
  const validUntil = '2026-11-30T15:00:00Z';
  const codes = await Promise.all(
    ofDoors.map(() => give(stage, promotionId, { count: 1, validUntil })),
  );
  const inTime = await Promise.all(
    ofDoors.map(() => give(stage, promotionId, { count: 1, validUntil })),
  );
  for (const [at, [, door]] of ofDoors.entries()) {
    expect((await door(inTime[at] ?? '')).isTaken).toBe(true);
  }
  clock.move({ seconds: 1 });
  for (const [at, [, door]] of ofDoors.entries()) {
    const sentence = await refuses(door, codes[at] ?? '', 'offers.coupon_over');
    expect(sentence).toContain('2026年12月1日 00:00');
  }
});

test('a sale that a till made a second before midnight keeps the code of that day, told after it', async () => {
  const own = await turnOn(stage);
  const code = await give(stage, own, { count: 1, validUntil: '2026-11-30T15:00:00Z' });
  const at = '2026-11-30T14:59:59Z';
  const sale = {
    orderId: formatId('order', newId()),
    lines: [
      { itemId: stage.cup, name: '湯のみ', quantity: 1, unitPriceMinor: 1100, taxRateBp: 1000 },
    ],
    payments: [{ method: 'cash', amountMinor: 900 }],
    couponCodes: [code],
    totalMinor: 900,
  };
  const told = { id: formatId('tillEntry', newId()), drawerId: formatId('drawer', newId()) };
  const entry = { ...told, kind: 'sale', at, tillAt: at, sale };
  const body = { placeId: stage.storeId, till: 'レジ1', entries: [entry] };
  const answer = await house.request('POST', '/api/tills/entries', body, stage.owner);
  expect(answer.body.answers[0]).toMatchObject({ outcome: 'booked' });
  const { rows } = await house.db.pool.query(
    'SELECT state FROM offers.promotion_use WHERE order_id = $1',
    [parseId('order', sale.orderId)],
  );
  expect(rows).toEqual([{ state: 'used' }]);
});
