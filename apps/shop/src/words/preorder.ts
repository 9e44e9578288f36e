// The words of 予約販売, apart from the others so that no other page carries them.
import { type Language, useLanguage } from '@engawa/ui';

const ja = {
  title: '受取日を選んで予約',
  lead: 'ご希望の日に合わせてお作りします。受取店舗と日にちをお選びください。',
  link: '受取日を選んで予約する',
  opens: (moment: string) => `ご予約の受付は ${moment} からです。`,
  over: 'ただいまご予約を承っている店舗はありません。',
  back: '商品のページへ戻る',
  shop: '受取店舗',
  quantity: '数量',
  show: 'この店舗・数量で日にちを見る',
  day: '受取日',
  words: { free: '空きあり', few: '残りわずか', full: '受付終了' },
  none: 'この店舗で選べる日がありません。ほかの店舗をお選びください。',
  later: '次の日にちを見る',
  earlier: '最初の日にちへ戻る',
  until: (moment: string) => `${moment} までのご注文`,
  untilHint: '日にちごとに、ご注文の締切があります。',
  total: '合計(税込)',
  who: 'お客様について',
  name: 'お名前',
  nameHint: '店頭でお呼びするお名前です。',
  email: 'メールアドレス',
  emailHint: 'ご予約の控えと、確認・変更のリンクをお送りします。',
  phone: '電話番号',
  either: 'メールアドレスか電話番号のどちらかを入力してください。',
  known: (name: string, contact: string) =>
    name === ''
      ? `${contact} のお客様として予約します。`
      : `${name} 様(${contact})の名前で予約します。`,
  payment: 'お支払い',
  cash: '受け取るときに店舗で支払う',
  card: 'いまカードで支払う',
  send: 'この内容で予約する',
  sending: '予約しています…',
  refused: '予約できませんでした',
  onDay: (day: string) => `受取日 ${day}`,
};

const en: typeof ja = {
  title: 'Order for a day',
  lead: 'It is made for the day you choose. Choose the shop where you collect it, and the day.',
  link: 'Order it for a day',
  opens: (moment) => `Orders are taken from ${moment} on.`,
  over: 'No shop takes orders for it now.',
  back: 'Back to the product',
  shop: 'Collected at',
  quantity: 'Quantity',
  show: 'Show the days for this shop and quantity',
  day: 'Day of collection',
  words: { free: 'Free', few: 'Few left', full: 'Full' },
  none: 'No day can be chosen at this shop. Please choose another.',
  later: 'Show later days',
  earlier: 'Back to the first days',
  until: (moment) => `order by ${moment}`,
  untilHint: 'Each day has its own last moment to order.',
  total: 'Total (tax included)',
  who: 'About you',
  name: 'Name',
  nameHint: 'The name we call you by in the shop.',
  email: 'E-mail',
  emailHint: 'We send you the order and a link to see or change it.',
  phone: 'Telephone',
  either: 'Give an e-mail address or a telephone number.',
  known: (name, contact) =>
    name === '' ? `Ordered for ${contact}.` : `Ordered for ${name} (${contact}).`,
  payment: 'Payment',
  cash: 'Pay at the shop when you collect it',
  card: 'Pay by card now',
  send: 'Order it',
  sending: 'Ordering…',
  refused: 'It could not be ordered',
  onDay: (day) => `For ${day}`,
};

export function preorderWords(language: Language): typeof ja {
  return language === 'ja' ? ja : en;
}

export function usePreorderWords(): typeof ja {
  return preorderWords(useLanguage());
}
