// What customers holds of a person: her records with their keys, every version of her profile, her addresses, and her
// timeline.
import { formatId } from '#kernel/ids';
import { unseal } from '#kernel/sealing';
import { type DisclosureSource, disclosedPart, labels, loadRecordKeys } from '#privacy';
import { sourceKeyUse } from './add-records.ts';
import { readOwnHealth } from './health/health-notes.ts';
import { contactUse } from './open-account.ts';
import { type Profile, profileUse } from './profile.ts';
import { readEverything } from './store-disclosure.ts';

const profileColumns = {
  familyName: { ja: '姓', en: 'Family name' },
  givenName: { ja: '名', en: 'Given name' },
  fullName: { ja: '氏名', en: 'Name' },
  familyKana: { ja: 'セイ', en: 'Family name, kana' },
  givenKana: { ja: 'メイ', en: 'Given name, kana' },
  fullKana: { ja: '氏名カナ', en: 'Name, kana' },
  companyName: { ja: '会社名', en: 'Company' },
  email: { ja: 'メールアドレス', en: 'E-mail' },
  phone: { ja: '電話番号', en: 'Telephone' },
  mobilePhone: { ja: '携帯電話番号', en: 'Mobile' },
  country: { ja: '国', en: 'Country' },
  postalCode: { ja: '郵便番号', en: 'Postal code' },
  prefecture: { ja: '都道府県', en: 'Prefecture' },
  city: { ja: '市区町村', en: 'City' },
  address: { ja: '住所', en: 'Address' },
  birthDate: { ja: '生年月日', en: 'Birth date' },
  gender: { ja: '性別', en: 'Gender' },
  memberNumber: { ja: '会員番号', en: 'Member number' },
  note: { ja: '備考', en: 'Note' },
  attributes: { ja: 'その他', en: 'Other' },
};
const since = { ja: '登録日時', en: 'Since' };

export const customersDisclosure: DisclosureSource = {
  module: 'customers',
  tables: [
    'customers.record',
    'customers.profile',
    'customers.profile_history',
    'customers.health_note',
    'customers.contact',
    'customers.holding',
    'customers.moment',
  ],
  disclose: async (tx, recordIds) => {
    const keys = await loadRecordKeys(tx, recordIds);
    const all = await readEverything(tx, recordIds);
    const open = <Fields extends object>(id: string, use: string, sealed: Buffer | null) => {
      const key = keys.get(id);
      return key === undefined || sealed === null ? undefined : unseal<Fields>(key, use, sealed);
    };
    const withRecord = <Row extends { record_id: string }>(row: Row) =>
      Object.assign(row, { record: formatId('record', row.record_id) });
    return [
      disclosedPart(
        'customers.record',
        { ja: '登録されているレコード', en: 'Records we hold' },
        {
          record: labels.record,
          source: labels.source,
          key: { ja: '情報元での番号', en: 'Number there' },
          kind: labels.kind,
          registered_at: since,
        },
        all.records.map((row) =>
          Object.assign(row, {
            record: formatId('record', row.id),
            registered_at: row.registered_at ?? row.created_at,
            key: open<{ key: string }>(row.id, sourceKeyUse, row.source_key_sealed)?.key,
          }),
        ),
      ),
      disclosedPart(
        'customers.profile',
        { ja: 'プロフィール(以前の内容を含む)', en: 'Profile, earlier versions too' },
        { record: labels.record, updated_at: labels.when, ...profileColumns },
        all.versions.map((row) =>
          Object.assign(withRecord(row), open<Profile>(row.record_id, profileUse, row.sealed)),
        ),
      ),
      disclosedPart(
        'customers.contact',
        { ja: '連絡先', en: 'Addresses you proved' },
        {
          kind: labels.kind,
          address: { ja: '連絡先', en: 'Address' },
          created_at: since,
          verified_at: { ja: '確認日時', en: 'Proved' },
          ended_at: { ja: '終了日時', en: 'Ended' },
        },
        all.contacts.map((row) =>
          Object.assign(row, open<{ address: string }>(row.record_id, contactUse, row.sealed)),
        ),
      ),
      disclosedPart(
        'customers.health_note',
        { ja: '健康に関する記録', en: 'Notes about your health' },
        {
          notedAt: labels.when,
          kind: labels.kind,
          text: { ja: '内容', en: 'Note' },
        },
        await readOwnHealth(tx, recordIds),
      ),
      disclosedPart(
        'customers.holding',
        { ja: '本人の印', en: 'Signs by which we know you' },
        {
          record: labels.record,
          kind: labels.kind,
          proved_by: { ja: '確認の方法', en: 'How shown' },
          proved_at: labels.when,
        },
        all.signs.map(withRecord),
      ),
      disclosedPart(
        'customers.moment',
        { ja: '行動履歴', en: 'Timeline' },
        {
          occurred_at: labels.when,
          type: labels.kind,
          subject: { ja: '対象', en: 'About' },
          channel: labels.channel,
          data: { ja: '内容', en: 'What' },
        },
        all.moments,
      ),
    ];
  },
};
