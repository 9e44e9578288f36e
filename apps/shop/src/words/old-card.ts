// The words of taking an old card over, apart from the others so that no other page carries them.
import { useLanguage } from '@engawa/ui';

const ja = {
  title: '以前のカードを引き継ぐ',
  open: '以前のカードを引き継ぐ',
  lead: '紙やプラスチックの会員証の番号から、ポイントとお買い物の記録を引き継げます。',
  number: '会員番号',
  numberHint: 'カードの表か裏に書かれている番号です。',
  either: 'ご本人の確認のため、次のどちらかをご入力ください。',
  pin: '暗証番号',
  pinHint: 'カードをお作りになったときに決めた番号です。',
  neither: '生年月日か暗証番号をご入力ください。',
  go: '確認コードを受け取る',
  sent: '入力内容が登録と一致すれば、登録済みのメールアドレスか電話番号に確認コードが届きます。',
  sentMore:
    '届かないときは、番号や生年月日をご確認のうえ、店頭でお声がけください。ご登録の連絡先はここには表示されません。',
  code: '確認コード',
  finish: '引き継ぐ',
  again: '番号を入れ直す',
  done: '引き継ぎました。',
  doneMore: 'これまでのポイントとお買い物の記録が、このアカウントに加わりました。',
  points: (count: string) => `いまのポイント: ${count}`,
  toAccount: 'マイページへ',
  failed: 'うまくいきませんでした。もう一度お試しください。',
};

export type OldCardWords = typeof ja;

const en: OldCardWords = {
  title: 'Take over an old card',
  open: 'Take over an old card',
  lead: 'The points and purchases of a card of paper or plastic become part of this account.',
  number: 'Member number',
  numberHint: 'It stands on the front or the back of the card.',
  either: 'To show that it is yours, enter one of these two.',
  pin: 'PIN',
  pinHint: 'The digits you chose when the card was made.',
  neither: 'Enter the date of birth or the PIN.',
  go: 'Get the code',
  sent: 'If this is what we have on file, a code is on its way to the mail address or telephone on file.',
  sentMore:
    'Nothing arrives? Check the number and the date, or ask in a shop. The address on file is not shown here.',
  code: 'Code',
  finish: 'Take it over',
  again: 'Enter the number again',
  done: 'Done.',
  doneMore: 'The points and purchases of the card are part of this account now.',
  points: (count) => `Points now: ${count}`,
  toAccount: 'To my page',
  failed: 'That did not work. Please try again.',
};

export function useOldCardWords(): OldCardWords {
  return useLanguage() === 'en' ? en : ja;
}
