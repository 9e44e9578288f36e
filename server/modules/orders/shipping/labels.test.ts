import iconv from 'iconv-lite';
import { expect, test } from 'vitest';
import { sagawaHeader, sagawaRow, toCp932Csv, yamatoHeader, yamatoRow } from './labels.ts';

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
