import {
  eraseCustomerRecords,
  findCustomersOfRecords,
  importCustomers,
  type Profile,
} from '#customers';
import { formatId } from '#kernel/ids';
import { transaction } from '#kernel/transaction';
import { expect, type TestHouse, test } from '#testing';
import { learnBook } from './learn-book.ts';

const hanako: Profile = {
  familyName: '渡邊',
  givenName: '花子',
  familyKana: 'ワタナベ',
  givenKana: 'ハナコ',
  birthDate: '1981-04-29',
  phone: '090-1234-5678',
  email: 'hanako@example.jp',
  postalCode: '154-0001',
  address: '東京都世田谷区池尻1-2-3',
};

async function take(
  house: TestHouse,
  source: string,
  profiles: readonly Profile[],
): Promise<string[]> {
  const outcomes = await transaction(house.db, {}, (tx) =>
    importCustomers(
      tx,
      { source },
      profiles.map((profile, index) => ({ key: `${source}-${index}`, profile })),
    ),
  );
  return outcomes.map(({ recordId }) => recordId);
}

const others = Array.from({ length: 60 }, (_, index): Profile => {
  const families = ['佐藤', '鈴木', '高橋', '田中', '伊藤', '山本', '中村', '小林'];
  const givens = ['一郎', '二郎', '三郎', '咲', '葵', '凛', '蓮', '湊', '陽菜', '結衣', '莉子'];
  return {
    familyName: families[index % 8] ?? '',
    givenName: givens[index % 11] ?? '',
    birthDate: `19${60 + (index % 40)}-0${1 + (index % 9)}-1${index % 10}`,
    phone: `080-${String(1000 + index * 37).slice(0, 4)}-${String(2000 + index * 91).slice(0, 4)}`,
    postalCode: `1${String(10 + index)}-00${String(10 + (index % 80))}`,
    address: `東京都港区芝${1 + (index % 5)}-${index}-1`,
  };
});

const customersOf = async (house: TestHouse, ids: readonly string[]) => {
  const found = await transaction(house.db, {}, (tx) => findCustomersOfRecords(tx, ids));
  return ids.map((id) => found.get(id));
};
const queue = async (house: TestHouse) =>
  (await house.request('GET', '/api/identity/reviews', undefined, await house.as('owner'))).body;

test('after a run over the book, one new record finds who she is by herself, and parts when she turns out another', async ({
  house,
}) => {
  await take(house, 'shop', [hanako, ...others]);
  await learnBook(house.db, { actor: 'test' });
  const [mine = ''] = await take(house, 'till', [
    { ...hanako, familyName: '渡辺', email: '', address: '世田谷区池尻一丁目2番3号' },
  ]);
  await house.settle();
  const { rows } = await house.db.pool.query(
    'SELECT kind, strength, evidence FROM customers.link WHERE record_a = $1 OR record_b = $1',
    [mine],
  );
  expect(rows).toHaveLength(1);
  expect(rows[0].kind).toBe('score');
  const fields = rows[0].evidence.fields.map((each: { field: string }) => each.field);
  expect(fields).toContain('birth date');
  expect(JSON.stringify(rows[0].evidence)).not.toMatch(/1981|渡|ワタナベ|5678/);

  await take(house, 'till', [{ ...hanako, email: '', phone: '', birthDate: '1975-11-03' }]);
  await house.settle();
  expect((await queue(house)).pairs[0]).toMatchObject({ reason: 'conflict' });
  const { rows: after } = await house.db.pool.query(
    'SELECT withdrawn_reason FROM customers.link WHERE record_a = $1 OR record_b = $1',
    [mine],
  );
  expect(after).toEqual([{ withdrawn_reason: 'rule_changed' }]);
});

test('a contradicting birth date goes to people; their word outlives every later score', async ({
  house,
}) => {
  const [one = ''] = await take(house, 'shop', [{ ...hanako, email: '' }, ...others]);
  const [other = ''] = await take(house, 'till', [
    { ...hanako, email: '', phone: '', birthDate: '1975-11-03' },
  ]);
  await learnBook(house.db, { actor: 'test' });
  const owner = await house.as('owner');
  const before = await queue(house);
  expect(before.pairs).toHaveLength(1);
  expect(before.pairs[0]).toMatchObject({ reason: 'conflict', conflict: 'birth date' });
  const recordIds = before.pairs[0].sides.map((side: { recordId: string }) => side.recordId);
  const decide = (verdict: string) =>
    house.request(
      'POST',
      '/api/identity/reviews/decide',
      { decisions: [{ recordIds, verdict }] },
      owner,
    );
  const [apartA, apartB] = await customersOf(house, [one, other]);
  expect(apartA).not.toBe(apartB);
  expect((await decide('same')).status).toBe(200);
  const [joinedA, joinedB] = await customersOf(house, [one, other]);
  expect(joinedA).toBe(joinedB);
  expect((await decide('different')).body.code).toBe('identity.decided_already');

  const { rows } = await house.db.pool.query<{ id: string }>(
    "SELECT id FROM customers.link WHERE kind = 'person' AND withdrawn_at IS NULL",
  );
  const linkId = formatId('link', rows[0]?.id ?? '');
  const path = `/api/identity/links/${linkId}/undo`;
  const preview = (await house.request('GET', path, undefined, owner)).body;
  expect(preview.isHeld).toBe(false);
  expect(preview.parts).toHaveLength(2);
  await house.request('POST', path, { isNever: true }, owner);
  expect(await customersOf(house, [one, other])).toEqual([apartA, apartB]);
  await learnBook(house.db, { actor: 'test' });
  expect(await customersOf(house, [one, other])).toEqual([apartA, apartB]);
  expect((await queue(house)).pairs).toHaveLength(0);
});

