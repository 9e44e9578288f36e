/** Spelt one way for the search: half width, small, katakana, marks away. */
export function foldText(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[ぁ-ゖ]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) + 0x60))
    .replaceAll(/[・'’"“”()[\]【】「」]/g, ' ');
}
