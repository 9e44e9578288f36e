// What staff refuses. Where a sentence could tell who exists or what was right, one serves several causes.
import { defineRefusals } from '#kernel/errors';

export const staffRefusals = defineRefusals('staff', {
  // One sentence for an unknown name, a wrong password and a person who has left.
  sign_in_wrong: {
    kind: 'unauthenticated',
    en: 'The sign-in name or the password is not right. Check both and try again.',
    ja: 'サインイン名またはパスワードが正しくありません。確認してもう一度お試しください。',
  },
  code_needed: {
    kind: 'unauthenticated',
    en: 'The password is right. Now show a passkey, the code of your app, or one of your recovery codes.',
    ja: 'パスワードを確認しました。続けて、パスキー、認証アプリのコード、控えの回復コードのいずれかで確認してください。',
  },
  // One sentence for a wrong code, an old one and one that counted before.
  code_wrong: {
    kind: 'unauthenticated',
    en: 'The code is not right, or was used already. Wait for the next one and try again.',
    ja: 'コードが正しくないか、使用済みです。次のコードが表示されてからもう一度お試しください。',
  },
  // One sentence for whatever was wrong: late, answered before, somebody else's, made for another address.
  passkey_wrong: {
    kind: 'unauthenticated',
    en: 'The passkey was not accepted, or it took too long. Please try once more.',
    ja: 'パスキーを確認できなかったか、時間がかかりすぎました。もう一度お試しください。',
  },
  passkey_taken: {
    kind: 'conflict',
    en: 'This passkey is in use already.',
    ja: 'このパスキーは、すでに登録されています。',
  },
  passkey_none: {
    kind: 'conflict',
    en: 'There is no passkey to show; give the code of your app, or a recovery code.',
    ja: '登録されたパスキーがありません。認証アプリのコード、または回復コードをご利用ください。',
  },
  passkeys_many: {
    kind: 'conflict',
    en: 'There are {most} passkeys already; take one away first.',
    ja: 'パスキーは{most}個まで登録できます。使わないものを先に削除してください。',
  },
  second_factor_on: {
    kind: 'conflict',
    en: 'An app is set up already; take it away first to set up another.',
    ja: '認証アプリは設定済みです。変更する場合は、先に解除してください。',
  },
  second_factor_off: {
    kind: 'conflict',
    en: 'There is no second factor to take away.',
    ja: '二段階認証は設定されていません。',
  },
  second_factor_not_begun: {
    kind: 'conflict',
    en: 'Begin first: POST /api/staff/second-factor gives the code to scan.',
    ja: '先に二段階認証の設定を始めてください。',
  },
  not_ones_own: {
    kind: 'forbidden',
    en: 'Your own second factor goes with a code or passkey of yours; this is for somebody who lost theirs.',
    ja: 'ご自身の二段階認証は、ご自身のコードまたはパスキーで解除してください。',
  },
  pin_wrong: {
    kind: 'unauthenticated',
    en: 'The PIN is not right. Try again, or sign in with your password.',
    ja: 'PINが正しくありません。もう一度入力するか、パスワードでサインインしてください。',
  },
  unknown: {
    kind: 'not_found',
    en: 'There is no such member of staff; GET /api/staff/members lists them.',
    ja: '指定されたスタッフが見つかりません。',
  },
  api_key_unknown: {
    kind: 'not_found',
    en: 'There is no such API key that still opens anything; GET /api/staff/api-keys lists them.',
    ja: '指定されたAPIキーは見つからないか、すでに無効です。',
  },
  login_taken: {
    kind: 'conflict',
    en: 'Somebody else already signs in with this name; choose a different one.',
    ja: 'このサインイン名は既に使われています。別の名前にしてください。',
  },
  place_unknown: {
    kind: 'not_found',
    en: 'There is no such place; GET /api/places lists them.',
    ja: '指定された場所が見つかりません。',
  },
  not_staff: {
    kind: 'forbidden',
    en: 'This is for people who are signed in as staff, not for an API key or a device.',
    ja: 'スタッフとしてサインインした方のみ利用できます。',
  },
  place_session_needed: {
    kind: 'unauthenticated',
    en: 'Switching by PIN works on a device or a session that belongs to a place. Sign in with a password first.',
    ja: 'PINでの切り替えは店舗の端末で利用できます。先にパスワードでサインインしてください。',
  },
  device_needed: {
    kind: 'forbidden',
    en: 'Whoever needs a second factor takes over by PIN on an enrolled tablet only. Sign in with the password here.',
    ja: '二段階認証が必要な方のPINでの切り替えは、登録済みの端末でのみご利用いただけます。パスワードでサインインしてください。',
  },
  last_owner: {
    kind: 'conflict',
    en: 'This is the last owner; make somebody else an owner first.',
    ja: '最後のオーナーです。先に別のオーナーを登録してください。',
  },
});