test('nothing of a record is left in identity when it is erased', async ({ house }) => {
  const [one = ''] = await take(house, 'shop', [{ ...hanako, email: '' }, ...others]);
  await take(house, 'till', [{ ...hanako, email: '', phone: '', birthDate: '1975-11-03' }]);
  await learnBook(house.db, { actor: 'test' });
  const count = async (id = one) => {
    const { rows } = await house.db.pool.query(
      `SELECT (SELECT count(*) FROM identity.block WHERE record_id = $1)::int AS blocks,
        (SELECT count(*) FROM identity.fresh_block WHERE record_id = $1)::int AS fresh,
        (SELECT count(*) FROM identity.scored WHERE record_id = $1)::int AS scored,
        (SELECT count(*) FROM identity.pair WHERE record_a = $1 OR record_b = $1)::int AS pairs`,
      [id],
    );
    return rows[0];
  };
  expect((await count()).blocks).toBeGreaterThan(5);
  expect(await count()).toMatchObject({ scored: 1, pairs: 1 });
  await transaction(house.db, {}, (tx) => eraseCustomerRecords(tx, [one]));
  expect(await count()).toEqual({ blocks: 0, fresh: 0, scored: 0, pairs: 0 });

  // Nor of one that came since the run.
  const [late = ''] = await take(house, 'kiosk', [
    { ...hanako, email: '', phone: '', birthDate: '1975-03-11' },
  ]);
  await house.settle();
  expect(await count(late)).toMatchObject({ blocks: 0, scored: 1 });
  expect((await count(late)).fresh).toBeGreaterThan(5);
  await transaction(house.db, {}, (tx) => eraseCustomerRecords(tx, [late]));
  expect(await count(late)).toEqual({ blocks: 0, fresh: 0, scored: 0, pairs: 0 });
});

const noriko: Profile = {
  familyName: '三浦',
  givenName: '典子',
  familyKana: 'ミウラ',
  givenKana: 'ノリコ',
  birthDate: '1968-12-02',
  phone: '090-8765-1234',
  postalCode: '248-0006',
  address: '神奈川県鎌倉市小町2-3-4',
};

test('another family name is asked about, unless a telephone says that both are one', async ({
  house,
}) => {
  const base: Profile = { givenName: '芽以', birthDate: '1985-10-31', gender: '女性' };
  const home: Profile = { postalCode: '201-0004', address: '東京都狛江市岩戸北3-4-5' };
  const [kana = '', kanji = '', before = '', after = ''] = await take(house, 'names', [
    // In kana and in characters without a reading: nobody can tell whether they are one name.
    { ...base, ...home, familyName: 'ともさか' },
    { ...base, ...home, familyName: '佐久間' },
    { ...noriko },
    { ...noriko, familyName: '佐々木', familyKana: 'ササキ' },
  ]);
  await learnBook(house.db, { actor: 'test' });
  const [one, other, unmarried, married] = await customersOf(house, [kana, kanji, before, after]);
  expect(one).not.toBe(other);
  expect(unmarried).toBe(married);
  const asked = (await queue(house)).pairs.filter(
    (pair: { conflict: string }) => pair.conflict === 'family name',
  );
  expect(asked).toMatchObject([{ reason: 'conflict' }]);
});

test('what is not compared is not scored again', async ({ house }) => {
  const [mine = ''] = await take(house, 'notes', [noriko]);
  await learnBook(house.db, { actor: 'test' });
  const scoredAt = async () => {
    await house.settle();
    const { rows } = await house.db.pool.query<{ scored_at: Temporal.Instant }>(
      'SELECT scored_at FROM identity.scored WHERE record_id = $1',
      [mine],
    );
    return rows[0]?.scored_at.toString();
  };
  const before = await scoredAt();
  await take(house, 'notes', [{ ...noriko, note: '窓側の席が好き' }]);
  expect(await scoredAt()).toBe(before);
  await take(house, 'notes', [{ ...noriko, note: '窓側の席が好き', phone: '090-1234-9999' }]);
  expect(await scoredAt()).not.toBe(before);
});
