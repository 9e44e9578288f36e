import pg from 'pg';
import { transaction } from '#kernel/transaction';
import { expect, type TestHouse, test } from '#testing';
import { changeProfile } from './change-profile.ts';
import { createGuestRecords } from './create-guest-records.ts';
import { ensureRecords } from './ensure-records.ts';
import { eraseCustomerRecords } from './erase-customer-records.ts';
import { importCustomers } from './import-customers.ts';
import type { Profile } from './profile.ts';
import { findRecords, readProfiles } from './read-profiles.ts';
import { findProfileRows } from './store.ts';

const hanako: Profile = {
  familyName: '大野',
  givenName: 'あや子',
  familyKana: 'おおの',
  givenKana: 'あやこ',
  email: 'Ayako.Marker@Example.jp',
  phone: '０９０−１２３４−９８７６',
  postalCode: '259-1113',
  address: '神奈川県伊勢原市粟窪777',
  birthDate: '1981-04-29',
  memberNumber: 'MARKER-0042',
  note: '手袋の左だけ探している',
};

const take = (house: TestHouse, source: string, key: string, profile: Profile) =>
  transaction(house.db, {}, (tx) => importCustomers(tx, { source }, [{ key, profile }]));

test('the same customers twice are created, then unchanged, then updated where one differs', async ({
  house,
}) => {
  const rows = Array.from({ length: 50 }, (_, index) => ({
    key: `C${index}`,
    profile: { fullName: `山田 ${index}`, postalCode: '100-0001' },
  }));
  const run = (input: typeof rows) =>
    transaction(house.db, {}, (tx) => importCustomers(tx, { source: 'book' }, input));
  const first = await run(rows);
  expect(new Set(first.map((each) => each.outcome))).toEqual(new Set(['created']));
  const second = await run(rows);
  expect(second.map((each) => each.recordId)).toEqual(first.map((each) => each.recordId));
  expect(new Set(second.map((each) => each.outcome))).toEqual(new Set(['unchanged']));
  const moved = rows.map((row, index) =>
    index === 7
      ? { key: row.key, profile: { fullName: row.profile.fullName, postalCode: '530-0001' } }
      : row,
  );
  const third = await run(moved);
  expect(third.map((each) => each.outcome).filter((each) => each !== 'unchanged')).toEqual([
    'updated',
  ]);
  const recordId = third[7]?.recordId ?? '';
  await transaction(house.db, {}, async (tx) => {
    expect((await readProfiles(tx, [recordId])).get(recordId)).toEqual(moved[7]?.profile);
    expect((await findProfileRows(tx, [recordId]))[0]?.version).toBe(2);
  });
});

test('a key that comes twice in one import is worked in order and ends with the later row', async ({
  house,
}) => {
  const outcomes = await transaction(house.db, {}, (tx) =>
    importCustomers(tx, { source: 'twice' }, [
      { key: 'A', profile: { fullName: '古い 名' } },
      { key: 'A', profile: { fullName: '新しい 名' } },
    ]),
  );
  expect(outcomes.map((each) => each.outcome)).toEqual(['created', 'updated']);
  const recordId = outcomes[0]?.recordId ?? '';
  const profiles = await transaction(house.db, {}, (tx) => readProfiles(tx, [recordId]));
  expect(profiles.get(recordId)?.fullName).toBe('新しい 名');
});

test('an order’s contact fills a record that has no profile, and never replaces one', async ({
  house,
}) => {
  const ensure = (profile?: Profile) =>
    transaction(house.db, {}, async (tx) => {
      const row = { key: 'K', ...(profile === undefined ? {} : { profile }) };
      const made = (await ensureRecords(tx, { source: 'fill' }, [row, row])).get('K');
      const recordId = made?.recordId ?? '';
      return { ...made, profile: (await readProfiles(tx, [recordId])).get(recordId) };
    });
  expect(await ensure()).toMatchObject({ isNew: true, profile: null });
  expect(await ensure({ fullName: '初 名' })).toMatchObject({ isNew: false });
  expect(await ensure({ fullName: '別 名' })).toMatchObject({ profile: { fullName: '初 名' } });
});

