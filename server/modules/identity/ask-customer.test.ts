// "Is this also you?": only with the customer present, veiled, and her word counts.
import { findCustomersOfRecords, importCustomers, type Profile } from '#customers';
import { formatId } from '#kernel/ids';
import { transaction } from '#kernel/transaction';
import { expect, type TestHouse, test } from '#testing';
import { learnBook } from './learn-book.ts';

const hanako: Profile = {
  familyName: '東雲',
  givenName: '花子',
  phone: '090-3333-4444',
  birthDate: '1981-04-29',
  postalCode: '154-0001',
  address: '東京都世田谷区池尻1-2-3',
};

async function take(house: TestHouse, source: string, profiles: readonly Profile[]) {
  const rows = profiles.map((profile, index) => ({ key: `${index}`, profile }));
  const outcomes = await transaction(house.db, {}, (tx) => importCustomers(tx, { source }, rows));
  return outcomes.map(({ recordId }) => recordId);
}

const crowd = Array.from(
  { length: 60 },
  (_, index): Profile => ({
    familyName: ['佐藤', '鈴木', '高橋', '田中'][index % 4] ?? '',
    givenName: ['一郎', '咲', '葵', '蓮', '湊', '陽菜', '結衣'][index % 7] ?? '',
    birthDate: `19${60 + (index % 40)}-0${1 + (index % 9)}-1${index % 10}`,
    phone: `080-${1000 + index * 37}-${2000 + index * 91}`,
  }),
);

const customerOf = async (house: TestHouse, recordId: string) => {
  const found = await transaction(house.db, {}, (tx) => findCustomersOfRecords(tx, [recordId]));
  return found.get(recordId) ?? '';
};

test('is this also you: asked only while she is there, shown veiled, and her yes joins the two for certain', {
  timeout: 60_000,
}, async ({ house }) => {
  const [mine = '', strange = ''] = await take(house, 'shop', [hanako, ...crowd]);
  const { phone: _, ...known } = hanako;
  const [other = ''] = await take(house, 'till', [{ ...known, birthDate: '1975-11-03' }]);
  await learnBook(house.db, { actor: 'test' });
  const clerk = await house.as('clerk');
  const path = async (recordId: string) =>
    `/api/identity/customers/${formatId('customer', await customerOf(house, recordId))}/suggestions`;
  const away = await house.request('GET', await path(mine), undefined, clerk);
  expect(away.status).toBe(400);
  const asked = await house.request(
    'GET',
    `${await path(mine)}?reason=customer_present`,
    undefined,
    clerk,
  );
  expect(asked.body.suggestions).toHaveLength(1);
  expect(asked.body.suggestions[0].other).toMatchObject({
    source: 'till',
    fields: { birthDate: '1975', familyName: '東雲' },
  });
  expect(JSON.stringify(asked.body)).not.toMatch(/花子|11-03|池尻/);
  const { rows } = await house.db.pool.query(
    "SELECT reason FROM privacy.access_log WHERE record_id = $1 AND what = 'identity.suggestion'",
    [other],
  );
  expect(rows).toEqual([{ reason: 'customer_present' }]);

  const said = { recordIds: asked.body.suggestions[0].recordIds, verdict: 'same' };
  const elsewhere = await house.request('POST', await path(strange), said, clerk);
  expect(elsewhere.body.code).toBe('identity.pair_unknown');
  expect((await house.request('POST', await path(mine), said, clerk)).status).toBe(200);
  expect(await customerOf(house, other)).toBe(await customerOf(house, mine));
});
