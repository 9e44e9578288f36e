// The folded form that names are searched by: ｶﾊﾞﾝ, かばん and カバン are one word. The stored names stay as
// they were typed.

const hiragana = /[\u3041-\u3096]/g;

/** NFKC, small letters, kana folded to katakana, one space between words. */
export function foldForSearch(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(hiragana, (kana) => String.fromCharCode(kana.charCodeAt(0) + 0x60))
    .replaceAll('\0', '')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

/** The parts that are there, folded and joined. */
export function searchTextOf(...parts: readonly (string | null | undefined)[]): string {
  return foldForSearch(parts.filter((part) => part !== null && part !== undefined).join(' '));
}

/** A pattern for LIKE in which the folded query stands for itself. */
export function likePattern(folded: string): string {
  return folded.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`);
}
