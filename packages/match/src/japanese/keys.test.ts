import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readAddress } from './address.ts';
import { readDate } from './date.ts';
import { readingOfKana, readingOfRomaji, toKatakana } from './kana.ts';
import { readKanjiNumber } from './numbers.ts';
import { readPhone } from './phone.ts';
import { foldVariants } from './variants.ts';

const kana = fc.string({
  unit: fc.constantFrom(
    ...Array.from('アイウエオカキクケコガギサシスザタチツダナニヌハヒフバパマミムヤユヨラリルワン'),
  ),
  minLength: 1,
});
const hiragana = (text: string) =>
  text.replaceAll(/[ァ-ヶ]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) - 0x60));

describe('the reading of a name', () => {
  it('is the same in hiragana and katakana', () => {
    fc.assert(
      fc.property(kana, (text) => {
        expect(readingOfKana(hiragana(text))).toBe(readingOfKana(text));
      }),
    );
  });

  it('does not change when it is read again as romaji', () => {
    fc.assert(
      fc.property(kana, (text) => {
        const reading = readingOfKana(text);
        expect(readingOfRomaji(reading)).toBe(reading);
      }),
    );
  });

  it.each([
    ['ヨウコ', 'ﾖｳｺ', 'よーこ', 'ヨオコ'],
    ['キョウヘイ', 'キヨウヘイ', 'きょうへい', 'ｷｮｳﾍｲ'],
    ['サトウ', 'サトー', 'さとう', 'ｻﾄｳ'],
  ])('of %s is one in every writing', (first, ...others) => {
    for (const other of others) expect(readingOfKana(other)).toBe(readingOfKana(first));
  });

  it.each([
    ['サトウ', ['SATO', 'Satou', 'SATOH', 'Satō']],
    ['ヨウコ', ['Yoko', 'YOHKO', 'Youko']],
    ['シンジ', ['Shinji', 'Sinzi']],
    ['ツチヤ', ['Tsuchiya', 'Tutiya']],
    ['ホンマ', ['Homma', 'Honma']],
    ['ジュンイチ', ['Junichi', "Jun'ichi", 'Zyun-iti']],
  ])('of %s is that of its romaji', (text, spellings) => {
    for (const spelling of spellings) expect(readingOfRomaji(spelling)).toBe(readingOfKana(text));
  });

  it('joins half-width voiced marks', () => {
    expect(toKatakana('ﾔﾏｻﾞｷ')).toBe('ヤマザキ');
  });
});

describe('variant characters', () => {
  it.each([
    '斉斎齋齊',
    '高髙',
    '崎﨑',
    '辺邊邉',
    '沢澤',
    '浜濱',
    '広廣',
    '国國',
    '真眞',
    '島嶋',
    '桑桒',
    '吉𠮷',
  ])('of %s share a key', (set) => {
    expect(new Set(Array.from(set, foldVariants)).size).toBe(1);
  });

  it('folding twice is folding once, and other texts stay', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(foldVariants(foldVariants(text))).toBe(foldVariants(text));
      }),
    );
    expect(foldVariants('山田 Taro 🎉')).toBe('山田 Taro 🎉');
  });
});

describe('a birth date', () => {
  it.each([
    '1981-04-29',
    '1981/4/29',
    '19810429',
    '昭和56年4月29日',
    'S56.4.29',
    'ｓ５６．４．２９',
    '29/04/1981',
    '1981年4月29日',
  ])('written %s is 29 April 1981', (text) => {
    expect(readDate(text, 2026)).toBe('19810429');
  });

  it.each(['2031-01-01', '1981-13-01', '令和50年1月1日', '0000-00-00', 'unknown', '🎂', ''])(
    'written %s is none',
    (text) => {
      expect(readDate(text, 2026)).toBeUndefined();
    },
  );

  it('in the first year of an era is 元年', () => {
    expect(readDate('令和元年5月1日', 2026)).toBe('20190501');
  });
});

describe('a telephone', () => {
  it.each([
    '03-1234-5670',
    '（03）1234-5670',
    '0312345670',
    '+81 3 1234 5670',
    '０３－１２３４－５６７０',
  ])('written %s is one number', (text) => {
    expect(readPhone(text)).toBe('0312345670');
  });

  it.each(['000-0000-0000', '090-0000-0000', '0120-123-456', '-', '1111111', '123'])(
    '%s is nobody’s',
    (text) => {
      expect(readPhone(text)).toBeUndefined();
    },
  );
});

describe('a Japanese address', () => {
  const wanted = readAddress('東京都世田谷区桜ヶ丘1丁目2番3号');
  it.each([
    '世田谷区桜ケ丘１－２－３',
    '東京都世田谷区桜が丘一丁目2番地3',
    '東京都 世田谷区 桜ヶ丘 1-2-3',
    '〒156-0054 東京都世田谷区桜ヶ丘1‐2‐3',
  ])('written %s has one key', (text) => {
    expect(readAddress(text)).toEqual(wanted);
  });

  it('keeps the building apart', () => {
    expect(readAddress('世田谷区桜丘1-2-3 メゾン青葉405号室')).toMatchObject({
      number: '1-2-3',
      building: 'メゾン青葉405',
    });
  });

  it('that is masked keeps its town', () => {
    expect(readAddress('神奈川県伊勢原市粟窪**********')).toEqual({
      town: '伊勢原市粟窪',
      number: '',
      building: '',
    });
  });

  it('of any text is read without an error', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(readAddress(text)).toHaveProperty('town');
      }),
    );
  });
});

describe('kanji numerals', () => {
  it.each([
    ['十', 10],
    ['二十三', 23],
    ['百五', 105],
    ['一二', 12],
    ['三', 3],
  ])('%s is %i', (text, value) => {
    expect(readKanjiNumber(text)).toBe(value);
  });
});