test('changing one field keeps the others, and an empty text takes a field away', async ({
  house,
}) => {
  const [made] = await take(house, 'edit', 'E', { fullName: '編集 一', phone: '03-1234-5678' });
  const recordId = made?.recordId ?? '';
  const change = (changes: Profile) =>
    transaction(house.db, {}, (tx) => changeProfile(tx, recordId, changes));
  expect(await change({ email: 'edit@example.jp' })).toEqual({
    fullName: '編集 一',
    phone: '03-1234-5678',
    email: 'edit@example.jp',
  });
  expect(await change({ phone: '' })).toEqual({ fullName: '編集 一', email: 'edit@example.jp' });
  await transaction(house.db, {}, (tx) => eraseCustomerRecords(tx, [recordId]));
  await expect(change({ phone: '1' })).rejects.toThrow('customers.erased');
});

test('a profile that goes back to what it was is a version of its own', async ({ house }) => {
  const [made] = await take(house, 'back', 'B', { fullName: '甲' });
  await take(house, 'back', 'B', { fullName: '乙' });
  await take(house, 'back', 'B', { fullName: '甲' });
  const recordId = made?.recordId ?? '';
  const versions = await ownerRows(
    house,
    'SELECT version FROM customers.profile_history WHERE record_id = $1 ORDER BY version',
    [recordId],
  );
  expect(versions).toEqual([{ version: 1 }, { version: 2 }]);
});

test('eight transactions that meet the same new keys make each record once', async ({ house }) => {
  const keys = Array.from({ length: 40 }, (_, index) => ({ key: `race-${index}` }));
  const runs = await Promise.all(
    Array.from({ length: 8 }, (_, index) =>
      transaction(house.db, { timeoutMs: 15_000 }, (tx) =>
        ensureRecords(tx, { source: 'race' }, index % 2 === 0 ? keys : keys.toReversed()),
      ),
    ),
  );
  const ids = runs.map((run) => keys.map(({ key }) => run.get(key)?.recordId));
  expect(new Set(ids.map(String)).size).toBe(1);
  const created = runs.flatMap((run) => [...run.values()].filter((each) => each.isNew));
  expect(created).toHaveLength(keys.length);
  const [left] = await ownerRows(
    house,
    `SELECT count(*)::int AS keys FROM privacy.record_key k
     WHERE NOT EXISTS (SELECT FROM customers.record r WHERE r.id = k.record_id)`,
  );
  expect(left).toEqual({ keys: 0 });
});

test('no personal value and no source key is in clear in any column, event or job', async ({
  house,
}) => {
  const [made] = await take(house, 'sealed', 'KEY-MARKER-99', hanako);
  await take(house, 'sealed', 'KEY-MARKER-99', { ...hanako, note: '電話は午前に' });
  await transaction(house.db, {}, (tx) => createGuestRecords(tx, [hanako]));
  await house.settle();
  const owner = await house.as('owner');
  await house.request('GET', '/api/customers?q=Ayako.Marker%40Example.jp', undefined, owner);
  const markers = [
    ...Object.values(hanako),
    'KEY-MARKER-99',
    '電話は午前に',
    'ayako.marker@example.jp',
    '+819012349876',
    'オオノアヤコ',
  ].map(String);
  expect(made?.outcome).toBe('created');
  expect(await findInClear(house, markers)).toEqual([]);
  expect(await findInClear(house, ['customers.record_added'])).not.toEqual([]);
});

test('row security raises without a purpose and hides what she did not agree to', async ({
  house,
}) => {
  const [made] = await take(house, 'purpose', 'P', { fullName: '目的 花子' });
  const recordId = made?.recordId ?? '';
  for (const table of ['profile', 'contact', 'moment', 'profile_history']) {
    const [forced] = await ownerRows(
      house,
      `SELECT relrowsecurity AND relforcerowsecurity AS is_forced FROM pg_class
       WHERE oid = ('customers.' || $1)::regclass`,
      [table],
    );
    expect([table, forced]).toEqual([table, { is_forced: true }]);
  }
  await expect(findProfileRows(house.db, [recordId])).rejects.toThrow(/engawa\.purpose|bigint/);
  const hidden = await transaction(house.db, { purpose: 'marketing_mail' }, (tx) =>
    readProfiles(tx, [recordId]),
  );
  expect(hidden.get(recordId)).toBeNull();
  await expect(
    transaction(house.db, { purpose: 'marketing_mail' }, (tx) =>
      importCustomers(tx, { source: 'ads' }, [{ key: 'X', profile: { fullName: '広告' } }]),
    ),
  ).rejects.toThrow(/row-level security/);
});

