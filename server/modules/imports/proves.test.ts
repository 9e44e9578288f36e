// What a source has proved of its customers links them as they come in; the rest only suggests.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type TestHouse, test } from '#testing';
import { readProves } from './proves.ts';
import { runImport } from './run-import.ts';

async function importText(house: TestHouse, text: string, options: object) {
  const folder = mkdtempSync(join(tmpdir(), 'proves-'));
  const path = join(folder, 'customers.csv');
  writeFileSync(path, text);
  try {
    return await runImport(house.db, {
      kind: 'customers',
      path,
      timeZone: 'Asia/Tokyo',
      currency: 'JPY',
      ...options,
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const customers = async (house: TestHouse, source: string) => {
  const { rows } = await house.db.pool.query(
    'SELECT count(DISTINCT customer_id)::int AS n FROM customers.record WHERE source LIKE $1',
    [`${source}%`],
  );
  return rows[0].n;
};

test('an imported column counts as a proved sign where its source has proved it, also on a second run', async ({
  house,
}) => {
  const till =
    '会員ID,氏名,電話番号,カード番号\nA1,縁側 花子,090-2222-3333,8000-1\nA2,縁側 太郎,,8000-2\n';
  const line =
    '会員ID,氏名,電話番号,LINEユーザーID\nL1,はなこ,+81 90 2222 3333,U1\nL2,たろう,,U2\n';
  const shop = '会員ID,氏名,会員証番号,LINEユーザーID\nS1,エンガワ,8000-1,\nS2,エンガワ,,U2\n';
  const all = 'phone,member=engawa,line=provider-1';
  await importText(house, till, { source: 'p-till' });
  await importText(house, line, { source: 'p-line', proves: all });
  expect(await customers(house, 'p-')).toBe(4);
  const again = await importText(house, till, { source: 'p-till', proves: all });
  expect(again).toMatchObject({ rows: 2, rejected: 0 });
  expect(await customers(house, 'p-')).toBe(3);
  await importText(house, shop, { source: 'p-shop', proves: all });
  // 花子 by card and telephone, 太郎 of the till, たろう by LINE.
  expect(await customers(house, 'p-')).toBe(3);
});

test('what is proved is said in a few words, and a slip is refused before a row is read', async ({
  house,
}) => {
  expect(readProves(' email, member=engawa ')).toEqual({ email: true, memberIssuer: 'engawa' });
  const wrong = importText(house, '会員ID,氏名\n1,甲\n', { source: 'p-slip', proves: 'member' });
  await expect(wrong).rejects.toThrow('imports.proves_wrong');
});
