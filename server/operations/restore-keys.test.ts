// What is erased stays erased: data of before, keys of after.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zstdDecompressSync } from 'node:zlib';
import { Type } from 'typebox';
import { afterAll, beforeAll, inject } from 'vitest';
import { openDatabase } from '#kernel/db';
import { defineEvent } from '#kernel/events';
import { newId } from '#kernel/ids';
import { silentLogger } from '#kernel/logger';
import { createDatabase, dropDatabase } from '#kernel/postgres/index';
import { seal, unseal } from '#kernel/sealing';
import { type Tx, transaction } from '#kernel/transaction';
import { createRecordKeys, eraseRecords, loadRecordKeys } from '#privacy';
import { expect, type TestHouse, test, testMasters } from '#testing';
import { backup } from './backup.ts';
import { restore } from './restore.ts';

const use = 'operations.test';
const sampled = defineEvent('sample.sealed', 1, Type.Object({}));
const phone = '090-5555-0100-marked';
let work: string;
const made: string[] = [];

beforeAll(() => {
  work = mkdtempSync(join(tmpdir(), 'engawa-keys-'));
});

afterAll(async () => {
  for (const name of made) {
    await dropDatabase(inject('postgresUrl'), name);
  }
  rmSync(work, { recursive: true, force: true });
});

/** A record with something personal, sealed, in the log of moments. */
async function createSealed(tx: Tx, recordId: string): Promise<void> {
  const keys = await createRecordKeys(tx, [recordId]);
  const key = keys.get(recordId) ?? Buffer.alloc(0);
  tx.emit(sampled.make('sample', {}, { recordId, sealed: seal(key, use, { phone }) }));
}

async function restoreAndRead(from: string, keysFrom: string, recordIds: readonly string[]) {
  const name = `keys_${process.pid}_${made.length}`;
  made.push(name);
  const home = join(work, name);
  mkdirSync(home);
  const databaseUrl = await createDatabase(inject('postgresUrl'), name);
  const report = await restore({ from, keysFrom, home, databaseUrl });
  const db = await openDatabase({ url: databaseUrl, log: silentLogger, masters: testMasters });
  try {
    const read = await transaction(db, {}, async (tx) => {
      const keys = await loadRecordKeys(tx, recordIds);
      const { rows } = await tx.client.query<{ record_id: string; sealed: Buffer }>(
        'SELECT record_id, sealed FROM kernel.event WHERE record_id = ANY ($1) AND sealed IS NOT NULL',
        [recordIds],
      );
      return rows.map(({ record_id, sealed }) => {
        const key = keys.get(record_id);
        return key === undefined ? 'unreadable' : unseal<{ phone: string }>(key, use, sealed).phone;
      });
    });
    return { report, read: read.toSorted() };
  } finally {
    await db.close();
  }
}

async function twoRecords(house: TestHouse): Promise<[string, string]> {
  const ids: [string, string] = [newId(), newId()];
  await transaction(house.db, {}, async (tx) => {
    await createSealed(tx, ids[0]);
    await createSealed(tx, ids[1]);
  });
  return ids;
}

test('a record whose key was deleted stays unreadable after a restore of older data with later keys', async ({
  house,
}) => {
  const ids = await twoRecords(house);
  const options = { databaseUrl: house.url, masters: testMasters };
  const before = await backup({ ...options, to: join(work, 'before') });
  expect(before.recordKeys).toBeGreaterThanOrEqual(2);
  await transaction(house.db, {}, (tx) => eraseRecords(tx, [ids[0]]));
  const after = await backup({ ...options, to: join(work, 'after') });
  expect(after.recordKeys).toBe(before.recordKeys - 1);

  const later = await restoreAndRead(before.folder, after.keysFolder, ids);
  expect(later.read).toEqual([phone, 'unreadable']);
  // The data do not know of the erasure; what else is left of the record is to be erased again.
  expect(later.report.eraseAgain).toEqual([ids[0]]);

  const same = await restoreAndRead(before.folder, before.keysFolder, ids);
  expect(same.read).toEqual([phone, phone]);
});

test('keys of before do not bring back what newer data know as erased', async ({ house }) => {
  const ids = await twoRecords(house);
  const options = { databaseUrl: house.url, masters: testMasters };
  const before = await backup({ ...options, to: join(work, 'old-keys') });
  await transaction(house.db, {}, (tx) => eraseRecords(tx, [ids[1]]));
  const after = await backup({ ...options, to: join(work, 'new-data') });
  const mixed = await restoreAndRead(after.folder, before.keysFolder, ids);
  expect(mixed.read).toEqual([phone, 'unreadable']);
  expect(mixed.report.notes.join(' ')).toContain('older');
});

test('a data back-up holds neither a sealed field in clear nor the wrapped key of its record', async ({
  house,
}) => {
  const ids = await twoRecords(house);
  const { rows } = await house.db.pool.query<{ wrapped: Buffer }>(
    'SELECT wrapped FROM privacy.record_key WHERE record_id = ANY ($1)',
    [ids],
  );
  expect(rows).toHaveLength(2);
  const to = join(work, 'canary');
  const done = await backup({ databaseUrl: house.url, masters: testMasters, to });
  const look = (folder: string, needle: string) =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.name.endsWith('.zst'))
      .map((entry) => zstdDecompressSync(readFileSync(join(entry.parentPath, entry.name))))
      .some((text) => text.includes(needle));
  for (const { wrapped } of rows) {
    expect(look(done.folder, wrapped.toString('hex'))).toBe(false);
    expect(look(done.keysFolder, wrapped.toString('hex'))).toBe(true);
  }
  expect(look(done.folder, phone)).toBe(false);
  expect(look(done.keysFolder, phone)).toBe(false);
});
