import { expect, test } from 'vitest';
import { formatCount, formatDistance, formatMinute } from './format.ts';
import {
  formatClock,
  formatDate,
  formatDay,
  formatMoment,
  formatWeekday,
  instantIn,
} from './moments.ts';
import { formatMoney, formatRate, formatUnitPrice, majorOf, minorOf } from './money.ts';

const evening = '2026-11-21T09:30:05Z';

test('yen have no decimals, and a half-width sign where they are not read as Japanese', () => {
  expect(formatMoney(1100, 'JPY')).toBe('¥1,100');
  expect(formatMoney(-2200, 'JPY')).toBe('-¥2,200');
  expect(formatMoney(1100, 'JPY', 'en')).toBe('¥1,100');
});

test('a Japanese sentence has 円', () => {
  expect(formatMoney(1100, 'JPY', 'ja')).toBe('1,100円');
  expect(formatMoney(1250, 'GBP', 'ja')).toBe('£12.50');
});

test('late hours go on after 24:00, distances round as far as a walker cares', () => {
  expect(formatMinute(1500)).toBe('25:00');
  expect(formatDistance(417)).toBe('420m');
  expect(formatDistance(3210)).toBe('3.2km');
});

test('pounds have pence', () => {
  expect(formatMoney(974_774_793, 'GBP')).toBe('£9,747,747.93');
});

test('a unit price keeps what is finer than the currency', () => {
  expect(formatUnitPrice('0.285', 'GBP')).toBe('£0.285');
  expect(formatUnitPrice('1080', 'JPY')).toBe('¥1,080');
});

test('rates and counts', () => {
  expect(formatRate(800)).toBe('8%');
  expect(formatRate(1000)).toBe('10%');
  expect(formatCount(370_931)).toBe('370,931');
  expect(formatCount(0.125)).toBe('0.125');
});

test('Japanese dates have the weekday in brackets and the 24-hour clock', () => {
  expect(formatMoment(evening, 'ja', 'Asia/Tokyo')).toBe('2026年11月21日(土) 18:30');
  expect(formatClock(evening, 'Asia/Tokyo')).toBe('18:30:05');
});

test('English dates', () => {
  expect(formatMoment(evening, 'en', 'Asia/Tokyo')).toBe('Sat 21 Nov 2026, 18:30');
});

test('the day is that of the house, not of the reader', () => {
  expect(formatDay('2026-11-21T15:00:00Z', 'ja', 'Asia/Tokyo')).toBe('2026年11月22日(日)');
  expect(formatDay('2026-11-21T15:00:00Z', 'ja', 'Europe/London')).toBe('2026年11月21日(土)');
});

test('a day without a time is that day for everybody', () => {
  expect(formatDate('2026-11-24', 'ja')).toBe('2026年11月24日(火)');
  expect(formatDate('2026-11-24', 'en')).toBe('Tue 24 Nov 2026');
});

test('an amount in a field is typed back as the same amount, also in currencies without smaller units', () => {
  for (const currency of ['JPY', 'KRW', 'GBP']) {
    expect(minorOf(String(majorOf(125_050, currency)), currency)).toBe(125_050);
  }
});

test('midnight is 00:00 and never 24:00', () => {
  expect(formatClock('2026-11-21T15:00:00Z', 'Asia/Tokyo')).toBe('00:00:00');
});

test('what is no date is shown as it came', () => {
  expect(formatMoment('later', 'ja', 'Asia/Tokyo')).toBe('later');
});

test('what is typed as an amount becomes minor units of its currency', () => {
  expect(minorOf('1100', 'JPY')).toBe(1100);
  expect(minorOf('12.5', 'GBP')).toBe(1250);
});

test('what is typed as a time is a time of the house, whatever the browser thinks', () => {
  expect(instantIn('2026-11-21T18:30', 'Asia/Tokyo')).toBe('2026-11-21T09:30:00.000Z');
  expect(instantIn('2026-07-01T09:00', 'Europe/London')).toBe('2026-07-01T08:00:00.000Z');
  expect(instantIn('', 'Asia/Tokyo')).toBeUndefined();
});

test('a weekday has its whole name', () => {
  expect(formatWeekday(evening, 'ja', 'Asia/Tokyo')).toBe('土曜日');
  expect(formatWeekday(evening, 'en', 'Asia/Tokyo')).toBe('Saturday');
});
