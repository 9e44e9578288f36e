import { formatId, newId, parseId } from '#kernel/ids';
import { createSession } from '#kernel/sessions';
import { transaction } from '#kernel/transaction';
import { expect, openTestHouse, type TestHouse, test } from '#testing';
import { createGuestRecords } from './create-guest-records.ts';
import { ensureRecords } from './ensure-records.ts';
import { linkRecords, withdrawLink } from './link-records.ts';
import { findOwnRecords, joinGuestsOfEmail } from './own-records.ts';

const email = 'hanako@example.jp';

async function signIn(house: TestHouse, mailsBefore = 0): Promise<string> {
  await house.request('POST', '/api/customers/sign-in/start', { email });
  const owner = await house.as('owner');
  const mails = async () => {
    const { body } = await house.request('GET', '/api/messages/mailbox', undefined, owner);
    return body.messages as { readonly text: string }[];
  };
  await expect.poll(mails, { timeout: 10_000 }).toHaveLength(mailsBefore + 1);
  const [newest] = await mails();
  const code = /\d{6}/.exec(newest?.text ?? '')?.[0] ?? '';
  const { body } = await house.request('POST', '/api/customers/sign-in/finish', { email, code });
  return String(body.recordId);
}

test('who proves an address is the guest who gave it; what a person parted is not joined again', async () => {
  const house = await openTestHouse({ withJobs: true });
  const [mine = '', another = ''] = await transaction(house.db, {}, (tx) =>
    createGuestRecords(tx, [{ email: 'Hanako@Example.jp' }, { email: 'taro@example.jp' }]),
  );
  const account = await signIn(house);
  const owner = await house.as('owner');
  const show = async () => {
    const { body } = await house.request('GET', `/api/customers?q=${account}`, undefined, owner);
    return body.customers[0].records.map((record: { id: string }) => record.id);
  };
  expect(await show()).toContain(formatId('record', mine));
  expect(await show()).not.toContain(formatId('record', another));

  const { rows } = await house.db.pool.query<{ id: string }>(
    "SELECT id FROM customers.link WHERE kind = 'email'",
  );
  expect(rows).toHaveLength(1);
  await transaction(house.db, {}, (tx) => withdrawLink(tx, rows[0]?.id ?? '', 'mistaken'));
  await signIn(house, 1);
  expect(await show()).toEqual([account]);

  // What the till mails to this address from now on comes to her when she looks.
  const accountId = parseId('record', account);
  const [later = ''] = await transaction(house.db, {}, (tx) => createGuestRecords(tx, [{ email }]));
  await transaction(house.db, {}, (tx) => joinGuestsOfEmail(tx, accountId, email));
  const own = await transaction(house.db, {}, (tx) => findOwnRecords(tx, accountId));
  expect(own).toContain(later);
  expect(own).not.toContain(mine);
  await house.drop();
});

test('she sees what she joined herself, not what a score has joined', async ({ house }) => {
  const [account = '', card = '', guessed = ''] = await transaction(house.db, {}, async (tx) => {
    const keys = [newId(), newId(), newId()];
    const made = await ensureRecords(
      tx,
      { source: 'web', kind: 'account' },
      keys.map((key) => ({ key })),
    );
    return keys.map((key) => made.get(key)?.recordId ?? '');
  });
  await transaction(house.db, {}, async (tx) => {
    const link = { strength: 'strong', source: 'test' } as const;
    await linkRecords(tx, { ...link, records: [account, card], kind: 'card' });
    await linkRecords(tx, { ...link, records: [account, guessed], kind: 'score' });
    await createSession(tx, {
      kind: 'customer',
      principalId: account,
      lifetime: { hours: 1 },
    });
  });
  const own = await transaction(house.db, {}, (tx) => findOwnRecords(tx, account));
  expect(own.toSorted()).toEqual([account, card].toSorted());
});
