// What offers refuse. Each sentence says what is missing and what would make it work; a coupon that cannot be used takes
// nothing and costs nothing.
import { type Reason, reasonSpecs } from '@engawa/promotions';
import { defineRefusals, Refusal } from '#kernel/errors';

export const offersRefusals = defineRefusals('offers', {
  place_unknown: {
    kind: 'not_found',
    en: 'There is no such place. Choose one of the list of places.',
    ja: '指定された店舗が見つかりません。店舗の一覧からお選びください。',
  },
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
  claim_used: {
    kind: 'conflict',
    en: 'This coupon has been used already.',
    ja: 'このクーポンはすでに使用済みです。',
  },
  claim_over: {
    kind: 'conflict',
    en: 'This coupon ended at {at_en}.',
    ja: 'このクーポンの有効期限({at})は過ぎています。',
  },
  claim_stopped: {
    kind: 'conflict',
    en: 'This coupon cannot be used now; ask in a shop.',
    ja: 'このクーポンはいまご利用いただけません。店舗でおたずねください。',
  },
  claim_shared: {
    kind: 'conflict',
    en: 'This code is for more than one use and is not added; enter it at the checkout, or show it at the till.',
    ja: 'このコードは共通のコードのため、追加は必要ありません。ご注文手続きで入力するか、レジでお見せください。',
  },
  promotion_code_taken: {
    kind: 'conflict',
    en: 'There is another promotion with the code {code}; choose a different one.',
    ja: 'コード「{code}」のプロモーションがすでにあります。別のコードにしてください。',
  },
  promotion_state: {
    kind: 'conflict',
    en: 'A promotion that is {state} cannot be {wanted}.',
    ja: '「{state}」のプロモーションに「{wanted}」はできません。',
  },
  promotion_changed: {
    kind: 'conflict',
    en: 'Somebody has changed this promotion meanwhile; look at it again.',
    ja: 'このプロモーションはほかの人が変更しました。読み込み直して確認してください。',
  },
  approval_by_another: {
    kind: 'forbidden',
    en: 'Who wrote a promotion cannot approve it; ask somebody else.',
    ja: '作成者本人は承認できません。ほかの方に承認を依頼してください。',
  },
  lot_unknown: {
    kind: 'not_found',
    en: 'There is no such lot of codes.',
    ja: '指定されたコードの束が見つかりません。',
  },
  coupon_once: {
    kind: 'conflict',
    en: 'One coupon of {promotion} can be used in an order; take the second one out.',
    ja: '「{promotion}」のクーポンは1回のご注文に1枚までです。2枚目を外してお進みください。',
  },
  rules_odd: {
    kind: 'invalid',
    en: 'The rules contradict themselves: a set must cost less than it holds, a step has an amount or a rate, a period ends after it begins.',
    ja: 'ルールに矛盾があります。「何点買うと何点無料」の点数、段階の値引き(金額か率のどちらか)、期間の順をご確認ください。',
  },
  // What the engine says, at the house and at a till without a line.
  ...reasonSpecs,
});

/** What the engine says, as the house refuses. */
export function refuseFor(reason: Reason): Refusal {
  return new Refusal(reason, reason.details);
}
