import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterEach, describe, expect, test } from 'vitest';
import { clusterNameOf } from './cluster.ts';
import {
  createDatabase,
  dropDatabase,
  type EmbeddedPostgres,
  type StartPostgresOptions,
  startPostgres,
} from './index.ts';
import { isPidTaken, postgresProcessesOf, waitUntil } from './processes.ts';

const isRoot = process.getuid?.() === 0;
const nobody = 65_534;
const portWanted = 17_432;
const cleanups: (() => unknown)[] = [];

afterEach(async () => {
  for (const clean of cleanups.splice(0).toReversed()) await clean();
});

function makeHome(name = 'home'): string {
  const folder = mkdtempSync(join(tmpdir(), 'engawa-postgres-'));
  chmodSync(folder, 0o711);
  cleanups.push(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
  return join(realpathSync(folder), name);
}

async function start(
  home: string,
  options: Partial<StartPostgresOptions> = {},
): Promise<EmbeddedPostgres> {
  const database = await startPostgres({ home, durable: false, portWanted, ...options });
  cleanups.push(() => database.stop());
  return database;
}

type Holder = {
  child: ChildProcess;
  database: Pick<EmbeddedPostgres, 'url' | 'port' | 'dataDir' | 'adopted'>;
  end: () => Promise<void>;
  kill: () => Promise<void>;
};

function spawnHolder(
  home: string,
  options: { durable?: boolean; uid?: number } = {},
): ChildProcess {
  const script = fileURLToPath(new URL('hold-database.ts', import.meta.url));
  const child = spawn(
    process.execPath,
    [script, home, String(options.durable ?? false), String(portWanted)],
    {
      stdio: ['pipe', 'pipe', 'pipe'],
      ...(options.uid === undefined ? {} : { uid: options.uid, gid: options.uid }),
    },
  );
  cleanups.push(() => child.kill('SIGKILL'));
  return child;
}

/** Another process that uses the database of a home. */
async function hold(
  home: string,
  options: { durable?: boolean; uid?: number } = {},
): Promise<Holder> {
  const child = spawnHolder(home, options);
  const exited = once(child, 'exit');
  let said = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  if (child.stdout === null) throw new Error('no output');
  const line = await Promise.race([
    once(createInterface(child.stdout), 'line'),
    exited.then(() => Promise.reject(new Error(`The holder ended: ${said}`))),
  ]);
  return {
    child,
    database: JSON.parse(String(line[0])),
    end: async () => {
      child.stdin?.end();
      await exited;
    },
    kill: async () => {
      child.kill('SIGKILL');
      await exited;
    },
  };
}

async function query(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

/** Asks again until the database answers; for the seconds in which it is being brought back. */
async function queryPatiently(url: string, text: string): Promise<Record<string, unknown>[]> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await query(url, text);
    } catch (error) {
      if (attempt >= 100) throw error;
      await sleep(50);
    }
  }
}

/** 0 while there is none. */
function postmasterPid(dataDir: string): number {
  const file = join(dataDir, 'postmaster.pid');
  return existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[0]) : 0;
}

function processesOf(dataDir: string): number[] {
  return postgresProcessesOf(dataDir, clusterNameOf(dataDir));
}

/** Postmasters only: those whose parent is no Postgres of the same cluster. */
async function servers(url: string): Promise<number> {
  const rows = await query(
    url,
    `SELECT count(*)::int AS n FROM pg_stat_activity WHERE backend_type = 'checkpointer'`,
  );
  return Number(rows[0]?.n);
}

