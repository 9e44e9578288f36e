import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe } from 'vitest';
import type { Database } from '#kernel/db';
import { newId } from '#kernel/ids';
import { openKeyStore, withNewMasterKey, withoutMasterKey } from '#kernel/key-store';
import { type Purpose, purposes } from '#kernel/purposes';
import { seal, unseal } from '#kernel/sealing';
import { transaction } from '#kernel/transaction';
import { expect, test } from '#testing';
import { logAccess, recordProvision } from './books.ts';
import { appendConsents, findDecisions } from './consent.ts';
import { consentMaskOf } from './consent-mask.ts';
import { eraseRecords } from './erase-records.ts';
import { masterKeyUse, retireMasterKey, rewrapKeys, rotateMasterKey } from './master-keys.ts';
import { createRecordKeys, loadRecordKeys } from './record-keys.ts';
import { listAccessRows, listErasureRows } from './store-books.ts';

const withKeys = (db: Database, count: number) => {
  const ids = Array.from({ length: count }, newId);
  return transaction(db, {}, (tx) => createRecordKeys(tx, ids));
};

test('what is sealed under a record’s key opens with it, and with no other record’s', async ({
  house,
}) => {
  const made = await withKeys(house.db, 2);
  const [one = '', other = ''] = made.keys();
  const loaded = await transaction(house.db, {}, (tx) => loadRecordKeys(tx, [one, other]));
  const sealed = seal(made.get(one) ?? Buffer.alloc(0), 'test', { name: '山田' });
  expect(unseal(loaded.get(one) ?? Buffer.alloc(0), 'test', sealed)).toEqual({ name: '山田' });
  expect(() => unseal(loaded.get(other) ?? Buffer.alloc(0), 'test', sealed)).toThrow();
});

test('erasing deletes the key, lists what went, announces it, and does nothing the second time', async ({
  house,
}) => {
  const [recordId = ''] = (await withKeys(house.db, 1)).keys();
  const since = house.db.clock.now();
  const erase = () =>
    transaction(house.db, { actor: 'staff:test' }, (tx) =>
      eraseRecords(tx, [recordId], {
        reason: 'legal',
        alsoErased: new Map([[recordId, { profile: 1 }]]),
      }),
    );
  expect(await erase()).toEqual(new Map([[recordId, { key: 1, profile: 1 }]]));
  expect(await erase()).toEqual(new Map());
  expect((await transaction(house.db, {}, (tx) => loadRecordKeys(tx, [recordId]))).size).toBe(0);
  expect(await listErasureRows(house.db, since.subtract({ seconds: 5 }))).toMatchObject([
    { record_id: recordId, reason: 'legal', actor: 'staff:test', erased: { key: 1, profile: 1 } },
  ]);
  const { rows } = await house.db.pool.query(
    "SELECT data FROM kernel.event WHERE type = 'privacy.erased' AND record_id = $1",
    [recordId],
  );
  expect(rows).toMatchObject([{ data: { reason: 'legal', erased: { key: 1 } } }]);
});

test('after a rotation everything stays readable, and the old master key is retired only when unused', async ({
  house,
}) => {
  const made = await withKeys(house.db, 2300);
  const ids = [...made.keys()];
  const rotated = withNewMasterKey(house.db.masters);
  const renewed: Database = { ...house.db, masters: rotated };
  const { rewrapped, retirable } = await rewrapKeys(renewed);
  expect(rewrapped).toBeGreaterThanOrEqual(2300);
  expect(retirable).toEqual([1]);
  expect([...(await masterKeyUse(house.db)).keys()]).toEqual([2]);
  const withoutOld: Database = { ...house.db, masters: withoutMasterKey(rotated, 1) };
  const loaded = await transaction(withoutOld, {}, (tx) => loadRecordKeys(tx, ids));
  expect(ids.every((id) => loaded.get(id)?.equals(made.get(id) ?? Buffer.alloc(0)))).toBe(true);
  expect(await rewrapKeys(renewed)).toEqual({ rewrapped: 0, retirable: [1] });
  expect(await rewrapKeys(house.db)).toEqual({ rewrapped: 0, retirable: [] });
});

