/**
 * Promotions without a code: the same basket costs the same yen on the phone, at a till with a line and at a till without;
 * what was given off is booked as it was, and given back to the yen with each line.
 */
import type { Benefit, Condition, PromotionTerms } from '@engawa/promotions';
import fc from 'fast-check';
import { formatId, newId } from '#kernel/ids';
import { transaction } from '#kernel/transaction';
import { movePromotion, writePromotion } from '#offers';
import { expect, type Json, test } from '#testing';
import { type Basket, emptyBasket, reckon } from '../../../apps/staff/src/till/sale/basket.ts';
import { nobody } from '../../../apps/staff/src/till/sale/member.ts';
import { type HeldOffers, holdRules, offersOf } from '../../../apps/staff/src/till/sale/offers.ts';
import { give, openStage, type Stage, turnOn, usesOf } from './promotion-stage.ts';

const only = (...itemIds: string[]) => ({ itemIds });

/** One of each kind, in all lanes. */
function everyKind({ cup, tea }: Stage): [string, Benefit, Partial<PromotionTerms>?][] {
  return [
    ['3つ目無料', { kind: 'n_for_m', of: only(tea), take: 3, pay: 2 }],
    [
      'よりどり2点2,000円',
      { kind: 'n_for_price', of: only(cup), take: 2, priceMinor: 2000, timesMax: 1 },
    ],
    [
      'セットでお得',
      {
        kind: 'buy_get',
        buy: only(cup),
        get: only(tea),
        buyPieces: 1,
        getPieces: 1,
        bp: 5000,
        timesMax: 1,
      },
    ],
    [
      'まとめ割',
      {
        kind: 'off_lines',
        of: only(cup),
        calculator: {
          kind: 'tiers',
          by: 'pieces',
          steps: [
            { from: 4, bp: 700 },
            { from: 6, bp: 1300 },
          ],
        },
      },
    ],
    [
      'お茶をプレゼント',
      { kind: 'gift', itemId: tea, pieces: 1 },
      { stacking: 'exclusive', conditions: [{ kind: 'spend_at_least', amountMinor: 5000 }] },
    ],
    [
      '会員価格',
      { kind: 'off_lines', of: only(tea), calculator: { kind: 'unit_price', minor: 499 } },
      { lane: 'pre', conditions: [{ kind: 'is_member' }] },
    ],
    [
      '社員価格',
      { kind: 'off_order', calculator: { kind: 'percent', bp: 3333 } },
      { lane: 'pre', conditions: [{ kind: 'buyer_is', who: 'staff' }] },
    ],
    ['全品3%', { kind: 'off_order', calculator: { kind: 'percent', bp: 300 } }, { lane: 'post' }],
  ];
}

/** In one go: that they can be written one by one is shown elsewhere. */
async function turnAllOn(stage: Stage): Promise<void> {
  const { webId, storeId } = stage;
  await transaction(stage.house.db, {}, async (tx) => {
    for (const [index, [nameJa, benefit, more]] of everyKind(stage).entries()) {
      const { conditions = [], ...rest } = more ?? {};
      const terms = {
        lane: 'default' as const,
        priority: 0,
        stacking: 'stackable' as const,
        needsCoupon: false,
        currency: 'JPY',
        benefits: [benefit],
        holdoutBp: 0,
        ...rest,
        conditions: [...conditions, { kind: 'at_places' as const, placeIds: [webId, storeId] }],
      };
      const id = await writePromotion(tx, { code: `same-yen-${index}`, nameJa, terms });
      await movePromotion(tx, id, 'propose', { isOwner: true });
      await movePromotion(tx, id, 'approve', { isOwner: true });
    }
  });
}

/** The rules as a till keeps them for the time without a line. */
async function rulesHeld({ house, owner, storeId: placeId }: Stage): Promise<HeldOffers> {
  const { body } = await house.request(
    'GET',
    `/api/tills/offers?placeId=${placeId}`,
    undefined,
    owner,
  );
  return holdRules(body.promotions, { placeId, timeZone: 'Asia/Tokyo', currency: 'JPY' });
}

type Wish = {
  readonly cups: number;
  readonly teas: number;
  readonly who: 'guest' | 'member' | 'staff';
};

function basketOf(stage: Stage, { cups, teas, who }: Wish): Basket {
  const line = (
    itemId: string,
    name: string,
    pieces: number,
    unitPriceMinor: number,
    taxRateBp: number,
  ) => ({
    key: itemId,
    itemId,
    code: name,
    name,
    nameEn: null,
    quantityMilli: pieces * 1000,
    unitPriceMinor,
    pricePer: 1,
    taxRateBp,
    discountMinor: 0,
    discountReason: null,
  });
  return {
    ...emptyBasket,
    member: who === 'member' ? { ...nobody, code: 'M-1', recordId: stage.hanako } : null,
    buyer: who === 'staff' ? 'staff' : null,
    lines: [
      ...(cups === 0 ? [] : [line(stage.cup, '湯のみ', cups, 1100, 1000)]),
      ...(teas === 0 ? [] : [line(stage.tea, 'ほうじ茶', teas, 540, 800)]),
    ],
  };
}

