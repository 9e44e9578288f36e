// What the edge itself refuses.
import { defineRefusals } from './errors.ts';

export const httpRefusals = defineRefusals('kernel', {
  no_such_address: {
    kind: 'not_found',
    en: 'There is nothing at this address; the API reference is at /api/reference.',
    ja: 'このアドレスには何もありません。APIの説明は /api/reference にあります。',
  },
  input_invalid: {
    kind: 'invalid',
    en: 'Some of the input does not fit ({where}). Nothing was changed.',
    ja: '入力に誤りがあります({where})。変更は行われていません。',
  },
  body_too_large: {
    kind: 'invalid',
    en: 'The request is too large. Send less at once, or use `engawa import` for files.',
    ja: 'リクエストが大きすぎます。分けて送るか、ファイルは engawa import をお使いください。',
  },
  media_type_unknown: {
    kind: 'invalid',
    en: 'Send JSON with the header Content-Type: application/json.',
    ja: 'Content-Type: application/json を付けてJSONで送ってください。',
  },
  request_malformed: {
    kind: 'invalid',
    en: 'The request could not be read: is the body complete and valid JSON?',
    ja: 'リクエストを読み取れませんでした。本文が正しいJSONかご確認ください。',
  },
});

export const accessRefusals = defineRefusals('kernel', {
  sign_in_needed: {
    kind: 'unauthenticated',
    en: 'Sign in first: the session is missing, ended or expired.',
    ja: 'サインインが必要です。セッションがないか、終了しています。',
  },
  not_allowed: {
    kind: 'forbidden',
    en: 'Your role may not do this ({permission}). Ask the owner for it.',
    ja: 'この操作の権限がありません({permission})。オーナーにご相談ください。',
  },
  use_stopped: {
    kind: 'forbidden',
    en: 'You have stopped the use of your data. Open orders are carried out; your account still shows everything, and there you can let us use it again at any time.',
    ja: 'ご本人のお申し出により、情報の利用を停止しています。お受けしているご注文は最後まで対応します。「プライバシー」のページで、いつでも再開できます。',
  },
  other_place: {
    kind: 'forbidden',
    en: 'You work for another place; ask somebody there, or the headquarters.',
    ja: '所属する場所以外の操作はできません。その場所の担当者または本部に依頼してください。',
  },
  foreign_origin: {
    kind: 'forbidden',
    en: 'A page of another site may not act with your sign-in. Open Engawa itself and try there.',
    ja: '別サイトのページからは操作できません。Engawaの画面から操作してください。',
  },
});
