/**
 * One ASCII reading for kana and romaji, so that ヨウコ, ﾖｳｺ, ようこ, Youko, Yoko and YOHKO meet.
 * The spelling is Kunrei without long vowels: it is a key for comparing, not something to show.
 * Source: 内閣告示第一号 (1954) for Kunrei; Hepburn by the passport rules of the Foreign Ministry.
 */
const ROWS: readonly (readonly [string, string])[] = [
  ['アイウエオ', ''],
  ['カキクケコ', 'k'],
  ['サシスセソ', 's'],
  ['タチツテト', 't'],
  ['ナニヌネノ', 'n'],
  ['ハヒフヘホ', 'h'],
  ['マミムメモ', 'm'],
  ['ラリルレロ', 'r'],
  ['ガギグゲゴ', 'g'],
  ['ザジズゼゾ', 'z'],
  ['ダヂヅデド', 'd'],
  ['バビブベボ', 'b'],
  ['パピプペポ', 'p'],
];

const VOWELS = ['a', 'i', 'u', 'e', 'o'];
const LETTERS = new Map<string, string>([
  ['ヤ', 'ya'],
  ['ユ', 'yu'],
  ['ヨ', 'yo'],
  ['ワ', 'wa'],
  ['ヲ', 'o'],
  ['ヰ', 'i'],
  ['ヱ', 'e'],
  ['ン', 'n'],
  ['ヴ', 'bu'],
  // ヂ and ヅ sound as ジ and ズ, and are written for them.
  ['ヂ', 'zi'],
  ['ヅ', 'zu'],
]);
for (const [row, consonant] of ROWS) {
  Array.from(row).forEach((kana, index) => {
    if (!LETTERS.has(kana)) LETTERS.set(kana, `${consonant}${VOWELS[index] ?? ''}`);
  });
}

const SMALL: Readonly<Record<string, string>> = {
  ァ: 'ア',
  ィ: 'イ',
  ゥ: 'ウ',
  ェ: 'エ',
  ォ: 'オ',
  ャ: 'ヤ',
  ュ: 'ユ',
  ョ: 'ヨ',
  ヮ: 'ワ',
  ヵ: 'カ',
  ヶ: 'ケ',
};

const KANA_ONLY = /^(?:[ぁ-ゖァ-ヺーｦ-ﾟ゛゜ヽヾゝゞ\s・]|\u3099|\u309a)+$/u;

/** True when the text is kana (of either width) and nothing else. */
export function isKana(text: string): boolean {
  return KANA_ONLY.test(text);
}

/** Half-width and hiragana to full-width katakana; everything else stays. */
export function toKatakana(text: string): string {
  return text
    .normalize('NFKC')
    .replaceAll(/[ぁ-ゖ]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) + 0x60));
}

/** The reading key of a name in kana: lower-case ASCII, long vowels short. */
export function readingOfKana(text: string): string {
  let spelled = '';
  for (const kana of toKatakana(text)) {
    const small = SMALL[kana];
    if (small !== undefined && 'ャュョ'.includes(kana) && /[^aeo]i$/.test(spelled)) {
      spelled = `${spelled.slice(0, -1)}${LETTERS.get(small) ?? ''}`;
    } else if (small !== undefined && 'ァィェォ'.includes(kana) && spelled.endsWith('u')) {
      spelled = `${spelled.slice(0, -1)}${LETTERS.get(small) ?? ''}`;
    } else {
      spelled += LETTERS.get(small ?? kana) ?? '';
    }
  }
  return finishReading(spelled);
}

/** The reading key of a name in Latin letters, Hepburn or Kunrei or mixed. */
export function readingOfRomaji(text: string): string {
  const plain = text
    .normalize('NFKD')
    .replaceAll(/[\u0300-\u036f'’\-\s.]/g, '')
    .toLowerCase();
  const kunrei = plain
    .replaceAll('tch', 'tty')
    .replaceAll('shi', 'si')
    .replaceAll('chi', 'ti')
    .replaceAll('tsu', 'tu')
    .replaceAll('ji', 'zi')
    .replaceAll('sh', 'sy')
    .replaceAll('ch', 'ty')
    .replaceAll('j', 'zy')
    .replaceAll('zyy', 'zy')
    .replaceAll('fu', 'hu')
    .replaceAll('f', 'hu')
    .replaceAll('l', 'r')
    .replaceAll('v', 'b')
    .replaceAll(/m(?=[bpm])/g, 'n')
    .replaceAll(/([aiueo])h(?![aiueoy])/g, '$1')
    // A doubled consonant is a small ッ, which the reading leaves out.
    .replaceAll(/([kstpgzdbhr])\1/g, '$1');
  return finishReading(kunrei.replaceAll(/[^a-z]/g, ''));
}

/**
 * Long vowels short, then キヤ as キャ, which is how forms without small letters write it. In this order, so that a
 * reading that is read again stays as it is (リイユ is ryu at once).
 */
function finishReading(spelled: string): string {
  return spelled
    .replaceAll(/o[uo]+/g, 'o')
    .replaceAll(/([aiue])\1+/g, '$1')
    .replaceAll(/([kstnhmrgzbp])i(y[auo])/g, '$1$2');
}
