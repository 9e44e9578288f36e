import { expect, it } from 'vitest';
import { parseEmail, parsePhone, parsePostalCode, parsePrefecture } from './contact.ts';

function outcomeOf<T>(parsed: { ok: true; value: T } | { ok: false; reason: { code: string } }) {
  return parsed.ok ? parsed.value : parsed.reason.code;
}

it.each([
  ['03-1234-5678', '+81312345678'],
  ['０９０−１２３４−５６７８', '+819012345678'],
  ['090ー1234ー5678', '+819012345678'],
  ['+1 212 555 4240', '+12125554240'],
  ['(06)6123-4567', '+81661234567'],
])('the telephone number %s is %s, and stays as written beside it', (original, e164) => {
  expect(outcomeOf(parsePhone(original))).toEqual({ original, e164 });
});

it.each(['12', 'なし', '-'])('%s is no telephone number', (text) => {
  expect(outcomeOf(parsePhone(text))).toBe('phone_is_wrong');
});

it('a number without country code is read by the region', () => {
  expect(outcomeOf(parsePhone('(212) 555-4240', 'US'))).toMatchObject({ e164: '+12125554240' });
});

it.each([
  [' Hanako@Example.CO.JP ', 'Hanako@example.co.jp'],
  ['ｈａｎａｋｏ＠ｅｘａｍｐｌｅ．ｊｐ', 'hanako@example.jp'],
  ['a..b.@docomo.ne.jp', 'a..b.@docomo.ne.jp'],
  ['hanako@example', 'email_is_wrong'],
  ['a@b@example.jp', 'email_is_wrong'],
  ['a@x.jp,b@x.jp', 'email_is_wrong'],
  ['hanako', 'email_is_wrong'],
])('the mail address %j is %s', (text, wanted) => {
  expect(outcomeOf(parseEmail(text))).toBe(wanted);
});

it.each([
  ['259-1113', '2591113'],
  ['〒１００－０００１', '1000001'],
  ['1000001', '1000001'],
  ['100 0001', '1000001'],
  ['60001', 'postal_code_is_wrong'],
  ['10000011', 'postal_code_is_wrong'],
  ['SW1A 1AA', 'SW1A 1AA'],
])('the postal code %s is %s', (text, wanted) => {
  expect(outcomeOf(parsePostalCode(text))).toBe(wanted);
});

it.each([
  ['東京', '東京都'],
  ['京都府', '京都府'],
  ['京都', '京都府'],
  ['13', '東京都'],
  ['1', '北海道'],
  ['JP-47', '沖縄県'],
  ['神奈川県伊勢原市粟窪', '神奈川県'],
  ['48', 'prefecture_is_unknown'],
  ['江戸', 'prefecture_is_unknown'],
])('the prefecture %s is %s', (text, wanted) => {
  expect(outcomeOf(parsePrefecture(text))).toBe(wanted);
});
