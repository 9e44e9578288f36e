// What tests stand on: a house on a database of their own, cloned from the migrated template.
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { test as base, inject } from 'vitest';
import { type Clock, fixedClock, systemClock } from '#kernel/clock';
import { type Config, readConfig } from '#kernel/config';
import { createLogger, type Logger } from '#kernel/logger';
import type { MasterKeys } from '#kernel/sealing';
import { createApiKey } from '#kernel/sessions';
import { transaction } from '#kernel/transaction';
import { type OpenHouse, openHouse } from '../../house.ts';
import { templateName } from './global-setup.ts';
import { flushKept, lineKeeper, rememberValues } from './kept-lines.ts';

export { expect } from 'vitest';
export { recordProof, roundsOf } from '../checks/proof-results.ts';
export { type Authenticator, openAuthenticator } from './authenticator.ts';
export { withRoom } from './with-room.ts';

export type TestHouse = OpenHouse & {
  readonly url: string;
  readonly config: Config;
  readonly masters: MasterKeys;
  /** A bearer header of an API key with these roles. */
  as(...roles: readonly string[]): Promise<{ authorization: string }>;
  /** `request('POST', '/api/orders', body, headers)` → status and parsed body. */
  request(
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    url: string,
    body?: unknown,
    headers?: Readonly<Record<string, string>>,
  ): Promise<{ status: number; body: Json; headers: Record<string, unknown> }>;
};

/** Parsed JSON of an answer, for assertions. */
export type Json = ReturnType<typeof JSON.parse>;

export type TestHouseOptions = {
  readonly clock?: Clock;
  readonly withJobs?: boolean;
  readonly environment?: Readonly<Record<string, string>>;
  /** Takes the program's own log, from `debug` up. */
  readonly log?: { write(line: string): void };
};

/** A fresh clone of the migrated template; answers its owner URL and how to drop it. */
export async function cloneDatabase(): Promise<{ url: string; drop(): Promise<void> }> {
  const owner = inject('postgresUrl');
  const name = `t_${randomBytes(6).toString('hex')}`;
  await adminQuery(owner, `CREATE DATABASE ${name} TEMPLATE ${templateName}`);
  return {
    url: owner.replace(/\/engawa$/, `/${name}`),
    drop: () => adminQuery(owner, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
  };
}

export const testMasters: MasterKeys = {
  currentId: 1,
  keys: new Map([[1, Buffer.alloc(32, 1)]]),
  indexKey: Buffer.alloc(32, 2),
};

/** Opens a house for one test file or one test; close it with `drop`. */
export async function openTestHouse(
  options: TestHouseOptions = {},
): Promise<TestHouse & { drop(): Promise<void> }> {
  const clone = await cloneDatabase();
  const home = mkdtempSync(join(tmpdir(), 'engawa-home-'));
  const config = readConfig({
    ENGAWA_HOME: home,
    ENGAWA_CONNECTIONS_MAX: '8',
    ...options.environment,
  });
  const house = await openHouse({
    config,
    databaseUrl: clone.url,
    masters: testMasters,
    logger: testLogger(options.log),
    clock: options.clock ?? systemClock,
    withJobs: options.withJobs ?? false,
  });
  return {
    ...house,
    url: clone.url,
    config,
    masters: testMasters,
    as: async (...roles) => {
      const key = await transaction(house.db, {}, (tx) =>
        createApiKey(tx, { name: 'test', roles }),
      );
      return { authorization: `Bearer ${key.token}` };
    },
    request: async (method, url, body, headers = {}) => {
      const answer = await house.app.inject({
        method,
        url,
        headers: { ...headers },
        ...(body === undefined ? {} : { payload: body as object }),
      });
      const isJson = answer.headers['content-type']?.toString().includes('json') === true;
      const parsed: unknown = isJson && answer.body !== '' ? JSON.parse(answer.body) : answer.body;
      rememberValues(body, parsed);
      return { status: answer.statusCode, body: parsed, headers: answer.headers };
    },
    drop: async () => {
      await house.close();
      flushKept();
      await clone.drop();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/** Another server of the same house, as a second process would be; close it with `close`. */
export function openSecondServer(house: TestHouse): Promise<OpenHouse> {
  return openHouse({
    config: house.config,
    databaseUrl: house.url,
    masters: house.masters,
    logger: testLogger(),
    withJobs: false,
  });
}

/** Silent, unless a level is asked for, a test listens, or a run keeps its lines to look through them. */
function testLogger(listener?: { write: (line: string) => void }): Logger {
  const keeper = lineKeeper();
  if (listener !== undefined) {
    const write = (line: string) => {
      listener.write(line);
      keeper?.write(line);
    };
    return createLogger('debug', { write });
  }
  const level = process.env.ENGAWA_TEST_LOG;
  if (level === undefined && keeper !== undefined) {
    return createLogger('trace', keeper);
  }
  return createLogger(level ?? 'silent');
}

/** A house whose clock stands: on a slow machine a wait must not be over before the attempts are. */
export async function inStillHouse(work: (house: TestHouse) => Promise<void>): Promise<void> {
  const house = await openTestHouse({ clock: fixedClock(Temporal.Now.instant().toString()) });
  try {
    await work(house);
  } finally {
    await house.drop();
  }
}

/** `test('…', async ({ house }) => …)`: one house a file. */
export const test = base.extend<{ house: TestHouse }>({
  house: [
    async ({}, use) => {
      const house = await openTestHouse();
      await use(house);
      await house.drop();
    },
    { scope: 'file' },
  ],
});

async function adminQuery(url: string, text: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query(text);
  } finally {
    await client.end();
  }
}
