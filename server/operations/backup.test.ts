// Back-up and restore against real databases: sums, keys apart, and everything that may go wrong.
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { zstdDecompressSync } from 'node:zlib';
import pg from 'pg';
import { afterAll, beforeAll, inject } from 'vitest';
import { openKeyStore } from '#kernel/key-store';
import { parseCursor } from '#kernel/log';
import { createDatabase, dropDatabase, startPostgres } from '#kernel/postgres/index';
import { createSession, resolveToken } from '#kernel/sessions';
import { transaction } from '#kernel/transaction';
import { expect, openTestHouse, type TestHouse, test, testMasters } from '#testing';
import { backup } from './backup.ts';
import { listBackups, parseKeep, pruneBackups } from './backup-folder.ts';
import { readInventory } from './inventory.ts';
import { withOwner } from './owner-connection.ts';
import { restore } from './restore.ts';
import { assertNoUnfinishedRestore } from './restore-target.ts';
import { readTableSums } from './table-sums.ts';

let work: string;
let count = 0;
const made: string[] = [];

beforeAll(() => {
  work = mkdtempSync(join(tmpdir(), 'engawa-backup-'));
});

afterAll(async () => {
  for (const name of made) {
    await dropDatabase(inject('postgresUrl'), name);
  }
  rmSync(work, { recursive: true, force: true });
});

/** A new empty database and an empty home. */
async function emptyTarget(): Promise<{ databaseUrl: string; home: string }> {
  count += 1;
  const name = `restored_${process.pid}_${count}`;
  made.push(name);
  const home = join(work, `home-${count}`);
  mkdirSync(home);
  return { databaseUrl: await createDatabase(inject('postgresUrl'), name), home };
}

function newFolder(): string {
  count += 1;
  return join(work, `backups-${count}`);
}

function openPlace(house: TestHouse, code: string, headers: Record<string, string>) {
  const body = { code, kind: 'store', nameJa: '店' };
  return house.request('POST', '/api/places', body, headers);
}

async function sumsOf(url: string, without: readonly string[]) {
  return withOwner(url, async (client) => {
    const { tables } = await readInventory(client);
    return readTableSums(
      client,
      tables.filter((table) => !without.includes(`${table.schema}.${table.name}`)),
    );
  });
}

/** What a restore changes on purpose. */
const renewed = [
  'kernel.log_epoch',
  'kernel.session',
  'graphile_worker._private_jobs',
  'graphile_worker._private_job_queues',
];

