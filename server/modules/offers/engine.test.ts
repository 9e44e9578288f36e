import {
  type Ask,
  applyPromotions,
  type BasketLine,
  type Benefit,
  type Condition,
  findHints,
  type Promotion,
  type PromotionTerms,
  writeBook,
} from '@engawa/promotions';
import fc from 'fast-check';
import { formatId, newId } from '#kernel/ids';
import { expect, test } from '#testing';

const tea = newId();
const cup = newId();
const shop = newId();
const names = { [tea]: 'ほうじ茶', [cup]: '湯のみ' };

function line(itemId: string, pieces: number, unitMinor: number, taxRateBp = 1000): BasketLine {
  return {
    itemId,
    productId: itemId,
    categoryId: null,
    brandId: null,
    name: names[itemId] ?? '品',
    quantityMilli: pieces * 1000,
    amountMinor: pieces * unitMinor,
    taxRateBp,
    isWeighed: false,
    isFee: false,
  };
}

function ask(lines: readonly BasketLine[], more: Partial<Ask> = {}): Ask {
  return {
    lines,
    currency: 'JPY',
    deliveryMinor: 0,
    now: Temporal.Instant.from('2026-11-22T01:00:00Z'),
    timeZone: 'Asia/Tokyo',
    placeIds: [shop],
    channel: 'web',
    fulfilment: 'pickup',
    buyer: { customerId: null, who: 'customer' },
    weather: null,
    distanceM: null,
    isInShop: false,
    ...more,
  };
}

let count = 0;
function promotion(
  benefits: readonly Benefit[],
  more: Partial<Omit<Promotion, 'conditions'>> & { readonly conditions?: Condition[] } = {},
): Promotion {
  count += 1;
  const terms: PromotionTerms = {
    lane: 'default',
    priority: 0,
    stacking: 'stackable',
    needsCoupon: false,
    currency: 'JPY',
    conditions: [],
    benefits: [...benefits],
    holdoutBp: 0,
  };
  return {
    id: newId(),
    code: `P${count}`,
    version: 1,
    nameJa: `特典${count}`,
    nameEn: null,
    validFrom: null,
    validUntil: null,
    ...terms,
    ...more,
  };
}

const off = (bp: number): Benefit => ({ kind: 'off_order', calculator: { kind: 'percent', bp } });
const yen = (minor: number): Benefit => ({
  kind: 'off_order',
  calculator: { kind: 'amount', minor },
});
const only = (itemId: string) => ({ itemIds: [formatId('item', itemId)] });

function sharesOf(benefit: Benefit, lines: readonly BasketLine[], more: Partial<Ask> = {}) {
  return applyPromotions(writeBook([promotion([benefit])]), ask(lines, more)).shares;
}

test('no promotion takes nothing off and looks at nothing', () => {
  expect(applyPromotions(writeBook([]), ask([line(tea, 1, 100)])).shares).toEqual([]);
});

test.each<[string, Benefit, readonly number[]]>([
  ['10% of all, rounded once', off(1000), [110, 99]],
  ['500 yen, over the rates by their sums', yen(500), [263, 237]],
  [
    '20% off the tea only',
    { kind: 'off_lines', of: only(tea), calculator: { kind: 'percent', bp: 2000 } },
    [0, 198],
  ],
  [
    '50 yen off each',
    { kind: 'off_lines', calculator: { kind: 'amount_each', minor: 50 } },
    [50, 150],
  ],
  [
    'down to 300 yen each',
    { kind: 'off_lines', calculator: { kind: 'unit_price', minor: 300 } },
    [800, 90],
  ],
  [
    'a step by pieces',
    {
      kind: 'off_order',
      calculator: {
        kind: 'tiers',
        by: 'pieces',
        steps: [
          { from: 2, bp: 500 },
          { from: 4, minor: 1000 },
          { from: 9, bp: 5000 },
        ],
      },
    },
    [526, 474],
  ],
  [
    '100 yen for every 1,000',
    { kind: 'off_order', calculator: { kind: 'per_amount', everyMinor: 1000, offMinor: 100 } },
    [105, 95],
  ],
  ['three for two, of the tea', { kind: 'n_for_m', of: only(tea), take: 3, pay: 2 }, [0, 330]],
  ['any two for 900', { kind: 'n_for_price', take: 2, priceMinor: 900 }, [408, 122]],
  ['the cheapest of four free', { kind: 'cheapest_free', piecesMin: 4 }, [174, 156]],
  [
    'buy a cup, get a tea free: both lines carry it',
    {
      kind: 'buy_get',
      buy: only(cup),
      buyPieces: 1,
      get: only(tea),
      getPieces: 1,
      bp: 10_000,
    },
    [254, 76],
  ],
  ['a tea as a gift', { kind: 'gift', itemId: formatId('item', tea), pieces: 1 }, [0, 330]],
])('%s', (_name, benefit, shares) => {
  expect(sharesOf(benefit, [line(cup, 1, 1100), line(tea, 3, 330, 800)])).toEqual(shares);
});

