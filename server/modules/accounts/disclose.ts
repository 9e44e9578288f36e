// What accounts holds of a person: her passkeys, her sign-ins elsewhere, where she signed up.
import { labels, plainDisclosure } from '#privacy';
import { outsideLoginsOf, passkeysOf, signUpsOf } from './store-disclosure.ts';

export const accountsDisclosure = plainDisclosure('accounts', [
  {
    table: 'accounts.passkey',
    title: { ja: 'パスキー', en: 'Passkeys' },
    columns: {
      created_at: labels.when,
      used_at: { ja: '最後の利用', en: 'Last used' },
      is_backed_up: { ja: 'クラウド保存', en: 'Kept in a cloud' },
      about: { ja: 'ブラウザの種類', en: 'Kind of browser' },
    },
    rows: passkeysOf,
  },
  {
    table: 'accounts.outside_login',
    title: { ja: '外部アカウントとの連携', en: 'Sign-ins elsewhere' },
    columns: { provider: { ja: '連携先', en: 'Provider' }, made_at: labels.when },
    rows: outsideLoginsOf,
  },
  {
    table: 'accounts.sign_up',
    title: { ja: '会員登録', en: 'Sign-up' },
    columns: { source: labels.source, signed_up_at: labels.when },
    rows: signUpsOf,
  },
]);