test('a back-up while four writers work is one moment, and restores to equal sums', async ({
  house,
}) => {
  const owner = await house.as('owner');
  let isWriting = true;
  const statuses: number[] = [];
  const slowest = { ms: 0 };
  const writer = async (name: string) => {
    for (let n = 0; isWriting; n += 1) {
      const begun = performance.now();
      const answer = await openPlace(house, `${name}-${n}`, owner);
      slowest.ms = Math.max(slowest.ms, performance.now() - begun);
      statuses.push(answer.status);
    }
  };
  const writers = ['a', 'b', 'c', 'd'].map(writer);
  while (statuses.length < 50) {
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  const to = newFolder();
  const done = await backup({ databaseUrl: house.url, masters: testMasters, to, withSums: true });
  isWriting = false;
  await Promise.all(writers);
  expect(statuses.filter((status) => status !== 201)).toEqual([]);
  // Nobody waits for the whole backup; `npm run prove -- prompt` holds it to two seconds on a machine of its own.
  expect(slowest.ms).toBeLessThan(20_000);

  const target = await emptyTarget();
  const back = await restore({ from: to, ...target });
  expect(back.rows).toBe(done.rows);
  const after = await withOwner(target.databaseUrl, async (client) => {
    const { rows } = await client.query<{ places: string; events: string; stamped: string }>(`
      SELECT (SELECT count(*) FROM places.place) AS places,
        (SELECT count(*) FROM kernel.event WHERE type = 'places.opened') AS events,
        (SELECT count(*) FROM kernel.event_position) + (SELECT coalesce(sum(cardinality(event_ids)), 0) FROM kernel.event_pending)
          AS stamped`);
    return rows[0];
  });
  // A place and its event are one commit, so one moment has as many of either.
  expect(Number(after?.places)).toBeGreaterThanOrEqual(50);
  expect(Number(after?.places)).toBeLessThanOrEqual(statuses.length);
  expect(after?.events).toBe(after?.places);
  expect(after?.stamped).toBe(after?.places);
});

test('a quiet house restores table by table to the same sums, and goes on from there', async ({
  house,
}) => {
  const owner = await house.as('owner');
  await openPlace(house, 'quiet', owner);
  await house.settle();
  const session = await transaction(house.db, {}, (tx) =>
    createSession(tx, {
      kind: 'staff',
      principalId: '01890000-0000-7000-8000-000000000001',
      lifetime: { hours: 1 },
    }),
  );
  expect(await resolveToken(house.db, session.token)).toBeDefined();
  const to = newFolder();
  await backup({ databaseUrl: house.url, masters: testMasters, to });
  const target = await emptyTarget();
  const back = await restore({ from: to, ...target });
  expect(await sumsOf(target.databaseUrl, renewed)).toEqual(await sumsOf(house.url, renewed));
  expect(back.epoch).toBeGreaterThan(house.log.epoch);
  expect(parseCursor(`${back.epoch}-0`)).toBeDefined();

  await withOwner(target.databaseUrl, async (client) => {
    const { rows } = await client.query(`SELECT count(*)::int AS open FROM kernel.session
      WHERE ended_at IS NULL`);
    expect(rows).toEqual([{ open: 0 }]);
    // Identity values go on above the highest of before.
    const next = await client.query(`INSERT INTO kernel.event_pending (event_ids)
      VALUES ('{01890000-0000-7000-8000-000000000002}') RETURNING seq::int > (
        SELECT count(*) FROM kernel.event_position) AS goes_on`);
    expect(next.rows).toEqual([{ goes_on: true }]);
    const keys = await client.query(`SELECT count(*)::int AS n FROM pg_constraint
      WHERE contype = 'f' AND conrelid = 'places.place'::regclass`);
    expect(keys.rows).toEqual([{ n: 3 }]);
  });
});

test('rows of partitions that a new schema does not have come back into their own partition', async ({
  house,
}) => {
  await withOwner(house.url, async (client) => {
    await client.query(`CREATE TABLE kernel.event_2019_01 PARTITION OF kernel.event
      FOR VALUES FROM (kernel.lowest_id('2019-01-01')) TO (kernel.lowest_id('2019-02-01'))`);
    await client.query(`INSERT INTO kernel.event (id, type, version, subject, actor, occurred_at,
        recorded_at, data)
      VALUES ('01685b1c-0000-7000-8000-000000000001', 'places.opened', 1, 'x', 'system', now(), now(), '{}')`);
  });
  const to = newFolder();
  await backup({ databaseUrl: house.url, masters: testMasters, to });
  const target = await emptyTarget();
  await restore({ from: to, ...target });
  await withOwner(target.databaseUrl, async (client) => {
    const { rows } = await client.query('SELECT count(*)::int AS n FROM kernel.event_2019_01');
    expect(rows).toEqual([{ n: 1 }]);
  });
});

test('a changed file, a missing file and a rewritten manifest are refused before anything is touched', async ({
  house,
}) => {
  const to = newFolder();
  const done = await backup({ databaseUrl: house.url, masters: testMasters, to });
  const target = await emptyTarget();
  const file = join(done.folder, 'tables', 'places.place.copy.zst');
  const whole = readFileSync(file);
  const changed = Buffer.from(whole);
  changed[changed.length - 1] = (changed[changed.length - 1] ?? 0) ^ 1;
  writeFileSync(file, changed);
  await expect(restore({ from: to, ...target })).rejects.toMatchObject({
    code: 'backup_damaged',
    message: expect.stringContaining('places.place') as string,
  });
  rmSync(file);
  await expect(restore({ from: to, ...target })).rejects.toMatchObject({ code: 'backup_damaged' });
  writeFileSync(file, whole);
  const manifest = join(done.folder, 'manifest.json');
  const text = readFileSync(manifest, 'utf8');
  writeFileSync(manifest, text.replace('"position": ', '"position": 1'));
  await expect(restore({ from: to, ...target })).rejects.toMatchObject({ code: 'backup_foreign' });
  writeFileSync(manifest, text.slice(0, 200));
  await expect(restore({ from: to, ...target })).rejects.toMatchObject({ code: 'backup_damaged' });
  writeFileSync(manifest, text);
  await expect(restore({ from: to, ...target })).resolves.toBeDefined();
});

test('a database that holds something is never restored into', async ({ house }) => {
  const to = newFolder();
  await backup({ databaseUrl: house.url, masters: testMasters, to });
  const { home } = await emptyTarget();
  const before = await sumsOf(house.url, []);
  await expect(restore({ from: to, home, databaseUrl: house.url })).rejects.toMatchObject({
    code: 'target_not_empty',
  });
  expect(await sumsOf(house.url, [])).toEqual(before);
});

test('a restore that was cut off says so at the start and is repeated from the beginning', async ({
  house,
}) => {
  const to = newFolder();
  const done = await backup({ databaseUrl: house.url, masters: testMasters, to });
  const target = await emptyTarget();
  const cutOff = (message: string) => {
    if (message.startsWith('Loading places.place')) {
      throw new Error('cut off');
    }
  };
  await expect(restore({ from: to, ...target, report: cutOff })).rejects.toThrow('cut off');
  await expect(assertNoUnfinishedRestore(target.databaseUrl)).rejects.toMatchObject({
    code: 'restore_incomplete',
    message: expect.stringContaining('engawa restore') as string,
  });
  const back = await restore({ from: to, ...target });
  expect(back.rows).toBe(done.rows);
  await expect(assertNoUnfinishedRestore(target.databaseUrl)).resolves.toBeUndefined();
});

test('the data back-up holds no key, and keys and masters are in the key back-up only', async ({
  house,
}) => {
  const to = newFolder();
  const done = await backup({ databaseUrl: house.url, masters: testMasters, to });
  const master = testMasters.keys.get(1) ?? Buffer.alloc(0);
  const texts = readdirSync(done.folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name)))
    .map((bytes) => (bytes.readUInt32LE(0) === 0xfd2fb528 ? zstdDecompressSync(bytes) : bytes));
  expect(texts.length).toBeGreaterThan(10);
  for (const text of texts) {
    expect(text.includes(master.toString('base64'))).toBe(false);
    expect(text.includes(master)).toBe(false);
  }
  const names = readdirSync(join(done.folder, 'tables'));
  expect(names).not.toContain('privacy.record_key.copy.zst');
  expect(readFileSync(join(done.keysFolder, 'master-keys.json'), 'utf8')).toContain(
    master.toString('base64'),
  );
  expect(statSync(done.keysFolder).mode & 0o077).toBe(0);
  expect(statSync(join(done.keysFolder, 'master-keys.json')).mode & 0o077).toBe(0);
  expect(done.keysFolder.startsWith(`${to}/`)).toBe(false);
});

