import { defineRefusals } from '#kernel/errors';

export const offersRefusals = defineRefusals('offers', {
  promotion_unknown: {
    kind: 'not_found',
    en: 'There is no such promotion.',
    ja: '指定されたプロモーションが見つかりません。',
  },
  terms_odd: {
    kind: 'invalid',
    en: 'A coupon takes an amount with its currency, or a rate above 0% up to 100%, not both.',
    ja: 'クーポンは値引額(通貨つき)か割引率(0%超〜100%)のどちらか一方を指定してください。',
  },
  uses_odd: {
    kind: 'invalid',
    en: 'The number of uses left must be a whole number from 0 to 1,000,000.',
    ja: '残り回数は0〜1,000,000の整数で指定してください。',
  },
  time_odd: {
    kind: 'invalid',
    en: 'The coupon ends before it begins.',
    ja: 'クーポンの終了日時が開始日時より前です。',
  },
  coupon_unknown: {
    kind: 'not_found',
    en: 'This coupon is not known; check its code character by character.',
    ja: 'このクーポンは確認できません。コードを1文字ずつお確かめください。',
  },
  coupon_used: {
    kind: 'conflict',
    en: 'This coupon has been used already; take it out and go on without it.',
    ja: 'このクーポンはすでに使用済みです。クーポンを外してお進みください。',
  },
  coupon_over: {
    kind: 'conflict',
    en: 'This coupon ended at {at}; take it out and go on without it.',
    ja: 'このクーポンの有効期限({at})は過ぎています。クーポンを外してお進みください。',
  },
  coupon_early: {
    kind: 'conflict',
    en: 'This coupon can be used from {at} on.',
    ja: 'このクーポンは {at} からご利用いただけます。',
  },
  coupon_not_here: {
    kind: 'conflict',
    en: 'This coupon cannot be used for this order; take it out and go on without it.',
    ja: 'このクーポンはこのご注文には利用できません。クーポンを外してお進みください。',
  },
});
