/** Kanji numerals as they stand in addresses and era dates: 三, 十二, 二十三, 百五, 一二. */
const DIGITS = '〇一二三四五六七八九';
const FORMAL: Readonly<Record<string, string>> = {
  壱: '一',
  弐: '二',
  参: '三',
  零: '〇',
  元: '一',
};

/** The number a run of kanji numerals says, or undefined when it says none. */
export function readKanjiNumber(text: string): number | undefined {
  const plain = Array.from(text, (character) => FORMAL[character] ?? character).join('');
  if (/^[〇一二三四五六七八九]+$/.test(plain)) {
    return Number(Array.from(plain, (digit) => DIGITS.indexOf(digit)).join(''));
  }
  const found =
    /^(?:([一二三四五六七八九])?(百))?(?:([一二三四五六七八九])?(十))?([一二三四五六七八九])?$/.exec(
      plain,
    );
  if (found === null || plain === '') return undefined;
  const [, hundreds, hundred, tens, ten, ones] = found;
  const digit = (kanji: string | undefined) => (kanji === undefined ? 1 : DIGITS.indexOf(kanji));
  return (
    (hundred === undefined ? 0 : digit(hundreds) * 100) +
    (ten === undefined ? 0 : digit(tens) * 10) +
    (ones === undefined ? 0 : DIGITS.indexOf(ones))
  );
}
