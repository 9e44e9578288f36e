// What offers refuse. Each sentence says what is missing and what would make it work; a coupon that cannot be used takes
// nothing and costs nothing.
import { defineRefusals } from '#kernel/errors';

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
  rules_odd: {
    kind: 'invalid',
    en: 'The rules contradict themselves: a set must cost less than it holds, a step has an amount or a rate, a period ends after it begins.',
    ja: 'ルールに矛盾があります。「何点買うと何点無料」の点数、段階の値引き(金額か率のどちらか)、期間の順をご確認ください。',
  },
});
