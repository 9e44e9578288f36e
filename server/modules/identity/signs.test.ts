// The screen of signs, over its API: caps, the block list, and why a link was refused.
import { findCustomersOfRecords, importCustomers, type Profile } from '#customers';
import { formatId } from '#kernel/ids';
import { transaction } from '#kernel/transaction';
import { expect, type TestHouse, test } from '#testing';
import { learnBook } from './learn-book.ts';

const phone = '075-211-0002';

async function take(house: TestHouse, source: string, profiles: readonly Profile[]) {
  const outcomes = await transaction(house.db, {}, (tx) =>
    importCustomers(
      tx,
      { source, proves: { phone: true } },
      profiles.map((profile, index) => ({ key: `${index}`, profile })),
    ),
  );
  return outcomes.map(({ recordId }) => recordId);
}

const customersOf = async (house: TestHouse, ids: readonly string[]) =>
  new Set((await transaction(house.db, {}, (tx) => findCustomersOfRecords(tx, ids))).values()).size;

test('staff see and change caps and the block list; a refused link says why', async ({ house }) => {
  const owner = await house.as('owner');
  const ask = (method: string, path: string, body?: object) =>
    house.request(method as 'GET', `/api/identity/${path}`, body, owner);
  const [a = '', b = ''] = await take(house, 'signs', [
    { fullName: '甲斐 一', phone },
    { fullName: '乙川 二', phone },
  ]);
  expect(await customersOf(house, [a, b])).toBe(1);

  const block = await ask('POST', 'blocks', { kind: 'phone', value: phone, isBlocked: true });
  expect(block.status).toBe(200);
  expect(await customersOf(house, [a, b])).toBe(2);
  const rules = (await ask('GET', 'signs')).body;
  expect(rules.caps).toContainEqual({ kind: 'device', most: 2 });
  expect(rules.blocked).toMatchObject([
    {
      kind: 'phone',
      why: 'house',
      value: phone,
      holders: 2,
      recordIds: [expect.any(String), expect.any(String)],
    },
  ]);
  const [c = ''] = await take(house, 'signs-later', [{ fullName: '丙田 三', phone }]);
  expect((await ask('GET', 'refused-links')).body.refused).toMatchObject([
    {
      recordId: formatId('record', c),
      reason: 'house',
      why: { ja: 'お店の電話や共用の端末として、除外リストに登録されています。' },
    },
  ]);

  expect((await ask('POST', 'blocks/release', { id: rules.blocked[0].id })).status).toBe(200);
  expect(await customersOf(house, [a, b, c])).toBe(1);
  expect((await ask('PUT', 'caps', { kind: 'phone', most: 2 })).status).toBe(200);
  expect(await customersOf(house, [a, b, c])).toBe(3);
  const wrong = await ask('POST', 'blocks', {
    kind: 'email',
    value: 'no address',
    isBlocked: true,
  });
  expect(wrong.body.code).toBe('customers.sign_wrong');
});

const namesakes = (index: number): Profile => ({
  familyName: ['佐藤', '鈴木', '高橋', '田中', '伊藤', '山本'][index % 6] ?? '',
  givenName: ['一郎', '咲', '葵', '蓮', '湊', '陽菜', '結衣'][index % 7] ?? '',
  birthDate: `19${60 + (index % 40)}-0${1 + (index % 9)}-1${index % 10}`,
  phone: `080-${1000 + index * 37}-${2000 + index * 91}`,
});

type Step = { readonly field: string; readonly bits: number };
const counted = { telephone: true, 'e-mail': true };

test('a score does not count a blocked telephone, a filled-in nothing or the address of a desk', async ({
  house,
}) => {
  const owner = await house.as('owner');
  await transaction(house.db, {}, (tx) =>
    importCustomers(
      tx,
      { source: 'crowd' },
      Array.from({ length: 60 }, (_, index) => ({ key: `${index}`, profile: namesakes(index) })),
    ),
  );
  const namesake = { familyName: '東雲', givenName: '千尋' };
  const contacts: Profile[] = [
    { phone: '090-3131-2929' },
    { phone: '075-211-0003' },
    { phone: '000-0000-0000' },
    { phone: '090-0000-0000' },
    { email: 'info@shinonome.example.jp' },
  ];
  const body = { kind: 'phone', value: '075-211-0003', isBlocked: true };
  await house.request('POST', '/api/identity/blocks', body, owner);
  await learnBook(house.db, { actor: 'test' });
  for (const [index, contact] of contacts.entries()) {
    // The first is a telephone like any other, and speaks for the two.
    const outcomes = await transaction(house.db, {}, (tx) =>
      importCustomers(tx, { source: `namesakes-${index}` }, [
        { key: '1', profile: { ...namesake, ...contact } },
        { key: '2', profile: { ...namesake, ...contact } },
      ]),
    );
    await house.settle();
    const ids = outcomes.map(({ recordId }) => recordId);
    expect(await customersOf(house, ids)).toBe(2);
    const { rows } = await house.db.pool.query(
      'SELECT evidence FROM identity.pair WHERE record_a = ANY ($1) AND record_b = ANY ($1)',
      [ids],
    );
    const fields = rows.flatMap((row) => row.evidence as Step[]);
    const spoke = fields.filter((step) => step.field in counted && step.bits > 0);
    expect(spoke).toHaveLength(index === 0 ? 1 : 0);
  }
});