test('free delivery takes off what delivery costs, beside the lines or among them', () => {
  const fee = { ...line(newId(), 1, 600), isFee: true };
  const book = writeBook([promotion([{ kind: 'free_delivery' }])]);
  const asked = ask([line(tea, 1, 330), fee], { fulfilment: 'delivery', deliveryMinor: 200 });
  expect(applyPromotions(book, asked)).toMatchObject({ shares: [0, 600], deliveryMinor: 200 });
  expect(applyPromotions(book, { ...asked, fulfilment: 'pickup' }).applied).toEqual([]);
});

test('a fee is not lowered by what is off the goods', () => {
  const fee = { ...line(newId(), 1, 600), isFee: true };
  expect(sharesOf(off(1000), [line(tea, 1, 1000), fee])).toEqual([100, 0]);
});

const holding: [string, Condition, Partial<Ask>, Partial<Ask>, string][] = [
  [
    'spent enough',
    { kind: 'spend_at_least', amountMinor: 1000 },
    { lines: [line(cup, 1, 1000)] },
    { lines: [line(cup, 1, 680)] },
    'あと320円分お買い上げいただくとご利用いただけます。',
  ],
  [
    'enough pieces',
    { kind: 'pieces_at_least', pieces: 3 },
    { lines: [line(cup, 3, 10)] },
    {},
    '対象の商品をあと2点お買い上げいただくとご利用いただけます。',
  ],
  [
    'at this shop',
    { kind: 'at_places', placeIds: [formatId('place', shop)] },
    {},
    { placeIds: [newId()] },
    'このお店では使えません。対象のお店でご利用いただくか、外してお進みください。',
  ],
  [
    'on this channel',
    { kind: 'on_channels', channels: ['app', 'line'] },
    { channel: 'app' },
    {},
    'アプリ・LINEでのみご利用いただけます。',
  ],
  [
    'collected',
    { kind: 'by_fulfilment', ways: ['pickup'] },
    {},
    { fulfilment: 'delivery' },
    '店舗受取のご注文でのみご利用いただけます。受け取り方法を変えるとご利用いただけます。',
  ],
  [
    'before ten',
    { kind: 'between_hours', from: '00:00', until: '10:00' },
    { now: Temporal.Instant.from('2026-11-22T00:59:59Z') },
    {},
    '00:00から10:00までの時間にご利用いただけます。',
  ],
  [
    'at night',
    { kind: 'between_hours', from: '22:00', until: '05:00' },
    { now: Temporal.Instant.from('2026-11-22T18:00:00Z') },
    {},
    '22:00から05:00までの時間にご利用いただけます。',
  ],
  [
    'on Sundays',
    { kind: 'on_weekdays', weekdays: [7] },
    {},
    { now: Temporal.Instant.from('2026-11-22T15:00:00Z') },
    '日曜日にご利用いただけます。',
  ],
  [
    'on the 22nd',
    { kind: 'on_month_days', days: [22] },
    {},
    { now: Temporal.Instant.from('2026-11-22T15:00:00Z') },
    '毎月22日にご利用いただけます。',
  ],
  [
    'when it rains',
    { kind: 'weather_is', weather: ['rain'] },
    { weather: 'rain' },
    {},
    'お店が雨の日のときにご利用いただけます。',
  ],
  [
    'in the shop',
    { kind: 'in_shop_now' },
    { isInShop: true },
    {},
    'ご来店中にご利用いただけます。入口のコードでチェックインしてください。',
  ],
  [
    'a member',
    { kind: 'is_member' },
    { buyer: { customerId: 'c', who: 'customer' } },
    {},
    '会員の方がご利用いただけます。ログインするか、レジで会員証をお見せください。',
  ],
  [
    'the first time',
    { kind: 'first_purchase' },
    { buyer: { customerId: 'c', who: 'customer', isFirstPurchase: true } },
    { buyer: { customerId: 'c', who: 'customer', isFirstPurchase: false } },
    'はじめてのお買い物でのみご利用いただけます。',
  ],
  [
    'of a tier',
    { kind: 'tier_among', tiers: ['gold'] },
    { buyer: { customerId: 'c', who: 'customer', tier: 'gold' } },
    { buyer: { customerId: 'c', who: 'customer', tier: null } },
    '会員ランク「gold」の方がご利用いただけます。',
  ],
  [
    'staff',
    { kind: 'buyer_is', who: 'staff' },
    { buyer: { customerId: null, who: 'owner' } },
    {},
    '従業員ご本人のお買い物でのみご利用いただけます。',
  ],
  [
    'near',
    { kind: 'within_distance', metres: 500 },
    { distanceM: 444.8 },
    { distanceM: 556 },
    'お店から500m以内でご利用いただけます(いまは556m離れています)。',
  ],
  [
    'seen three times',
    { kind: 'has_done', what: 'viewed', timesMin: 3, days: 7, of: only(tea) },
    { buyer: { customerId: 'c', who: 'customer', deeds: deeds('viewed', tea, 1, 2, 3) } },
    { buyer: { customerId: 'c', who: 'customer', deeds: deeds('viewed', tea, 1, 2, 8) } },
    '7日以内にあと1回「見た」とご利用いただけます。',
  ],
];

