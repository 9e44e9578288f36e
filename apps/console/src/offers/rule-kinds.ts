// What the editor of promotions knows of rules: which fields each kind has, and with what they begin. Tables only, so that
// a test can hold them against the rules of the server.

/** A rule while it is edited; the server judges its shape. */
export type Rule = { readonly kind: string; readonly [field: string]: unknown };

export type FieldKind =
  | 'money'
  | 'count'
  | 'percent'
  | 'time'
  | 'moment'
  | 'minute'
  | 'places'
  | 'item'
  | 'items'
  | 'goods'
  | 'numbers'
  | 'tiers'
  | 'tier_points'
  | 'event'
  | 'channels'
  | 'ways'
  | 'weekdays'
  | 'weather'
  | 'deed'
  | 'who'
  | 'calculator';

export type RuleField = {
  readonly name: string;
  readonly as: FieldKind;
  readonly isOptional?: boolean;
};

export type Kinds = Readonly<Record<string, readonly RuleField[]>>;

const of: RuleField = { name: 'of', as: 'goods', isOptional: true };
const timesMax: RuleField = { name: 'timesMax', as: 'count', isOptional: true };

export const conditionKinds: Kinds = {
  spend_at_least: [{ name: 'amountMinor', as: 'money' }, of],
  pieces_at_least: [{ name: 'pieces', as: 'count' }, of],
  at_places: [{ name: 'placeIds', as: 'places' }],
  on_channels: [{ name: 'channels', as: 'channels' }],
  by_fulfilment: [{ name: 'ways', as: 'ways' }],
  in_period: [
    { name: 'from', as: 'moment', isOptional: true },
    { name: 'until', as: 'moment', isOptional: true },
  ],
  between_hours: [
    { name: 'from', as: 'time' },
    { name: 'until', as: 'time' },
  ],
  on_weekdays: [{ name: 'weekdays', as: 'weekdays' }],
  on_month_days: [{ name: 'days', as: 'numbers' }],
  weather_is: [{ name: 'weather', as: 'weather' }],
  within_distance: [{ name: 'metres', as: 'count' }],
  in_shop_now: [],
  first_purchase: [],
  is_member: [],
  has_done: [
    { name: 'what', as: 'deed' },
    { name: 'timesMin', as: 'count' },
    { name: 'days', as: 'count' },
    of,
  ],
  tier_among: [{ name: 'tiers', as: 'tiers' }],
  buyer_is: [{ name: 'who', as: 'who' }],
};

export const benefitKinds: Kinds = {
  off_lines: [
    of,
    { name: 'calculator', as: 'calculator' },
    { name: 'piecesMax', as: 'count', isOptional: true },
  ],
  off_order: [{ name: 'calculator', as: 'calculator' }],
  n_for_m: [of, { name: 'take', as: 'count' }, { name: 'pay', as: 'count' }, timesMax],
  n_for_price: [of, { name: 'take', as: 'count' }, { name: 'priceMinor', as: 'money' }, timesMax],
  cheapest_free: [
    of,
    { name: 'piecesMin', as: 'count' },
    { name: 'free', as: 'count', isOptional: true },
  ],
  buy_get: [
    { name: 'buy', as: 'goods' },
    { name: 'buyPieces', as: 'count' },
    { name: 'get', as: 'goods' },
    { name: 'getPieces', as: 'count' },
    { name: 'bp', as: 'percent' },
    timesMax,
  ],
  gift: [
    { name: 'itemId', as: 'item' },
    { name: 'pieces', as: 'count' },
  ],
  free_delivery: [],
};

export const calculatorKinds: Kinds = {
  percent: [{ name: 'bp', as: 'percent' }],
  amount: [{ name: 'minor', as: 'money' }],
  amount_each: [{ name: 'minor', as: 'money' }],
  unit_price: [{ name: 'minor', as: 'money' }],
  per_amount: [{ name: 'everyMinor', as: 'money' }, { name: 'offMinor', as: 'money' }, timesMax],
  // Steps have an input of their own.
  tiers: [],
};

const starts: Readonly<Record<string, unknown>> = {
  money: 1000,
  count: 1,
  percent: 1000,
  time: '10:00',
  goods: {},
  numbers: [1],
  tiers: ['gold'],
  channels: ['web'],
  ways: ['pickup'],
  weekdays: [6, 7],
  weather: ['rain'],
  deed: 'bought',
  who: 'staff',
  calculator: { kind: 'percent', bp: 1000 },
  places: [],
  items: [],
  item: '',
  minute: 600,
  tier_points: [],
  event: 'bookings.fulfilled',
};

/** A rule of a kind with something in each field. */
export function newRule(kind: string, kinds: Kinds): Rule {
  const fields = (kinds[kind] ?? []).filter(({ isOptional }) => isOptional !== true);
  const values = fields.map(({ name, as }) => [name, starts[as]]);
  const sets = {
    n_for_m: { take: 3, pay: 2 },
    n_for_price: { take: 3 },
    cheapest_free: { piecesMin: 3 },
    within_distance: { metres: 500 },
    has_done: { timesMin: 2, days: 30 },
    buy_get: { bp: 10_000 },
    tiers: {
      by: 'amount',
      steps: [
        { from: 3000, bp: 500 },
        { from: 5000, bp: 1000 },
      ],
    },
  };
  const more = kind in sets ? sets[kind as keyof typeof sets] : {};
  return { kind, ...Object.fromEntries(values), ...more };
}

/** What a promotion begins with: among it the one member in ten who does not see it, so that what it did can be known. */
export function newTerms(currency: string) {
  return {
    lane: 'default' as const,
    priority: 0,
    stacking: 'stackable' as const,
    needsCoupon: false,
    currency,
    conditions: [],
    benefits: [{ kind: 'off_order' as const, calculator: { kind: 'percent' as const, bp: 1000 } }],
    holdoutBp: 1000,
  };
}
