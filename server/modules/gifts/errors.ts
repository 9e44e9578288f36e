// What gifts refuse, each with what happened and what to do instead.
import { defineRefusals } from '#kernel/errors';

export const giftsRefusals = defineRefusals('gifts', {
  unknown: {
    kind: 'not_found',
    en: 'This gift link is not known; ask whoever sent it for the whole link.',
    ja: 'このギフトのリンクは確認できません。送り主にリンク全体を確認してください。',
  },
  not_paid: {
    kind: 'conflict',
    en: 'This gift is not paid for yet; try again in a moment.',
    ja: 'このギフトはまだお支払いの確認中です。しばらくしてからもう一度お試しください。',
  },
  claimed: {
    kind: 'gone',
    en: 'This gift was taken already.',
    ja: 'このギフトはすでに受け取られています。',
  },
  revoked: {
    kind: 'gone',
    en: 'Whoever gave this gift has taken it back.',
    ja: 'このギフトは送り主により取り消されました。',
  },
  over: {
    kind: 'gone',
    en: 'This gift could be taken until {at}.',
    ja: 'このギフトの受け取り期限({at})が過ぎています。',
  },
  giver_needed: {
    kind: 'invalid',
    en: 'Give your name and mail address, or sign in: you get the links and the receipt there.',
    ja: 'お名前とメールアドレスを入力するか、サインインしてください。リンクと領収書をお届けします。',
  },
  what_needed: {
    kind: 'invalid',
    en: 'Say what is given: an amount, or an item.',
    ja: '金額か商品のどちらかを指定してください。',
  },
  amount_odd: {
    kind: 'invalid',
    en: 'A gift is worth {least} to {most}.',
    ja: 'ギフトの金額は{leastJa}から{mostJa}までです。',
  },
  place_unknown: {
    kind: 'not_found',
    en: 'There is no such place; GET /api/places lists them.',
    ja: '店舗が見つかりません。',
  },
  item_not_for: {
    kind: 'conflict',
    en: 'This item cannot be given: it is not sold here or has no price.',
    ja: 'この商品はギフトにできません(販売していないか、価格がありません)。',
  },
  choice_not_for: {
    kind: 'conflict',
    en: 'This cannot be chosen for the gift; choose one of those it shows.',
    ja: 'このギフトでは選べない商品です。表示された中からお選びください。',
  },
  way_needed: {
    kind: 'invalid',
    en: 'Say how you want to have it: sent to you, or collected in a shop.',
    ja: '受け取り方(配送または店舗受取)をお選びください。',
  },
  shop_needed: {
    kind: 'conflict',
    en: 'No shop sends parcels here; collect it in a shop.',
    ja: '配送できる店舗がありません。店舗受取をお選びください。',
  },
  not_yours: {
    kind: 'not_found',
    en: 'There is no such gift among yours.',
    ja: 'お送りになったギフトの中に見つかりません。',
  },
  claim_needed: {
    kind: 'conflict',
    en: 'Take the gift first; then you can thank.',
    ja: 'お礼は、ギフトを受け取ってから送れます。',
  },
  at_counter: {
    kind: 'conflict',
    en: 'This gift was paid at the counter; the shop takes it back there.',
    ja: '店頭でお支払いのギフトです。取り消しは店頭で承ります。',
  },
  cards_unknown: {
    kind: 'conflict',
    en: 'There are no cards of this sale to take back: none were sold by it, or they were taken back already.',
    ja: 'この売上に、取り消せるギフトカードはありません(販売していないか、すでに取り消し済みです)。',
  },
  cards_used: {
    kind: 'conflict',
    en: 'Somebody has paid with these cards already; what is left on them stays valid.',
    ja: 'このカードはすでに一部が使われているため、取り消せません。残高は引き続きお使いいただけます。',
  },
  sale_known: {
    kind: 'conflict',
    en: 'There is a sale with this id already; make a new id, or repeat with the same Idempotency-Key.',
    ja: 'このIDの売上はすでにあります。新しいIDを使うか、同じ Idempotency-Key で再送してください。',
  },
  payment_not_for: {
    kind: 'invalid',
    en: 'Gifts are paid by card here; in cash at the counter by a clerk.',
    ja: 'ギフトのお支払いはカードのみです(現金は店頭で承ります)。',
  },
});
