/**
 * Which processes use the database of a home, and the lock that lets one of them at a time start
 * or stop it. The lock is a SQLite file lock: the kernel drops it when its holder dies, however it
 * dies, so there is no stale lock to guess about.
 */
import { randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { PostgresStartError } from './errors.ts';
import { identityOf, isSameProcessAlive, type ProcessIdentity } from './processes.ts';

/** How the running postmaster was started; decides whether an orphan is taken over as it is. */
export type LaunchRecord = {
  postmaster: ProcessIdentity;
  port: number;
  version: string;
  settings: string[];
};

const lockWaitMs = 120_000;
const lockPollMs = 15;

function runFolder(home: string): string {
  return join(home, 'run');
}

export function prepareRunFolder(home: string): void {
  mkdirSync(runFolder(home), { recursive: true, mode: 0o700 });
}

/**
 * Runs `work` while no other caller, in this or another process, does so for the same home.
 *
 * @throws PostgresStartError `lock_timeout` after two minutes of waiting
 */
export async function withHomeLock<T>(
  home: string,
  work: () => Promise<T>,
  report: (message: string) => void = () => undefined,
): Promise<T> {
  // Nothing else may open this file: closing it anywhere in the process would drop the lock.
  const lock = new DatabaseSync(join(runFolder(home), 'lock.sqlite'));
  try {
    await takeLock(lock, home, report);
    return await work();
  } finally {
    lock.close();
  }
}

async function takeLock(
  lock: DatabaseSync,
  home: string,
  report: (message: string) => void,
): Promise<void> {
  const endsAt = performance.now() + lockWaitMs;
  let tellAt = performance.now() + 2000;
  for (;;) {
    try {
      // No journal on the disk: a full one must not keep anybody from stopping the database.
      lock.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
      return;
    } catch (error) {
      const isBusy = error instanceof Error && 'errcode' in error && error.errcode === 5;
      if (!isBusy) throw error;
    }
    if (performance.now() >= endsAt) {
      throw new PostgresStartError(
        'lock_timeout',
        `Another Engawa process has been starting or stopping the database of ${home} for ` +
          `${lockWaitMs / 1000} s. Look for it (the files in ${runFolder(home)} are named after ` +
          'process ids), end it, then start again.',
      );
    }
    if (performance.now() >= tellAt) {
      report('Waiting for another Engawa process that is starting or stopping the database …');
      tellAt = Number.POSITIVE_INFINITY;
    }
    await sleep(lockPollMs);
  }
}

/** Notes this process as a user of the database. Returns the way to take the note back. */
export function joinRegistry(home: string): { file: string; leave: () => void } {
  const self = identityOf(process.pid);
  if (self === undefined) throw new Error('This process does not find itself.');
  // A process may open the same home more than once (tests do); each use has its own note.
  const file = `${process.pid}.${randomBytes(3).toString('hex')}.json`;
  writeWhole(join(runFolder(home), file), self);
  return { file, leave: () => rmSync(join(runFolder(home), file), { force: true }) };
}

/** Living users of the database other than `ownFile`; notes of the dead are removed. */
export function livingOthers(home: string, ownFile: string): ProcessIdentity[] {
  const living: ProcessIdentity[] = [];
  for (const file of readdirSync(runFolder(home))) {
    if (!/^\d+\.[0-9a-f]+\.json$/.test(file) || file === ownFile) continue;
    const identity = readIdentity(readJson(join(runFolder(home), file)));
    if (identity !== undefined && isSameProcessAlive(identity)) living.push(identity);
    else rmSync(join(runFolder(home), file), { force: true });
  }
  return living;
}

export function writeLaunchRecord(home: string, record: LaunchRecord): void {
  writeWhole(join(runFolder(home), 'postmaster.json'), record);
}

export function readLaunchRecord(home: string): LaunchRecord | undefined {
  const value = readJson(join(runFolder(home), 'postmaster.json'));
  if (typeof value !== 'object' || value === null) return undefined;
  if (!('postmaster' in value && 'port' in value && 'version' in value && 'settings' in value)) {
    return undefined;
  }
  const postmaster = readIdentity(value.postmaster);
  const { port, version, settings } = value;
  if (postmaster === undefined || typeof port !== 'number' || typeof version !== 'string') {
    return undefined;
  }
  if (!Array.isArray(settings)) return undefined;
  return { postmaster, port, version, settings: settings.map(String) };
}

function readIdentity(value: unknown): ProcessIdentity | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (!('pid' in value && 'startedAt' in value)) return undefined;
  const { pid, startedAt } = value;
  return typeof pid === 'number' && typeof startedAt === 'string' ? { pid, startedAt } : undefined;
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}

/** A reader sees the whole file or none. */
function writeWhole(path: string, value: unknown): void {
  try {
    writeFileSync(`${path}.new`, `${JSON.stringify(value)}\n`, { mode: 0o600 });
    renameSync(`${path}.new`, path);
  } catch (error) {
    rmSync(`${path}.new`, { force: true });
    throw error;
  }
}