test('an erased person is unreadable, not found, and not brought back by the same file', async ({
  house,
}) => {
  const profile = { fullName: '消去 太郎', email: 'erase-me@example.jp' };
  const [made] = await take(house, 'gone', 'E1', profile);
  const recordId = made?.recordId ?? '';
  await house.settle();
  const owner = await house.as('owner');
  const erase = () =>
    transaction(house.db, { actor: 'test' }, (tx) => eraseCustomerRecords(tx, [recordId]));
  expect((await erase()).get(recordId)).toMatchObject({
    key: 1,
    profile: 1,
    look_up_key: 2,
    moment: 1,
  });
  expect((await erase()).size).toBe(0);
  await house.settle();
  const found = await house.request(
    'GET',
    '/api/customers?q=erase-me@example.jp',
    undefined,
    owner,
  );
  expect(found.body.customers).toEqual([]);
  const [again] = await take(house, 'gone', 'E1', profile);
  expect(again).toMatchObject({ recordId, outcome: 'unchanged' });
  await transaction(house.db, {}, async (tx) => {
    expect((await readProfiles(tx, [recordId])).get(recordId)).toBeNull();
    expect((await findRecords(tx, [recordId])).get(recordId)?.isErased).toBe(true);
    expect(await eraseCustomerRecords(tx, [recordId])).toEqual(new Map());
  });
  const [rows] = await ownerRows(
    house,
    `SELECT (SELECT count(*)::int FROM privacy.record_key WHERE record_id = $1) AS keys,
       (SELECT count(*)::int FROM customers.token WHERE record_id = $1) AS tokens,
       (SELECT count(*)::int FROM customers.moment WHERE record_id = $1) AS moments,
       (SELECT count(*)::int FROM privacy.erasure WHERE record_id = $1) AS erasures,
       (SELECT count(*)::int FROM kernel.event WHERE type = 'privacy.erased' AND record_id = $1) AS events`,
    [recordId],
  );
  expect(rows).toEqual({ keys: 0, tokens: 0, moments: 0, erasures: 1, events: 1 });
});

type OwnerRow = { [column: string]: unknown; is_found?: unknown };

/** Runs as the owner of the tables with the purpose `service`, since row security binds her too. */
async function ownerRows(house: TestHouse, text: string, values: readonly unknown[] = []) {
  const client = new pg.Client({ connectionString: house.url });
  await client.connect();
  try {
    await client.query("SET engawa.purpose = '1'");
    return (await client.query<OwnerRow>(text, [...values])).rows;
  } finally {
    await client.end();
  }
}

/** `schema.table` of every table in which one of the words stands in some column, bytes included. */
async function findInClear(house: TestHouse, words: readonly string[]): Promise<string[]> {
  const columns = await ownerRows(
    house,
    `SELECT format('%I.%I', table_schema, table_name) AS name, column_name AS column, data_type AS type
     FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name)
     WHERE table_schema IN ('customers', 'privacy', 'kernel', 'graphile_worker')
       AND table_type = 'BASE TABLE'`,
  );
  const found = new Set<string>();
  for (const { name, column, type } of columns) {
    const [row] = await ownerRows(
      house,
      type === 'bytea'
        ? `SELECT EXISTS (SELECT FROM ${String(name)}, unnest($1::text[]) w
             WHERE position(convert_to(w, 'UTF8') IN "${String(column)}") > 0) AS is_found`
        : `SELECT EXISTS (SELECT FROM ${String(name)}, unnest($1::text[]) w
             WHERE position(w IN "${String(column)}"::text) > 0) AS is_found`,
      [words],
    );
    if (row?.is_found === true) {
      found.add(String(name));
    }
  }
  return [...found];
}
