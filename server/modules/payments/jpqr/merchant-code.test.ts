import { expect, test } from 'vitest';
import { makeMerchantCode, readMerchantCode } from './merchant-code.ts';

// Two public samples. The check digits of the second are wrong as published: they compute to 0F92.
const sample =
  '0002016003xxx01021129300012D156000000000510A93FO3230Q31280012D1560000000103081234567826680019jp.or.paymentsjapan01130000000000001020400010306000001040600000153033925903xxx64180002JA0108メルペイ カフェ520441115802JP610710661436304DEE9';
const corrupt =
  '00020164210002JA0111JPQRMPM本舗食堂53033925903xxx6003xxx610710600325802JP01021126680019jp.or.paymentsjapan0113000000000000102040001030600000104060000015204412163046D60';

const shop = {
  jpqr: { company: '0000000000001', shop: '0001', terminal: '000001', agent: '000001' },
  categoryCode: '5651',
  name: 'ENGAWA GINZA',
  city: 'TOKYO',
  postalCode: '1040061',
  localName: '縁側 銀座店𠮷',
};

test('a static JPQR code is read, tags in any order, lengths counted in characters', () => {
  expect(readMerchantCode(sample)).toMatchObject({
    isDynamic: false,
    jpqr: { company: '0000000000001', shop: '0001', terminal: '000001', agent: '000001' },
    categoryCode: '4111',
    currency: '392',
    amountMinor: null,
    country: 'JP',
    localName: 'メルペイ カフェ',
    postalCode: '1066143',
  });
});

test('a code whose check digits do not fit is refused with both', () => {
  expect(() => readMerchantCode(corrupt)).toThrow(
    expect.objectContaining({
      code: 'payments.code_corrupt',
      details: { actual: '6D60', expected: '0F92' },
    }),
  );
});

test('a dynamic code that is made reads back with its amount and reference', () => {
  const code = makeMerchantCode({ ...shop, amountYen: 1100, referenceLabel: 'A0001' });
  expect(readMerchantCode(code)).toMatchObject({
    isDynamic: true,
    amountMinor: 1100,
    referenceLabel: 'A0001',
    localName: shop.localName,
    jpqr: shop.jpqr,
  });
  expect(readMerchantCode(makeMerchantCode(shop))).toMatchObject({
    isDynamic: false,
    amountMinor: null,
  });
});

test('any one changed character is noticed', () => {
  const code = makeMerchantCode({ ...shop, amountYen: 980 });
  for (let at = 0; at < code.length; at += 1) {
    const changed = `${code.slice(0, at)}${code[at] === '1' ? '2' : '1'}${code.slice(at + 1)}`;
    expect(() => readMerchantCode(changed), `position ${at}`).toThrow(/payments\.code_/);
  }
});

test.each(['', 'hello', 'https://example.jp/qr', '6304FFFF', '0099'])(
  '"%s" is no payment code and is refused with a sentence',
  (text) => {
    expect(() => readMerchantCode(text)).toThrow(/payments\.code_/);
  },
);