test('a restore brings the key store and media into the home and keeps another store aside', async ({
  house,
}) => {
  const source = join(work, 'source-home');
  mkdirSync(join(source, 'media', 'ab'), { recursive: true });
  writeFileSync(join(source, 'media', 'ab', '写真.txt'), 'a picture');
  const to = newFolder();
  const options = { databaseUrl: house.url, masters: testMasters, to, home: source };
  await backup(options);
  const target = await emptyTarget();
  mkdirSync(join(target.home, 'secrets'));
  writeFileSync(join(target.home, 'secrets', 'master-keys.json'), 'another');
  const back = await restore({ from: to, ...target });
  expect(readFileSync(join(target.home, 'media', 'ab', '写真.txt'), 'utf8')).toBe('a picture');
  const secrets = readdirSync(join(target.home, 'secrets'));
  expect(secrets.filter((name) => name.includes('before-restore'))).toHaveLength(1);
  expect(back.notes.join(' ')).toContain('before-restore');
});

test('a restore into an empty folder makes the whole house there: database, keys, and one start later it serves', async ({
  house,
}) => {
  await openPlace(house, 'carried-over', await house.as('owner'));
  const to = newFolder();
  const done = await backup({ databaseUrl: house.url, masters: testMasters, to });
  const home = join(work, '新しい 家');
  const back = await restore({ from: to, home });
  expect(back.rows).toBe(done.rows);
  expect(openKeyStore(home)).toEqual(testMasters);
  const postgres = await startPostgres({ home });
  try {
    const { rows } = await withOwner(postgres.url, (client) =>
      client.query(`SELECT count(*)::int AS n FROM places.place WHERE code = 'carried-over'`),
    );
    expect(rows).toEqual([{ n: 1 }]);
    await expect(restore({ from: to, home })).rejects.toMatchObject({ code: 'target_not_empty' });
  } finally {
    await postgres.stop();
  }
});

