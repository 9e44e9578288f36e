// The reading of a name, from what an input method shows while it is typed: kana first, then the characters chosen for
// them. What was kana last, before the choice, is the reading. Pure.

export type Reading = {
  /** Katakana of what is settled. */
  readonly settled: string;
  /** Katakana of what is being typed. */
  readonly typing: string;
};

export const noReading: Reading = { settled: '', typing: '' };

/** Half-width and hiragana become full-width katakana; anything else stays. */
export function toKatakana(text: string): string {
  return text
    .normalize('NFKC')
    .replaceAll(/[ぁ-ゖ]/gu, (kana) => String.fromCharCode(kana.charCodeAt(0) + 0x60));
}

/** While something is composed; Latin letters at its end are half a syllable. */
export function compose(reading: Reading, shown: string): Reading {
  const kana = toKatakana(shown).replace(/[a-z]+$/i, '');
  return kana !== '' && /^[゠-ヿ]+$/u.test(kana) ? { ...reading, typing: kana } : reading;
}

/** The characters are chosen. */
export function settle({ settled, typing }: Reading): Reading {
  return { settled: settled + typing, typing: '' };
}
