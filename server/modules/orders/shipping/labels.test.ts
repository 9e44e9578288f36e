import iconv from 'iconv-lite';
import { expect, test } from 'vitest';
import { labelProblems } from './label-problems.ts';
import {
  halfKana,
  sagawaHeader,
  sagawaRow,
  toCp932Csv,
  widthOf,
  yamatoHeader,
  yamatoRow,
} from './labels.ts';
import { readTracking } from './read-tracking.ts';

const parcel = {
  number: '261122-000001',
  day: Temporal.PlainDate.from('2026-11-22'),
  to: {
    name: '髙橋 一郎①',
    kana: 'タカハシ イチロウ',
    phone: '0312345678',
    postalCode: '1110051',
    address: '東京都台東区蔵前三丁目十二番地の四十五 縁側ハイツ〜弐番館 1203号室',
  },
  from: {
    name: '縁側商店 蔵前店',
    kana: '',
    phone: '0398765432',
    postalCode: '1110051',
    address: '東京都台東区蔵前1-1',
  },
  content: '湯のみ "青" ほか',
};

function columnsOf(header: readonly string[], row: readonly string[]) {
  return Object.fromEntries(header.map((name, index) => [name, row[index]]));
}

test('Yamato B2: each field stands in its column, the day with slashes, the address cut at its length', () => {
  const row = yamatoRow(parcel);
  expect(row).toHaveLength(yamatoHeader.length);
  expect(columnsOf(yamatoHeader, row)).toMatchObject({
    お客様管理番号: '261122-000001',
    送り状種類: '0',
    出荷予定日: '2026/11/22',
    お届け先郵便番号: '1110051',
    お届け先名: '髙橋 一郎①',
    敬称: '様',
    ご依頼主名: '縁側商店 蔵前店',
  });
  expect(`${row[11]}${row[12]}`).toBe(parcel.to.address);
});

test('Sagawa e飛伝: address and name go on in the next columns', () => {
  const row = sagawaRow(parcel);
  expect(row).toHaveLength(sagawaHeader.length);
  const told = columnsOf(sagawaHeader, row);
  expect(`${told['お届け先住所1']}${told['お届け先住所2']}${told['お届け先住所3']}`).toBe(
    parcel.to.address,
  );
  expect(told['お届け先住所1']).toHaveLength(16);
  expect(told['出荷個数']).toBe('1');
});

test('the file is CP932 with CRLF and quoted fields: 髙 and ① stay, the wave dash is that of CP932, what it lacks is 〓', () => {
  const bytes = toCp932Csv([yamatoRow(parcel), ['𠮷野家', '=1+1']]);
  const text = iconv.decode(bytes, 'cp932');
  expect(text).toContain('"髙橋 一郎①"');
  expect(text).toContain('縁側ハイツ～弐番館');
  expect(text).toContain('"湯のみ ""青"" ほか"');
  expect(text.endsWith('"〓野家","=1+1"\r\n')).toBe(true);
  expect(bytes.includes(Buffer.from([0x81, 0x60]))).toBe(true);
});

test('the columns are those of the programs: 42 of B2 Cloud with the contract in 40 and 42, 74 of e飛伝III with the customer in 11', () => {
  expect(yamatoHeader).toHaveLength(42);
  expect(sagawaHeader).toHaveLength(74);
  expect(yamatoHeader[3]).toBe('伝票番号');
  expect(yamatoHeader[39]).toBe('請求先顧客コード');
  expect(yamatoHeader[41]).toBe('運賃管理番号');
  expect(sagawaHeader[9]).toBe('お客様管理番号');
  expect(sagawaHeader[10]).toBe('お客様コード');
  expect(sagawaHeader[61]).toBe('お問い合せ送り状No.');
  expect(sagawaHeader.at(-1)).toBe('編集10');
  const contract = { customerCode: '0312345678', fareCode: '01' };
  const row = yamatoRow({ ...parcel, contract });
  expect([row[39], row[41]]).toEqual(['0312345678', '01']);
  expect(sagawaRow({ ...parcel, contract })[10]).toBe('0312345678');
});

test('no field of Yamato is wider than its column, in half widths; kana are of half width', () => {
  const long = 'あ'.repeat(60);
  const row = yamatoRow({
    ...parcel,
    content: long,
    to: { ...parcel.to, name: long, kana: 'ガギグゲゴパピプペポー'.repeat(9), address: long },
  });
  const widths: Readonly<Record<string, number>> = {
    お届け先住所: 64,
    お届け先アパートマンション名: 32,
    'お届け先会社・部門1': 50,
    お届け先名: 32,
    'お届け先名(カナ)': 50,
    品名1: 50,
  };
  const tooWide = Object.entries(widths).filter(
    ([name, most]) => widthOf(row[yamatoHeader.findIndex((each) => each === name)] ?? '') > most,
  );
  expect(tooWide).toEqual([]);
  expect(`${row[11]}${row[12]}${row[13]}`).toBe(long);
  expect(halfKana('タカハシ ガパー')).toBe('ﾀｶﾊｼ ｶﾞﾊﾟｰ');
});

test('what a label program stumbles over is told before: telephone, postal code, lengths, signs, contract', () => {
  expect(labelProblems('sagawa', parcel)).toEqual([]);
  expect(labelProblems('yamato', parcel)).toEqual(['no_contract']);
  const to = { ...parcel.to, phone: '', postalCode: '111', name: '𠮷'.repeat(40) };
  const long = { ...to, address: 'あ'.repeat(80) };
  expect(labelProblems('sagawa', { ...parcel, to: long })).toEqual([
    'no_phone',
    'no_postal_code',
    'address_long',
    'name_long',
    'sign_unknown',
  ]);
});

test('the file that comes back is read by its header or by its places, in CP932 and in UTF-8, with numbers in hyphens', () => {
  const filled = (header: readonly string[], row: string[], column: string, number: string) =>
    header.map((name, index) => (name === column ? number : (row[index] ?? '')));
  const yamato = filled(yamatoHeader, yamatoRow(parcel), '伝票番号', '1234-5678-9012');
  const sagawa = filled(sagawaHeader, sagawaRow(parcel), 'お問い合せ送り状No.', '400012345678');
  const read = { number: '261122-000001' };
  expect(readTracking('yamato', toCp932Csv([yamatoHeader, yamato]))).toEqual([
    { ...read, row: 2, trackingNumber: '123456789012' },
  ]);
  expect(readTracking('yamato', toCp932Csv([yamato]))).toEqual([
    { ...read, row: 1, trackingNumber: '123456789012' },
  ]);
  const utf8 = Buffer.from(`\uFEFF${iconv.decode(toCp932Csv([sagawaHeader, sagawa]), 'cp932')}`);
  expect(readTracking('sagawa', utf8)).toEqual([
    { ...read, row: 2, trackingNumber: '400012345678' },
  ]);
  expect(readTracking('sagawa', Buffer.from(''))).toEqual([]);
});
