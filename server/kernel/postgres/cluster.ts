/**
 * The folder with the data: where it is, and making it. A new cluster is made under another name
 * and renamed when it is whole, so that a kill in the middle leaves nothing half-made.
 */
import { type SpawnOptions, spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statfsSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { canEnter, isRoot, type RunAs, spawnIdentity } from './account.ts';
import { openFolder, type PostgresBinaries, systemFolder } from './binaries.ts';
import {
  diskFull,
  explainFileError,
  explainOutput,
  PostgresStartError,
  systemCode,
} from './errors.ts';
import { postgresProcessesOf, signal } from './processes.ts';
import { logFileOf } from './server-log.ts';

export const ownerRole = 'engawa_owner';
export const databaseName = 'engawa';
const firstStartBytes = 200 * 1024 * 1024;

/** Only these reach Postgres: PGPORT, PGDATA and their like would change what it does. */
export function postgresEnvironment(): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH ?? '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };
}

/** A short name of this cluster; it is part of the titles of its processes. */
export function clusterNameOf(dataDir: string): string {
  return `engawa-${createHash('sha256').update(dataDir).digest('hex').slice(0, 10)}`;
}

/** The folder of the cluster as `<home>/postgres` leads to it; it may not exist yet. */
export function wantedDataDir(home: string): string {
  const pointer = join(home, 'postgres');
  if (lstatSync(pointer, { throwIfNoEntry: false }) === undefined) return pointer;
  try {
    return realpathSync(pointer);
  } catch (error) {
    throw new PostgresStartError(
      'path_not_reachable',
      `${pointer} leads to a folder that is not there. Put the data back, restore a backup ` +
        `(\`engawa restore\`), or remove ${pointer} to start empty.`,
      error,
    );
  }
}

/**
 * Decides where a cluster that does not exist yet is made: in the home, or, when the account that
 * runs Postgres cannot get there (a home under /root), in /var/lib/engawa with a link in the home.
 */
export function placeNewCluster(
  home: string,
  account: RunAs,
  report: (message: string) => void,
): string {
  if (account === undefined || canEnter(home, account)) return join(home, 'postgres');
  if (!isRoot()) throw notReachable(home, account.name);
  const folder = join(systemFolder, createHash('sha256').update(home).digest('hex').slice(0, 16));
  openFolder(folder);
  if (!canEnter(folder, account)) throw notReachable(folder, account.name);
  report(
    `The user that runs the database (${account.name}) cannot enter ${home}, so the data is ` +
      `kept in ${folder}; ${join(home, 'postgres')} leads there.`,
  );
  return join(folder, 'postgres');
}

/**
 * A copied home would lead to the data of the first one, outside both; a moved one takes it along.
 *
 * @throws PostgresStartError `wrong_owner` when two homes lead to one cluster
 */
export function assertOwnHome(home: string, dataDir: string): void {
  if (dirname(dataDir) === home) return;
  const note = join(dirname(dataDir), 'home');
  const noted = existsSync(note) ? readFileSync(note, 'utf8').trim() : home;
  if (noted !== home && leadsTo(join(noted, 'postgres'), dataDir)) {
    throw new PostgresStartError(
      'wrong_owner',
      `${home} looks like a copy of ${noted}: both lead to the data in ${dataDir}. Remove ` +
        `${join(home, 'postgres')} to start empty and fill it with \`engawa restore\`.`,
    );
  }
  writeFileSync(note, `${home}\n`);
}

function leadsTo(link: string, dataDir: string): boolean {
  try {
    return realpathSync(link) === dataDir;
  } catch {
    return false;
  }
}

/** @throws PostgresStartError `path_not_reachable` */
export function assertReachable(dataDir: string, account: RunAs): void {
  if (account !== undefined && !canEnter(dataDir, account))
    throw notReachable(dataDir, account.name);
}

function notReachable(folder: string, name: string): PostgresStartError {
  return new PostgresStartError(
    'path_not_reachable',
    `The user that runs the database (${name}) cannot enter ${folder}: a folder above it is ` +
      'closed. Open it (chmod o+x on each folder above), or choose another with ENGAWA_HOME.',
  );
}

/** @throws PostgresStartError `foreign_version` when another major version wrote the cluster */
export function assertVersion(dataDir: string, binaries: PostgresBinaries): void {
  let text: string;
  try {
    text = readFileSync(join(dataDir, 'PG_VERSION'), 'utf8').trim();
  } catch (error) {
    throw new PostgresStartError(
      'start_failed',
      `${dataDir} is there but is no Postgres cluster (it has no readable PG_VERSION). ` +
        'Move it away to start empty, or restore a backup with `engawa restore`.',
      error,
    );
  }
  if (text === String(binaries.major)) return;
  throw new PostgresStartError(
    'foreign_version',
    `The data in ${dataDir} was written by Postgres ${text}, this Engawa runs Postgres ` +
      `${binaries.major}. Run \`engawa upgrade\`, which carries the data over.`,
  );
}

