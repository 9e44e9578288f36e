// What the ledger refuses, each with what happened and what to do instead.
import { defineRefusals } from '#kernel/errors';

export const ledgerRefusals = defineRefusals('ledger', {
  short: {
    kind: 'conflict',
    en: 'Only {available} can be used and {wanted} were asked for; use less or pay the rest another way.',
    ja: '利用できる残高は {available} です({wanted} の利用が必要です)。利用数を減らすか、残りを別の方法でお支払いください。',
  },
  amount_invalid: {
    kind: 'invalid',
    en: 'An amount is a whole number above zero, at most 1,000,000,000,000.',
    ja: '数量は1以上の整数(1,000,000,000,000まで)で指定してください。',
  },
  already_expired: {
    kind: 'invalid',
    en: 'The value would expire before it begins; choose a later day.',
    ja: '有効期限が過去になっています。これからの日付を指定してください。',
  },
  hold_unknown: {
    kind: 'not_found',
    en: 'Nothing is reserved for this any more; it may have been used, released or expired. Reserve it again.',
    ja: '確保された残高が見つかりません。利用済みか、期限切れの可能性があります。もう一度やり直してください。',
  },
  hold_smaller: {
    kind: 'conflict',
    en: 'Only {reserved} are reserved and {wanted} were asked for; reserve the rest first.',
    ja: '確保されているのは {reserved} です({wanted} の利用が必要です)。不足分を先に確保してください。',
  },
  reference_unknown: {
    kind: 'not_found',
    en: 'Nothing was posted for {reference} that could be changed; check the number.',
    ja: '{reference} の記録が見つかりません。番号を確認してください。',
  },
  reversed_already: {
    kind: 'conflict',
    en: 'Of {reference} only {left} are left to reverse; the rest was reversed before.',
    ja: '{reference} のうち取り消せるのは残り {left} です。それ以外はすでに取り消されています。',
  },
  same_account: {
    kind: 'invalid',
    en: 'Value cannot move from an account to itself; choose another receiver.',
    ja: '同じ口座には移せません。別の相手を指定してください。',
  },
  units_differ: {
    kind: 'invalid',
    en: 'Value moves between accounts of one unit only; these are {from} and {to}.',
    ja: '種類の違う残高({from} と {to})の間では移せません。',
  },
  over_limit: {
    kind: 'forbidden',
    en: 'You may adjust at most {limit} at a time; ask the owner to adjust more.',
    ja: '一度に調整できるのは {limit} までです。それ以上はオーナーに依頼してください。',
  },
  time_zone_unknown: {
    kind: 'invalid',
    en: '"{timeZone}" is no time zone; write it like Asia/Tokyo.',
    ja: '「{timeZone}」はタイムゾーンではありません。Asia/Tokyo のように指定してください。',
  },
  code_unknown: {
    kind: 'not_found',
    en: 'This code is not known or not valid any more; check it character by character.',
    ja: 'このコードは無効です。入力した文字を確認してください。',
  },
});
