// Two servers on one database, a cache of numbers kept in a table of the test.
import pg from 'pg';
import { Type } from 'typebox';
import { expect, openSecondServer, openTestHouse, type TestHouse, test } from '#testing';
import { declaredEvents, defineEvent } from './events.ts';
import { declaredCaches, defineLogKeptCache } from './log-kept-cache.ts';
import { type Tx, transaction } from './transaction.ts';

const changed = defineEvent('kernel.number_changed', 1, Type.Object({ key: Type.String() }));
const allChanged = defineEvent('kernel.numbers_changed', 1, Type.Object({}));

let loaded: string[] = [];
let holdLoad: Promise<void> = Promise.resolve();

const numbers = defineLogKeptCache<number>({
  name: 'kernel.numbers',
  weightMax: 100,
  hears: [changed.type, allChanged.type],
  drops: ({ type, data }) => (type === changed.type && 'key' in data ? [String(data.key)] : 'all'),
  load: async (db, keys) => {
    loaded.push(...keys);
    const { rows } = await db.pool.query<{ key: string; n: number }>(
      'SELECT key, n FROM kernel.test_number WHERE key = ANY ($1)',
      [keys],
    );
    await holdLoad;
    return new Map(rows.map((row) => [row.key, row.n]));
  },
});

async function asOwner(house: TestHouse, work: (owner: pg.Client) => Promise<unknown>) {
  const owner = new pg.Client({ connectionString: house.url });
  await owner.connect();
  try {
    await work(owner);
  } finally {
    await owner.end();
  }
}

async function prepare(house: TestHouse, ...keys: string[]): Promise<void> {
  await asOwner(house, async (owner) => {
    await owner.query(
      'CREATE TABLE IF NOT EXISTS kernel.test_number (key text PRIMARY KEY, n int)',
    );
    await owner.query('GRANT ALL ON kernel.test_number TO engawa_app');
    await owner.query('INSERT INTO kernel.test_number SELECT unnest($1::text[]), 1', [keys]);
  });
  // A busy machine may not have looked at the log for a while.
  await house.log.settle();
  loaded = [];
}

/** Cuts the connection on which the house hears of new events, as soon as it is there. */
async function cutEars(house: TestHouse): Promise<void> {
  await asOwner(house, (owner) =>
    until(async () => {
      const { rowCount } = await owner.query(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query = 'LISTEN engawa_log' AND datname = current_database()",
      );
      return rowCount === 1;
    }),
  );
}

/** Writes and announces. */
async function write(tx: Tx, key: string, n: number): Promise<void> {
  await tx.client.query('UPDATE kernel.test_number SET n = $2 WHERE key = $1', [key, n]);
  tx.emit(changed.make('evt_test', { key }));
}