function deeds(what: 'viewed' | 'bought', itemId: string, ...daysAgo: number[]) {
  const now = Temporal.Instant.from('2026-11-22T01:00:00Z');
  return daysAgo.map((days) => ({ what, itemId, at: now.subtract({ hours: days * 24 - 1 }) }));
}

test.each(holding)(
  '%s: it is given, and where not it is said what would make it so',
  (_name, condition, when, whenNot, sentence) => {
    const coupon = {
      promotion: promotion([off(1000)], { conditions: [condition], needsCoupon: true }),
      coupon: { id: 'c', code: 'X' },
    };
    const lines = [line(tea, 1, 1000)];
    const book = writeBook([coupon.promotion]);
    expect(applyPromotions(book, ask(lines, when), { coupons: [coupon] }).applied).toHaveLength(1);
    const refused = applyPromotions(book, ask(lines, whenNot), { coupons: [coupon] });
    expect(refused).toMatchObject({ applied: [], discountMinor: 0 });
    expect(refused.refused.map(({ refusal }) => refusal.ja)).toEqual([sentence]);
  },
);

test('a period ends on the clock of the shop, to the second, wherever the shop is', () => {
  const condition: Condition = { kind: 'in_period', until: '2026-11-30T00:00' };
  const book = writeBook([promotion([off(1000)], { conditions: [condition] })]);
  const at = (now: string, timeZone: string) =>
    applyPromotions(book, ask([line(tea, 1, 1000)], { now: Temporal.Instant.from(now), timeZone }))
      .applied.length;
  expect(at('2026-11-29T14:59:59Z', 'Asia/Tokyo')).toBe(1);
  expect(at('2026-11-29T15:00:00Z', 'Asia/Tokyo')).toBe(0);
  expect(at('2026-11-29T15:00:00Z', 'Europe/London')).toBe(1);
  expect(at('2026-11-30T00:00:00Z', 'Europe/London')).toBe(0);
});

test('items that a buyer bought often are cheaper for her, and only these', () => {
  const benefit: Benefit = {
    kind: 'off_lines',
    of: { oftenBought: { timesMin: 2, days: 30 } },
    calculator: { kind: 'percent', bp: 1000 },
  };
  const buyer = { customerId: 'c', who: 'customer', deeds: deeds('bought', tea, 3, 9) } as const;
  expect(sharesOf(benefit, [line(cup, 1, 1000), line(tea, 1, 1000)], { buyer })).toEqual([0, 100]);
});

test('of an exclusive one and the stackable ones, the buyer gets what takes more off; the coupon left over says so', () => {
  const lines = [line(cup, 1, 10_000)];
  const a = promotion([off(1000)]);
  const b = promotion([yen(500)]);
  const strong = promotion([off(3000)], { stacking: 'exclusive' });
  expect(applyPromotions(writeBook([a, b]), ask(lines)).discountMinor).toBe(1500);
  const coupon = { promotion: { ...b, needsCoupon: true }, coupon: { id: 'c', code: 'X' } };
  const best = applyPromotions(writeBook([a, strong]), ask(lines), { coupons: [coupon] });
  expect(best.applied.map((each) => each.promotion.id)).toEqual([strong.id]);
  expect(best.refused[0]?.refusal.ja).toContain(`「${strong.nameJa}」のほうがお得`);
});

