/** Ways to reach a person: telephone, mail, postal code, prefecture. */
import {
  type CountryCode,
  isSupportedCountry,
  parsePhoneNumberFromString,
} from 'libphonenumber-js/min';
import { accept, type Parsed, quote, refuse } from '../reason.ts';
import { foldDashes, foldWidth } from './fold-width.ts';

export interface Phone {
  /** As the file has it. */
  readonly original: string;
  /**
   * `+81…`, by which two records are compared; absent where a foreign number cannot be resolved.
   */
  readonly e164?: string;
}

/**
 * Numbers without a country code belong to `region` (ISO 3166, Japan unless told); any width and
 * dash.
 */
export function parsePhone(text: string, region: CountryCode = 'JP'): Parsed<Phone> {
  const folded = foldDashes(foldWidth(text)).replace(/^'/, '');
  const number = parsePhoneNumberFromString(folded, region);
  if (number?.isPossible() !== true) {
    return refuse(
      'phone_is_wrong',
      `「${quote(text)}」は電話番号として読めません。`,
      `"${quote(text)}" is not a telephone number.`,
    );
  }
  return accept({ original: text, e164: number.number });
}

const EMAIL =
  /^[^\s@,;<>"]+@[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+$/i;

/**
 * Trimmed, width folded, domain in lower case. The part before the @ keeps its case and may hold
 * the dots that Japanese carriers allowed (`a..b.@docomo.ne.jp`).
 */
export function parseEmail(text: string): Parsed<string> {
  const folded = foldWidth(text).replace(/^mailto:/i, '');
  if (folded.length > 254 || !EMAIL.test(folded)) {
    return refuse(
      'email_is_wrong',
      `「${quote(text)}」はメールアドレスとして読めません。`,
      `"${quote(text)}" is not a mail address.`,
    );
  }
  const at = folded.lastIndexOf('@');
  return accept(folded.slice(0, at) + folded.slice(at).toLowerCase());
}

/**
 * Seven digits for Japan, hyphen or not, any width. Six digits are refused: they are a code whose
 * leading 0 a spreadsheet took, and 0 is not the only way to lose one. Codes with letters are
 * another country's and stay.
 */
export function parsePostalCode(text: string): Parsed<string> {
  const folded = foldDashes(foldWidth(text)).replace(/^(?:〒|')\s*/, '');
  const digits = folded.replaceAll(/[-\s]/g, '');
  if (/^\d{7}$/.test(digits)) return accept(digits);
  if (/[a-z]/i.test(folded) && /^[a-z0-9 -]{3,10}$/i.test(folded)) return accept(folded);
  return refuse(
    'postal_code_is_wrong',
    `「${quote(text)}」は郵便番号（7桁の数字）ではありません。先頭の 0 が消えていないか確かめてください。`,
    `"${quote(text)}" is not a postal code of 7 digits. See whether a leading 0 was lost.`,
  );
}

/**
 * The ISO code of a country column: `JP` for Japan in any spelling, undefined for a name we do not
 * know.
 */
export function countryCodeOf(country: string | undefined): CountryCode | undefined {
  const folded = foldWidth(country ?? '').toUpperCase();
  if (['', 'JP', 'JPN', 'JAPAN', '日本', '日本国'].includes(folded)) return 'JP';
  return isSupportedCountry(folded) ? folded : undefined;
}

/** In the order of JIS X 0401: the position is the code, 北海道 = 01 … 沖縄県 = 47. */
const PREFECTURE_NAMES =
  '北海道 青森県 岩手県 宮城県 秋田県 山形県 福島県 茨城県 栃木県 ' +
  '群馬県 埼玉県 千葉県 東京都 神奈川県 新潟県 富山県 石川県 福井県 ' +
  '山梨県 長野県 岐阜県 静岡県 愛知県 三重県 滋賀県 京都府 大阪府 ' +
  '兵庫県 奈良県 和歌山県 鳥取県 島根県 岡山県 広島県 山口県 徳島県 ' +
  '香川県 愛媛県 高知県 福岡県 佐賀県 長崎県 熊本県 大分県 宮崎県 ' +
  '鹿児島県 沖縄県';

const PREFECTURES = PREFECTURE_NAMES.split(' ');

const PREFECTURE_BY_NAME = new Map(
  PREFECTURES.flatMap((name, index) => [
    [name, name],
    [name === '北海道' ? name : name.slice(0, -1), name],
    [String(index + 1), name],
    [String(index + 1).padStart(2, '0'), name],
    [`JP-${String(index + 1).padStart(2, '0')}`, name],
  ]),
);

/** `東京都`, `東京`, `13`, `JP-13`, or an address that begins with the name. */
export function parsePrefecture(text: string): Parsed<string> {
  const folded = foldWidth(text);
  const name =
    PREFECTURE_BY_NAME.get(folded) ?? PREFECTURES.find((full) => folded.startsWith(full));
  if (name !== undefined) return accept(name);
  return refuse(
    'prefecture_is_unknown',
    `「${quote(text)}」は都道府県ではありません。`,
    `"${quote(text)}" is not a prefecture of Japan.`,
  );
}
