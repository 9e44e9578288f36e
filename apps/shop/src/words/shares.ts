// The words of what she shows to partner companies, apart from the others so that no other page carries them.
import { useLanguage } from '@engawa/ui';

const ja = {
  title: '提携会社に見せる項目',
  more: '会社ごとに、見せてよい項目を選べます。選んだ会社だけが、選んだ項目だけを見られます。見られた記録は、下の「ほかの会社に渡したもの」に残ります。',
  shown: '見せています',
  hidden: '見せていません',
  show: '見せる',
  change: '変更する',
  stop: 'やめる',
  items: {
    fullName: 'お名前',
    mobilePhone: '携帯電話番号',
    city: '市区町村',
    familyName: '姓',
    givenName: '名',
    email: 'メールアドレス',
    phone: '電話番号',
    postalCode: '郵便番号',
    prefecture: '都道府県',
    address: '住所',
  },
};

type ShareWords = typeof ja;

const en: ShareWords = {
  title: 'What you show to partner companies',
  more: 'Choose for each company. Only that company sees what you chose, and each look stands below under “Given to other companies”.',
  shown: 'Shown',
  hidden: 'Nothing shown',
  show: 'Show these',
  change: 'Change',
  stop: 'Stop',
  items: {
    fullName: 'Name',
    mobilePhone: 'Mobile',
    city: 'City',
    familyName: 'Family name',
    givenName: 'Given name',
    email: 'E-mail address',
    phone: 'Telephone',
    postalCode: 'Postal code',
    prefecture: 'Prefecture',
    address: 'Address',
  },
};

export function useShareWords(): ShareWords {
  return useLanguage() === 'en' ? en : ja;
}
