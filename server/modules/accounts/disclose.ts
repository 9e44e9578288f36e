// What accounts holds of a person: her passkeys, her sign-ins elsewhere, where she signed up, her addresses.
import { unseal } from '#kernel/sealing';
import {
  type DisclosureSource,
  disclosedPart,
  labels,
  loadRecordKeys,
  plainDisclosure,
} from '#privacy';
import { type AddressForm, addressUse } from './addresses.ts';
import { addressesOf, outsideLoginsOf, passkeysOf, signUpsOf } from './store-disclosure.ts';

const plain = plainDisclosure('accounts', [
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

const addressColumns = {
  changed_at: labels.when,
  is_default: { ja: '通常のお届け先', en: 'Default' },
  familyName: { ja: '姓', en: 'Family name' },
  givenName: { ja: '名', en: 'Given name' },
  familyKana: { ja: 'セイ', en: 'Family name, kana' },
  givenKana: { ja: 'メイ', en: 'Given name, kana' },
  phone: { ja: '電話番号', en: 'Telephone' },
  postalCode: { ja: '郵便番号', en: 'Postal code' },
  prefecture: { ja: '都道府県', en: 'Prefecture' },
  city: { ja: '市区町村', en: 'City' },
  address: { ja: '住所', en: 'Address' },
};

export const accountsDisclosure: DisclosureSource = {
  module: 'accounts',
  tables: [...plain.tables, 'accounts.address'],
  disclose: async (tx, recordIds) => {
    const keys = await loadRecordKeys(tx, recordIds);
    const rows = (await tx.all(addressesOf, [recordIds])).map((row) => {
      const key = keys.get(row.record_id);
      const opened = key === undefined ? {} : unseal<AddressForm>(key, addressUse, row.sealed);
      return Object.assign(row, opened);
    });
    const title = { ja: 'お届け先', en: 'Addresses to send to' };
    return [
      ...(await plain.disclose(tx, recordIds)),
      disclosedPart('accounts.address', title, addressColumns, rows),
    ];
  },
};
