import { describe, expect, it } from 'vitest';
import { parseDay, parseExpiry, parseInstant } from './moment.ts';

const tokyo = { timeZone: 'Asia/Tokyo' };

function instantOf(text: string, context: { timeZone: string; dateFormat?: string } = tokyo) {
  const parsed = parseInstant(text, context);
  return parsed.ok ? parsed.value.toString() : parsed.reason.code;
}

describe('times', () => {
  it.each([
    ['2010-12-01 08:26:00', '2010-11-30T23:26:00Z'],
    ['2011/1/5 9:03', '2011-01-05T00:03:00Z'],
    ['20150905', '2015-09-04T15:00:00Z'],
    ['20150905093001', '2015-09-05T00:30:01Z'],
    ['2026年11月21日', '2026-11-20T15:00:00Z'],
    ['2026年11月21日(土) 18時30分', '2026-11-21T09:30:00Z'],
    ['２０２６／１１／２１　１８：３０', '2026-11-21T09:30:00Z'],
    ['2026-11-21T18:30:00.125+09:00', '2026-11-21T09:30:00.125Z'],
    ['2016-03-17T17:04:13-0400', '2016-03-17T21:04:13Z'],
    ['2024-02-29 00:00:00 UTC', '2024-02-29T00:00:00Z'],
    ['令和8年11月21日', '2026-11-20T15:00:00Z'],
    ['R8.11.21', '2026-11-20T15:00:00Z'],
    ['2023-02-29', 'date_is_wrong'],
    ['2026-13-01', 'date_is_wrong'],
    ['2026-11-21 08:60', 'date_is_wrong'],
    ['12/1/2010 8:26', 'date_is_wrong'],
    ['昨日', 'date_is_wrong'],
    ['2026-11-21 25:00', 'hour_is_past_midnight'],
    ['2026-11-21 24:00', 'hour_is_past_midnight'],
  ])('%s in Tokyo is %s', (text, wanted) => {
    expect(instantOf(text)).toBe(wanted);
  });

  it('that do not begin with the year need a dateFormat', () => {
    const us = { timeZone: 'Europe/London', dateFormat: 'M/d/yyyy H:mm' };
    expect(instantOf('12/1/2010 8:26', us)).toBe('2010-12-01T08:26:00Z');
    const uk = { timeZone: 'Europe/London', dateFormat: 'dd/MM/yy h:mm a' };
    expect(instantOf('01/07/11 12:05 AM', uk)).toBe('2011-06-30T23:05:00Z');
    expect(instantOf('31/02/11 1:00 PM', uk)).toBe('date_is_wrong');
  });
});

describe('days', () => {
  it.each([
    ['平成31年4月30日', '2019-04-30'],
    ['令和元年5月1日', '2019-05-01'],
    ['昭和64年1月7日', '1989-01-07'],
    ['S50.3.4', '1975-03-04'],
    ['大正15年12月25日', '1926-12-25'],
    ['明治45年7月30日', '1912-07-30'],
    ['1981-04-29 00:00:00', '1981-04-29'],
    ['平成31年5月1日', 'date_is_wrong'],
    ['昭和65年1月1日', 'date_is_wrong'],
    ['平成1年1月7日', 'date_is_wrong'],
  ])('%s is %s', (text, wanted) => {
    const parsed = parseDay(text, tokyo);
    expect(parsed.ok ? parsed.value : parsed.reason.code).toBe(wanted);
  });
});

it('what expires on a day is good until that day ends', () => {
  const day = parseExpiry('2027/3/31', tokyo);
  const minute = parseExpiry('2027/3/31 12:00', tokyo);
  expect(day.ok && day.value.toString()).toBe('2027-03-31T15:00:00Z');
  expect(minute.ok && minute.value.toString()).toBe('2027-03-31T03:00:00Z');
});