test('staff price comes first, what is on the whole takes the rest, and what is alone is weighed against both', () => {
  const staff = promotion([{ kind: 'off_lines', calculator: { kind: 'percent', bp: 3000 } }], {
    lane: 'pre',
    conditions: [{ kind: 'buyer_is', who: 'staff' }],
  });
  const post = promotion([off(1000)], { lane: 'post' });
  const buyer = { customerId: null, who: 'staff' } as const;
  const lines = [line(cup, 1, 1000)];
  expect(
    applyPromotions(writeBook([post, staff]), ask(lines, { buyer })).applied.map(
      (each) => each.discountMinor,
    ),
  ).toEqual([300, 70]);
  const alone = promotion([yen(371)], { stacking: 'alone' });
  expect(
    applyPromotions(writeBook([post, staff, alone]), ask(lines, { buyer })).discountMinor,
  ).toBe(371);
});

test('a limit, a budget and one use each are kept, and said', () => {
  const lines = [line(cup, 1, 1000)];
  const buyer = { customerId: 'c', who: 'customer' } as const;
  const limited = promotion([yen(100)], {
    usesMax: 5,
    usesPerCustomerMax: 1,
    budgetMinor: 950,
    needsCoupon: true,
  });
  const coupons = [{ promotion: limited, coupon: { id: 'c', code: 'X' } }];
  const why = (uses: number, usesOfCustomer: number, spentMinor: number) =>
    applyPromotions(writeBook([limited]), ask(lines, { buyer }), {
      coupons,
      standingOf: () => ({ uses, usesOfCustomer, spentMinor }),
    }).refused.map(({ refusal }) => refusal.code);
  expect(why(4, 0, 850)).toEqual([]);
  expect(why(5, 0, 0)).toEqual(['offers.uses_over']);
  expect(why(1, 1, 0)).toEqual(['offers.uses_of_customer_over']);
  expect(why(4, 0, 851)).toEqual(['offers.budget_over']);
});

test('about one in ten known customers is held out, always the same, and no guest', () => {
  const sale = promotion([off(1000)], { holdoutBp: 1000 });
  const book = writeBook([sale]);
  const heldOut = (customerId: string | null) =>
    applyPromotions(book, ask([line(cup, 1, 1000)], { buyer: { customerId, who: 'customer' } }))
      .heldOut.length;
  const out = Array.from({ length: 2000 }, (_, index) => heldOut(`customer ${index}`));
  const share = out.reduce((sum, each) => sum + each, 0) / out.length;
  expect(share).toBeGreaterThan(0.07);
  expect(share).toBeLessThan(0.13);
  expect(Array.from({ length: 2000 }, (_, index) => heldOut(`customer ${index}`))).toEqual(out);
  expect(heldOut(null)).toBe(0);
});

test('what nearly applies is told before paying', () => {
  const free = promotion([{ kind: 'n_for_m', take: 3, pay: 2 }]);
  const spend = promotion([off(500)], {
    conditions: [{ kind: 'spend_at_least', amountMinor: 3000 }],
  });
  const hints = findHints(writeBook([free, spend]), ask([line(cup, 2, 1000)]), {}, 5);
  expect(hints.map(({ refusal }) => refusal.ja).toSorted()).toEqual([
    'あと1,000円分お買い上げいただくとご利用いただけます。',
    '対象の商品をあと1点お買い上げいただくとご利用いただけます。',
  ]);
});

