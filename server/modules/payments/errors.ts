import { defineRefusals } from '#kernel/errors';

export const paymentsRefusals = defineRefusals('payments', {
  unknown: {
    kind: 'not_found',
    en: 'There is no such payment; look at the order for its payments.',
    ja: '指定された支払いが見つかりません。注文の支払いをご確認ください。',
  },
  refund_too_large: {
    kind: 'conflict',
    en: 'Only {left} can still be given back of this payment; choose a smaller amount.',
    ja: 'この支払いで返金できる残額は{left}です。金額を減らしてください。',
  },
  not_at_counter: {
    kind: 'conflict',
    en: 'This payment is confirmed by its provider, not by hand. Wait for its answer.',
    ja: 'この支払いは決済会社が確認します。結果をお待ちください。',
  },
  state_wrong: {
    kind: 'conflict',
    en: 'The payment is {state}, so this cannot be done any more.',
    ja: '支払いの状態が「{state}」のため、この操作はできません。',
  },
  code_unreadable: {
    kind: 'invalid',
    en: 'This is not an EMVCo payment code ({reason}). Scan it again.',
    ja: '決済用のQRコードとして読み取れません({reason})。もう一度読み取ってください。',
  },
  code_corrupt: {
    kind: 'invalid',
    en: 'The check digits of the code are {actual}, they should be {expected}. Scan it again, or use another print.',
    ja: 'コードの検査値が一致しません(正: {expected} 実際: {actual})。もう一度読み取るか、別の掲示物をお使いください。',
  },
  signature_wrong: {
    kind: 'unauthenticated',
    en: 'The signature does not fit. Check the signing secret of the webhook.',
    ja: '署名が一致しません。Webhookの署名シークレットをご確認ください。',
  },
  provider_off: {
    kind: 'not_found',
    en: 'This payment provider is not switched on here; set its key first.',
    ja: 'この決済サービスは設定されていません。先にキーを設定してください。',
  },
});
