/** Which script a text is in, as far as matching cares. */
const JAPANESE = /[\u3040-\u30ff\uff66-\uff9f\u3400-\u9fff\uf900-\ufaff]|[\u{20000}-\u{3ffff}]/u;
const LATIN_ONLY = /^[\p{Script=Latin}\p{M}\d\s.,'’\-/&()]+$/u;

export function hasJapanese(text: string): boolean {
  return JAPANESE.test(text);
}

export function isLatin(text: string): boolean {
  return LATIN_ONLY.test(text);
}
