import { cardNumberOf } from '@engawa/card';
import { expect, test } from 'vitest';
import { createScanGate, hasRightCheckDigit, readScan } from './read-scan.ts';

test('a JAN is read as it is, in any width', () => {
  expect(readScan('4569951116179')).toEqual({ kind: 'item', code: '4569951116179' });
  const wide = '4569951116179'
    .split('')
    .map((digit) => String.fromCharCode(0xff10 + Number(digit)));
  expect(readScan(wide.join(''))).toEqual({ kind: 'item', code: '4569951116179' });
});

test('marks of the symbology and control characters fall away', () => {
  expect(readScan('\u0002]E04569951116179\u0003')).toEqual({
    kind: 'item',
    code: '4569951116179',
  });
});

test('a wrong check digit is a misread', () => {
  expect(readScan('4569951116178')).toEqual({ kind: 'misread', code: '4569951116178' });
  expect(hasRightCheckDigit('49123456')).toBe(true);
  expect(hasRightCheckDigit('49123457')).toBe(false);
});

test('a label that is no number of GS1 is left alone', () => {
  expect(readScan('SHELF-7')).toEqual({ kind: 'item', code: 'SHELF-7' });
  expect(readScan('12345')).toEqual({ kind: 'item', code: '12345' });
});

test('the number inside a Digital Link or an element string is the item', () => {
  expect(readScan('https://id.gs1.org/01/04569951116179/10/A1')).toEqual({
    kind: 'item',
    code: '04569951116179',
  });
  expect(readScan('(01)04569951116179(10)A1')).toEqual({ kind: 'item', code: '04569951116179' });
});

test('the code of an order leads to the order, alone or in an address', () => {
  const orderId = 'ord_01kaz0v7d4e9tbq0m3xkx3n5r8';
  expect(readScan(orderId)).toEqual({ kind: 'order', orderId });
  expect(readScan(`https://shop.example.jp/orders/${orderId}?t=x`)).toEqual({
    kind: 'order',
    orderId,
  });
});

test('the code of a transfer slip leads to the transfer', () => {
  const transferId = 'trf_01kaz0v7d4e9tbq0m3xkx3n5r8';
  expect(readScan(`]Q3${transferId}`)).toEqual({ kind: 'transfer', transferId });
});

test('nothing is a misread', () => {
  expect(readScan(' \r')).toEqual({ kind: 'misread', code: '' });
});

test('the same code passes once a second, another at once', () => {
  const gate = createScanGate();
  expect(gate('a', 0)).toBe(true);
  expect(gate('a', 400)).toBe(false);
  expect(gate('b', 500)).toBe(true);
  expect(gate('a', 600)).toBe(true);
  expect(gate('a', 1601)).toBe(true);
});

test('the number that a guest reads out is that of an order, also in full width', () => {
  const read = { kind: 'order-number', number: '261122-000058' };
  expect(readScan('261122-000058')).toEqual(read);
  expect(readScan('２６１１２２ー００００５８')).toEqual(read);
});

test('a member card is read by its moving code and by its number, spaces or not', () => {
  const code = `EGC1:${'A'.repeat(294)}`;
  expect(readScan(`]Q3${code}`)).toEqual({ kind: 'member', code });
  const number = cardNumberOf('1234567890123');
  expect(readScan(number)).toEqual({ kind: 'member', code: number });
  expect(readScan(number.replaceAll(/(\d{4})(?=\d)/g, '$1 '))).toEqual({
    kind: 'member',
    code: number,
  });
});