/** As the till tells it: apps/staff/src/till/book/record.ts. */
function saleOf(basket: Basket, more: object = {}): Json {
  const { totalMinor } = reckon(basket);
  return {
    orderId: formatId('order', newId()),
    lines: basket.lines.map(({ itemId, name, quantityMilli, unitPriceMinor, taxRateBp }) => ({
      itemId,
      name,
      quantity: quantityMilli / 1000,
      unitPriceMinor,
      taxRateBp,
    })),
    ...(basket.member === null ? {} : { recordId: basket.member.recordId }),
    ...(basket.buyer === null ? {} : { buyer: basket.buyer }),
    ...(basket.offers.length === 0
      ? {}
      : {
          offers: basket.offers.map(({ promotionId, version, couponCode, shares }) => ({
            ...(promotionId === null ? {} : { promotionId, version }),
            ...(couponCode === null ? {} : { couponCode }),
            shares,
          })),
        }),
    payments: [{ method: 'cash' }],
    totalMinor,
    ...more,
  };
}

const drawerId = formatId('drawer', newId());
const entryOf = (kind: string, more: object) => {
  const at = new Date().toISOString();
  return {
    id: formatId('tillEntry', newId()),
    drawerId,
    kind,
    at,
    tillAt: at,
    ...more,
  };
};

const opened = entryOf('opened', { amountMinor: 0 });

/** The drawer is opened once; told again it is known. */
async function tell({ house, owner, storeId }: Stage, ...entries: object[]): Promise<Json> {
  const { body } = await house.request(
    'POST',
    '/api/tills/entries',
    { placeId: storeId, till: 'レジ1', entries: [opened, ...entries] },
    owner,
  );
  expect(body.detail).toBeUndefined();
  return body.answers.slice(1);
}

async function quote({ house, owner, storeId }: Stage, sale: Json): Promise<Json> {
  return house.request('POST', '/api/tills/quotes', { placeId: storeId, sale }, owner);
}

/** Off each line, as her phone shows it before she pays. */
async function onPhone(stage: Stage, { lines, member }: Basket): Promise<readonly number[]> {
  const { house, owner, webId, storeId } = stage;
  const wish = {
    placeId: webId,
    fulfilment: 'pickup',
    handoverPlaceId: storeId,
    lines: lines.map(({ itemId, quantityMilli }) => ({ itemId, quantity: quantityMilli / 1000 })),
    ...(member === null ? {} : { recordId: stage.hanako }),
  };
  const { body } = await house.request('POST', '/api/orders/preview', wish, owner);
  return body.lines.map(({ discountMinor }: Json) => discountMinor);
}

const sharesOf = (basket: Basket) => reckon(basket).shares;

test('the same basket gives the same yen on the phone, at the till with a line and at the till without', async ({
  house,
}) => {
  const stage = await openStage(house, 'same-yen');
  await turnAllOn(stage);
  const held = await rulesHeld(stage);
  const wish = fc.record({
    cups: fc.integer({ min: 0, max: 7 }),
    teas: fc.integer({ min: 1, max: 8 }),
    who: fc.constantFrom<Wish['who']>('guest', 'member', 'staff'),
  });
  let reduced = 0;
  for (const each of fc.sample(wish, { numRuns: 8, seed: 7 })) {
    const bare = basketOf(stage, each);
    const offline = { ...bare, offers: offersOf(bare, held, Date.now()) };
    const [online, phone] = await Promise.all([
      quote(stage, saleOf(bare)).then(({ body }) => body.offers),
      onPhone(stage, bare),
    ]);
    // Staff have their price at the counter, where somebody sees who buys.
    const phoneShares = each.who === 'staff' ? sharesOf(offline) : phone;
    expect([each, sharesOf({ ...bare, offers: online })]).toEqual([each, phoneShares]);
    expect([each, sharesOf(offline)]).toEqual([each, phoneShares]);
    expect(offline.offers).toEqual(online);
    reduced += sharesOf(offline).some((share) => share > 0) ? 1 : 0;
  }
  expect(reduced).toBe(8);
}, 60_000);

