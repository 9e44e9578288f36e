import { defineRefusals } from '#kernel/errors';

export const floorRefusals = defineRefusals('floor', {
  call_unknown: {
    kind: 'not_found',
    en: 'There is no such question.',
    ja: '問い合わせが見つかりません。',
  },
  call_answered: {
    kind: 'conflict',
    en: 'A colleague has answered this question already.',
    ja: 'この問い合わせには、すでに回答があります。',
  },
  item_unknown: {
    kind: 'not_found',
    en: 'There is no such item; GET /api/catalog/items lists them.',
    ja: '指定された商品が見つかりません。',
  },
  place_unknown: {
    kind: 'not_found',
    en: 'There is no such place; GET /api/places lists them.',
    ja: '指定された場所が見つかりません。',
  },
  own_shop: {
    kind: 'invalid',
    en: 'A shop asks other shops, not itself.',
    ja: '自店以外の店舗を選んでください。',
  },
  customer_erased: {
    kind: 'gone',
    en: 'This customer has been erased; nothing can be shown or noted of her.',
    ja: 'このお客様の情報は消去されています。表示も記入もできません。',
  },
  note_unknown: {
    kind: 'not_found',
    en: 'There is no such note.',
    ja: 'メモが見つかりません。',
  },
  follow_up_unknown: {
    kind: 'not_found',
    en: 'There is no such promise.',
    ja: 'お約束が見つかりません。',
  },
  day_past: {
    kind: 'invalid',
    en: 'The day is over; choose today or a later one.',
    ja: '過ぎた日は選べません。今日以降の日付を選んでください。',
  },
});
