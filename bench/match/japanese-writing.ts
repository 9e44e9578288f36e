/**
 * How people and clerks write: slips of the keyboard, misread characters, and the many right ways to
 * write one date, telephone, postal code and address.
 */
import { towns } from './japanese-names.ts';
import type { Random } from './random.ts';

export const two = (value: number) => String(value).padStart(2, '0');

export interface Address {
  readonly town: number;
  readonly lot: readonly [number, number, number];
  readonly building: string;
}

export const KANA = Array.from(
  'アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン',
);
export const DIGITS = Array.from('0123456789');
export const LETTERS = Array.from('abcdefghijklmnopqrstuvwxyz');

/** One character replaced, left out, doubled or turned with its neighbour. */
export function slip(
  random: Random,
  text: string,
  letters: readonly string[],
  chance: number,
): string {
  if (text.length < 2 || !random.isLucky(chance)) return text;
  const characters = Array.from(text);
  const at = random.below(characters.length - 1);
  const kind = random.below(4);
  if (kind === 0) characters[at] = random.pick(letters);
  else if (kind === 1) characters.splice(at, 1);
  else if (kind === 2) characters.splice(at, 0, characters[at] ?? '');
  else [characters[at], characters[at + 1]] = [characters[at + 1] ?? '', characters[at] ?? ''];
  return characters.join('');
}

export function slipDate(random: Random, iso: string, chance: number): string {
  if (!random.isLucky(chance)) return iso;
  const [year = '', month = '', day = ''] = iso.split('-');
  if (random.isLucky(0.3) && Number(day) <= 12) return `${year}-${day}-${month}`;
  if (random.isLucky(0.5)) return `${year}-${month}-${two(1 + random.below(28))}`;
  return `${Number(year) + random.pick([-10, -1, 1, 10])}-${month}-${day}`;
}

const SWAPS: readonly (readonly [string, string])[] = [
  ['斎', '斉'],
  ['斎', '齋'],
  ['高', '髙'],
  ['崎', '﨑'],
  ['辺', '邊'],
  ['辺', '邉'],
  ['沢', '澤'],
  ['浜', '濱'],
  ['広', '廣'],
  ['国', '國'],
  ['真', '眞'],
  ['島', '嶋'],
  ['桑', '桒'],
  ['吉', '𠮷'],
  ['富', '冨'],
  ['恵', '惠'],
  ['徳', '德'],
  ['滝', '瀧'],
  ['竜', '龍'],
  ['関', '關'],
];

export function variant(random: Random, text: string, chance: number): string {
  const swap = random.pick(SWAPS.filter(([from]) => text.includes(from)).concat([['', '']]));
  return swap[0] !== '' && random.isLucky(chance * 2) ? text.replace(swap[0], swap[1]) : text;
}

const MISREAD: readonly (readonly [string, string])[] = [
  ['田', '由'],
  ['大', '太'],
  ['末', '未'],
  ['木', '本'],
  ['土', '士'],
  ['千', '干'],
  ['日', '目'],
  ['入', '人'],
  ['真', '直'],
  ['美', '芙'],
];

export function damageKanji(random: Random, text: string, chance: number): string {
  if (!random.isLucky(chance)) return text;
  const [from, to] = random.pick(MISREAD);
  return text.replace(from, to);
}

const LARGE: Readonly<Record<string, string>> = { ャ: 'ヤ', ュ: 'ユ', ョ: 'ヨ', ッ: 'ツ' };

export function kanaStyle(random: Random, kana: string): string {
  const kind = random.next();
  if (kind < 0.12) return hiragana(kana);
  if (kind < 0.2) return kana.replaceAll(/[ャュョッ]/g, (small) => LARGE[small] ?? small);
  if (kind < 0.26) return kana.replaceAll(/(?<=[オコソトノホモヨロョ])[ウオ]/g, 'ー');
  return kana;
}

const hiragana = (kana: string) =>
  kana.replaceAll(/[ァ-ヶ]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) - 0x60));

