// What the parts of the work apps say by themselves, in both languages. An app's own words are the app's.
import { type Language, useLanguage } from '../words.ts';

const ja = {
  loading: '読み込んでいます…',
  retry: 'もう一度',
  refused: 'できませんでした',
  unreachable: 'サーバーにつながりません',
  unreachableHint: 'サーバーと電波をご確認ください。つながると自動で表示されます。',
  bug: '画面に不具合が起きました',
  bugHint: '読み込み直すと元に戻ります。入力した内容がある場合は控えてから行ってください。',
  reload: '読み込み直す',
  switchTo: 'English',
  login: 'ログイン名',
  password: 'パスワード',
  code: '確認コード',
  codeHint: '認証アプリの6桁、または控えの回復コード。',
  byPasskey: 'パスキーで確認',
  passkeyClosed: 'パスキーの確認が途中で終わりました。もう一度お試しください。',
  byCode: 'コードで確認',
  signIn: 'サインイン',
  checking: '確認しています…',
};

type WorkWords = typeof ja;

const en: WorkWords = {
  loading: 'Loading…',
  retry: 'Try again',
  refused: 'That did not work',
  unreachable: 'The server cannot be reached',
  unreachableHint: 'Check the server and the line. This page fills by itself once it answers.',
  bug: 'This page has failed',
  bugHint: 'Loading it again mends it; note down first what you had typed.',
  reload: 'Load again',
  switchTo: '日本語',
  login: 'Login',
  password: 'Password',
  code: 'Code',
  codeHint: 'The six digits of your app, or one of your recovery codes.',
  byPasskey: 'Use a passkey',
  passkeyClosed: 'The passkey was not shown. Please try once more.',
  byCode: 'Use the code',
  signIn: 'Sign in',
  checking: 'Checking…',
};

const tables: Readonly<Record<Language, WorkWords>> = { ja, en };

export function useWorkWords(): WorkWords {
  return tables[useLanguage()];
}

/** Every sentence of these parts in both languages, for who keeps fonts. */
export const workSentences: readonly string[] = [ja, en].flatMap((each) => Object.values(each));
