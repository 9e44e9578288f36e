import { transaction } from '#kernel/transaction';
import { expect, type TestHouse, test } from '#testing';
import { createGuestRecords } from './create-guest-records.ts';
import { eraseCustomerRecords } from './erase-customer-records.ts';
import { identifyRecords, type Sign } from './identify-records.ts';
import { importCustomers } from './import-customers.ts';
import { withdrawLink } from './link-records.ts';
import { findCustomersOfRecords } from './read-profiles.ts';
import { blockIdentifier, changeCap, listBlocked, unblockIdentifier } from './sign-rules.ts';

const guests = (house: TestHouse, count: number) =>
  transaction(house.db, {}, (tx) =>
    createGuestRecords(
      tx,
      Array.from({ length: count }, () => ({})),
    ),
  );
const show = (house: TestHouse, signs: readonly Omit<Sign, 'provedBy'>[]) =>
  transaction(house.db, {}, (tx) =>
    identifyRecords(
      tx,
      signs.map((sign) => ({ ...sign, provedBy: 'test' })),
    ),
  );
const customersOf = async (house: TestHouse, ids: readonly string[]) => {
  const found = await transaction(house.db, {}, (tx) => findCustomersOfRecords(tx, ids));
  return new Set(ids.map((id) => found.get(id))).size;
};

test('records that proved one address, card or LINE user are one customer, per issuer', async ({
  house,
}) => {
  const [a = '', b = '', c = '', d = ''] = await guests(house, 4);
  const made = await show(house, [
    { recordId: a, kind: 'email', value: 'Ｈanako@Example.jp' },
    { recordId: b, kind: 'email', value: 'hanako@example.jp ' },
    { recordId: b, kind: 'card', value: '8000-1', issuer: 'engawa' },
    { recordId: c, kind: 'card', value: '8000-1', issuer: 'engawa' },
    { recordId: d, kind: 'card', value: '8000-1', issuer: 'another maker' },
  ]);
  expect(made.linkIds).toHaveLength(2);
  expect(await customersOf(house, [a, b, c])).toBe(1);
  expect(await customersOf(house, [a, d])).toBe(2);
  const again = await show(house, [{ recordId: a, kind: 'email', value: 'hanako@example.jp' }]);
  expect(again).toEqual({ linkIds: [], refused: [] });
});

test.for([
  ['phone', '000-0000-0000', 'placeholder'],
  ['phone', '090-0000-0000', 'placeholder'],
  ['email', 'INFO@shop.example.jp', 'role_address'],
  ['email', 'test@example.jp', 'placeholder'],
  ['member', '00000000', 'placeholder'],
] as const)(
  '%s %s joins nobody, and the reason is kept: %s',
  async ([kind, value, reason], { house }) => {
    const [a = '', b = ''] = await guests(house, 2);
    const { linkIds, refused } = await show(house, [
      { recordId: a, kind, value },
      { recordId: b, kind, value },
    ]);
    expect(linkIds).toEqual([]);
    expect(refused.map((each) => each.reason)).toEqual([reason, reason]);
    expect(await customersOf(house, [a, b])).toBe(2);
  },
);

test('what more people share than may is nobody’s, one by one and all at once, and nothing is evicted', async ({
  house,
}) => {
  const few = await guests(house, 12);
  for (const recordId of few) {
    await show(house, [{ recordId, kind: 'phone', value: '03-5555-0101' }]);
  }
  expect(await customersOf(house, few)).toBe(12);
  const { rows } = await house.db.pool.query(
    "SELECT count(*)::int AS held FROM customers.holding WHERE kind = 'phone' AND record_id = ANY ($1)",
    [few],
  );
  expect(rows[0].held).toBe(12);

  const profiles = Array.from({ length: 500 }, (_, index) => ({
    key: `one-mail-${index}`,
    profile: { fullName: `客 ${index}`, email: 'everybody@example.jp' },
  }));
  const outcomes = await transaction(house.db, { timeoutMs: 20_000 }, (tx) =>
    importCustomers(tx, { source: 'one mail', proves: { email: true } }, profiles),
  );
  const ids = outcomes.map(({ recordId }) => recordId);
  expect(await customersOf(house, ids)).toBe(500);
  const { rows: why } = await house.db.pool.query(
    "SELECT count(*)::int AS refused FROM customers.link_refusal WHERE reason = 'shared' AND record_id = ANY ($1)",
    [ids],
  );
  expect(why[0].refused).toBe(500);
});

test('the shop’s own telephone is blocked by staff and parts whom it joined, until it is let go', async ({
  house,
}) => {
  const [a = '', b = ''] = await guests(house, 2);
  const phone = { kind: 'phone' as const, value: '075-211-0001' };
  await show(house, [
    { recordId: a, ...phone },
    { recordId: b, ...phone },
  ]);
  expect(await customersOf(house, [a, b])).toBe(1);
  await transaction(house.db, {}, (tx) => blockIdentifier(tx, phone));
  expect(await customersOf(house, [a, b])).toBe(2);
  await transaction(house.db, {}, (tx) => unblockIdentifier(tx, phone));
  expect(await customersOf(house, [a, b])).toBe(1);
});

test('whom a person parted a sign does not join again; an erased record leaves no sign', async ({
  house,
}) => {
  const [a = '', b = ''] = await guests(house, 2);
  const mail = { kind: 'email' as const, value: 'parted@example.jp' };
  const { linkIds } = await show(house, [
    { recordId: a, ...mail },
    { recordId: b, ...mail },
  ]);
  await transaction(house.db, {}, (tx) => withdrawLink(tx, linkIds[0] ?? '', 'mistaken'));
  const again = await show(house, [{ recordId: b, ...mail }]);
  expect(again.refused).toEqual([{ recordId: b, reason: 'never_same' }]);
  expect(await customersOf(house, [a, b])).toBe(2);
  const erased = await transaction(house.db, {}, (tx) => eraseCustomerRecords(tx, [b]));
  expect(erased.get(b)).toMatchObject({ sign: 1 });
  const { rows } = await house.db.pool.query(
    'SELECT count(*)::int AS held FROM customers.holding WHERE record_id = $1',
    [b],
  );
  expect(rows[0].held).toBe(0);
});

test('two who bring one sign at the same moment see each other', async ({ house }) => {
  const ids = await guests(house, 6);
  await Promise.all(
    ids.map((recordId) => show(house, [{ recordId, kind: 'email', value: 'at.once@example.jp' }])),
  );
  expect(await customersOf(house, ids)).toBe(1);
});

test('a cap that is lowered parts whom a sign joined, and joins them again when it is raised', async ({
  house,
}) => {
  const ids = await guests(house, 4);
  await show(
    house,
    ids.map((recordId) => ({ recordId, kind: 'card' as const, value: '77-4711', issuer: 'till' })),
  );
  expect(await customersOf(house, ids)).toBe(1);
  await transaction(house.db, {}, (tx) => changeCap(tx, 'card', 3));
  expect(await customersOf(house, ids)).toBe(4);
  const [blocked] = await transaction(house.db, {}, (tx) => listBlocked(tx, 1));
  expect(blocked).toMatchObject({ kind: 'card', why: 'shared', value: null, holders: 4 });
  await transaction(house.db, {}, (tx) => changeCap(tx, 'card', 20));
  expect(await customersOf(house, ids)).toBe(1);
});
