// Words of the profile form, the same in every app.
import { type Language, useLanguage } from '../words.ts';

const ja = {
  familyName: '姓',
  givenName: '名',
  familyKana: 'セイ',
  givenKana: 'メイ',
  kanaHint: 'お名前の入力に合わせて入ります。違うときは直してください。',
  email: 'メールアドレス',
  phone: '電話番号',
  phoneHint: '全角・半角、ハイフンのあるなし、どちらでも',
  postalCode: '郵便番号',
  postalHint: '7桁を入れると住所が入ります',
  noTown: 'この郵便番号の住所が見つかりません。住所を入力してください。',
  chooseTown: '町名をお選びください',
  prefecture: '都道府県',
  city: '市区町村',
  address: '町名・番地・建物名',
  birthDate: '生年月日',
  era: '年の数え方',
  eras: { common: '西暦', reiwa: '令和', heisei: '平成', showa: '昭和', taisho: '大正' },
  year: '年',
  month: '月',
  day: '日',
  noDay: 'この日付はありません。年・月・日をご確認ください。',
  wrong: {
    familyKana: 'ひらがなかカタカナで入力してください。',
    givenKana: 'ひらがなかカタカナで入力してください。',
    email: 'メールアドレスの形ではないようです。例:hanako@example.jp',
    phone: '電話番号として読めませんでした。市外局番から入力してください。',
    postalCode: '郵便番号は7桁の数字で入力してください。',
    birthDate: 'この日付はありません。',
    other: 'この項目をご確認ください。',
  },
};

export type ProfileWords = typeof ja;

const en: ProfileWords = {
  familyName: 'Family name',
  givenName: 'Given name',
  familyKana: 'Family name in kana',
  givenKana: 'Given name in kana',
  kanaHint: 'Filled in while the name is typed. Mend it where it is wrong.',
  email: 'E-mail address',
  phone: 'Telephone',
  phoneHint: 'With or without hyphens',
  postalCode: 'Postal code',
  postalHint: 'Seven digits fill in the address',
  noTown: 'No address was found for this code. Please write it yourself.',
  chooseTown: 'Choose the town',
  prefecture: 'Prefecture',
  city: 'City or ward',
  address: 'Town, number, building',
  birthDate: 'Date of birth',
  era: 'Calendar',
  eras: { common: 'Common', reiwa: 'Reiwa', heisei: 'Heisei', showa: 'Showa', taisho: 'Taisho' },
  year: 'Year',
  month: 'Month',
  day: 'Day',
  noDay: 'There is no such day. Check year, month and day.',
  wrong: {
    familyKana: 'Please write it in hiragana or katakana.',
    givenKana: 'Please write it in hiragana or katakana.',
    email: 'This does not look like an e-mail address.',
    phone: 'This cannot be read as a telephone number.',
    postalCode: 'A postal code has seven digits.',
    birthDate: 'There is no such day.',
    other: 'Please check this field.',
  },
};

const tables: Readonly<Record<Language, ProfileWords>> = { ja, en };

export function useProfileWords(): ProfileWords {
  return tables[useLanguage()];
}
