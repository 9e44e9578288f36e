// The words of what narrows a list and of what is proposed, apart from the others so that only lists carry them.
const ja = {
  narrow: '絞り込む',
  chosen: '絞り込み中',
  apply: 'この条件で表示',
  clear: 'すべて解除',
  remove: (label: string) => `${label} を解除`,
  category: 'カテゴリー',
  price: '価格(税込)',
  stock: '在庫',
  atMine: (place: string) => `${place}に在庫あり`,
  atHome: 'すぐ発送できる',
  band: (from: string, to: string | null) => (to === null ? `${from}以上` : `${from}〜${to}`),
  count: (count: string) => `${count}件`,
  noneHere: 'この条件に合う商品はありません',
  noneHereMore: '条件を減らすと見つかるかもしれません。',
  scan: '商品のバーコードを読み取る',
  tryCategories: 'カテゴリーから探す',
  tryPopular: 'よく選ばれている商品',
};

const en: typeof ja = {
  narrow: 'Narrow down',
  chosen: 'Narrowed by',
  apply: 'Show these',
  clear: 'Clear all',
  remove: (label) => `Remove ${label}`,
  category: 'Category',
  price: 'Price (tax included)',
  stock: 'Availability',
  atMine: (place) => `In stock at ${place}`,
  atHome: 'Ready to ship',
  band: (from, to) => (to === null ? `${from} and up` : `${from} to ${to}`),
  count: (count) => count,
  noneHere: 'Nothing fits all of this',
  noneHereMore: 'With fewer conditions there may be something.',
  scan: 'Scan a product’s barcode',
  tryCategories: 'Look by category',
  tryPopular: 'Popular products',
};

export function findingWords(language: 'ja' | 'en'): typeof ja {
  return language === 'en' ? en : ja;
}
