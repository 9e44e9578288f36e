// What goes wrong around an installation, met for real: a taken port, wrong settings, a database that is not
// there or goes away, a full disk, a stop. Each time a sentence that says what to do, and nothing half-done.
import { execFileSync } from 'node:child_process';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import {
  ask,
  databaseUrlOf,
  type Ended,
  freePort,
  makeHome,
  postmasterOf,
  type RealServer,
  runEngawa,
  startServer,
  untilGone,
} from './support/real-server.ts';
import { readSse } from './support/sse.ts';
import { withRoom } from './support/with-room.ts';

const shared = makeHome('faults');
let server: RealServer;

beforeAll(async () => {
  server = await startServer({ home: shared.home });
});

afterAll(async () => {
  await server.kill();
  await shared.remove();
});

/** A sentence for people and no stack of a program. */
function expectSentence({ code, stderr }: Ended, pattern: RegExp): void {
  expect(stderr).toMatch(pattern);
  expect(stderr).not.toMatch(/\n\s+at .*\/server\//);
  expect(code).toBe(1);
}

test('a taken port is named, with what to do, and the running house goes on', async () => {
  const second = await runEngawa(['start', '--port', String(server.port)], {
    ENGAWA_HOME: shared.home,
  }).ended;
  expectSentence(second, new RegExp(`Port ${server.port} is taken.*--port`));
  expect((await server.request('GET', '/readyz')).status).toBe(200);
});

test('every wrong setting is named at once', async () => {
  const { home, remove } = makeHome('faults-settings');
  const ended = await runEngawa(['start'], {
    ENGAWA_HOME: home,
    ENGAWA_PORT: 'seventy',
    ENGAWA_TIME_ZONE: 'Mars/Olympus',
    ENGAWA_JOBS: '0',
    ENGAWA_COLOUR: 'blue',
    ENGAWA_LOG_LEVEL: 'loud',
    DATABASE_URL: 'mysql://root:geheim@localhost/shop',
  }).ended;
  expectSentence(ended, /The settings cannot be used/);
  for (const name of ['PORT', 'TIME_ZONE', 'JOBS', 'COLOUR', 'LOG_LEVEL']) {
    expect(ended.stderr).toContain(`ENGAWA_${name}`);
  }
  expect(ended.stderr).toContain('DATABASE_URL must be');
  expect(ended.stderr).not.toContain('geheim');
  await remove();
});

test('a database that cannot be reached is said so, without its password', async () => {
  const { home, remove } = makeHome('faults-database');
  const ended = await runEngawa(['start', '--port', '0'], {
    ENGAWA_HOME: home,
    DATABASE_URL: `postgres://engawa:geheim@127.0.0.1:${await freePort()}/engawa`,
  }).ended;
  expectSentence(ended, /database.*reached/i);
  expect(ended.stderr).not.toContain('geheim');
  await remove();
});

test('an unknown command and an unknown option are wrong usage: exit code 2 and the usage', async () => {
  const command = await runEngawa(['strat'], {}).ended;
  expect(command.code).toBe(2);
  expect(command.stderr).toContain('There is no command "strat"');
  expect(command.stderr).toContain('engawa help');
  const option = await runEngawa(['start', '--prot', '1'], {}).ended;
  expect(option.code).toBe(2);
  expect(option.stderr).toContain('--prot');
  const file = await runEngawa(['import', 'customers', '/nowhere/customers.csv'], {
    ENGAWA_HOME: shared.home,
  }).ended;
  expectSentence(file, /\/nowhere\/customers\.csv/);
});

test('while the database is away requests are told to come again, and then it goes on by itself', async () => {
  const look = () =>
    server.request('GET', '/api/catalog/items', undefined, { 'accept-language': 'en' });
  process.kill(postmasterOf(shared.home), 'SIGKILL');
  const killedAt = performance.now();
  let away = await look();
  while (away.status === 200 && performance.now() - killedAt < 5000) {
    away = await look();
  }
  expect(away.status).toBe(503);
  expect(away.headers.get('content-type')).toContain('application/problem+json');
  expect(away.headers.get('retry-after')).toBe('1');
  expect(away.body).toMatchObject({ status: 503, code: 'kernel.database_unreachable' });
  expect(away.body.detail).toContain('Try again');
  expect((await server.request('GET', '/healthz')).status).toBe(200);
  let back = away;
  while (back.status !== 200 && performance.now() - killedAt < 15_000) {
    await sleep(20);
    back = await look();
    expect([200, 503]).toContain(back.status);
  }
  expect(back.status).toBe(200);
});

test('SIGTERM ends the house within five seconds, screens open, and leaves no process', async () => {
  const owner = await server.signIn();
  const screen = await readSse(`${server.base}/api/log/stream`, owner, () => undefined);
  const postmaster = postmasterOf(shared.home);
  const toldAt = performance.now();
  const { code, signal } = await server.stop();
  expect(performance.now() - toldAt).toBeLessThan(withRoom(5000));
  expect({ code, signal }).toEqual({ code: 0, signal: null });
  await screen.ended;
  expect(await untilGone(postmaster, 100)).toBe(true);
  await expect(server.request('GET', '/healthz')).rejects.toThrow(/fetch failed|ECONNREFUSED/);
});

test('Ctrl-C before the house stands ends it too, and leaves no database behind', async () => {
  const { home, remove } = makeHome('faults-early');
  try {
    const starting = runEngawa(['start', '--port', '0'], { ENGAWA_HOME: home });
    const pidFile = join(home, 'postgres/postmaster.pid');
    while (!existsSync(pidFile)) {
      await sleep(5);
    }
    starting.child.kill('SIGINT');
    const { code, signal } = await starting.ended;
    expect({ code, signal }).toEqual({ code: 0, signal: null });
    expect(existsSync(pidFile)).toBe(false);
  } finally {
    await remove();
  }
});

const diskMegabytes = 300;
const rows = 12_000;

/** A home on a small disk of its own, or nothing where that cannot be had. */
function makeSmallHome(name: string, megabytes: number) {
  const { home, remove } = makeHome(name);
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', home], {
      stdio: 'ignore',
    });
  } catch {
    rmSync(home, { recursive: true });
    console.warn('Skipped: a small disk can only be mounted by root.');
    return undefined;
  }
  return {
    home,
    remove: async () => {
      execFileSync('umount', ['-l', home]);
      await remove();
    },
  };
}

