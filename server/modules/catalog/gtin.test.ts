import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkDigitOf, isInStore, readCode, shortGtin, toGtin14 } from './gtin.ts';
import { rowsAsJson } from './rows-as-json.ts';
import { foldForSearch, likePattern } from './search-text.ts';

test('JAN-13 numbers of real goods are valid, and no change of one digit is', () => {
  for (const jan of ['4569951116179', '4901777018686']) {
    expect(toGtin14(jan)).toBe(`0${jan}`);
    for (let index = 0; index < jan.length; index += 1) {
      for (let digit = 0; digit < 10; digit += 1) {
        const changed = `${jan.slice(0, index)}${digit}${jan.slice(index + 1)}`;
        expect(toGtin14(changed) !== undefined).toBe(changed === jan);
      }
    }
  }
});

const lengths = fc.constantFrom(7, 11, 12, 13);
const digitsOf = (length: number) => fc.stringMatching(new RegExp(`^[1-9]\\d{${length - 1}}$`));

test('digits with their check digit are a GTIN of 14 digits; read again it stays the same', () => {
  fc.assert(
    fc.property(lengths.chain(digitsOf), (digits) => {
      const whole = `${digits}${checkDigitOf(digits)}`;
      const gtin = toGtin14(whole);
      expect(gtin).toBe(whole.padStart(14, '0'));
      expect(toGtin14(gtin ?? '')).toBe(gtin);
    }),
  );
});

test('two neighbours that differ by anything but five cannot be swapped unseen', () => {
  fc.assert(
    fc.property(digitsOf(12), fc.integer({ min: 0, max: 10 }), (digits, at) => {
      const [a = '', b = ''] = [digits[at], digits[at + 1]];
      fc.pre(a !== b && Math.abs(Number(a) - Number(b)) !== 5);
      const swapped = digits.slice(0, at) + b + a + digits.slice(at + 2);
      expect(checkDigitOf(swapped)).not.toBe(checkDigitOf(digits));
    }),
  );
});

test('full width, spaces and hyphens are read; a shorter number shows short again', () => {
  expect(toGtin14('４５６９９５１-１１６１７９')).toBe('04569951116179');
  expect(shortGtin('04569951116179')).toBe('4569951116179');
  expect(shortGtin(toGtin14('49968712') ?? '')).toBe('49968712');
  expect(toGtin14('0000000000000')).toBeUndefined();
});

test('numbers with prefix 02 and 20–29 are a shop’s own', () => {
  const kindOf = (digits: string) => readCode(`${digits}${checkDigitOf(digits)}`).kind;
  expect(kindOf('020000100120')).toBe('in_store');
  expect(kindOf('200000000001')).toBe('in_store');
  expect(kindOf('299999999999')).toBe('in_store');
  expect(kindOf('300000000001')).toBe('gtin');
  expect(kindOf('456995111617')).toBe('gtin');
  expect(isInStore('04569951116179')).toBe(false);
});

test('a Digital Link, an element string and a plain label are read for what they are', () => {
  const jan = { kind: 'gtin', value: '04569951116179' };
  expect(readCode('https://id.example.com/01/04569951116179/10/A1?17=261231')).toEqual(jan);
  expect(readCode('https://example.com/some/path/01/4569951116179')).toEqual(jan);
  expect(readCode('(01)04569951116179(10)A1')).toEqual(jan);
  expect(readCode(']C10104569951116179')).toEqual(jan);
  expect(readCode(']d201045699511161791726123110A1')).toEqual(jan);
  expect(readCode(' AB-12 ')).toEqual({ kind: 'label', value: 'AB-12' });
  expect(readCode('https://example.com/01/04569951116178')).toMatchObject({ kind: 'label' });
});

test('half-width, hiragana and katakana, small and large letters fold to one', () => {
  const words = ['ｶﾞﾗｽ', 'がらす', 'ガラス', 'ｶﾞらス'];
  expect(new Set(words.map(foldForSearch))).toEqual(new Set(['ガラス']));
  expect(foldForSearch('Ｃｏｆｆｅｅ　ＢＥＡＮＳ')).toBe('coffee beans');
});

test('folding what is folded changes nothing, and no text breaks it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const folded = foldForSearch(text);
      expect(foldForSearch(folded)).toBe(folded);
      expect(folded).not.toContain('\0');
    }),
  );
});

test('a per cent sign in a search stands for itself', () => {
  expect(likePattern('100%_\\')).toBe('100\\%\\_\\\\');
});

test('rows keep every text that Postgres can hold and lose only what it cannot', () => {
  expect(rowsAsJson([{ name: 'a\0b', deep: { list: ['\ud800x'] } }])).toBe(
    '[{"name":"ab","deep":{"list":["\ufffdx"]}}]',
  );
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (name) => {
      fc.pre(!name.includes('\0'));
      expect(JSON.parse(rowsAsJson([{ name }]))).toEqual([{ name }]);
    }),
  );
});
