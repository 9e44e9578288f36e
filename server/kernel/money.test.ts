import fc from 'fast-check';
import { expect, test } from '#testing';
import { fromMinor, multiplyDecimal, toMinor } from './money.ts';

const safe = fc.integer({ min: -1_000_000_000, max: 1_000_000_000 });

test('a price times a quantity is exact and rounded half away from zero', () => {
  expect(multiplyDecimal('2.55', '6', 'GBP')).toBe(1530);
  expect(multiplyDecimal('0.001', '4', 'GBP')).toBe(0);
  expect(multiplyDecimal('0.005', '1', 'GBP')).toBe(1);
  expect(multiplyDecimal('0.005', '-1', 'GBP')).toBe(-1);
  expect(multiplyDecimal('398', '0.350', 'JPY')).toBe(139);
  expect(() => multiplyDecimal('1,000', '1', 'JPY')).toThrow(/not a decimal/);
});

test('minor units written as text read back as the same', () => {
  fc.assert(
    fc.property(safe, fc.constantFrom('JPY', 'GBP', 'KWD'), (amount, currency) => {
      expect(toMinor(fromMinor(amount, currency), currency)).toBe(amount);
    }),
  );
});
