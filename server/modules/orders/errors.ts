import { defineRefusals } from '#kernel/errors';

export const ordersRefusals = defineRefusals('orders', {
  unknown: {
    kind: 'not_found',
    en: 'There is no such order.',
    ja: 'ご注文が見つかりません。',
  },
  place_unknown: {
    kind: 'not_found',
    en: 'There is no such place of sale; GET /api/places?capability=sells lists them.',
    ja: '販売場所が見つかりません。',
  },
  place_cannot: {
    kind: 'conflict',
    en: '{place} cannot do this ({capability}); choose another place or another way of receiving it.',
    ja: '「{place}」ではこの受け取り方ができません({capability})。別の場所か方法をお選びください。',
  },
  handover_place_needed: {
    kind: 'invalid',
    en: 'Say at which place it will be picked up: handoverPlaceId.',
    ja: '受け取る店舗(handoverPlaceId)を指定してください。',
  },
  contact_needed: {
    kind: 'invalid',
    en: 'A delivery needs a name and an address in contact.',
    ja: '配送にはお名前とご住所(contact)が必要です。',
  },
  customer_unknown: {
    kind: 'not_found',
    en: 'There is no such customer record; scan the card again, or leave recordId out.',
    ja: '会員が見つかりません。会員証をもう一度読み取るか、会員なしで続けてください。',
  },
  item_unknown: {
    kind: 'not_found',
    en: 'The item {item} is not sold any more; take it out of the order.',
    ja: '商品 {item} は現在取り扱いがありません。カートから外してください。',
  },
  item_without_price: {
    kind: 'conflict',
    en: '{item} has no price at this place yet; ask the shop.',
    ja: '「{item}」にはこの場所での価格が設定されていません。店舗にお尋ねください。',
  },
  price_changed: {
    kind: 'conflict',
    en: 'The price of {item} changed from {expected} to {actual} since it was put into the cart. Look at it again and confirm.',
    ja: '「{item}」の価格がカートに入れた後に {expected} から {actual} に変わりました。ご確認のうえもう一度お進みください。',
  },
  currency_mixed: {
    kind: 'conflict',
    en: 'The items of one order must have one currency.',
    ja: '1つの注文に異なる通貨の商品は入れられません。',
  },
  state_forbids: {
    kind: 'conflict',
    en: 'The order is {state} and cannot become {wanted} any more.',
    ja: 'ご注文は現在「{state}」のため、「{wanted}」にはできません。',
  },
  source_key_taken: {
    kind: 'conflict',
    en: 'The order {number} of this source was imported with other content; orders are never overwritten.',
    ja: 'この連携元の注文 {number} は別の内容で取り込み済みです。注文は上書きされません。',
  },
});
