import { maskOf } from '#kernel/purposes';
import { transaction } from '#kernel/transaction';
import { expect, test } from '#testing';
import { changeConsents } from './change-consents.ts';
import { ensureRecords } from './ensure-records.ts';
import { findRecordsByKey, recordKey } from './find-records-by-key.ts';

const person = { source: 'feed shop', key: 'user-1' };
const name = recordKey(person);

test('who is remembered is not remembered with a consent of before', async ({ house }) => {
  const { db } = house;
  const consentNow = () =>
    transaction(db, {}, async (tx) => (await findRecordsByKey(tx, [person])).get(name)?.consent);
  expect(await consentNow()).toBeUndefined();
  const recordId = await transaction(db, {}, async (tx) => {
    const made = await ensureRecords(tx, { source: person.source }, [{ key: person.key }]);
    return made.get(person.key)?.recordId ?? '';
  });
  const decide = (decision: 'given' | 'withdrawn') =>
    transaction(db, {}, (tx) =>
      changeConsents(tx, [{ recordId, purpose: 'analytics', decision, channel: 'web' }]),
    );
  await decide('given');
  expect(await consentNow()).toBe(maskOf(['analytics']));
  expect(await consentNow()).toBe(maskOf(['analytics']));
  await decide('withdrawn');
  expect(await consentNow()).toBe(1);
  // Another process, or a hand in the database: no code of this process saw it.
  await house.db.pool.query('UPDATE customers.record SET consent = $2 WHERE id = $1', [
    recordId,
    maskOf(['analytics']),
  ]);
  expect(await consentNow()).toBe(maskOf(['analytics']));
});

test('what a transaction changed and rolled back is not remembered', async ({ house }) => {
  const { db } = house;
  const { recordId } = await transaction(db, {}, async (tx) => {
    const made = await ensureRecords(tx, { source: person.source }, [{ key: person.key }]);
    return made.get(person.key) ?? { recordId: '' };
  });
  const change = { recordId, purpose: 'analytics', decision: 'given', channel: 'web' } as const;
  const seen: (number | undefined)[] = [];
  await expect(
    transaction(db, {}, async (tx) => {
      await changeConsents(tx, [change]);
      seen.push((await findRecordsByKey(tx, [person])).get(name)?.consent);
      throw new Error('never mind');
    }),
  ).rejects.toThrow('never mind');
  // The same number of changes as the one that was rolled back.
  await transaction(db, {}, (tx) =>
    changeConsents(tx, [{ ...change, purpose: 'personalisation' }]),
  );
  await transaction(db, {}, async (tx) => {
    seen.push((await findRecordsByKey(tx, [person])).get(name)?.consent);
  });
  expect(seen).toEqual([maskOf(['analytics']), maskOf(['personalisation'])]);
});
