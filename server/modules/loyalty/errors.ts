// What loyalty refuses, each with what happened and what to do instead.
import { defineRefusals } from '#kernel/errors';

export const loyaltyRefusals = defineRefusals('loyalty', {
  terms_odd: {
    kind: 'invalid',
    en: 'These are no terms of a rule of kind {kind}: {what}. See the reference of the API.',
    ja: 'この種類({kind})のルールの条件として正しくありません: {what}。',
  },
  rule_unknown: {
    kind: 'not_found',
    en: 'There is no such earning rule.',
    ja: 'ポイント付与ルールが見つかりません。',
  },
  code_taken: {
    kind: 'conflict',
    en: 'The code {code} is taken; choose another.',
    ja: 'コード「{code}」はすでに使われています。別のコードにしてください。',
  },
  time_odd: {
    kind: 'invalid',
    en: 'The period ends before it begins; change one of the two days.',
    ja: '期間の終わりが始まりより前です。日時を直してください。',
  },
  card_odd: {
    kind: 'invalid',
    en: 'A card needs a way to get stamps, and rewards with codes of their own that take off either an amount or a share.',
    ja: 'スタンプの押し方をひとつ以上選び、特典ごとに値引き額か割引率のどちらか一方を入れてください(特典のコードは別々に)。',
  },
  setting_state: {
    kind: 'conflict',
    en: 'It is {state}; it cannot go on by “{wanted}”. Look at it again.',
    ja: 'いまの状態({state})では、この操作({wanted})はできません。画面を開き直してください。',
  },
  changed_meanwhile: {
    kind: 'conflict',
    en: 'Somebody has changed it since you looked. Load the newer one, then make your change again; nothing was saved.',
    ja: 'ご覧になった後に、ほかの方が変更しました。保存していません。新しい内容を読み込んでから、もう一度変更してください。',
  },
  approval_needed: {
    kind: 'forbidden',
    en: 'Only an owner sets it at once; keep a draft and propose it.',
    ja: 'すぐに始められるのはオーナーだけです。下書きを保存して、承認を依頼してください。',
  },
  approval_by_another: {
    kind: 'forbidden',
    en: 'Somebody else has to approve what you have written; ask a colleague or the owner.',
    ja: 'ご自身で書いたものは承認できません。ほかの方かオーナーに依頼してください。',
  },
  not_refused: {
    kind: 'conflict',
    en: 'The points master did not refuse this order; there is nothing to ask again.',
    ja: 'この注文は外部のポイント基盤に断られていません。送り直す必要はありません。',
  },
  card_unknown: {
    kind: 'not_found',
    en: 'There is no such stamp card, or its time is over.',
    ja: 'スタンプカードが見つからないか、期間が終わっています。',
  },
  card_not_full: {
    kind: 'conflict',
    en: 'The card is full with {size} stamps; she has {have}.',
    ja: '特典は{size}個で選べます(いまは{have}個です)。',
  },
  reward_unknown: {
    kind: 'invalid',
    en: 'The card has no such reward; choose one of those it shows.',
    ja: 'この特典はありません。カードに表示された特典から選んでください。',
  },
  scan_not_for: {
    kind: 'invalid',
    en: 'Stamps of this card are not given in this way.',
    ja: 'このカードのスタンプは、この方法では押せません。',
  },
  stamps_too_many: {
    kind: 'forbidden',
    en: 'At most {most} stamps at a time and {perDay} a day; ask the manager.',
    ja: '一度に押せるのは{most}個、一日に{perDay}個までです。店長に依頼してください。',
  },
  customer_unknown: {
    kind: 'not_found',
    en: 'There is no such customer, or she was erased.',
    ja: 'お客様が見つかりません。',
  },
  position_needed: {
    kind: 'invalid',
    en: 'Allow your position to be read, then scan the code of the shop again.',
    ja: '位置情報の利用を許可して、もう一度お店のQRコードを読み取ってください。',
  },
  too_far: {
    kind: 'conflict',
    en: 'You are about {metres} m away from {place}; come nearer and scan again.',
    ja: '「{place}」から約{metres}m離れています。お店の近くでもう一度読み取ってください。',
  },
  position_vague: {
    kind: 'conflict',
    en: 'Your position is known to {metres} m only; step outside or to a window and scan again.',
    ja: '位置情報の精度が{metres}mと低いため確認できません。窓際や屋外で、もう一度お試しください。',
  },
  visited_already: {
    kind: 'conflict',
    en: 'This visit was counted already; the next one counts from {day}.',
    ja: '本日のご来店はすでに記録されています。次は{day}から記録できます。',
  },
  travelled_too_fast: {
    kind: 'conflict',
    en: 'The last visit was too far away for the time between; this one does not count.',
    ja: '前回のご来店場所との移動時間が短すぎるため、今回は記録できません。',
  },
  place_unknown: {
    kind: 'not_found',
    en: 'There is no such place, or it has no position.',
    ja: '場所が見つからないか、位置が登録されていません。',
  },
  invite_unknown: {
    kind: 'not_found',
    en: 'This invitation is not known; check the code.',
    ja: '招待コードが見つかりません。入力した文字を確認してください。',
  },
  invite_own: {
    kind: 'conflict',
    en: 'Nobody can invite herself; give the code to a friend.',
    ja: 'ご自身の招待コードは使えません。お友だちに渡してください。',
  },
  invite_too_late: {
    kind: 'conflict',
    en: 'Invitations are for whoever has not bought yet and was not invited before.',
    ja: '招待コードは、はじめてのお買い物の前に一度だけ使えます。',
  },
});
