// Why a promotion does not apply. Each sentence says what is missing and what would make it work; the house refuses with
// the same codes and words.
import { fillSentence } from '@engawa/shapes';

type Details = Readonly<Record<string, string | number | boolean | null>>;

export type Reason = {
  /** offers.spend_more … */
  readonly code: string;
  readonly kind: 'conflict';
  readonly en: string;
  readonly ja: string;
  readonly details: Details;
};

type Spec = Pick<Reason, 'kind' | 'en' | 'ja'>;

export const reasonSpecs = {
  coupon_over: {
    kind: 'conflict',
    en: 'This coupon ended at {at_en}; take it out and go on without it.',
    ja: 'このクーポンの有効期限({at})は過ぎています。クーポンを外してお進みください。',
  },
  coupon_early: {
    kind: 'conflict',
    en: 'This coupon can be used from {at_en} on; take it out until then.',
    ja: 'このクーポンは{at}からご利用いただけます。それまではクーポンを外してお進みください。',
  },
  coupon_not_here: {
    kind: 'conflict',
    en: 'This coupon cannot be used for this order; take it out and go on without it.',
    ja: 'このクーポンはこのご注文には利用できません。クーポンを外してお進みください。',
  },
  not_together: {
    kind: 'conflict',
    en: 'This cannot be combined with “{others}”, which saves you more; take the coupon out and go on.',
    ja: '「{others}」のほうがお得で、いっしょには使えません。クーポンを外してお進みください。',
  },
  spend_more: {
    kind: 'conflict',
    en: 'Put {more_en} more in the basket to use this.',
    ja: 'あと{more}分お買い上げいただくとご利用いただけます。',
  },
  pieces_more: {
    kind: 'conflict',
    en: 'Put {more} more of the goods in the basket to use this.',
    ja: '対象の商品をあと{more}点お買い上げいただくとご利用いただけます。',
  },
  add_what_is_got: {
    kind: 'conflict',
    en: 'Put the {pieces} that you get in the basket as well; their price goes off.',
    ja: '特典の商品を{pieces}点カートに入れると、割引になります。',
  },
  nothing_of_it: {
    kind: 'conflict',
    en: 'None of the goods it is for is in the basket; add one or take the coupon out.',
    ja: '対象の商品がカートにありません。対象の商品を入れるか、クーポンを外してお進みください。',
  },
  nothing_to_take_off: {
    kind: 'conflict',
    en: 'There is nothing left to take off; take the coupon out and go on.',
    ja: 'これ以上値引きできる金額がありません。クーポンを外してお進みください。',
  },
  other_places: {
    kind: 'conflict',
    en: 'This is for other shops; use it there, or take it out.',
    ja: 'このお店では使えません。対象のお店でご利用いただくか、外してお進みください。',
  },
  other_channels: {
    kind: 'conflict',
    en: 'This can be used on {channels_en} only.',
    ja: '{channels}でのみご利用いただけます。',
  },
  other_fulfilment: {
    kind: 'conflict',
    en: 'This is for orders that are {ways_en}; choose that to use it.',
    ja: '{ways}のご注文でのみご利用いただけます。受け取り方法を変えるとご利用いただけます。',
  },
  other_hours: {
    kind: 'conflict',
    en: 'This can be used between {from} and {until}.',
    ja: '{from}から{until}までの時間にご利用いただけます。',
  },
  other_days: {
    kind: 'conflict',
    en: 'This can be used on {days_en}.',
    ja: '{days}にご利用いただけます。',
  },
  other_weather: {
    kind: 'conflict',
    en: 'This is for {weather_en} at the shop.',
    ja: 'お店が{weather}のときにご利用いただけます。',
  },
  position_needed: {
    kind: 'conflict',
    en: 'This is for who is within {metres} m of the shop; share your position to use it.',
    ja: 'お店から{metres}m以内でご利用いただけます。位置情報を許可してください。',
  },
  too_far: {
    kind: 'conflict',
    en: 'This is for who is within {metres} m of the shop; you are {away} m away.',
    ja: 'お店から{metres}m以内でご利用いただけます(いまは{away}m離れています)。',
  },
  not_in_shop: {
    kind: 'conflict',
    en: 'This is for who is in the shop; check in with the code at its door.',
    ja: 'ご来店中にご利用いただけます。入口のコードでチェックインしてください。',
  },
  members_only: {
    kind: 'conflict',
    en: 'This is for members; sign in, or show your card at the till.',
    ja: '会員の方がご利用いただけます。ログインするか、レジで会員証をお見せください。',
  },
  not_first: {
    kind: 'conflict',
    en: 'This is for the first purchase.',
    ja: 'はじめてのお買い物でのみご利用いただけます。',
  },
  other_tiers: {
    kind: 'conflict',
    en: 'This is for members of tier {tiers}.',
    ja: '会員ランク「{tiers}」の方がご利用いただけます。',
  },
  not_done_yet: {
    kind: 'conflict',
    en: 'This is for who {what_en} it {more} times more in {days} days.',
    ja: '{days}日以内にあと{more}回「{what}」とご利用いただけます。',
  },
  staff_only: {
    kind: 'conflict',
    en: 'This is for staff who buy for themselves.',
    ja: '従業員ご本人のお買い物でのみご利用いただけます。',
  },
  uses_over: {
    kind: 'conflict',
    en: 'All of it has been taken; go on without it.',
    ja: '上限数に達し、終了しました。外してお進みください。',
  },
  uses_of_customer_over: {
    kind: 'conflict',
    en: 'You have used this {max} times, which is all there is for one person.',
    ja: 'おひとり様{max}回までのため、これ以上はご利用いただけません。',
  },
  budget_over: {
    kind: 'conflict',
    en: 'What was set aside for this has been given away; go on without it.',
    ja: 'ご好評につき予定数に達し、終了しました。外してお進みください。',
  },
} as const satisfies Readonly<Record<string, Spec>>;

type Reasons = Readonly<Record<keyof typeof reasonSpecs, (details?: Details) => Reason>>;

/** `reasons.spend_more({ more })` says so. */
export const reasons = Object.fromEntries(
  Object.entries<Spec>(reasonSpecs).map(([name, { kind, en, ja }]) => [
    name,
    (details: Details = {}): Reason => ({
      code: `offers.${name}`,
      kind,
      en: fillSentence(en, details),
      ja: fillSentence(ja, details),
      details,
    }),
  ]),
) as Reasons;
