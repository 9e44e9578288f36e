/**
 * A person as another system exports them: EC-CUBE 2 and 4, Smaregi, Shopify, Square, aiship,
 * ebisumart, and plain words in both languages. Word columns come before code columns (性別(名称)
 * before 性別(ID)), because codes differ between systems and words do not.
 */
import { accept } from '../reason.ts';
import * as codes from '../values/codes.ts';
import {
  countryCodeOf,
  type Phone,
  parseEmail,
  parsePhone,
  parsePostalCode,
  parsePrefecture,
} from '../values/contact.ts';
import { parseWhole } from '../values/decimal.ts';
import { unguard } from '../values/guard.ts';
import { parseBirthday, parseInstant } from '../values/moment.ts';
import * as words from '../values/words.ts';
import { type Finished, optional, type RowOf, required, split } from './field.ts';

// Spreadsheets are kept from running what a text begins with (guard.ts).
const parseIdentifier = (text: string) => codes.parseIdentifier(unguard(text));
const parseText = (text: string) => codes.parseText(unguard(text));
const parseKana = (text: string) => words.parseKana(unguard(text));
const { parseBoolean, parseGender } = words;

/**
 * The names a person's own number has in the exports we know; other kinds point at customers by
 * them too.
 */
export const CUSTOMER_KEY_HEADERS =
  'customer_id | customerKey | 会員ID | 顧客ID | 会員番号 | 顧客番号 | 会員コード | 顧客コード | ' +
  'customer_code | customerCode | member_id | memberId | member_no | 会員No | MEMBER_ID | ' +
  'Customer Number | Square Customer ID | reference_id | 実店舗会員ID';