const someLines = fc.array(
  fc.record({
    item: fc.nat({ max: 3 }),
    pieces: fc.integer({ min: 1, max: 7 }),
    unitMinor: fc.integer({ min: 0, max: 3000 }),
    taxRateBp: fc.constantFrom(800, 1000),
  }),
  { minLength: 1, maxLength: 8 },
);
const items = [tea, cup, newId(), newId()];
const someOf = fc.oneof(
  fc.constant({}),
  fc.nat({ max: 3 }).map((at) => only(items[at] ?? tea)),
);
const bp = fc.integer({ min: 1, max: 10_000 });
const minor = fc.integer({ min: 1, max: 4000 });
const calculator = fc.oneof(
  bp.map((each) => ({ kind: 'percent' as const, bp: each })),
  minor.map((each) => ({ kind: 'amount' as const, minor: each })),
  minor.map((each) => ({ kind: 'amount_each' as const, minor: each })),
  minor.map((each) => ({ kind: 'unit_price' as const, minor: each })),
  fc
    .tuple(minor, minor)
    .map(([everyMinor, offMinor]) => ({ kind: 'per_amount' as const, everyMinor, offMinor })),
  fc.tuple(minor, bp).map(([from, each]) => ({
    kind: 'tiers' as const,
    by: 'amount' as const,
    steps: [{ from, bp: each }],
  })),
);
const few = fc.integer({ min: 1, max: 4 });
const someBenefit: fc.Arbitrary<Benefit> = fc.oneof(
  fc
    .tuple(someOf, calculator)
    .map(([of, each]) => ({ kind: 'off_lines' as const, of, calculator: each })),
  fc.tuple(someOf, calculator, few).map(([of, each, piecesMax]) => ({
    kind: 'off_lines' as const,
    of,
    calculator: each,
    piecesMax,
  })),
  calculator.map((each) => ({ kind: 'off_order' as const, calculator: each })),
  fc
    .tuple(someOf, few, few)
    .map(([of, pay, free]) => ({ kind: 'n_for_m' as const, of, take: pay + free, pay })),
  fc.tuple(someOf, few, minor).map(([of, more, priceMinor]) => ({
    kind: 'n_for_price' as const,
    of,
    take: more + 1,
    priceMinor,
  })),
  fc
    .tuple(someOf, few)
    .map(([of, more]) => ({ kind: 'cheapest_free' as const, of, piecesMin: more + 1 })),
  fc.tuple(someOf, someOf, few, few, bp).map(([buy, get, buyPieces, getPieces, each]) => ({
    kind: 'buy_get' as const,
    buy,
    get,
    buyPieces,
    getPieces,
    bp: each,
  })),
  few.map((pieces) => ({ kind: 'gift' as const, itemId: formatId('item', tea), pieces })),
);
const somePromotion = fc.record({
  benefits: fc.array(someBenefit, { minLength: 1, maxLength: 2 }),
  lane: fc.constantFrom<Promotion['lane']>('pre', 'default', 'post'),
  stacking: fc.constantFrom<Promotion['stacking']>('stackable', 'exclusive', 'alone'),
  priority: fc.integer({ min: 0, max: 2 }),
  cap: fc.option(minor),
});

test('whatever applies together, the shares sum to the discount, none is below zero, and no line gives more than it has', () => {
  fc.assert(
    fc.property(
      someLines,
      fc.array(somePromotion, { minLength: 1, maxLength: 6 }),
      (wished, wanted) => {
        const lines = wished.map((each) =>
          line(items[each.item] ?? tea, each.pieces, each.unitMinor, each.taxRateBp),
        );
        const promotions = wanted.map(({ cap, ...each }) =>
          promotion(each.benefits, { ...each, ...(cap === null ? {} : { discountMaxMinor: cap }) }),
        );
        const outcome = applyPromotions(writeBook(promotions), ask(lines));
        let total = 0;
        lines.forEach((each, place) => {
          const share = outcome.shares[place] ?? 0;
          expect(Number.isSafeInteger(share)).toBe(true);
          expect(share).toBeGreaterThanOrEqual(0);
          expect(share).toBeLessThanOrEqual(each.amountMinor);
          expect(outcome.applied.reduce((sum, one) => sum + (one.shares[place] ?? 0), 0)).toBe(
            share,
          );
          total += share;
        });
        expect(total).toBe(outcome.discountMinor);
        for (const one of outcome.applied) {
          expect(one.shares.every((share) => share >= 0)).toBe(true);
          expect(one.shares.reduce((sum, share) => sum + share, 0)).toBe(one.discountMinor);
          expect(one.discountMinor).toBeLessThanOrEqual(one.promotion.discountMaxMinor ?? Infinity);
          expect(one.discountMinor).toBeGreaterThan(0);
        }
        // In whatever order they are kept.
        expect(applyPromotions(writeBook(promotions.toReversed()), ask(lines))).toEqual(outcome);
      },
    ),
  );
});

test('of exclusive ones the best is found: no single promotion takes more off than what was chosen', () => {
  fc.assert(
    fc.property(
      someLines,
      fc.array(somePromotion, { minLength: 1, maxLength: 8 }),
      (wished, wanted) => {
        const lines = wished.map((each) =>
          line(items[each.item] ?? tea, each.pieces, each.unitMinor, each.taxRateBp),
        );
        const promotions = wanted.map((each) =>
          promotion(each.benefits, { ...each, lane: 'default', stacking: 'exclusive' }),
        );
        const singly = promotions.map(
          (each) => applyPromotions(writeBook([each]), ask(lines)).discountMinor,
        );
        const best = applyPromotions(writeBook(promotions), ask(lines)).discountMinor;
        expect(best).toBe(Math.max(...singly));
      },
    ),
  );
});
