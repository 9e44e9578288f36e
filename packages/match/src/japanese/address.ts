/**
 * A Japanese address cut into the parts that agree or differ for themselves: the town, the number
 * (丁目・番地・号 as 1-2-3) and the building. 一丁目2番3号, １－２－３ and 1丁目2-3 have one key; ヶ, ケ, が
 * and ノ, の, 之 are one; the prefecture is left out because half of all forms leave it out.
 */
import { readKanjiNumber } from './numbers.ts';
import { foldVariants } from './variants.ts';

export interface AddressKey {
  /** Municipality and town without 大字 and 字, folded. Empty when there is none. */
  readonly town: string;
  /** `1-2-3`, or empty. */
  readonly number: string;
  /** What stands behind the number, folded; empty without one. */
  readonly building: string;
}

const PREFECTURE = /^(北海道|東京都|京都府|大阪府|.{2,3}県)/;
const NUMERALS = '〇一二三四五六七八九十百';
const KANJI_COUNT = new RegExp(`([${NUMERALS}]+)(?=丁目|番地|番|号|-|$)`, 'g');
const NUMBER =
  /(\d+)(?:(?:丁目|番地の|番地|番の|番|号|の|-)+(\d+))?(?:(?:番地|番|号|の|-)+(\d+))?(?:(?:号室|号|の|-)+(\d+))?(?:丁目|番地|番|号室|号)?/;

/** Never throws; what cannot be cut stays in `town`. */
export function readAddress(text: string): AddressKey {
  const plain = foldVariants(text.normalize('NFKC'))
    .replaceAll(/[*＊●○×]+.*$/g, '')
    .replaceAll(/[‐‑–—―−ー─━](?=\d)|(?<=\d)[‐‑–—―−ー─━]/g, '-')
    .replaceAll(/(?<=\D)\s+|\s+(?=\D)/g, ' ')
    .trim()
    .replace(/^〒?\s*\d{3}-?\d{4}\s*/, '')
    .replace(PREFECTURE, '')
    .replaceAll(KANJI_COUNT, (run: string) => String(readKanjiNumber(run) ?? run))
    .replaceAll(/大字|字(?=[^\d])/g, '');
  const found = NUMBER.exec(plain);
  if (found === null) return { town: foldTown(plain), number: '', building: '' };
  const parts = found.slice(1).filter((part) => part !== undefined);
  const town = foldTown(plain.slice(0, found.index));
  // A building of one word behind the third number is a room: 1-2-3-405.
  const room = parts.length === 4 ? (parts.pop() ?? '') : '';
  const rest = plain.slice(found.index + found[0].length);
  return {
    town,
    number: parts.map(Number).join('-'),
    building: `${foldTown(rest)}${room}`,
  };
}

function foldTown(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[ヶヵケが](?=[^ァ-ヺ]|$)/g, 'ケ')
    .replaceAll(/[ノの之乃]/g, 'ノ')
    .replaceAll(/[\s、,.・()（）「」号室階-]/g, '');
}
