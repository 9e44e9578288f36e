// What accounts refuses: ways in that fail, forms that cannot be read, addresses that are not hers.
import { defineRefusals } from '#kernel/errors';

export const accountsRefusals = defineRefusals('accounts', {
  passkey_wrong: {
    kind: 'unauthenticated',
    en: 'The passkey could not be used. Try again, or choose another way in.',
    ja: 'パスキーを確認できませんでした。もう一度お試しいただくか、別の方法をお選びください。',
  },
  passkey_taken: {
    kind: 'conflict',
    en: 'This passkey is registered already. Sign in with it.',
    ja: 'このパスキーはすでに登録されています。そのままログインしてください。',
  },
  passkey_unknown: {
    kind: 'not_found',
    en: 'There is no such passkey, or it was removed already.',
    ja: '指定されたパスキーが見つからないか、すでに削除されています。',
  },
  last_way: {
    kind: 'conflict',
    en: 'This is the only way into your account. Add an e-mail address or another way first.',
    ja: 'ログインする方法がなくなります。先にメールアドレスなど、別の方法を追加してください。',
  },
  hers_to_prove: {
    kind: 'conflict',
    en: 'Only the address she wrote in the form is confirmed here, and only before she has a way to sign in. She adds others on her own page.',
    ja: 'こちらで確認できるのは、登録時に記入されたメールアドレスだけです。ログイン方法がすでにあるお客様は、マイページからご本人が追加してください。',
  },
  session_unknown: {
    kind: 'not_found',
    en: 'This sign-in is over already.',
    ja: 'このログインは、すでに終了しています。',
  },
  line_off: {
    kind: 'unavailable',
    en: 'LINE is not set up here. Please choose another way in.',
    ja: 'LINEログインはご利用いただけません。別の方法をお選びください。',
  },
  trip_lost: {
    kind: 'invalid',
    en: 'The sign-in took too long or was begun in another browser. Please begin again.',
    ja: '時間がたったか、別のブラウザで始めたため、続けられませんでした。もう一度お試しください。',
  },
  line_failed: {
    kind: 'unavailable',
    en: 'LINE did not confirm who you are. Please try again, or choose another way in.',
    ja: 'LINEで確認できませんでした。もう一度お試しいただくか、別の方法をお選びください。',
  },
  profile_wrong: {
    kind: 'invalid',
    en: 'Some fields cannot be read. Check the ones that are marked.',
    ja: '読み取れない項目があります。印のついた項目をご確認ください。',
  },
  address_unknown: {
    kind: 'not_found',
    en: 'There is no such address, or it was removed already.',
    ja: 'お届け先が見つからないか、すでに削除されています。',
  },
  too_many_addresses: {
    kind: 'conflict',
    en: 'At most {most} addresses can be kept. Remove one first.',
    ja: 'お届け先は{most}件まで登録できます。使っていないものを削除してから、もう一度お試しください。',
  },
  span_wrong: {
    kind: 'invalid',
    en: 'Choose days that exist, the first before the last, and at most a year.',
    ja: '期間は、開始日から終了日まで1年以内で指定してください。',
  },
});
