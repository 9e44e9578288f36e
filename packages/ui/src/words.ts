// What the shared components say by themselves, in both languages. An app's own words are the app's.
import { createContext, useContext } from 'react';

export type Language = 'ja' | 'en';

const ja = {
  taxIncluded: '税込',
  from: '〜',
  noPrice: '価格は店舗へお問い合わせください',
  instead: '通常価格',
  stock: {
    in_stock: '在庫あり',
    low: '残りわずか',
    out_of_stock: '在庫なし',
    ask: '店舗に確認',
  },
  required: '必須',
  optional: '任意',
  close: '閉じる',
  fewer: '1つ減らす',
  more: '1つ増やす',
  quantity: '数量',
  offline: 'オフラインです。つながると、表示は新しくなります。',
  loading: '読み込んでいます',
};

export type UiWords = typeof ja;

const en: UiWords = {
  taxIncluded: 'tax incl.',
  from: 'from',
  noPrice: 'Please ask the shop for the price',
  instead: 'Usual price',
  stock: {
    in_stock: 'In stock',
    low: 'Only a few left',
    out_of_stock: 'Out of stock',
    ask: 'Ask the shop',
  },
  required: 'Required',
  optional: 'Optional',
  close: 'Close',
  fewer: 'One fewer',
  more: 'One more',
  quantity: 'Quantity',
  offline: 'You are offline. The page will be fresh once you are back.',
  loading: 'Loading',
};

const tables: Readonly<Record<Language, UiWords>> = { ja, en };

const LanguageContext = createContext<Language>('ja');

/** `<LanguageProvider value="en">`: the language of every shared component below. */
export const LanguageProvider = LanguageContext.Provider;

export function useLanguage(): Language {
  return useContext(LanguageContext);
}

export function useUiWords(): UiWords {
  return tables[useContext(LanguageContext)];
}