async function until(isSo: () => Promise<boolean> | boolean, timeoutMs = 10_000): Promise<number> {
  const begun = performance.now();
  while (!(await isSo())) {
    if (performance.now() - begun > timeoutMs) {
      throw new Error('it did not become so in time');
    }
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  return performance.now() - begun;
}

test('what was read once is not read again', async ({ house }) => {
  await prepare(house, 'once');
  expect(await numbers.findOne(house.db, 'once')).toBe(1);
  expect(numbers.known(house.db, 'once')).toBe(1);
  expect(await numbers.findOne(house.db, 'once')).toBe(1);
  expect(loaded).toEqual(['once']);
});

test('whoever is told that a write is done reads what it did', async ({ house }) => {
  await prepare(house, 'own');
  await numbers.findOne(house.db, 'own');
  for (const n of [2, 3, 4]) {
    await transaction(house.db, {}, (tx) => write(tx, 'own', n));
    expect(await numbers.findOne(house.db, 'own')).toBe(n);
  }
});

test('a write that is rolled back leaves what is known as it is, and is never seen', async ({
  house,
}) => {
  await prepare(house, 'back', 'fresh');
  await numbers.findOne(house.db, 'back');
  const failing = transaction(house.db, {}, async (tx) => {
    await write(tx, 'back', 7);
    await write(tx, 'fresh', 7);
    expect(numbers.known(house.db, 'back')).toBe(1);
    expect(await numbers.findOne(house.db, 'fresh')).toBe(1);
    throw new Error('no');
  });
  await expect(failing).rejects.toThrow('no');
  const found = await numbers.find(house.db, ['back', 'fresh']);
  expect([...found.values()]).toEqual([1, 1]);
  expect(loaded).toEqual(['back', 'fresh']);
});

test('another server hears of a write', async ({ house }) => {
  await prepare(house, 'far');
  const second = await openSecondServer(house);
  try {
    expect(await numbers.findOne(second.db, 'far')).toBe(1);
    await transaction(house.db, {}, (tx) => write(tx, 'far', 2));
    await until(async () => (await numbers.findOne(second.db, 'far')) === 2);
  } finally {
    await second.close();
  }
});

test('what is loaded while it changes is told once and not kept', async ({ house }) => {
  await prepare(house, 'during');
  const gate = Promise.withResolvers<void>();
  holdLoad = gate.promise;
  const slow = numbers.findOne(house.db, 'during');
  await until(() => loaded.length === 1);
  await new Promise((resolve) => setTimeout(resolve, 50));
  await transaction(house.db, {}, (tx) => write(tx, 'during', 2));
  const later = numbers.findOne(house.db, 'during');
  gate.resolve();
  expect(await slow).toBe(1);
  expect(await later).toBe(2);
  expect(await numbers.findOne(house.db, 'during')).toBe(2);
});

test('an event that does not say what changed empties it', async ({ house }) => {
  await prepare(house, 'all-1', 'all-2');
  await numbers.find(house.db, ['all-1', 'all-2']);
  await transaction(house.db, {}, async (tx) => {
    await tx.client.query("UPDATE kernel.test_number SET n = 9 WHERE key LIKE 'all-%'");
    tx.emit(allChanged.make('evt_test', {}));
  });
  expect([...(await numbers.find(house.db, ['all-1', 'all-2'])).values()]).toEqual([9, 9]);
});

test('many who ask for the same at once cost one look', async ({ house }) => {
  const keys = Array.from({ length: 150 }, (_, at) => `many-${at}`);
  await prepare(house, ...keys);
  const before = numbers.figures(house.db).loads;
  const asked = [...keys, ...keys].map((key) => numbers.findOne(house.db, key));
  expect(new Set(await Promise.all(asked))).toEqual(new Set([1]));
  expect(loaded.length).toBe(150);
  expect(numbers.figures(house.db).loads - before).toBeLessThan(10);
});

test('it never holds more than it may', async ({ house }) => {
  const keys = Array.from({ length: 500 }, (_, at) => `bound-${at}`);
  await prepare(house, ...keys);
  for (const key of keys) {
    await numbers.findOne(house.db, key);
    expect(numbers.figures(house.db).weight).toBeLessThanOrEqual(101);
  }
  expect(numbers.known(house.db, 'bound-499')).toBe(1);
  expect(numbers.known(house.db, 'bound-0')).toBeUndefined();
});

test('without a log to follow, the database is asked each time', async () => {
  const house = await openTestHouse();
  try {
    await prepare(house, 'alone');
    await numbers.findOne(house.db, 'alone');
    await house.log.stop();
    expect(numbers.known(house.db, 'alone')).toBe(1);
    await new Promise((resolve) => setTimeout(resolve, 1600));
    expect(numbers.known(house.db, 'alone')).toBeUndefined();
    await house.db.pool.query("UPDATE kernel.test_number SET n = 2 WHERE key = 'alone'");
    expect(await numbers.findOne(house.db, 'alone')).toBe(2);
    await house.db.pool.query("UPDATE kernel.test_number SET n = 3 WHERE key = 'alone'");
    expect(await numbers.findOne(house.db, 'alone')).toBe(3);
  } finally {
    await house.drop();
  }
});

test('after the log was lost and is back, nothing of before is answered', async () => {
  const house = await openTestHouse();
  try {
    await prepare(house, 'lost');
    await numbers.findOne(house.db, 'lost');
    await house.db.pool.query("UPDATE kernel.test_number SET n = 2 WHERE key = 'lost'");
    await cutEars(house);
    await until(async () => (await numbers.findOne(house.db, 'lost')) === 2);
    // And it is kept again.
    await until(async () => {
      await numbers.findOne(house.db, 'lost');
      return numbers.known(house.db, 'lost') === 2;
    });
  } finally {
    await house.drop();
  }
});

test('a database whose log began anew is asked each time', async () => {
  const house = await openTestHouse();
  try {
    await prepare(house, 'anew');
    await numbers.findOne(house.db, 'anew');
    await asOwner(house, (owner) =>
      owner.query(
        "INSERT INTO kernel.log_epoch (epoch, reason) SELECT max(epoch) + 1, 'restored' FROM kernel.log_epoch",
      ),
    );
    await cutEars(house);
    await until(() => numbers.known(house.db, 'anew') === undefined);
    await new Promise((resolve) => setTimeout(resolve, 1200));
    await numbers.findOne(house.db, 'anew');
    expect(numbers.known(house.db, 'anew')).toBeUndefined();
  } finally {
    await house.drop();
  }
});

test('every cache hears events that somebody announces', () => {
  const announced = new Set(declaredEvents().map(({ type }) => type));
  const deaf = declaredCaches().flatMap(({ kind }) =>
    kind.hears.filter((type) => !announced.has(type)).map((type) => `${kind.name}: ${type}`),
  );
  expect(deaf).toEqual([]);
});