export const customerFields = {
  customerKey: required(parseIdentifier, CUSTOMER_KEY_HEADERS, 'id | メールアドレス | Email'),
  memberNumber: optional(
    parseIdentifier,
    'カード番号 | 会員証番号 | card_number | 会員コード | customerCode',
  ),
  lineUserId: optional(
    parseText,
    'LINEユーザーID | LINE ユーザーID | LINE UID | line_user_id | lineUserId | line_uid | LINE ID連携',
  ),
  fullName: optional(
    parseText,
    'customer_name | full_name | 氏名 | 名前 | お名前 | 会員名 | 顧客名 | 会員氏名 | name',
  ),
  familyName: optional(
    parseText,
    'お名前(姓) | 姓 | 氏 | last_name | lastName | family_name | surname | name01 | L_NAME',
    '会員名(姓) | 氏名(姓) | 苗字',
  ),
  givenName: optional(
    parseText,
    'お名前(名) | 名 | first_name | firstName | given_name | name02 | F_NAME | 会員名(名)',
    '氏名(名)',
  ),
  fullNameKana: optional(
    parseKana,
    '氏名(フリガナ) | フリガナ | ふりがな | 氏名カナ | 会員名カナ | カナ | お名前(フリガナ)',
    'name_kana',
  ),
  familyNameKana: optional(
    parseKana,
    'お名前(セイ) | お名前(フリガナ・姓) | セイ | 姓カナ | 姓(カナ) | フリガナ(姓) | last_kana',
    'lastKana | kana01 | L_KANA | family_name_kana | 会員名(姓)カナ',
  ),
  givenNameKana: optional(
    parseKana,
    'お名前(メイ) | お名前(フリガナ・名) | メイ | 名カナ | 名(カナ) | フリガナ(名)',
    'first_kana | firstKana | kana02 | F_KANA | given_name_kana | 会員名(名)カナ',
  ),
  companyName: optional(
    parseText,
    '会社名 | 法人名 | company | company_name | Default Address Company',
  ),
  email: optional(
    parseEmail,
    'メールアドレス | email | e-mail | Email Address | mail | mail_address | mailAddress',
    'PC_MAIL | Eメール',
  ),
  phone: split(
    '-',
    parseText,
    'TEL | 電話番号 | phone | phone_number | phoneNumber | Default Address Phone | tel_no',
    'TEL1 + TEL2 + TEL3 | 電話番号1 + 電話番号2 + 電話番号3 | TEL01 + TEL02 + TEL03',
  ),
  mobilePhone: optional(
    parseText,
    '携帯電話番号 | 携帯番号 | 携帯電話 | mobile | mobile_number | mobileNumber',
  ),
  postalCode: split(
    '',
    parseText,
    '郵便番号 | postal_cd | postal_code | postCode | zip | zip_code | zipcode | 〒',
    'Default Address Zip | 郵便番号1 + 郵便番号2 | ZIP01 + ZIP02',
  ),
  prefecture: optional(
    parsePrefecture,
    '都道府県(名称) | 都道府県 | prefecture | 都道府県名 | pref | 都道府県(ID) | prefecture_cd',
  ),
  region: optional(parseText, 'Default Address Province Code | province | state | region'),
  city: optional(parseText, '市区町村 | 郡市区 | city | Default Address City | locality'),
  address: optional(
    parseText,
    '住所1 + 住所2 + 住所3 | 住所1 + 住所2 | ADDR1 + ADDR2 + ADDR3 | addr01 + addr02',
    'Default Address Address1 + Default Address Address2 | address1 + address2',
    'Street Address 1 + Street Address 2 | 住所 | address | それ以降の住所 | 番地',
    'street_address | 住所1',
  ),
  country: optional(parseText, '国 | country | country_code | Default Address Country Code | 国名'),
  gender: optional(parseGender, '性別(名称) | 性別 | gender | sex | 性別(ID)'),
  birthday: optional(
    parseBirthday,
    '誕生日 | 生年月日 | birth_day | birthday | birth_date | birthDate | birth | date_of_birth',
  ),
  placeCode: optional(
    parseIdentifier,
    'application_store_cd | 登録店舗 | 登録店舗コード | 店舗ID | 店舗コード | store_cd',
    'storeId | store_code',
  ),
  registeredAt: optional(
    parseInstant,
    '登録日 | 登録日時 | 入会日 | 会員登録日 | application_date | created_at | create_date',
    'registered_at | First Visit',
  ),
  status: optional(
    parseText,
    '会員ステータス(名称) | 会員ステータス | 会員状態 | status | status_cd',
  ),
  rank: optional(parseText, '会員ランク | ランク | rank | tier | 会員ランク名'),
  acceptsMarketing: optional(
    parseBoolean,
    'Accepts Email Marketing | accepts_marketing | メルマガ | メルマガ購読 | メール受信フラグ',
    'mailReceiveFlag | Email Subscription Status | DM | メールマガジン',
  ),
  points: optional(
    parseWhole,
    'ポイント | 保有ポイント | point | points | 現在ポイント | ポイント残高',
  ),
  note: optional(parseText, 'ショップ用メモ欄 | 備考 | メモ | note | memo | notes'),
};

type CustomerValues = RowOf<typeof customerFields>;

/** One record of a person as the source tells it; `customerKey` is the source's own id. */
export type CustomerRow = Omit<CustomerValues, 'phone' | 'mobilePhone'> & {
  readonly phone?: Phone;
  readonly mobilePhone?: Phone;
};

/**
 * Telephone and postal code are read by the rules of the row's country; Japan when it names none.
 */
export function finishCustomer(values: CustomerValues): Finished<CustomerRow> {
  const { phone, mobilePhone, postalCode, ...rest } = values;
  const region = countryCodeOf(values.country);
  let row: CustomerRow = rest;
  if (postalCode !== undefined) {
    const parsed = region === 'JP' ? parsePostalCode(postalCode) : accept(postalCode);
    if (!parsed.ok) return { ...parsed, field: 'postalCode' };
    row = { ...row, postalCode: parsed.value };
  }
  for (const [field, text] of Object.entries({ phone, mobilePhone })) {
    if (text === undefined) continue;
    const parsed = parsePhone(text, region);
    // A foreign number we cannot resolve is kept as written.
    if (!parsed.ok && region === 'JP') return { ...parsed, field };
    row = { ...row, [field]: parsed.ok ? parsed.value : { original: text } };
  }
  return accept(row);
}
