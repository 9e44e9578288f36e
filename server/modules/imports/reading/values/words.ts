/** Values out of a small vocabulary: yes or no, gender, currency, kana. */
import { accept, type Parsed, quote, refuse } from '../reason.ts';
import { foldWidth } from './fold-width.ts';

const YES = new Set(
  '1 true yes y t on ○ 〇 ◯ 有 あり 有効 はい 可 する 希望する 同意 同意する 受け取る 承諾 subscribed'.split(
    ' ',
  ),
);
const NO = new Set(
  '0 false no n f off × x ✕ 無 なし 無効 いいえ 不可 しない 希望しない 不同意 同意しない 受け取らない 拒否 unsubscribed'.split(
    ' ',
  ),
);

export function parseBoolean(text: string): Parsed<boolean> {
  const folded = foldWidth(text).toLowerCase();
  if (YES.has(folded)) return accept(true);
  if (NO.has(folded)) return accept(false);
  return refuse(
    'yes_no_is_unknown',
    `「${quote(text)}」は はい／いいえ として読めません。1/0、true/false、はい/いいえ のどれかで書いてください。`,
    `"${quote(text)}" is neither yes nor no. Write 1/0, true/false or yes/no.`,
  );
}

/** A parser of one of a few words, each with the ways it is written. */
export function oneOf<Word extends string>(
  ways: Readonly<Record<Word, string>>,
): (text: string) => Parsed<Word> {
  const words = Object.keys(ways) as Word[];
  const known = new Map(
    words.flatMap((word) => [word, ...ways[word].split(' ')].map((way) => [way, word] as const)),
  );
  return (text) => {
    const word = known.get(foldWidth(text).toLowerCase());
    const choices = words.map((each) => ways[each].split(' ')[0] ?? each);
    return word === undefined
      ? refuse(
          'word_is_unknown',
          `「${quote(text)}」は使えません。${choices.join('、')} のどれかで書いてください。`,
          `"${quote(text)}" cannot be used. Write one of ${words.join(', ')}.`,
        )
      : accept(word);
  };
}

export type Gender = 'male' | 'female' | 'other' | 'unknown';

const GENDERS: ReadonlyMap<string, Gender> = new Map([
  ...'男 男性 男子 male m 1'.split(' ').map((word) => [word, 'male'] as const),
  ...'女 女性 女子 female f 2'.split(' ').map((word) => [word, 'female'] as const),
  ...'その他 other x 3'.split(' ').map((word) => [word, 'other'] as const),
  ...'不明 未設定 未回答 回答しない 無回答 unknown 0 4 9'
    .split(' ')
    .map((word) => [word, 'unknown'] as const),
]);

/**
 * Words, or the digits of ISO 5218 (0 unknown, 1 male, 2 female, 9 not applicable), which EC-CUBE
 * (3 other, 4 no answer) and Smaregi extend. A file that counts otherwise says so by mapping its
 * word column instead.
 */
export function parseGender(text: string): Parsed<Gender> {
  const gender = GENDERS.get(foldWidth(text).toLowerCase());
  if (gender !== undefined) return accept(gender);
  return refuse(
    'gender_is_unknown',
    `「${quote(text)}」は性別として読めません。男性／女性／その他／不明 か 1／2／3／0 で書いてください。`,
    `"${quote(text)}" is not a gender code. Write male, female, other or unknown, or 1, 2, 3, 0.`,
  );
}

const CURRENCY_BY_SIGN = new Map([
  ['¥', 'JPY'],
  ['円', 'JPY'],
  ['£', 'GBP'],
  ['$', 'USD'],
  ['€', 'EUR'],
]);

/** An ISO 4217 code, or the sign of the usual ones. */
export function parseCurrency(text: string): Parsed<string> {
  const folded = foldWidth(text).toUpperCase();
  const code = CURRENCY_BY_SIGN.get(folded) ?? folded;
  if (/^[A-Z]{3}$/.test(code)) return accept(code);
  return refuse(
    'currency_is_unknown',
    `「${quote(text)}」は通貨コード（JPY など3文字）ではありません。`,
    `"${quote(text)}" is not a currency code of three letters, such as JPY.`,
  );
}

/**
 * The reading of a name: hiragana and half-width kana become full-width katakana, the form in which
 * readings are stored and searched. Anything that is not kana (a Latin name) stays as it is.
 */
export function parseKana(text: string): Parsed<string> {
  const wide = text.replaceAll(/[\uFF61-\uFF9F]+/g, (run) => run.normalize('NFKC'));
  const katakana = wide.replaceAll(/[\u3041-\u3096\u309D\u309E]/g, (char) =>
    String.fromCharCode(char.charCodeAt(0) + 0x60),
  );
  return accept(katakana.trim());
}