/** The password of the owner, made on first use and kept readable by the owner of the home only. */
export function ownerPassword(home: string): { password: string; isNew: boolean } {
  const folder = join(home, 'secrets');
  const file = join(folder, 'postgres-owner-password');
  if (existsSync(file)) {
    const password = readFileSync(file, 'utf8').trim();
    if (password !== '') return { password, isNew: false };
  }
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const password = randomBytes(24).toString('base64url');
  writeFileSync(`${file}.new`, `${password}\n`, { mode: 0o600, flush: true });
  renameSync(`${file}.new`, file);
  return { password, isNew: true };
}

/** Makes the cluster and the database `engawa` in it. About 1 s. */
export async function createCluster(options: {
  home: string;
  dataDir: string;
  binaries: PostgresBinaries;
  account: RunAs;
  password: string;
  durable: boolean;
}): Promise<void> {
  const { home, dataDir, binaries, account } = options;
  const parent = dirname(dataDir);
  await removeUnfinished(parent, basename(dataDir));
  const space = statfsSync(parent);
  if (space.bavail * space.bsize < firstStartBytes) throw diskFull(parent);
  const work = mkdtempSync(join(parent, `${basename(dataDir)}.new-`));
  const fresh = join(work, 'data');
  try {
    const passwordFile = join(work, 'password');
    writeFileSync(passwordFile, `${options.password}\n`, { mode: 0o600 });
    if (account !== undefined) {
      for (const path of [work, passwordFile]) chownSync(path, account.uid, account.gid);
    }
    const flags = [
      `--pgdata=${fresh}`,
      `--username=${ownerRole}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--data-checksums',
      '--no-instructions',
      ...(options.durable ? [] : ['--no-sync']),
    ];
    const made = await runProgram(binaries.initdb, flags, account);
    if (made.status !== 0) throw explainOutput(made.output, dataDir, logFileOf(home));
    const create = `CREATE DATABASE ${databaseName};\n`;
    await runSingleUser(
      { home, dataDir: fresh, binaries, account, durable: options.durable },
      create,
    );
    chmodSync(fresh, 0o700);
    renameSync(fresh, dataDir);
    const pointer = join(home, 'postgres');
    if (pointer !== dataDir) {
      symlinkSync(dataDir, pointer);
      assertOwnHome(home, dataDir);
    }
  } catch (error) {
    throw explainFileError(error, dataDir);
  } finally {
    rmSync(work, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** Gives the owner a new password; for a home whose secret was lost. Postgres must not run. */
export async function resetOwnerPassword(cluster: SingleUser, password: string): Promise<void> {
  // Made of base64url characters, so it needs no quoting.
  await runSingleUser(cluster, `ALTER ROLE ${ownerRole} PASSWORD '${password}';\n`);
}

type SingleUser = {
  home: string;
  dataDir: string;
  binaries: PostgresBinaries;
  account: RunAs;
  durable: boolean;
};

/** Runs SQL with no server and no password, as Postgres allows to whoever owns the files. */
async function runSingleUser(cluster: SingleUser, sql: string): Promise<void> {
  const quiet = ['-c', 'log_min_messages=fatal', '-c', 'log_checkpoints=off'];
  const sync = cluster.durable ? [] : ['-c', 'fsync=off'];
  const flags = ['--single', '-D', cluster.dataDir, ...quiet, ...sync, 'postgres'];
  const done = await runProgram(cluster.binaries.postgres, flags, cluster.account, sql);
  // Single-user mode ends with 0 also when the statement failed, so look for the word.
  if (done.status !== 0 || /\b(ERROR|FATAL|PANIC):/.test(done.output)) {
    throw explainOutput(done.output, cluster.dataDir, logFileOf(cluster.home));
  }
}

/**
 * Clears what a killed first start left, its initdb included, which may still be at work.
 * Only ever called by the holder of the home's lock.
 */
async function removeUnfinished(parent: string, name: string): Promise<void> {
  const left = () => readdirSync(parent).filter((entry) => entry.startsWith(`${name}.new-`));
  for (let attempt = 0; left().length > 0 && attempt < 40; attempt += 1) {
    for (const folder of left().map((entry) => join(parent, entry))) {
      // initdb gives up, and clears its folder, when the server it works with is gone.
      for (const pid of postgresProcessesOf(join(folder, 'data'), '')) signal(pid, 'SIGKILL');
      await sleep(25);
      try {
        rmSync(folder, { recursive: true, force: true });
      } catch (error) {
        if (systemCode(error) !== 'ENOTEMPTY') throw error;
      }
    }
  }
}

function runProgram(
  program: string,
  flags: string[],
  account: RunAs,
  input = '',
): Promise<{ status: number | null; output: string }> {
  const options: SpawnOptions = {
    ...spawnIdentity(account),
    // Our own folder may be closed to that account; Postgres complains about such a folder.
    cwd: '/',
    env: postgresEnvironment(),
    stdio: ['pipe', 'pipe', 'pipe'],
  };
  return new Promise((resolve, reject) => {
    const child = spawn(program, flags, options);
    let output = '';
    const collect = (chunk: Buffer) => {
      output += chunk.toString('utf8');
    };
    child.stdout?.on('data', collect);
    child.stderr?.on('data', collect);
    child.on('error', reject);
    child.on('close', (status) => resolve({ status, output }));
    // A program that ends before it reads (library missing) breaks the pipe; its output tells why.
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(input);
  });
}
