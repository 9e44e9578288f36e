import { expect, test } from 'vitest';
import { isoDayOf, yearInWords } from './era.ts';
import { compose, noReading, type Reading, settle, toKatakana } from './kana.ts';
import { postalDigits } from './towns.ts';

/** What an input method shows, one after the other; `|` is the choice. */
function typed(...shown: readonly string[]): string {
  const end = shown.reduce<Reading>(
    (reading, each) => (each === '|' ? settle(reading) : compose(reading, each)),
    noReading,
  );
  return end.settled + end.typing;
}

test('the reading is what was kana before the characters were chosen', () => {
  expect(typed('や', 'やm', 'やま', 'やまd', 'やまだ', '山田', '|')).toBe('ヤマダ');
  expect(typed('た', 'たか', '髙', '|', 'は', 'はし', '橋', '|')).toBe('タカハシ');
  expect(typed('さ', 'さt', 'さと', 'さとう', 'さと', '里', '|')).toBe('サト');
  expect(typed('y', '|')).toBe('');
  expect(toKatakana('ﾔﾏﾀﾞやまだ')).toBe('ヤマダヤマダ');
});

test('a birth day by era is the ISO day it is, and no day outside of its era', () => {
  expect(isoDayOf('showa', '６４', '1', '7')).toBe('1989-01-07');
  expect(isoDayOf('showa', '64', '1', '8')).toBeUndefined();
  expect(isoDayOf('heisei', '元', '1', '8')).toBe('1989-01-08');
  expect(isoDayOf('reiwa', '1', '5', '1')).toBe('2019-05-01');
  expect(isoDayOf('common', '2000', '2', '30')).toBeUndefined();
  expect(isoDayOf('common', '', '2', '3')).toBeUndefined();
  expect(yearInWords('1990-02-03', 'ja')).toBe('1990年(平成2年)');
  expect(yearInWords('2019-05-01', 'ja')).toBe('2019年(令和元年)');
  expect(yearInWords('1990-02-03', 'en')).toBe('1990');
});

test('a postal code is seven digits of any width', () => {
  expect(postalDigits('〒６０４ー８０８１')).toBe('6048081');
  expect(postalDigits('604-808')).toBeUndefined();
});