test('the key store keeps the old master key until it is retired, and refuses to lose one in use', async ({
  house,
}) => {
  const home = mkdtempSync(join(tmpdir(), 'engawa-keys-'));
  try {
    const first = openKeyStore(home);
    const rotated = rotateMasterKey(home);
    expect(rotated.currentId).toBe(2);
    expect(openKeyStore(home).keys.get(1)).toEqual(first.keys.get(1));
    await expect(retireMasterKey(house.db, home, 2)).rejects.toThrow('privacy.master_current');
    const [inUse = 0] = (await masterKeyUse(house.db)).keys();
    rotateMasterKey(home);
    await expect(retireMasterKey(house.db, home, inUse)).rejects.toThrow('privacy.master_in_use');
    const unused = [1, 2].find((id) => id !== inUse) ?? 0;
    expect((await retireMasterKey(house.db, home, unused)).keys.has(unused)).toBe(false);
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
});

test('the newest decision counts by when she decided, also when it arrives late', async ({
  house,
}) => {
  const [recordId = ''] = (await withKeys(house.db, 1)).keys();
  const id = newId();
  const decide = (
    decision: 'given' | 'withdrawn',
    decidedAt: string,
    more: { readonly id?: string } = {},
  ) =>
    transaction(house.db, {}, (tx) =>
      appendConsents(tx, [
        {
          ...more,
          recordId,
          purpose: 'marketing_mail',
          decision,
          channel: 'paper',
          decidedAt: Temporal.Instant.from(decidedAt),
          evidence: { form: '用紙 12' },
        },
      ]),
    );
  await decide('withdrawn', '2026-03-01T00:00:00Z');
  await decide('given', '2026-01-01T00:00:00Z', { id });
  expect(await decide('given', '2026-01-01T00:00:00Z', { id })).toEqual([]);
  const decisions = await transaction(house.db, {}, (tx) => findDecisions(tx, [recordId]));
  expect(decisions.get(recordId)).toEqual(new Map([['marketing_mail', 'withdrawn']]));
  const unknown = await transaction(house.db, {}, (tx) =>
    appendConsents(tx, [
      { recordId: newId(), purpose: 'analytics', decision: 'given', channel: 'web' },
    ]),
  );
  expect(unknown).toEqual([]);
});

test('books are only added to: the server’s role may not change or delete them', async ({
  house,
}) => {
  const [recordId = ''] = (await withKeys(house.db, 1)).keys();
  await transaction(house.db, { actor: 'staff:test' }, async (tx) => {
    await logAccess(tx, [recordId], { reason: 'complaint', what: 'customers.profile' });
    await recordProvision(
      tx,
      {
        direction: 'given',
        party: { name: '運送会社' },
        items: ['name', 'address'],
        purpose: 'service',
        basis: 'entrusted',
        channel: 'api',
      },
      [{ recordId }],
    );
  });
  expect(await listAccessRows(house.db, [recordId], 10)).toMatchObject([
    { actor: 'staff:test', purpose: 'service', reason: 'complaint' },
  ]);
  for (const table of ['consent', 'erasure', 'access_log', 'purpose_text']) {
    await expect(house.db.pool.query(`DELETE FROM privacy.${table}`)).rejects.toThrow(/permission/);
  }
  await expect(house.db.pool.query("UPDATE privacy.provision SET channel = 'x'")).rejects.toThrow(
    /permission/,
  );
});

test('people are shown every purpose in both languages', async ({ house }) => {
  const { body } = await house.request('GET', '/api/privacy/purposes');
  const shown: { purpose: string; text: { ja: string; en: string } }[] = body.purposes;
  expect(shown.map((each) => each.purpose)).toEqual(Object.keys(purposes));
  expect(shown.every((each) => each.text.ja.length > 10 && each.text.en.length > 10)).toBe(true);
});

describe('the mask of a customer', () => {
  // Nobody is asked about what contract and law demand.
  const names = (Object.keys(purposes) as Purpose[]).filter((name) => name !== 'duty');
  const decisions = fc
    .array(fc.tuple(fc.constantFrom(...names), fc.constantFrom('given', 'withdrawn')))
    .map((pairs) => new Map(pairs));

  test('holds a purpose only when somebody gave it and nobody withdrew it, and service until somebody stops every use', () => {
    fc.assert(
      fc.property(fc.array(decisions, { maxLength: 4 }), (records) => {
        const mask = consentMaskOf(records);
        if (records.some((each) => each.get('service') === 'withdrawn')) {
          expect(mask).toBe(purposes.duty.bit);
          return;
        }
        for (const name of names) {
          const said = new Set(records.map((each) => each.get(name)));
          const isAllowed = said.has('given') && !said.has('withdrawn');
          const isIn = (mask & purposes[name].bit) !== 0;
          expect(isIn).toBe(name === 'service' || isAllowed);
        }
      }),
    );
  });
});
