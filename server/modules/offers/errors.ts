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
});
