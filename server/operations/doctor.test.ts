import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { readConfig } from '#kernel/config';
import { saveKeyStore } from '#kernel/key-store';
import { expect, test, testMasters } from '#testing';
import { backup } from './backup.ts';
import { type Check, doctor, worstOf } from './doctor.ts';
import { withOwner } from './owner-connection.ts';

let home: string;

beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'engawa-doctor-'));
});

afterAll(() => {
  rmSync(home, { recursive: true, force: true });
});

const settings = (environment: Record<string, string>) =>
  readConfig({ ENGAWA_HOME: home, ENGAWA_PORT: '17981', ...environment });

function stateOf(checks: readonly Check[], name: string): string {
  return checks.find((check) => check.name === name)?.state ?? 'not made';
}

test('a house in order is told so, look by look', async ({ house }) => {
  saveKeyStore(home, testMasters);
  const backupsIn = join(home, 'backups');
  await backup({ databaseUrl: house.url, masters: testMasters, to: backupsIn });
  const proofs = [{ name: 'stock', run: async () => undefined }];
  const config = settings({ DATABASE_URL: house.url });
  const checks = await doctor({ config, backupsIn, proofs });
  expect(checks.filter((check) => check.state === 'bad')).toEqual([]);
  const fine = ['node', 'keys', 'port', 'database', 'clock', 'migrations', 'server role'];
  for (const name of [...fine, 'row security', 'Japanese order', 'log', 'listeners', 'jobs']) {
    expect([name, stateOf(checks, name)]).toEqual([name, 'ok']);
  }
  expect(stateOf(checks, 'partitions')).toBe('ok');
  expect(stateOf(checks, 'proof: stock')).toBe('ok');
});

test('each thing that is wrong is found and says how to mend it', async ({ house }) => {
  await withOwner(house.url, (client) =>
    client.query(`
      ALTER TABLE customers.contact NO FORCE ROW LEVEL SECURITY;
      DELETE FROM public.engawa_migration WHERE name LIKE '0050%';
      INSERT INTO kernel.listener (name) VALUES ('sample.stuck');
      INSERT INTO kernel.listener_parked (listener, position, reason) VALUES ('sample.stuck', 1, 'x');
      CREATE TABLE public.engawa_restore (started_at timestamptz, source text);
      INSERT INTO public.engawa_restore VALUES (now(), 'x');
      SELECT graphile_worker.add_job('sample.fails');
      UPDATE graphile_worker._private_jobs SET last_error = 'x'`),
  );
  saveKeyStore(home, testMasters);
  chmodSync(join(home, 'secrets', 'master-keys.json'), 0o644);
  const other = createServer((socket) => socket.destroy());
  await new Promise<void>((resolve) => other.listen(17_981, '127.0.0.1', resolve));
  try {
    const checks = await doctor({
      config: settings({ DATABASE_URL: house.url }),
      backupsIn: join(home, 'nowhere'),
      proofs: [
        { name: 'ledger', run: async () => '3 accounts do not add up' },
        { name: 'broken', run: () => Promise.reject(new Error('no such table')) },
      ],
    });
    const states = Object.fromEntries(checks.map((check) => [check.name, check.state]));
    expect(states).toMatchObject({
      'row security': 'bad',
      migrations: 'bad',
      listeners: 'warn',
      restore: 'bad',
      jobs: 'warn',
      keys: 'bad',
      port: 'bad',
      'back-ups': 'warn',
      'proof: ledger': 'bad',
      'proof: broken': 'bad',
    });
    expect(checks.find(({ name }) => name === 'row security')?.mend).toContain(
      'ALTER TABLE customers.contact',
    );
    expect(checks.every(({ state, mend }) => (state === 'ok') === (mend === null))).toBe(true);
    expect(worstOf(checks)).toBe('bad');
  } finally {
    other.close();
  }
});

test('with nothing there, or nothing that answers, it still reports instead of failing', async () => {
  const empty = join(home, 'not-there');
  const bare = await doctor({ config: settings({ ENGAWA_HOME: empty }) });
  expect(stateOf(bare, 'database')).toBe('warn');
  const config = settings({ DATABASE_URL: 'postgres://a:secret-word@127.0.0.1:1/x' });
  const away = await doctor({ config });
  expect(stateOf(away, 'database')).toBe('bad');
  expect(JSON.stringify(away)).not.toContain('secret-word');
  const damaged = join(home, 'damaged');
  mkdirSync(join(damaged, 'secrets'), { recursive: true });
  writeFileSync(join(damaged, 'secrets', 'master-keys.json'), '{');
  mkdirSync(join(damaged, 'postgres'));
  writeFileSync(join(damaged, 'postgres', 'PG_VERSION'), '17\n');
  const broken = await doctor({ config: settings({ ENGAWA_HOME: damaged }) });
  expect(stateOf(broken, 'keys')).toBe('bad');
  expect(broken.find(({ name }) => name === 'postgres server')?.mend).toContain('engawa upgrade');
});
