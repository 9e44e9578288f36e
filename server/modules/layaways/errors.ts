import { defineRefusals } from '#kernel/errors';

export const layawaysRefusals = defineRefusals('layaways', {
  unknown: {
    kind: 'not_found',
    en: 'There is no such hold, or this link does not belong to it.',
    ja: '取り置きが見つかりません。リンクをご確認ください。',
  },
  ended: {
    kind: 'conflict',
    en: 'This hold has ended ({state}), so it cannot be changed any more.',
    ja: 'この取り置きは終了しています({state})。',
  },
  extended_before: {
    kind: 'conflict',
    en: 'A hold can be extended once; this one is kept until {until}.',
    ja: '延長は1回までです。{until}まで取り置いています。',
  },
  contact_needed: {
    kind: 'invalid',
    en: 'Give a name and an e-mail address or a phone number.',
    ja: 'お名前と、メールアドレスまたは電話番号を入力してください。',
  },
  too_many: {
    kind: 'conflict',
    en: '{most} pieces can be kept for you at a time. Collect or give up one of them first.',
    ja: '同時に取り置きできるのは{most}点までです。受け取るか取り消してから、もう一度お試しください。',
  },
  place_cannot: {
    kind: 'conflict',
    en: '{place} does not hand goods over. Choose another shop.',
    ja: '{place}では受け取れません。別の店舗をお選びください。',
  },
});
