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
});
