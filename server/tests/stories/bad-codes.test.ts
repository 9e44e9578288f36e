/** Codes as people type and scan them: what was meant is understood, and what cannot be used says why and takes nothing. */
import { type Clock, fixedClock } from '#kernel/clock';
import { parseId } from '#kernel/ids';
import { makeCodes } from '#offers';
import { expect, openTestHouse, test } from '#testing';
import { atTill, give, openStage, order, turnOn, usesLeft, usesOf } from './promotion-stage.ts';

test('codes with confusable letters, full-width, spaces and hyphens are the code that was meant', async ({
  house,
}) => {
  const stage = await openStage(house, 'kinds');
  const promotionId = await turnOn(stage);
  const spellings: ((code: string) => string)[] = [
    (code) => code.replaceAll('0', 'O').replaceAll('1', 'l'),
    (code) => code.replaceAll('0', 'o').replaceAll('1', 'I').toLowerCase(),
    (code) =>
      code.replaceAll(/[0-9A-Z]/g, (each) =>
        String.fromCodePoint((each.codePointAt(0) ?? 0) + 0xfee0),
      ),
    (code) => ` ${code.replaceAll('-', ' ')} `,
    (code) => code.replaceAll('-', ''),
    (code) => code.replaceAll('-', 'ー'),
    (code) => code.replaceAll('-', '　'),
  ];
  for (const spell of spellings) {
    const code = await give(stage, promotionId);
    const { status, body } = await order(stage, [spell(code)]);
    expect([spell(code), status, body.totalMinor]).toEqual([spell(code), 201, 900]);
  }
});

test('scanned twice in a second: once in an order it counts once, in two orders the second is told', async ({
  house,
}) => {
  const stage = await openStage(house, 'twice');
  const promotionId = await turnOn(stage);
  const code = await give(stage, promotionId);
  const folded = code.toLowerCase().replaceAll('-', '');
  const [first, second] = await Promise.all([order(stage, [code, folded]), order(stage, [code])]);
  const statuses = [first?.status ?? 0, second?.status ?? 0].toSorted((a, b) => a - b);
  expect(statuses).toEqual([201, 409]);
  const refused = first?.status === 409 ? first : second;
  expect(refused?.body.code).toBe('offers.coupon_used');
  expect(await usesOf(stage, promotionId)).toEqual(['reserved']);
});

test('the same scan sent twice by the till, with one key, is one order and one use', async ({
  house,
}) => {
  const stage = await openStage(house, 'repeat');
  const promotionId = await turnOn(stage);
  const code = await give(stage, promotionId);
  const body = {
    ...atTill(stage),
    lines: [{ itemId: stage.cup, quantity: 1 }],
    payment: { method: 'cash' },
    couponCodes: [code],
  };
  const headers = { ...stage.owner, 'idempotency-key': 'scan-1' };
  const answers = await Promise.all(
    [1, 2].map(() => house.request('POST', '/api/orders', body, headers)),
  );
  expect(answers.map((each) => each.status)).toEqual([201, 201]);
  expect(answers[0]?.body.id).toBe(answers[1]?.body.id);
  expect(await usesOf(stage, promotionId)).toEqual(['used']);
});

test('expired a second ago, by the clock of the shop: it says when it ended there, and takes nothing', async () => {
  const clock: ReturnType<typeof fixedClock> & Clock = fixedClock('2026-11-30T14:59:59Z');
  const house = await openTestHouse({ clock });
  try {
    const stage = await openStage(house, 'late');
    const promotionId = await turnOn(stage, {
      conditions: [{ kind: 'in_period', until: '2026-12-01T00:00' }],
    });
    const own = await turnOn(stage);
    const code = await give(stage, promotionId, { count: 1 });
    const ending = await give(stage, own, { count: 1, validUntil: '2026-11-30T15:00:00Z' });
    const inTime = await give(stage, own, { count: 1, validUntil: '2026-11-30T15:00:00Z' });
    expect((await order(stage, [inTime])).status).toBe(201);
    clock.move({ seconds: 1 });
    const late = await order(stage, [code]);
    expect(late).toMatchObject({ status: 409, body: { code: 'offers.coupon_over' } });
    expect(late.body.detail).toContain('2026-12-01 00:00');
    const over = await order(stage, [ending]);
    expect(over).toMatchObject({ status: 409, body: { code: 'offers.coupon_over' } });
    expect(over.body.detail).toContain('2026年12月1日 00:00');
    expect(await usesLeft(stage, promotionId)).toEqual([1]);
    expect(await usesOf(stage, promotionId)).toEqual([]);
    expect(await usesOf(stage, own)).toEqual(['reserved']);
  } finally {
    await house.close();
  }
});

test('wrong shop: it says that it is for other shops, and takes nothing', async ({ house }) => {
  const stage = await openStage(house, 'wrong-shop');
  const other = await openStage(house, 'right-shop');
  const promotionId = await turnOn(stage, {
    conditions: [{ kind: 'at_places', placeIds: [other.storeId] }],
  });
  const code = await give(stage, promotionId);
  const refused = await order(stage, [code]);
  expect(refused).toMatchObject({ status: 409, body: { code: 'offers.other_places' } });
  expect(refused.body.detail).toBe(
    'このお店では使えません。対象のお店でご利用いただくか、外してお進みください。',
  );
  expect(await usesLeft(stage, promotionId)).toEqual([1]);
  expect((await order(other, [code])).status).toBe(201);
});

