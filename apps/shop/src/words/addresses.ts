// The words of her addresses, apart from the others so that no other page carries them.
import { useLanguage } from '@engawa/ui';

const ja = {
  title: 'お届け先',
  open: 'お届け先',
  lead: 'ご自宅やご実家など、お届け先を20件まで登録できます。ご注文のときにワンタップで選べます。',
  none: 'まだお届け先がありません。',
  usual: 'いつものお届け先',
  makeUsual: 'いつものお届け先にする',
  name: (name: string) => `${name} 様`,
  change: '変更する',
  remove: '削除する',
  add: 'お届け先を追加する',
  adding: '新しいお届け先',
  changing: 'お届け先の変更',
  save: '保存する',
  cancel: 'やめる',
  failed: '保存できませんでした。もう一度お試しください。',
  choose: '登録したお届け先から選ぶ',
  edit: 'お届け先を編集する',
};

export type AddressWords = typeof ja;

const en: AddressWords = {
  title: 'Addresses',
  open: 'Addresses',
  lead: 'Keep up to 20 addresses, your own and those of others. At checkout one tap chooses one.',
  none: 'There is no address yet.',
  usual: 'The usual one',
  makeUsual: 'Make it the usual one',
  name: (name) => name,
  change: 'Change',
  remove: 'Remove',
  add: 'Add an address',
  adding: 'A new address',
  changing: 'Change the address',
  save: 'Save',
  cancel: 'Cancel',
  failed: 'That could not be saved. Please try again.',
  choose: 'Choose one of your addresses',
  edit: 'Edit addresses',
};

export function useAddressWords(): AddressWords {
  return useLanguage() === 'en' ? en : ja;
}