describe('a first start', () => {
  test('works in a deep folder with spaces and 日本語, and a second start is quick', async () => {
    const home = makeHome(join('お店 の データ', '深い'.repeat(20), 'engawa home'));
    const first = await start(home, { durable: true });
    expect(first.adopted).toBe(false);
    expect(first.dataDir).toBe(join(home, 'postgres'));
    expect(new URL(first.url).port).toBe(String(first.port));
    await query(first.url, `CREATE TABLE kept AS SELECT 'はい' AS answer`);
    const settings = await query(
      first.url,
      `SELECT current_setting('server_encoding') AS encoding, current_setting('fsync') AS fsync,
              current_setting('data_checksums') AS checksums, current_setting('jit') AS jit,
              (SELECT datlocale FROM pg_database WHERE datname = current_database()) AS locale,
              'カ' < 'キ' COLLATE "ja-x-icu" AS japanese, current_setting('timezone') AS zone`,
    );
    expect(settings).toEqual([
      {
        encoding: 'UTF8',
        fsync: 'on',
        checksums: 'on',
        jit: 'off',
        locale: 'C.UTF-8',
        japanese: true,
        zone: 'UTC',
      },
    ]);
    await first.stop();
    await first.stop();
    expect(processesOf(first.dataDir)).toEqual([]);

    const second = await start(home, { durable: true });
    expect(await query(second.url, 'SELECT answer FROM kept')).toEqual([{ answer: 'はい' }]);
  });

  test('keeps the password out of sight and entered values out of the log', async () => {
    const home = makeHome();
    const database = await start(home);
    const secret = join(home, 'secrets', 'postgres-owner-password');
    expect(statSync(secret).mode & 0o777).toBe(0o600);
    expect(statSync(dirname(secret)).mode & 0o077).toBe(0);
    await query(database.url, 'CREATE TABLE person (mail text PRIMARY KEY)');
    const insert = `INSERT INTO person VALUES ('marked@example.jp')`;
    await query(database.url, insert);
    await expect(query(database.url, insert)).rejects.toThrow('duplicate key');
    await expect(query(database.url, `SELECT 'marked-phone'::int`)).rejects.toThrow('marked');
    await database.stop();
    const log = readFileSync(join(home, 'log', 'postgres.log'), 'utf8');
    expect(log).toContain('ready to accept connections');
    expect(log).not.toContain('marked');
  });

  test('takes the next port when the wanted one is taken', async () => {
    const wanted = 18_711;
    const neighbour = createServer().listen(wanted, '127.0.0.1');
    await once(neighbour, 'listening');
    cleanups.push(() => neighbour.close());
    const database = await start(makeHome(), { portWanted: wanted });
    expect(database.port).toBeGreaterThan(wanted);
    expect(await query(database.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  test('that is killed leaves nothing half-made, and the next one succeeds', async () => {
    const home = makeHome();
    const child = spawnHolder(home);
    const begun = () =>
      existsSync(home) && readdirSync(home).some((name) => name.startsWith('postgres.new-'));
    expect(await waitUntil(begun, 5000)).toBe(true);
    await sleep(100);
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(existsSync(join(home, 'postgres'))).toBe(false);
    const database = await start(home);
    expect(await query(database.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    expect(readdirSync(home).filter((name) => name.includes('.new-'))).toEqual([]);
  });

  test('copies and drops databases for those who ask', async () => {
    const database = await start(makeHome());
    await query(database.url, 'CREATE TABLE t AS SELECT 7 AS seven');
    const copy = await createDatabase(database.url, 'copy "お店"', 'engawa');
    expect(await query(copy, 'SELECT seven FROM t')).toEqual([{ seven: 7 }]);
    await dropDatabase(database.url, 'copy "お店"');
    await expect(query(copy, 'SELECT 1')).rejects.toThrow('does not exist');
  });
});

describe('when the owning process is killed', () => {
  test('its server is taken over as it is', async () => {
    const home = makeHome();
    const holder = await hold(home);
    await query(holder.database.url, 'CREATE TABLE t AS SELECT 1 AS one');
    await holder.kill();
    const pid = postmasterPid(holder.database.dataDir);
    expect(isPidTaken(pid)).toBe(true);
    const database = await start(home);
    expect(database.adopted).toBe(true);
    expect(database.url).toBe(holder.database.url);
    expect(postmasterPid(database.dataDir)).toBe(pid);
    expect(await query(database.url, 'SELECT one FROM t')).toEqual([{ one: 1 }]);
    await database.stop();
    expect(processesOf(database.dataDir)).toEqual([]);
  });

  test('a server left with other settings is stopped and started anew', async () => {
    const home = makeHome();
    const holder = await hold(home, { durable: false });
    await holder.kill();
    const database = await start(home, { durable: true });
    expect(database.adopted).toBe(false);
    expect(await query(database.url, 'SHOW fsync')).toEqual([{ fsync: 'on' }]);
  });

  test('and its secret is lost, the owner gets a new password', async () => {
    const home = makeHome();
    const holder = await hold(home);
    await holder.kill();
    rmSync(join(home, 'secrets'), { recursive: true });
    const database = await start(home);
    expect(database.url).not.toBe(holder.database.url);
    expect(await query(database.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });
});

describe('when the server is killed', () => {
  test('it comes back at the same port with every acknowledged row', async () => {
    const home = makeHome();
    const reports: string[] = [];
    const database = await start(home, { durable: true, report: (line) => reports.push(line) });
    await query(database.url, 'CREATE TABLE t (n int PRIMARY KEY)');
    let acknowledged = 0;
    const client = new pg.Client({ connectionString: database.url });
    client.on('error', () => undefined);
    await client.connect();
    // A busy backend does not notice that its server is gone.
    query(database.url, 'SELECT count(*) FROM generate_series(1, 2000000000)').catch(() => 0);
    const writing = (async () => {
      for (;;) {
        await client.query('INSERT INTO t VALUES ($1)', [acknowledged + 1]);
        acknowledged += 1;
      }
    })().catch(() => undefined);
    await sleep(200);
    const killed = postmasterPid(database.dataDir);
    process.kill(killed, 'SIGKILL');
    const replaced = () => {
      const pid = postmasterPid(database.dataDir);
      return pid !== killed && processesOf(database.dataDir).includes(pid);
    };
    expect(await waitUntil(replaced, 10_000)).toBe(true);
    await writing;
    const [row] = await queryPatiently(database.url, 'SELECT count(*)::int AS n FROM t');
    expect(acknowledged).toBeGreaterThan(0);
    // One more may have been committed whose answer was lost on the way.
    expect([acknowledged, acknowledged + 1]).toContain(row?.n);
    expect(await servers(database.url)).toBe(1);
    expect(reports.some((line) => line.includes('ended unexpectedly'))).toBe(true);
  });

  test('and several processes use it, exactly one of them starts it again', async () => {
    const home = makeHome();
    const holder = await hold(home);
    const database = await start(home);
    expect(database.adopted).toBe(true);
    const killed = postmasterPid(database.dataDir);
    process.kill(killed, 'SIGKILL');
    await sleep(300);
    await queryPatiently(database.url, 'SELECT 1');
    await sleep(500);
    const log = readFileSync(join(home, 'log', 'postgres.log'), 'utf8');
    expect(log.match(/starting PostgreSQL/g)).toHaveLength(2);
    // Who asks while it recovers is told to wait; nobody met a lock or a taken port.
    expect(log).not.toMatch(/FATAL:(?!.*(starting up|not yet accepting connections))/);
    await database.stop();
    expect(await query(holder.database.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await holder.end();
    expect(processesOf(database.dataDir)).toEqual([]);
  });

  test('while nobody lives, a pid that another program got does not stop the next start', async () => {
    const home = makeHome();
    const holder = await hold(home);
    await holder.kill();
    const { dataDir } = holder.database;
    const killed = postmasterPid(dataDir);
    process.kill(killed, 'SIGKILL');
    const other = spawn('sleep', ['60'], { stdio: 'ignore' });
    cleanups.push(() => other.kill());
    const file = join(dataDir, 'postmaster.pid');
    writeFileSync(file, readFileSync(file, 'utf8').replace(/^\d+/, String(other.pid)));
    const database = await start(home);
    expect(database.adopted).toBe(false);
    expect(other.exitCode).toBe(null);
    expect(isPidTaken(other.pid ?? 0)).toBe(true);
    expect(await query(database.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });
});

describe('several processes on one home', () => {
  test('start together: one starts the server, all use it, the last one out stops it', async () => {
    const home = makeHome();
    const all = await Promise.all([hold(home), hold(home), hold(home)]);
    expect(all.filter((one) => !one.database.adopted)).toHaveLength(1);
    expect(new Set(all.map((one) => one.database.url)).size).toBe(1);
    const [a, b, c] = all;
    if (a === undefined || b === undefined || c === undefined) throw new Error('three expected');
    await a.end();
    // A process that was killed does not count as a user any more.
    await b.kill();
    expect(await query(c.database.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await c.end();
    expect(processesOf(c.database.dataDir)).toEqual([]);
    expect(readdirSync(join(home, 'run')).filter((name) => /^\d/.test(name))).toEqual([]);
  });

  test('one process may open the same home twice', async () => {
    const home = makeHome();
    const [a, b] = await Promise.all([start(home), start(home)]);
    expect(a.adopted).not.toBe(b.adopted);
    await a.stop();
    expect(await query(b.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await b.stop();
    expect(processesOf(b.dataDir)).toEqual([]);
  });
});

describe('accounts and folders', () => {
  test.runIf(isRoot)('an ordinary user runs its own server', async () => {
    const home = makeHome();
    mkdirSync(home);
    chownSync(home, nobody, nobody);
    const holder = await hold(home, { uid: nobody });
    expect(statSync(holder.database.dataDir).uid).toBe(nobody);
    expect(await query(holder.database.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await holder.end();
    // Root takes the same home later: Postgres goes on as the owner of the data.
    const database = await start(home);
    expect(statSync(join(database.dataDir, 'postmaster.pid')).uid).toBe(nobody);
  });

  test.runIf(isRoot)('a home that the account cannot enter keeps its data outside', async () => {
    const home = join(makeHome('closed'), 'home');
    mkdirSync(home, { recursive: true });
    chmodSync(dirname(home), 0o700);
    const reports: string[] = [];
    const database = await start(home, { report: (line) => reports.push(line) });
    cleanups.unshift(() => rmSync(dirname(database.dataDir), { recursive: true }));
    expect(database.dataDir).toMatch(/^\/var\/lib\/engawa\//);
    expect(lstatSync(join(home, 'postgres')).isSymbolicLink()).toBe(true);
    expect(reports.filter((line) => line.includes('/var/lib/engawa'))).toHaveLength(1);
    await database.stop();
    const again = await start(home, { report: (line) => reports.push(line) });
    expect(again.dataDir).toBe(database.dataDir);
    expect(reports.filter((line) => line.includes('/var/lib/engawa'))).toHaveLength(1);
    await again.stop();

    const copy = makeHome('copy');
    cpSync(home, copy, { recursive: true, verbatimSymlinks: true });
    await expect(start(copy)).rejects.toThrow(/looks like a copy of .*closed/);
    rmSync(home, { recursive: true });
    expect((await start(copy)).dataDir).toBe(database.dataDir);
  });

  test.runIf(isRoot)('a cluster of another user is refused with advice', async () => {
    const home = makeHome();
    await (await start(home)).stop();
    chownSync(home, nobody, nobody);
    for (const name of readdirSync(home)) {
      if (name !== 'postgres') rmSync(join(home, name), { recursive: true });
    }
    await expect(hold(home, { uid: nobody })).rejects.toThrow(/belongs to user id .*chown -R/);
  });
});

describe('refusals', () => {
  test('data of another major version asks for an upgrade', async () => {
    const home = makeHome();
    const database = await start(home);
    await database.stop();
    writeFileSync(join(database.dataDir, 'PG_VERSION'), '17\n');
    await expect(start(home)).rejects.toMatchObject({
      code: 'foreign_version',
      message: expect.stringContaining('engawa upgrade'),
    });
  });

  test('a file where the home should be is named', async () => {
    const home = makeHome();
    writeFileSync(home, '');
    await expect(start(home)).rejects.toMatchObject({
      code: 'home_not_writable',
      message: expect.stringContaining(home),
    });
  });

  test('a folder that is no cluster is not touched', async () => {
    const home = makeHome();
    mkdirSync(join(home, 'postgres'), { recursive: true });
    writeFileSync(join(home, 'postgres', 'letter.txt'), 'dear');
    if (isRoot) chownSync(join(home, 'postgres'), nobody, nobody);
    chmodSync(home, 0o711);
    await expect(start(home)).rejects.toMatchObject({ code: 'start_failed' });
    expect(readdirSync(join(home, 'postgres'))).toEqual(['letter.txt']);
    expect(readdirSync(join(home, 'run')).filter((name) => /^\d/.test(name))).toEqual([]);
  });
});
