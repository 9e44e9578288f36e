// The words of a receipt.
type Words = {
  readonly titles: Readonly<
    Record<'simplified_invoice' | 'return_invoice' | 'receipt' | 'return_receipt', string>
  >;
  readonly practice: string;
  readonly copy: string;
  readonly to: (name: string) => string;
  readonly for: (what: string) => string;
  readonly invoiceNumber: (number: string) => string;
  readonly phone: (number: string) => string;
  readonly clerk: (name: string) => string;
  readonly returns: (number: string, day: string) => string;
  readonly discount: string;
  readonly points: string;
  readonly delivery: string;
  readonly total: string;
  readonly pieces: (count: string) => string;
  readonly rate: (percent: string, mark: string) => string;
  readonly tax: string;
  readonly tendered: string;
  readonly change: string;
  readonly reduced: string;
  readonly electronic: string;
  readonly methods: Readonly<Record<string, string>>;
};

export const words: Readonly<Record<'ja' | 'en', Words>> = {
  ja: {
    titles: {
      simplified_invoice: '領収書',
      return_invoice: '返品伝票',
      receipt: '領収書',
      return_receipt: '返品伝票',
    },
    practice: '【練習】この控えは無効です',
    copy: '【再発行】',
    to: (name) => `${name} 様`,
    for: (what) => `但し ${what}として`,
    invoiceNumber: (number) => `登録番号 ${number}`,
    phone: (number) => `電話 ${number}`,
    clerk: (name) => `担当 ${name}`,
    returns: (number, day) => `元のお買い上げ ${number}(${day})`,
    discount: '値引',
    points: 'ポイント利用',
    delivery: '送料',
    total: '合計',
    pieces: (count) => `お買上点数 ${count}点`,
    rate: (percent, mark) => `${percent}%対象${mark}`,
    tax: '内消費税',
    tendered: 'お預り',
    change: 'お釣り',
    reduced: '※印は軽減税率(8%)対象商品です',
    electronic: '電子レシート',
    methods: {
      cash: '現金',
      card: 'カード',
      jpqr: 'コード決済',
      points: 'ポイント',
      gift: 'ギフト',
      invoice: '請求書払い',
      exchange: '交換充当',
    },
  },
  en: {
    titles: {
      simplified_invoice: 'Receipt',
      return_invoice: 'Return slip',
      receipt: 'Receipt',
      return_receipt: 'Return slip',
    },
    practice: '[PRACTICE] This is not a receipt',
    copy: '[COPY]',
    to: (name) => `To ${name}`,
    for: (what) => `For ${what}`,
    invoiceNumber: (number) => `Reg. no. ${number}`,
    phone: (number) => `Tel. ${number}`,
    clerk: (name) => `Clerk ${name}`,
    returns: (number, day) => `Original sale ${number} (${day})`,
    discount: 'Discount',
    points: 'Points used',
    delivery: 'Delivery',
    total: 'Total',
    pieces: (count) => (count === '1' ? '1 piece' : `${count} pieces`),
    rate: (percent, mark) => `At ${percent}%${mark}`,
    tax: 'tax incl.',
    tendered: 'Received',
    change: 'Change',
    reduced: '※ reduced tax rate (8%)',
    electronic: 'E-receipt',
    methods: {
      cash: 'Cash',
      card: 'Card',
      jpqr: 'Code payment',
      points: 'Points',
      gift: 'Gift card',
      invoice: 'On account',
      exchange: 'Exchange',
    },
  },
};