test('without a key back-up restore stops, unless that is said to be wanted', async ({ house }) => {
  const to = newFolder();
  const done = await backup({ databaseUrl: house.url, masters: testMasters, to });
  renameSync(done.keysFolder, `${done.keysFolder}.part`);
  const target = await emptyTarget();
  await expect(restore({ from: to, ...target })).rejects.toMatchObject({ code: 'keys_missing' });
  const back = await restore({ from: to, ...target, withoutKeys: true });
  expect(back.keysFrom).toBeNull();
});

test('wrong passwords, databases and folders give a sentence, and leave nothing half-made', async ({
  house,
}) => {
  const to = newFolder();
  const wrong = new URL(house.url);
  wrong.password = 'wrong';
  const attempt = (databaseUrl: string, folder = to) =>
    backup({ databaseUrl, masters: testMasters, to: folder });
  await expect(attempt(wrong.href)).rejects.toMatchObject({
    code: 'password_wrong',
    message: expect.not.stringContaining('wrong@') as string,
  });
  await expect(attempt(house.url.replace(/\/\w+$/, '/nowhere'))).rejects.toMatchObject({
    code: 'database_missing',
  });
  await expect(attempt('postgres://a:b@127.0.0.1:1/x')).rejects.toMatchObject({
    code: 'database_unreachable',
  });
  expect(readdirSync(to)).toEqual([]);
  const inTheWay = join(work, 'a-file');
  writeFileSync(inTheWay, '');
  await expect(attempt(house.url, join(inTheWay, 'x'))).rejects.toMatchObject({
    code: 'folder_not_writable',
  });
  const { home } = await emptyTarget();
  await expect(restore({ from: join(work, 'missing'), home })).rejects.toMatchObject({
    code: 'folder_missing',
  });
  expect(existsSync(join(home, 'postgres'))).toBe(false);
  const empty = await createDatabase(inject('postgresUrl'), `bare_${process.pid}`);
  made.push(`bare_${process.pid}`);
  await expect(attempt(empty)).rejects.toMatchObject({ code: 'not_engawa' });
});

