// What goes wrong around an installation, met for real: a taken port, wrong settings, a database that goes
// away, a stop. Each time a sentence that says what to do, and nothing half-done.
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  type Ended,
  makeHome,
  postmasterOf,
  type RealServer,
  runEngawa,
  startServer,
  untilGone,
} from './support/real-server.ts';
import { readSse } from './support/sse.ts';

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
  expect(performance.now() - toldAt).toBeLessThan(5000);
  expect({ code, signal }).toEqual({ code: 0, signal: null });
  await screen.ended;
  expect(await untilGone(postmaster, 100)).toBe(true);
  await expect(server.request('GET', '/healthz')).rejects.toThrow(/fetch failed|ECONNREFUSED/);
});
