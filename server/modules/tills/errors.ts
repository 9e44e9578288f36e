// What tills refuse. A sale that happened is never refused: these are about promises, reports and printers.
import { defineRefusals } from '#kernel/errors';

export const tillsRefusals = defineRefusals('tills', {
  till_needed: {
    kind: 'forbidden',
    en: 'Only staff and enrolled tills of this place may do this; sign in, or enrol the till.',
    ja: 'この店舗のスタッフか登録済みの端末だけが行えます。サインインするか、端末を登録してください。',
  },
  drawer_unknown: {
    kind: 'not_found',
    en: 'There is no such drawer; GET /api/tills/drawers lists them.',
    ja: 'ドロアの記録が見つかりません。',
  },
  place_unknown: {
    kind: 'not_found',
    en: 'There is no such place; GET /api/places lists them.',
    ja: '店舗が見つかりません。',
  },
  order_unknown: {
    kind: 'not_found',
    en: 'There is no such sale; look for its number in GET /api/orders?q=….',
    ja: 'お買い上げの記録が見つかりません。',
  },
  order_counted: {
    kind: 'conflict',
    en: 'Sale {number} is in a drawer already.',
    ja: 'お買い上げ {number} は、すでにドロアに記録されています。',
  },
  conflict_unknown: {
    kind: 'not_found',
    en: 'There is no such open conflict; GET /api/tills/conflicts lists them.',
    ja: '未解決の差異が見つかりません。',
  },
  entry_unknown: {
    kind: 'not_found',
    en: 'No till has told of {entry}; GET /api/tills/conflicts lists what is parked.',
    ja: 'この記録({entry})は届いていません。',
  },
  entry_settled: {
    kind: 'conflict',
    en: 'This entry is not parked any more ({outcome}); look at the list again.',
    ja: 'この記録の保留は解決済みです({outcome})。一覧をもう一度ご確認ください。',
  },
  entry_parked: {
    kind: 'conflict',
    en: 'This is not in the books yet: book it again, or let a manager set it aside and say why.',
    ja: 'この取引はまだ記帳されていません。もう一度記帳するか、店長が理由を添えて記帳しないことにしてください。',
  },
  entry_incomplete: {
    kind: 'invalid',
    en: 'What the till told of a {kind} lacks the {kind} itself; look at the till’s own record.',
    ja: 'レジから届いた記録({kind})に内容がありません。レジの控えを確認してください。',
  },
  offers_odd: {
    kind: 'invalid',
    en: 'What promotions took off does not fit the lines of this sale; look at its receipt.',
    ja: '値引きの内訳がお買い上げの明細と合いません。レシートをご確認ください。',
  },
  job_unknown: {
    kind: 'not_found',
    en: 'There is no such print job waiting.',
    ja: '印刷待ちの控えが見つかりません。',
  },
});
