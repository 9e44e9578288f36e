// The words of delivery fees, and of the terms of sale.
const ja = {
  fee: '送料',
  free: '無料',
  ifSent: '配送の場合の送料',
  between: (least: string, most: string) => `${least}〜${most}(お届け先により異なります)`,
  leftToFree: (amount: string) => `あと${amount}のお買い上げで送料無料`,
  more: '送料について',
  terms: '特定商取引法に基づく表記',
  lead: 'ご注文の前にご確認ください。',
  seller: '販売業者',
  address: '所在地',
  phone: '電話番号',
  invoiceNumber: '登録番号',
  price: '販売価格',
  priceMore: '各商品のページに、消費税込みの価格を表示しています。',
  fees: '商品代金以外の料金',
  noFees: '送料はかかりません。',
  collected: '店舗受取・店頭でのお買い上げに送料はかかりません。',
  whole: '全国一律',
  freeFrom: (amount: string) => `割引後の商品の合計が${amount}以上(税込)のご注文は送料無料です。`,
  island: (amount: string) => `離島へのお届けは、上記に${amount}を加算します。`,
  islandAlways: '送料無料のご注文でも、離島の加算分は申し受けます。',
  islandFree: '送料無料のご注文では、離島の加算分も無料です。',
  once: '送料は1回のご注文につき1回です。複数の荷物に分けてお届けする場合も変わりません。',
  payment: 'お支払い方法と時期',
  card: 'クレジットカード: ご注文時に承認し、商品の発送時またはお渡し時に確定します。',
  cash: '店頭でのお支払い(店舗受取): 商品のお受け取り時。',
  handing: '商品の引き渡し時期',
  sent: '配送: ご注文を確認し、準備ができしだい発送します。発送したときにメールでお知らせします。',
  picked: '店舗受取: ご注文のページに表示する、ご用意の予定時刻から。',
  returns: '返品',
  feeBack:
    'お届け済みのご注文を、お客様のご都合で返品される場合、ご注文時の送料はお返ししません。不良品・お届け違いですべての商品を返品される場合は、送料もお返しします。発送前にご注文全体を取り消した場合、送料はかかりません。',
  noReturns: '返品の受付については、店舗へお問い合わせください。',
};

export type DeliveryWords = typeof ja;

const en: DeliveryWords = {
  fee: 'Delivery',
  free: 'Free',
  ifSent: 'Delivery, if it is sent',
  between: (least: string, most: string) => `${least} to ${most}, depending on where it goes`,
  leftToFree: (amount: string) => `${amount} more and delivery is free`,
  more: 'About delivery fees',
  terms: 'Terms of sale',
  lead: 'Please read this before you order (notation under the Act on Specified Commercial Transactions).',
  seller: 'Seller',
  address: 'Address',
  phone: 'Telephone',
  invoiceNumber: 'Registration number',
  price: 'Prices',
  priceMore: 'Each product’s page shows its price with consumption tax.',
  fees: 'Fees beside the goods',
  noFees: 'Delivery costs nothing.',
  collected: 'What you collect or buy at a shop has no delivery fee.',
  whole: 'Everywhere in Japan',
  freeFrom: (amount: string) =>
    `Delivery is free when the goods come to ${amount} or more after discounts, tax included.`,
  island: (amount: string) => `Remote islands cost ${amount} on top.`,
  islandAlways: 'What islands cost on top is charged also where delivery is free.',
  islandFree: 'Where delivery is free, islands cost nothing on top either.',
  once: 'The fee is charged once an order, however many parcels it becomes.',
  payment: 'How and when you pay',
  card: 'Credit card: authorised when you order, charged when the goods are sent or handed over.',
  cash: 'At the shop (pickup): when you collect the goods.',
  handing: 'When you get the goods',
  sent: 'Delivery: sent as soon as your order is ready; we write to you when it is.',
  picked: 'Pickup: from the time shown on the page of your order.',
  returns: 'Returns',
  feeBack:
    'When you change your mind after delivery, the fee you paid for it is not given back. When all of an order comes back because it was broken or not what you ordered, the fee is given back as well. An order that is cancelled whole before it is sent costs nothing.',
  noReturns: 'Please ask a shop about returns.',
};

export function deliveryWords(language: 'ja' | 'en'): DeliveryWords {
  return language === 'en' ? en : ja;
}
