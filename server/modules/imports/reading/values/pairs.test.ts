/** Cells that hold several values, and cells that spreadsheets would run: both come back as they went out. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseList } from './codes.ts';
import { guard, unguard } from './guard.ts';
import { parsePairs, parseSteps, writeList, writePairs, writeSteps } from './pairs.ts';

const word = fc.string({
  unit: fc.constantFrom('a', '色', ' ', '=', ';', ',', '、', '>', '"', '[', '{', "'", '\n', '-'),
  maxLength: 6,
});

it('any text comes back through the guard, and none that goes out begins like a formula', () => {
  expect(guard('=1+1')).toBe("'=1+1");
  expect(guard('＝cmd')).toBe("'＝cmd");
  expect(guard("'00123")).toBe("'00123");
  fc.assert(
    fc.property(fc.oneof(word, fc.string()), (text) => {
      expect(unguard(guard(text))).toBe(text);
      expect(guard(text)).not.toMatch(/^[=+\-@\t\r＝＋－＠]/);
    }),
  );
});

it('named values, lists and steps come back as they were', () => {
  expect(writePairs({ 色: '藍', サイズ: 'M' })).toBe('色=藍;サイズ=M');
  expect(parsePairs('色＝藍；サイズ＝Ｍ')).toMatchObject({ value: { 色: '藍', サイズ: 'Ｍ' } });
  const value = fc.oneof(word, fc.integer(), fc.boolean(), fc.array(word, { maxLength: 3 }));
  fc.assert(
    fc.property(fc.dictionary(word, value, { noNullPrototype: true, maxKeys: 4 }), (values) => {
      const cell = writePairs(values);
      expect(cell === '' ? {} : parsePairs(cell)).toEqual(
        Object.keys(values).length === 0 ? {} : { ok: true, value: values },
      );
    }),
  );
  const words = fc.array(
    word.filter((each) => each.trim() !== ''),
    { minLength: 1, maxLength: 4 },
  );
  fc.assert(
    fc.property(words, (texts) => {
      expect(parseList(writeList(texts))).toEqual({ ok: true, value: texts });
      expect(parseSteps(writeSteps(texts))).toEqual({ ok: true, value: texts });
    }),
  );
});

it('what is neither named values nor a list of them is refused with how to write it', () => {
  for (const cell of ['色', '=藍', '{"a":', '[1]']) {
    expect(parsePairs(cell)).toMatchObject({ ok: false, reason: { code: 'pairs_are_wrong' } });
  }
});
