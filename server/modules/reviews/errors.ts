import { defineRefusals } from '#kernel/errors';

export const reviewsRefusals = defineRefusals('reviews', {
  not_bought: {
    kind: 'forbidden',
    en: 'A review can be written once what you bought has been handed over to you.',
    ja: 'レビューは、ご購入の商品をお受け取りになった後にお書きいただけます。',
  },
  unknown: {
    kind: 'not_found',
    en: 'There is no such review.',
    ja: 'レビューが見つかりません。',
  },
  changed_meanwhile: {
    kind: 'conflict',
    en: 'The customer has changed this review since you looked. Look at it again, then decide.',
    ja: 'ご覧になった後に、お客様がレビューを書き直しました。もう一度ご確認のうえ、お決めください。',
  },
  nothing_written: {
    kind: 'invalid',
    en: 'Please choose the stars and write at least ten characters.',
    ja: '星の数を選び、10文字以上でお書きください。',
  },
  too_many_photos: {
    kind: 'invalid',
    en: 'A review has {most} photos at most.',
    ja: '写真は{most}枚までです。',
  },
});
