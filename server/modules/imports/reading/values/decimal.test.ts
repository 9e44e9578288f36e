import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDecimal, parseQuantity, parseRatePercent, parseWhole } from './decimal.ts';

function textOf(parsed: ReturnType<typeof parseDecimal>): string {
  return parsed.ok ? parsed.value.text : parsed.reason.code;
}

describe('prices', () => {
  it.each([
    ['2.55', '2.55'],
    ['1,234', '1234'],
    ['￥1,100', '1100'],
    ['\\1,100', '1100'],
    ['1100円', '1100'],
    ['1,100円(税込)', '1100'],
    ['１，２３４．５０', '1234.50'],
    ['-5', '-5'],
    ['−5', '-5'],
    ['△1,000', '-1000'],
    ['▲５', '-5'],
    ['(1,000)', '-1000'],
    ['¥-300', '-300'],
    ['-¥300', '-300'],
    ['-0', '0'],
    ['.5', '0.5'],
    ['007', '7'],
    ['1e5', 'number_is_wrong'],
    ['1,23', 'number_is_wrong'],
    ['2,55', 'number_is_wrong'],
    ['--5', 'number_is_wrong'],
    ['(-5)', 'number_is_wrong'],
    ['無料', 'number_is_wrong'],
    ['1.2.3', 'number_is_wrong'],
    ['NaN', 'number_is_wrong'],
    ['0.1234567', 'decimal_is_too_fine'],
    ['123456789012345', 'decimal_is_too_large'],
  ])('%s is %s', (text, wanted) => {
    expect(textOf(parseDecimal(text))).toBe(wanted);
  });

  it('are the same number as written, to the last digit', () => {
    const digits = fc.bigInt({ min: -(10n ** 13n), max: 10n ** 13n });
    fc.assert(
      fc.property(digits, fc.integer({ min: 0, max: 6 }), (units, scale) => {
        const sign = units < 0n ? '-' : '';
        const padded = (units < 0n ? -units : units).toString().padStart(scale + 1, '0');
        const point = padded.length - scale;
        const text = `${sign}${padded.slice(0, point)}${scale > 0 ? '.' : ''}${padded.slice(point)}`;
        expect(parseDecimal(text)).toEqual({ ok: true, value: { text, units, scale } });
      }),
    );
  });
});

describe('quantities', () => {
  it('have three decimals at most, and lose empty ones', () => {
    expect(textOf(parseQuantity('1.500'))).toBe('1.5');
    expect(textOf(parseQuantity('6.0'))).toBe('6');
    expect(textOf(parseQuantity('-12'))).toBe('-12');
    expect(textOf(parseQuantity('3個'))).toBe('3');
    expect(textOf(parseQuantity('100'))).toBe('100');
    expect(textOf(parseQuantity('0.1234'))).toBe('quantity_is_too_fine');
  });

  it('of points are whole', () => {
    expect(parseWhole('1,250pt')).toEqual({ ok: true, value: 1250n });
    expect(parseWhole('12.0')).toEqual({ ok: true, value: 12n });
    expect(parseWhole('12.5')).toMatchObject({ reason: { code: 'number_is_not_whole' } });
  });
});

describe('rates', () => {
  it.each([
    ['10', '10'],
    ['10%', '10'],
    ['８％', '8'],
    ['0.1', '10'],
    ['0.08', '8'],
    ['0', '0'],
    ['1', '1'],
    ['0.5%', '0.5'],
    ['101', 'rate_is_out_of_range'],
    ['-1', 'rate_is_out_of_range'],
  ])('%s is %s percent', (text, wanted) => {
    expect(textOf(parseRatePercent(text))).toBe(wanted);
  });
});
