// Customers as the worst files have them: each row is taken or listed with its reason, nothing is lost, and nobody is
// merged by what is missing.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { learnBook } from '#identity';
import { expect, type TestHouse, test } from '#testing';
import { runImport } from './run-import.ts';

const head = '会員ID,氏名,フリガナ,メールアドレス,電話番号,生年月日,住所';

async function bring(house: TestHouse, source: string, content: string | Uint8Array, more = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'odd-'));
  const path = join(folder, 'customers.csv');
  writeFileSync(path, content);
  try {
    return await runImport(house.db, {
      kind: 'customers',
      path,
      source,
      timeZone: 'Asia/Tokyo',
      currency: 'JPY',
      ...more,
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const counted = async (house: TestHouse, source: string) => {
  const { rows } = await house.db.pool.query(
    `SELECT count(*)::int AS records, count(DISTINCT customer_id)::int AS customers
     FROM customers.record WHERE source = $1`,
    [source],
  );
  return rows[0];
};

test('empty names: records without anything to tell them by stay as many customers', async ({
  house,
}) => {
  const lines = Array.from({ length: 80 }, (_, index) => `E${index},,,,,,`);
  const report = await bring(house, 'empty', [head, ...lines].join('\n'));
  expect(report).toMatchObject({ rows: 80, accepted: 80, rejected: 0 });
  await learnBook(house.db, { actor: 'test' });
  expect(await counted(house, 'empty')).toEqual({ records: 80, customers: 80 });
});

test('emoji and right-to-left text are kept as they came and found again', async ({ house }) => {
  const lines = [
    'R1,🍣🍺 花子,,sushi@example.jp,,,',
    'R2,محمد علي,,ali@example.jp,,,',
    'R3,שרה כהן,,,,,',
  ];
  const report = await bring(house, 'rtl', [head, ...lines].join('\n'));
  expect(report).toMatchObject({ accepted: 3, rejected: 0 });
  const owner = await house.as('owner');
  const found = await house.request(
    'GET',
    `/api/customers?q=${encodeURIComponent('محمد علي')}`,
    undefined,
    owner,
  );
  expect(found.body.customers).toHaveLength(1);
});

test('a field of 10 kB is taken or listed, never cut in silence', async ({ house }) => {
  const report = await bring(
    house,
    'long',
    [head, `L1,甲,,,,,${'あ'.repeat(10_000)}`, 'L2,乙,,,,,'].join('\n'),
  );
  expect(report.accepted + report.rejected).toBe(2);
  for (const each of report.rejections) {
    expect(each.ja.length).toBeLessThan(300);
  }
  const { records } = await counted(house, 'long');
  expect(records).toBe(report.accepted);
});

test('a birth date in the future is listed with row and column', async ({ house }) => {
  const report = await bring(
    house,
    'future',
    [head, 'F1,甲,,,,2999-01-01,', 'F2,乙,,,,1999-01-01,'].join('\n'),
  );
  expect(report).toMatchObject({ accepted: 1, rejected: 1 });
  expect(report.rejections[0]).toMatchObject({ row: 1, column: '生年月日' });
  expect(report.rejections[0]?.ja).toContain('未来');
});

test('one e-mail on 500 records is nobody’s own, proved or not', async ({ house }) => {
  const lines = Array.from(
    { length: 500 },
    (_, index) => `M${index},客 ${index},,all@example.jp,,,`,
  );
  const text = [head, ...lines].join('\n');
  const report = await bring(house, 'one-mail', text, { proves: 'email' });
  expect(report).toMatchObject({ accepted: 500, rejected: 0 });
  await learnBook(house.db, { actor: 'test' });
  expect(await counted(house, 'one-mail')).toEqual({ records: 500, customers: 500 });
});

test('a wrong header says what is missing, and a wrong encoding what the file is', async ({
  house,
}) => {
  const unknown = bring(house, 'header', 'あ,い,う\n1,2,3\n');
  await expect(unknown).rejects.toThrow(/customerKey|会員ID/);
  const binary = bring(
    house,
    'binary',
    Uint8Array.from({ length: 4000 }, (_, n) => (n * 7919) % 256),
  );
  await expect(binary).rejects.toThrow();
  expect(await counted(house, 'header')).toEqual({ records: 0, customers: 0 });
  const utf16 = await bring(
    house,
    'utf16',
    Buffer.from(`\uFEFF${head}\nU1,縁側 花子,,u@example.jp,,,\n`, 'utf16le'),
  );
  expect(utf16).toMatchObject({ accepted: 1 });
});
