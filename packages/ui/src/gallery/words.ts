// What the page of all components says: sample sentences of a shop, in both languages.
import { type Language, useLanguage } from '../words.ts';

const ja = {
  title: 'ひとつの姿',
  lead: 'ショップ、本部、タブレットが同じ部品でできています。ここにあるものが、そのすべてです。',
  parts: {
    tokens: '色',
    icons: '絵',
    deeds: 'ボタン・ダイアログ・お知らせ',
    fields: '入力',
    goods: '価格・在庫・札',
    states: '空・失敗・読み込み・オフライン',
    work: '本部とタブレットの部品',
    formats: '日付と金額',
  },
  add: 'カートに入れる',
  look: '営業時間を見る',
  remove: '削除する',
  leave: 'やめる',
  wait: '追加しています…',
  told: 'カートに入れました',
  open: '毎日 10:00〜20:00',
  name: 'お名前',
  note: 'ひとこと',
  phone: '電話番号',
  phoneHint: '配達のときにご連絡します',
  phoneWrong: '数字が足りません。市外局番からご入力ください。',
  sort: '並び順',
  sorts: ['おすすめ', '価格が安い', '新着'],
  holiday: '祝日はお休み',
  handsOver: '店舗受取',
  isNew: '新着',
  expired: '期限切れ',
  empty: 'カートは空です',
  emptyMore: '気になる品を入れておけます。',
  broken: 'うまく表示できませんでした',
  brokenMore: '少し待って、もう一度お試しください。',
  noOrders: '注文はまだありません',
  noOrdersHint: '入った注文は、すぐにここに並びます。',
};

type GalleryWords = typeof ja;

const en: GalleryWords = {
  title: 'One look',
  lead: 'Shop, console and tablet are made of the same parts. These are all of them.',
  parts: {
    tokens: 'Colours',
    icons: 'Drawings',
    deeds: 'Buttons, dialogs, notices',
    fields: 'Fields',
    goods: 'Prices, stock, badges',
    states: 'Empty, failed, loading, offline',
    work: 'Parts of console and tablet',
    formats: 'Dates and money',
  },
  add: 'Add to cart',
  look: 'See the hours',
  remove: 'Remove',
  leave: 'Stop',
  wait: 'Adding…',
  told: 'It is in the cart',
  open: 'Every day 10:00 to 20:00',
  name: 'Name',
  note: 'A few words',
  phone: 'Telephone',
  phoneHint: 'We call you about the delivery',
  phoneWrong: 'Some digits are missing. Begin with the area code.',
  sort: 'Order',
  sorts: ['Recommended', 'Lowest price', 'Newest'],
  holiday: 'Closed on public holidays',
  handsOver: 'Pick-up',
  isNew: 'New',
  expired: 'Expired',
  empty: 'The cart is empty',
  emptyMore: 'Keep here what you like.',
  broken: 'This could not be shown',
  brokenMore: 'Wait a little and try again.',
  noOrders: 'No orders yet',
  noOrdersHint: 'They appear here as they come.',
};

const tables: Readonly<Record<Language, GalleryWords>> = { ja, en };

export function useGalleryWords(): GalleryWords {
  return tables[useLanguage()];
}