test("someone else's: it is not known, to her as to a guest, and stays its owner's", async ({
  house,
}) => {
  const stage = await openStage(house, 'stranger');
  const promotionId = await turnOn(stage);
  const code = await give(stage, promotionId, { recordIds: [stage.hanako] });
  for (const who of [{ recordId: stage.taro }, {}]) {
    const refused = await order(stage, [code], who);
    expect(refused).toMatchObject({ status: 404, body: { code: 'offers.coupon_unknown' } });
    expect(refused.body.detail).toContain('1文字ずつお確かめください');
  }
  expect(await usesLeft(stage, promotionId)).toEqual([1]);
  expect((await order(stage, [code], { recordId: stage.hanako })).status).toBe(201);
});

test.for(['', ' ', '-', '💮💮💮', "' OR 1=1 --", 'A'.repeat(50), '0000-0000-0000'])(
  'what is no code at all (%j) is told so, in a sentence, and no order comes of it',
  async (code, { house }) => {
    const stage = await openStage(house, `none-${code.length}-${code.codePointAt(0) ?? 0}`);
    const refused = await order(stage, [code]);
    expect([400, 404]).toContain(refused.status);
    expect(refused.body.detail.length).toBeGreaterThan(10);
    const { rows } = await house.db.pool.query('SELECT FROM orders.order WHERE place_id = $1', [
      refused.body.placeId ?? '00000000-0000-0000-0000-000000000000',
    ]);
    expect(rows).toEqual([]);
  },
);

test('a single code of a lot is taken once, wherever it is typed, and one that is taken back by nobody', async ({
  house,
}) => {
  const stage = await openStage(house, 'lot');
  const promotionId = await turnOn(stage);
  const url = `/api/offers/promotions/${promotionId}/lots`;
  const lot = await house.request('POST', url, { name: 'レシート', codes: 20 }, stage.owner);
  await makeCodes(house.db, parseId('lot', lot.body.id));
  const listed = await house.request(
    'GET',
    `/api/offers/lots/${lot.body.id}/codes`,
    undefined,
    stage.owner,
  );
  const codes: string[] = listed.body.codes;
  expect([listed.body.made, new Set(codes).size]).toEqual([20, 20]);
  const [first = '', second = ''] = codes;
  const both = await Promise.all([order(stage, [first]), order(stage, [first], atTill(stage))]);
  expect(both.map((each) => each.status).toSorted((a, b) => a - b)).toEqual([201, 409]);
  await house.request('DELETE', `/api/offers/lots/${lot.body.id}`, undefined, stage.owner);
  const refused = await order(stage, [second]);
  expect(refused).toMatchObject({ status: 409, body: { code: 'offers.coupon_used' } });
});

test('a lot or a coupon that would end before it begins is refused in words, and nothing is made', async ({
  house,
}) => {
  const stage = await openStage(house, 'backwards');
  const promotionId = await turnOn(stage);
  const period = { validFrom: '2026-12-24T00:00:00Z', validUntil: '2026-12-23T00:00:00Z' };
  const url = `/api/offers/promotions/${promotionId}`;
  for (const [path, body] of [
    ['lots', { name: 'はがき', codes: 10 }],
    ['coupons', { count: 1 }],
  ] as const) {
    const wish = { ...body, ...period };
    const refused = await house.request('POST', `${url}/${path}`, wish, stage.owner);
    expect(refused).toMatchObject({ status: 400, body: { code: 'offers.time_odd' } });
  }
  const listed = await house.request('GET', `${url}/lots`, undefined, stage.owner);
  expect(listed.body.lots).toEqual([]);
  expect(await usesLeft(stage, promotionId)).toEqual([]);
});

test('a lot and a coupon that are sent twice with one key are made once, and what is kept for the key holds no code', async ({
  house,
}) => {
  const stage = await openStage(house, 'key');
  const promotionId = await turnOn(stage);
  const url = `/api/offers/promotions/${promotionId}`;
  const twice = (path: string, body: object) => {
    const headers = { ...stage.owner, 'idempotency-key': `give-${path}` };
    return Promise.all([1, 2].map(() => house.request('POST', `${url}/${path}`, body, headers)));
  };
  const [lot, sameLot] = await twice('lots', { name: 'はがき', codes: 10 });
  const [coupon, sameCoupon] = await twice('coupons', { recordIds: [stage.hanako], uses: 2 });
  expect([sameLot?.body.id, sameCoupon?.body]).toEqual([lot?.body.id, coupon?.body]);
  expect(await usesLeft(stage, promotionId)).toEqual([2]);
  const code: string = coupon?.body.coupons[0].code;
  expect(code).toMatch(/^[0-9A-Z]{4}(-[0-9A-Z]{4}){2}$/);
  const { rows } = await house.db.pool.query<{ kept: string }>(
    "SELECT string_agg(answer::text, ' ') AS kept FROM kernel.idempotency",
  );
  expect(rows[0]?.kept).toContain(lot?.body.id);
  expect(rows[0]?.kept).not.toContain(code);
});
