import fc from 'fast-check';
import { describe } from 'vitest';
import { formatId } from '#kernel/ids';
import { transaction } from '#kernel/transaction';
import { expect, type TestHouse, test } from '#testing';
import { changeConsents } from './change-consents.ts';
import { customersOf } from './components.ts';
import { createGuestRecords } from './create-guest-records.ts';
import { type LinkToMake, linkRecords, withdrawLink } from './link-records.ts';
import { findCustomersOfRecords, readProfiles } from './read-profiles.ts';

const guests = (house: TestHouse, count: number) =>
  transaction(house.db, {}, (tx) =>
    createGuestRecords(
      tx,
      Array.from({ length: count }, (_, index) => ({ fullName: `客 ${index}` })),
    ),
  );
const customers = async (house: TestHouse, ids: readonly string[]) => {
  const found = await transaction(house.db, {}, (tx) => findCustomersOfRecords(tx, ids));
  return ids.map((id) => found.get(id));
};
const link = (house: TestHouse, a: string, b: string, more: Partial<LinkToMake> = {}) =>
  transaction(house.db, {}, (tx) =>
    linkRecords(tx, {
      records: [a, b],
      kind: 'person',
      strength: 'strong',
      source: 'test',
      ...more,
    }),
  );

describe('connected sets', () => {
  const nodes = Array.from({ length: 8 }, (_, index) => ({
    recordId: `r${index}`,
    firstCustomerId: `c${index}`,
  }));
  const edge = fc.tuple(
    fc.integer({ min: 0, max: 7 }).map((index) => `r${index}`),
    fc.integer({ min: 0, max: 7 }).map((index) => `r${index}`),
  );

  test('are the same in any order of records and links', () => {
    fc.assert(
      fc.property(fc.array(edge, { maxLength: 12 }), fc.nat(), (edges, seed) => {
        const turned = edges.map(([a, b]): [string, string] => (seed % 2 === 0 ? [b, a] : [a, b]));
        const straight = customersOf(nodes, edges);
        const shuffled = customersOf(nodes.toReversed(), turned.toReversed());
        expect(Object.fromEntries(shuffled)).toEqual(Object.fromEntries(straight));
      }),
    );
  });

  test('join both ends of every link and carry the smallest id of their records', () => {
    fc.assert(
      fc.property(fc.array(edge, { maxLength: 12 }), (edges) => {
        const of = customersOf(nodes, edges);
        for (const [a, b] of edges) {
          expect(of.get(a)).toBe(of.get(b));
        }
        for (const [recordId, customerId] of of) {
          expect(customerId <= `c${recordId.slice(1)}`).toBe(true);
        }
      }),
    );
  });
});

test('linked records are one customer under the smallest id; taking the link back is as before', async ({
  house,
}) => {
  const [a = '', b = '', c = ''] = await guests(house, 3);
  const before = (await customers(house, [a, b, c])).map(String);
  const first = await link(house, a, b);
  await link(house, b, c);
  const [joined = ''] = before.toSorted();
  expect(await customers(house, [a, b, c])).toEqual([joined, joined, joined]);
  const owner = await house.as('owner');
  const old = formatId('customer', before[2] ?? '');
  const led = await house.request('GET', `/api/customers/${old}`, undefined, owner);
  expect(led.body).toMatchObject({ id: formatId('customer', joined) });
  expect(led.body.records).toHaveLength(3);
  await transaction(house.db, {}, (tx) => withdrawLink(tx, first, 'mistaken'));
  const [left] = before.slice(1).toSorted();
  expect(await customers(house, [a, b, c])).toEqual([before[0], left, left]);
  const { rows } = await house.db.pool.query(
    "SELECT type FROM kernel.event WHERE type IN ('customers.merged', 'customers.split') ORDER BY id",
  );
  expect(rows.map((row: { type: string }) => row.type)).toEqual([
    'customers.merged',
    'customers.merged',
    'customers.split',
  ]);
});

test('a decision that two records are different people outranks every later link', async ({
  house,
}) => {
  const [a = '', b = '', c = ''] = await guests(house, 3);
  await link(house, a, b, { verdict: 'never' });
  await link(house, b, c);
  await expect(link(house, a, c, { strength: 'certain' })).rejects.toThrow('customers.never_same');
  await expect(link(house, b, c, { verdict: 'never' })).rejects.toThrow('customers.never_same');
  await expect(link(house, a, a)).rejects.toThrow('customers.same_record');
  await expect(link(house, b, c)).rejects.toThrow('customers.linked_already');
});

test('consents merge stricter-wins and come back on the split', async ({ house }) => {
  const [a = '', b = ''] = await guests(house, 2);
  const decide = (recordId: string, decision: 'given' | 'withdrawn') =>
    transaction(house.db, {}, (tx) =>
      changeConsents(tx, [{ recordId, purpose: 'marketing_line', decision, channel: 'line' }]),
    );
  await decide(a, 'given');
  await decide(b, 'withdrawn');
  const seen = () =>
    transaction(house.db, { purpose: 'marketing_line' }, async (tx) =>
      [...(await readProfiles(tx, [a, b])).values()].map((profile) => profile !== null),
    );
  expect(await seen()).toEqual([true, false]);
  const id = await link(house, a, b);
  expect(await seen()).toEqual([false, false]);
  await transaction(house.db, {}, (tx) => withdrawLink(tx, id, 'asked'));
  expect(await seen()).toEqual([true, false]);
});

test('two links at once, and more in a ring and from both sides, end in one customer', async ({
  house,
}) => {
  const ids = await guests(house, 6);
  const at = (index: number): string => ids[index % ids.length] ?? '';
  await Promise.all(ids.map((_, index) => link(house, at(index), at(index + 1))));
  const found = await customers(house, ids);
  expect(new Set(found).size).toBe(1);
});

test('two links at once that contradict: one is taken, the other is told that somebody decided', async ({
  house,
}) => {
  for (let round = 0; round < 5; round += 1) {
    const [a = '', b = ''] = await guests(house, 2);
    const outcomes = await Promise.allSettled([
      link(house, a, b),
      link(house, b, a, { verdict: 'never' }),
    ]);
    const refused = outcomes.filter(({ status }) => status === 'rejected');
    expect(refused).toMatchObject([{ reason: { code: 'customers.never_same' } }]);
    const [first, second] = await customers(house, [a, b]);
    expect(first === second).toBe(outcomes[0].status === 'fulfilled');
  }
});
