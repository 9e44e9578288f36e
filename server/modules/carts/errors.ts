// What carts refuse.
import { defineRefusals } from '#kernel/errors';

export const cartsRefusals = defineRefusals('carts', {
  unknown: {
    kind: 'not_found',
    en: 'There is no such cart any more; open a new one.',
    ja: 'カートが見つかりません。新しいカートをお使いください。',
  },
  empty: {
    kind: 'conflict',
    en: 'There is nothing in the cart, or it was ordered already; put something in.',
    ja: 'カートに商品がないか、すでに注文済みです。商品を入れてからお進みください。',
  },
  place_unknown: {
    kind: 'not_found',
    en: 'There is no such place of sale; GET /api/places?capability=sells lists them.',
    ja: '販売場所が見つかりません。',
  },
  item_unknown: {
    kind: 'not_found',
    en: 'One of the items is not sold any more; nothing was changed in the cart.',
    ja: '取り扱いのない商品が含まれています。カートの中身は変わっていません。',
  },
  full: {
    kind: 'conflict',
    en: 'The cart is full; take something out first.',
    ja: 'カートがいっぱいです。先に商品を取り出してください。',
  },
});