test('what a till without a line gave off is booked as it was, whatever is on by then, and a return of one line restores exactly its share', async ({
  house,
}) => {
  const stage = await openStage(house, 'as-it-was');
  const bundle = await turnOn(stage, {
    needsCoupon: false,
    usesMax: 1000,
    benefits: [{ kind: 'n_for_m', take: 3, pay: 2 }],
  });
  const percent = await turnOn(stage, {
    needsCoupon: false,
    lane: 'post',
    benefits: [{ kind: 'off_order', calculator: { kind: 'percent', bp: 777 } }],
  });
  const bare = basketOf(stage, { cups: 2, teas: 4, who: 'member' });
  const quoted = await quote(stage, saleOf(bare));
  const basket = { ...bare, offers: quoted.body.offers };
  expect(basket.offers.map(({ promotionId }: Json) => promotionId)).toEqual([bundle, percent]);
  const shares = sharesOf(basket);
  const sale = saleOf(basket);
  await house.request(
    'POST',
    `/api/offers/promotions/${percent}/state`,
    { to: 'end' },
    stage.owner,
  );
  const [answer] = await tell(stage, entryOf('sale', { sale }));
  expect(answer).toMatchObject({ outcome: 'booked', totalMinor: sale.totalMinor, conflicts: [] });
  const booked = await house.request('GET', `/api/orders/${sale.orderId}`, undefined, stage.owner);
  expect(booked.body.lines.map(({ discountMinor }: Json) => discountMinor)).toEqual(shares);
  expect(await usesOf(stage, bundle)).toEqual(['used']);
  expect(await usesOf(stage, percent)).toEqual(['used']);
  const counted = await house.request(
    'GET',
    `/api/offers/promotions/${bundle}`,
    undefined,
    stage.owner,
  );
  expect(counted.body.uses).toBe(1);
  const { lineMinor } = reckon(basket);
  const nets = lineMinor.map((amount, at) => amount - (shares[at] ?? 0));
  const back = (ofLines: object[], totalMinor: number) =>
    entryOf('return', {
      return: {
        orderId: formatId('order', newId()),
        ofOrderId: sale.orderId,
        ofLines,
        reason: 'changed_mind',
        refundAs: 'original',
        totalMinor,
      },
    });
  const all = (line: number, quantity: number) => ({ line, quantity, disposition: 'restocked' });
  const [first] = await tell(stage, back([all(1, 2)], -(nets[0] ?? 0)));
  expect(first).toMatchObject({ outcome: 'booked', totalMinor: -(nets[0] ?? 0), conflicts: [] });
  const parts = await tell(stage, ...[1, 1, 2].map((pieces) => back([all(2, pieces)], 0)));
  expect(parts.reduce((sum: number, { totalMinor }: Json) => sum + totalMinor, 0)).toBe(
    -(nets[1] ?? 0),
  );
}, 60_000);

test('a coupon together with promotions costs at the till what the house said, and one that was lost meanwhile is borne to the yen', async ({
  house,
}) => {
  const stage = await openStage(house, 'coupon-too');
  await turnOn(stage, {
    needsCoupon: false,
    lane: 'post',
    benefits: [{ kind: 'off_order', calculator: { kind: 'percent', bp: 1000 } }],
  });
  const couponOf = await turnOn(stage, { priority: 5, conditions: [] as Condition[] });
  const code = await give(stage, couponOf);
  const bare = basketOf(stage, { cups: 1, teas: 1, who: 'guest' });
  const asked = { couponCodes: [code] };
  const { body } = await quote(stage, saleOf(bare, asked));
  const basket = { ...bare, offers: body.offers };
  const [first, second] = [saleOf(basket, asked), saleOf(basket, asked)];
  expect(first.totalMinor).toBe(body.totalMinor);
  const answers = await tell(
    stage,
    entryOf('sale', { sale: { ...first, isPromise: true } }),
    entryOf('sale', { sale: second }),
  );
  expect(answers).toMatchObject([
    { outcome: 'booked', totalMinor: body.totalMinor, conflicts: [] },
    { outcome: 'booked', totalMinor: body.totalMinor, conflicts: ['coupon_lost'] },
  ]);
  expect(await usesOf(stage, couponOf)).toEqual(['used']);
});

test('a promotion that nobody wrote is noted and takes off what it took; one that takes more than there is is parked', async ({
  house,
}) => {
  const stage = await openStage(house, 'odd-offer');
  const bare = basketOf(stage, { cups: 1, teas: 0, who: 'guest' });
  const offer = {
    promotionId: formatId('promotion', newId()),
    version: 1,
    nameJa: '',
    nameEn: null,
    couponCode: null,
  };
  const given = { ...bare, offers: [{ ...offer, shares: [100] }] };
  const [answer, odd] = await tell(
    stage,
    entryOf('sale', { sale: saleOf(given) }),
    entryOf('sale', { sale: saleOf({ ...bare, offers: [{ ...offer, shares: [1200] }] }) }),
  );
  expect(answer).toMatchObject({
    outcome: 'booked',
    totalMinor: 1000,
    conflicts: ['offer_unknown'],
  });
  expect(odd).toMatchObject({ outcome: 'parked', refusal: { code: 'tills.offers_odd' } });
});