test('pruning keeps the wanted number or days, never the unfinished of another run', () => {
  const folder = newFolder();
  const now = Temporal.Instant.from('2026-11-21T00:00:00Z');
  for (const day of [1, 5, 10, 15, 20]) {
    const name = `data-202611${String(day).padStart(2, '0')}T000000000Z`;
    mkdirSync(join(folder, name), { recursive: true });
    writeFileSync(join(folder, name, 'manifest.json'), '{}');
  }
  mkdirSync(join(folder, 'data-20261120T235959000Z.part'));
  mkdirSync(join(folder, 'something else'));
  expect(pruneBackups(folder, 'data', parseKeep('7d'), now).map((path) => basename(path))).toEqual([
    'data-20261110T000000000Z',
    'data-20261105T000000000Z',
    'data-20261101T000000000Z',
  ]);
  pruneBackups(folder, 'data', parseKeep('1'), now);
  expect(listBackups(folder, 'data').map((path) => basename(path))).toEqual([
    'data-20261120T000000000Z',
  ]);
  expect(readdirSync(folder)).toContain('something else');
  expect(readdirSync(folder)).toContain('data-20261120T235959000Z.part');
  expect(() => parseKeep('often')).toThrow('14d');
});

test('an owner without superuser rights backs up and restores every row all the same', async ({
  house,
}) => {
  const admin = new pg.Client({ connectionString: inject('postgresUrl') });
  await admin.connect();
  const role = `managed_${process.pid}`;
  try {
    await admin.query(`CREATE ROLE ${role} LOGIN PASSWORD 'managed' CREATEROLE`);
    await admin.query(`GRANT engawa_app TO ${role} WITH ADMIN OPTION`);
    // A row that row security hides from whoever declares no purpose.
    await withOwner(house.url, (client) => client.query(hiddenRow));
    const to = newFolder();
    await backup({ databaseUrl: house.url, masters: testMasters, to });
    const asManaged = async () => {
      const target = await emptyTarget();
      const url = new URL(target.databaseUrl);
      await admin.query(`ALTER DATABASE ${url.pathname.slice(1)} OWNER TO ${role}`);
      url.username = role;
      url.password = 'managed';
      return { home: target.home, databaseUrl: url.href };
    };
    const first = await asManaged();
    const back = await restore({ from: to, ...first });
    const again = newFolder();
    const done = await backup({ databaseUrl: first.databaseUrl, masters: testMasters, to: again });
    expect(done.rows).toBe(back.rows + 1);
    const second = await asManaged();
    await restore({ from: again, ...second });
    const owner = new URL(second.databaseUrl);
    owner.username = new URL(house.url).username;
    owner.password = new URL(house.url).password;
    expect(await sumsOf(owner.href, renewed)).toEqual(await sumsOf(house.url, renewed));
    const forced = await withOwner(owner.href, async (client) =>
      client.query('SELECT FROM pg_class WHERE relforcerowsecurity'),
    );
    expect(forced.rowCount).toBeGreaterThanOrEqual(4);
  } finally {
    await admin.end();
  }
});

const hiddenRow = `
  INSERT INTO customers.customer VALUES ('01890000-0000-7000-8000-00000000000a', now());
  INSERT INTO customers.record (id, source, kind, first_customer_id, customer_id, created_at)
  VALUES ('01890000-0000-7000-8000-00000000000b', 'web', 'guest',
    '01890000-0000-7000-8000-00000000000a', '01890000-0000-7000-8000-00000000000a', now());
  INSERT INTO customers.profile (record_id, version, sealed, fingerprint, consent, updated_at, updated_by)
  VALUES ('01890000-0000-7000-8000-00000000000b', 1, 'sealed', 'print', 5, now(), 'system')`;

test('two houses do not meet: data of one with keys of another is refused', async ({ house }) => {
  const other = await openTestHouse();
  try {
    const to = newFolder();
    const foreign = newFolder();
    await backup({ databaseUrl: house.url, masters: testMasters, to });
    const masters = { ...testMasters, indexKey: Buffer.alloc(32, 9) };
    const done = await backup({ databaseUrl: other.url, masters, to: foreign });
    const target = await emptyTarget();
    await expect(restore({ from: to, keysFrom: done.keysFolder, ...target })).rejects.toMatchObject(
      { code: 'backup_foreign' },
    );
  } finally {
    await other.drop();
  }
});