test('a disk too full for the log of the database stops nothing that was acknowledged; with room it goes on', {
  timeout: 120_000,
}, async ({ skip }) => {
  const small = makeSmallHome('faults-wal', 700) ?? skip();
  const { home } = small;
  const full = await startServer({ home });
  try {
    const owner = await full.signIn();
    const acknowledged: string[] = [];
    const add = async (n: number) => {
      const body = { code: `F${n}`, kind: 'store', nameJa: `店${'舗'.repeat(60)}${n}` };
      const answer = await full.request('POST', '/api/places', body, owner).catch(() => undefined);
      if (answer?.status === 201) {
        acknowledged.push(body.code);
      }
      return answer?.status;
    };
    expect(await add(0)).toBe(201);
    const ballast = join(home, 'ballast');
    fillUntil(home, ballast, 0);
    // What comes next needs a new file of the write-ahead log.
    await ask(databaseUrlOf(home), 'SELECT pg_switch_wal()').catch(() => undefined);
    let refused = 0;
    for (let n = 1; n < 20_000 && refused < 5; n += 1) {
      const status = await add(n);
      refused += status === 503 ? 1 : 0;
      expect([201, 503]).toContain(status);
    }
    expect(refused).toBe(5);
    await vi.waitFor(
      () => expect(full.output()).toMatch(/could not be started again.*no space left/i),
      20_000,
    );

    rmSync(ballast);
    const until = performance.now() + 60_000;
    while ((await add(100_000)) !== 201 && performance.now() < until) {
      await sleep(200);
    }
    const stored = await ask<{ code: string }>(
      databaseUrlOf(home),
      'SELECT code FROM places.place WHERE code = ANY($1)',
      [acknowledged],
    );
    expect(acknowledged).toContain('F100000');
    expect(stored.map((row) => row.code).toSorted()).toEqual(acknowledged.toSorted());
    expect((await full.stop()).code).toBe(0);
  } finally {
    await full.kill();
    await small.remove();
  }
});

test('a full disk is named, nothing is half-written, and the import goes on when there is room', {
  timeout: 120_000,
}, async ({ skip }) => {
  const small = makeSmallHome('faults-disk', diskMegabytes) ?? skip();
  const { home } = small;
  const outside = makeHome('faults-file');
  try {
    const file = join(outside.home, 'people.csv');
    const lines = Array.from({ length: rows }, (_, n) => `K${n},太郎${n},taro${n}@example.jp`);
    writeFileSync(file, `会員ID,氏名,メールアドレス\n${lines.join('\n')}\n`);
    const run = (words: readonly string[]) => runEngawa(words, { ENGAWA_HOME: home }).ended;
    expect((await run(['migrate'])).code).toBe(0);
    const ballast = join(home, 'ballast');
    fillUntil(home, ballast, 12);

    const full = await run(['import', 'customers', file, '--json']);
    expectSentence(full, /disk|ディスク/i);

    rmSync(ballast);
    const again = await run(['import', 'customers', file, '--json']);
    expect(again).toMatchObject({ code: 0, stderr: expect.anything() });
    const { accepted, unchanged, rejected } = JSON.parse(again.stdout);
    expect({ all: accepted + unchanged, rejected }).toEqual({ all: rows, rejected: 0 });
    const started = await startServer({ home });
    const [count] = await ask<{ records: string; keys: string }>(
      databaseUrlOf(home),
      'SELECT count(*) AS records, count(DISTINCT source_key_token) AS keys FROM customers.record',
    );
    expect(count).toEqual({ records: String(rows), keys: String(rows) });
    expect((await started.stop()).code).toBe(0);
  } finally {
    await small.remove();
    await outside.remove();
  }
});

/** Writes a file that leaves so many megabytes free. */
function fillUntil(folder: string, file: string, megabytesFree: number): void {
  const free = Number(
    execFileSync('df', ['--output=avail', '-B1', folder], { encoding: 'utf8' }).split('\n')[1],
  );
  writeFileSync(file, Buffer.alloc(Math.max(0, free - megabytesFree * 1024 * 1024)));
}

test('a module that others stand on cannot be switched off, and the sentence says which can', async () => {
  const ended = await runEngawa(['start', '--port', '0'], {
    ENGAWA_HOME: shared.home,
    ENGAWA_MODULES_OFF: 'orders,nonsense',
  }).ended;
  expectSentence(ended, /ENGAWA_MODULES_OFF names "orders"/);
});
