// What cards refuses. A claim of an old card never says which part of it was wrong.
import { defineRefusals } from '#kernel/errors';

export const cardsRefusals = defineRefusals('cards', {
  unknown: {
    kind: 'not_found',
    en: 'This is no member card of this house. Scan it again, or look her up by telephone.',
    ja: '会員証として確認できません。もう一度読み取るか、電話番号でお探しください。',
  },
  code_old: {
    kind: 'conflict',
    en: 'This code is an old copy. Ask her to open the card anew.',
    ja: '古いコードです。会員証を開き直してもらってください。',
  },
  code_forged: {
    kind: 'forbidden',
    en: 'This code was not made by a card of this house. Do not accept it.',
    ja: '正しい会員証のコードではありません。受け付けないでください。',
  },
  code_used: {
    kind: 'conflict',
    en: 'This code was shown at another shop a moment ago. Ask her to wait for the next one.',
    ja: 'このコードは直前に別の店舗で使われています。次のコードに変わるまでお待ちください。',
  },
  key_wrong: {
    kind: 'invalid',
    en: 'The key of this phone cannot be used; open the card again.',
    ja: '端末の鍵を確認できませんでした。会員証を開き直してください。',
  },
  claim_wrong: {
    kind: 'unauthenticated',
    en: 'The code is wrong or too old, or the card could not be confirmed. Check what you wrote, or ask in the shop.',
    ja: 'コードが違うか有効期限が切れています。またはカードを確認できませんでした。内容をお確かめいただくか、店舗にお尋ねください。',
  },
  wallet_off: {
    kind: 'not_found',
    en: 'This wallet is not set up here. The card opens in the browser all the same.',
    ja: 'このウォレットには対応していません。会員証はブラウザでそのままお使いいただけます。',
  },
  pass_unknown: {
    kind: 'unauthenticated',
    en: 'There is no such pass, or the phone did not prove that it has it.',
    ja: '指定されたパスが見つからないか、確認できませんでした。',
  },
});
