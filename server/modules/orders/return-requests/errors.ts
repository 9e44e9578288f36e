// What requests to give goods back refuse.
import { defineRefusals } from '#kernel/errors';

export const requestRefusals = defineRefusals('orders', {
  returns_not_offered: {
    kind: 'conflict',
    en: 'This order cannot be given back online; please ask the shop.',
    ja: 'このご注文はオンラインでの返品を受け付けておりません。店舗にお問い合わせください。',
  },
  return_way_unknown: {
    kind: 'conflict',
    en: 'Goods are not taken back this way; choose another.',
    ja: 'この返品方法はご利用いただけません。別の方法をお選びください。',
  },
  return_lines_needed: {
    kind: 'invalid',
    en: 'Choose at least one article and how many of it you give back.',
    ja: '返品する商品と数量を選んでください。',
  },
  return_too_late: {
    kind: 'conflict',
    en: 'The time for this ended on {day} ({days} days); please ask the shop.',
    ja: '返品の受付は{day}({days}日以内)で終了しました。店舗にお問い合わせください。',
  },
  return_excluded: {
    kind: 'conflict',
    en: '{item} is not taken back unless it is broken or not what you ordered: {whyEn}.',
    ja: '「{item}」は、{whyJa}のため、不良品やお届け違いのほかは返品をお受けできません。',
  },
  return_asked_already: {
    kind: 'conflict',
    en: 'A return of this order is under way ({number}); withdraw it to ask anew.',
    ja: 'このご注文には進行中の返品({number})があります。変更する場合は、取り下げてからもう一度お申し込みください。',
  },
  return_request_unknown: {
    kind: 'not_found',
    en: 'There is no such request; scan the code on her order’s page again.',
    ja: '返品の申し込みが見つかりません。お客様のご注文ページのコードをもう一度読み取ってください。',
  },
  return_request_state: {
    kind: 'conflict',
    en: 'The request is {state}; it cannot become {wanted} any more.',
    ja: 'この申し込みは「{state}」のため、「{wanted}」にはできません。',
  },
  return_refusal_needed: {
    kind: 'invalid',
    en: 'Say why it is refused (refusedFor); she is told.',
    ja: 'お断りする理由(refusedFor)を選んでください。お客様にお知らせします。',
  },
});