const ROMAJI = new Map(
  [
    'アa イi ウu エe オo カka キki クku ケke コko サsa シshi スsu セse ソso タta チchi ツtsu テte トto ナna ニni ヌnu ネne ノno',
    'ハha ヒhi フfu ヘhe ホho マma ミmi ムmu メme モmo ヤya ユyu ヨyo ラra リri ルru レre ロro ワwa ンn ガga ギgi グgu ゲge ゴgo',
    'ザza ジji ズzu ゼze ゾzo ダda ヂji ヅzu デde ドdo バba ビbi ブbu ベbe ボbo',
  ]
    .join(' ')
    .split(' ')
    .map((pair) => [pair.slice(0, 1), pair.slice(1)] as const),
);

export function romaji(random: Random, kana: string): string {
  const long = random.pick(['short', 'h', 'full']);
  const spelled = kana
    .replaceAll('ショ', 'sho')
    .replaceAll('ジュ', 'ju')
    .replaceAll('キョ', 'kyo')
    .replaceAll('リョ', 'ryo')
    .replaceAll('リュ', 'ryu')
    .replaceAll(/[ァ-ヶ]/g, (letter) => ROMAJI.get(letter) ?? '');
  const shaped =
    long === 'full' ? spelled : spelled.replaceAll(/o[uo]/g, long === 'h' ? 'oh' : 'o');
  const isUpper = random.isLucky(0.5);
  return isUpper ? shaped.toUpperCase() : shaped.charAt(0).toUpperCase() + shaped.slice(1);
}

export function writeDate(random: Random, iso: string): string {
  const [year = 0, month = 0, day = 0] = iso.split('-').map(Number);
  const kind = random.next();
  if (kind < 0.5) return iso;
  if (kind < 0.7) return `${year}/${month}/${day}`;
  if (kind < 0.8) return iso.replaceAll('-', '');
  if (year <= 1926 || year >= 2019) return iso;
  const [era, letter, zero] = year < 1989 ? ['昭和', 'S', 1925] : ['平成', 'H', 1988];
  const count = year - zero;
  return kind < 0.9 ? `${era}${count}年${month}月${day}日` : `${letter}${count}.${month}.${day}`;
}

export function writePhone(random: Random, digits: string): string {
  if (digits.length < 10) return digits;
  const cut = digits.length === 11 ? 3 : 2;
  const kind = random.next();
  const dashed = `${digits.slice(0, cut)}-${digits.slice(cut, -4)}-${digits.slice(-4)}`;
  if (kind < 0.4) return dashed;
  if (kind < 0.7) return digits;
  if (kind < 0.8) return `+81 ${dashed.slice(1)}`;
  return dashed.replaceAll(/[\d-]/g, (sign) =>
    sign === '-' ? '－' : String.fromCharCode(sign.charCodeAt(0) + 0xfee0),
  );
}

export function writePostal(random: Random, digits: string): string {
  return random.isLucky(0.6) ? `${digits.slice(0, 3)}-${digits.slice(3)}` : digits;
}

const KANJI_DIGITS = '〇一二三四五六七八九';

export function writeAddress(random: Random, address: Address): string {
  const place = towns[address.town];
  if (place === undefined) return '';
  const [chome, banchi, go] = address.lot;
  const kind = random.next();
  const city = random.isLucky(0.15)
    ? place.city.replace(/^(東京都|.{2,3}[府県]|北海道)/, '')
    : place.city;
  const town = random.isLucky(0.3)
    ? place.town.replace('ヶ', random.pick(['ケ', 'が']))
    : place.town;
  const lot =
    kind < 0.4
      ? `${chome}-${banchi}-${go}`
      : kind < 0.6
        ? `${chome}丁目${banchi}番${go}号`
        : kind < 0.75
          ? `${KANJI_DIGITS.charAt(chome)}丁目${banchi}番地${go}`
          : `${chome}丁目${banchi}-${go}`.replaceAll(/\d/g, (digit) =>
              String.fromCharCode(digit.charCodeAt(0) + 0xfee0),
            );
  const building = random.isLucky(0.2) ? '' : address.building;
  return `${city}${town}${lot}${building === '' ? '' : `${random.pick(['', ' ', '　'])}${building}`}`;
}
