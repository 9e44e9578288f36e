// The machine's side of doctor: programs, folders, keys, port, back-ups. Reads only; makes nothing.
import { spawnSync } from 'node:child_process';
import {
  accessSync,
  constants,
  existsSync,
  readFileSync,
  realpathSync,
  statfsSync,
  statSync,
} from 'node:fs';
import { createConnection } from 'node:net';
import { basename, join } from 'node:path';
import { keyStorePath, parseStoredKeys } from '#kernel/key-store';
import { chooseAccount, spawnIdentity } from '#kernel/postgres/account';
import { postgresBinaries } from '#kernel/postgres/binaries';
import { databaseName, ownerRole, wantedDataDir } from '#kernel/postgres/cluster';
import { isSameProcessAlive } from '#kernel/postgres/processes';
import { livingOthers, readLaunchRecord } from '#kernel/postgres/registry';
import { backupTime, listBackups } from './backup-folder.ts';
import type { DoctorOptions } from './doctor.ts';
import type { Checks } from './doctor-check.ts';
import { clusterMajor } from './old-postgres.ts';
import { listOldClusters } from './upgrade.ts';

const megabyte = 1_048_576;
const nodeMajorMin = 26;
const spaceBadMegabytes = 300;
const spaceWarnMegabytes = 3000;
const backupAgeHoursMax = 36;

export async function checkMachine(checks: Checks, options: DoctorOptions): Promise<void> {
  const { config } = options;
  checkNode(checks);
  await checks.attempt('home', () => checkHome(checks, config.home));
  await checks.attempt('keys', () => checkKeys(checks, config));
  if (config.databaseUrl === undefined) {
    await checks.attempt('postgres programs', () => checkBinaries(checks, config.home));
    await checks.attempt('postgres server', () => checkServer(checks, config.home));
  }
  await checks.attempt('port', () => checkPort(checks, config.host, config.port));
  await checks.attempt('back-ups', () => checkBackups(checks, config.home, options.backupsIn));
}

function checkNode(checks: Checks): void {
  const major = Number.parseInt(process.versions.node, 10);
  if (major >= nodeMajorMin) {
    checks.ok('node', `Node ${process.versions.node} runs this.`);
  } else {
    checks.bad(
      'node',
      `Node ${process.versions.node} runs this; ${nodeMajorMin} is needed.`,
      'Start through npm (`npm start`, `npm exec -- engawa …`), which brings its own Node.',
    );
  }
}

function checkHome(checks: Checks, home: string): void {
  if (!existsSync(home)) {
    checks.warn(
      'home',
      `${home} is not there yet.`,
      'Nothing, if this is new: the first start makes it. Else check ENGAWA_HOME.',
    );
    return;
  }
  accessSync(home, constants.R_OK | constants.W_OK | constants.X_OK);
  const { bavail, bsize } = statfsSync(home);
  const free = Math.floor((bavail * bsize) / megabyte);
  const what = `${home} can be written; ${free} MB are free.`;
  if (free < spaceBadMegabytes) {
    checks.bad('home', what, 'Free some space now: the database stops when the disk is full.');
  } else if (free < spaceWarnMegabytes) {
    checks.warn('home', what, 'Free some space soon.');
  } else {
    checks.ok('home', what);
  }
  if (existsSync(join(home, 'postgres-swap.json'))) {
    checks.warn('upgrade', 'An upgrade was cut off at its last step.', 'Run `engawa upgrade`.');
  }
  const old = listOldClusters(home);
  if (old.length > 0) {
    checks.warn(
      'old data',
      `An upgrade kept the data of before in ${old.join(', ')}; records erased since are still in it.`,
      'When all is well, remove it with `engawa upgrade --remove-old`.',
    );
  }
}

function checkKeys(checks: Checks, config: DoctorOptions['config']): void {
  if (config.masterKeys !== undefined) {
    parseStoredKeys(config.masterKeys, 'the ENGAWA_MASTER_KEYS variable');
    checks.ok('keys', 'The key store in ENGAWA_MASTER_KEYS can be read.');
    return;
  }
  const path = keyStorePath(config.home);
  if (!existsSync(path)) {
    const isNew = !existsSync(join(config.home, 'postgres'));
    const what = `There is no key store at ${path}.`;
    if (isNew && config.databaseUrl === undefined) {
      checks.warn('keys', what, 'Nothing, if this is new: the first start makes one.');
    } else {
      checks.bad(
        'keys',
        what,
        'Put master-keys.json of the newest key back-up there before you start: without it sealed fields cannot be read, and a start makes a new one.',
      );
    }
    return;
  }
  parseStoredKeys(readFileSync(path, 'utf8'), path);
  const open = statSync(path).mode & 0o077;
  if (open !== 0) {
    checks.bad('keys', `Others on this machine may read ${path}.`, `chmod 600 "${path}"`);
  } else {
    checks.ok('keys', 'The key store can be read, by its owner only.');
  }
}

function checkBinaries(checks: Checks, home: string): void {
  const binaries = postgresBinaries();
  const account = chooseAccount(wantedDataDir(home));
  const options = { ...spawnIdentity(account), cwd: '/', encoding: 'utf8' } as const;
  const run = spawnSync(binaries.postgres, ['--version'], options);
  if (run.status === 0) {
    checks.ok('postgres programs', `${run.stdout.trim()} can be run.`);
  } else {
    checks.warn(
      'postgres programs',
      `${binaries.postgres} cannot be run in place (${run.error?.message ?? run.stderr.trim()}).`,
      'A start mends links and copies the programs if it must; if that fails too, run `npm ci` again.',
    );
  }
}

function checkServer(checks: Checks, home: string): void {
  if (!existsSync(home)) {
    return;
  }
  const major = clusterMajor(wantedDataDir(realpathSync(home)));
  const ours = postgresBinaries().major;
  if (major !== undefined && major !== ours) {
    checks.bad(
      'postgres server',
      `The data were written by Postgres ${major}, this release runs ${ours}.`,
      'Run `engawa upgrade`.',
    );
    return;
  }
  const running = runningServer(home);
  if (running === undefined) {
    checks.ok('postgres server', 'The embedded database is not running.');
  } else if (livingOthers(realpathSync(home), '').length === 0) {
    checks.warn(
      'postgres server',
      `The embedded database runs (process ${running.pid}) although no Engawa does: one was killed.`,
      'Nothing: the next start takes it over. To end it, start and stop Engawa once.',
    );
  } else {
    checks.ok('postgres server', `The embedded database runs on port ${running.port}.`);
  }
}

function runningServer(home: string): { pid: number; port: number } | undefined {
  const record = existsSync(home) ? readLaunchRecord(realpathSync(home)) : undefined;
  return record !== undefined && isSameProcessAlive(record.postmaster)
    ? { pid: record.postmaster.pid, port: record.port }
    : undefined;
}

/** The owner's address of the database, as set or as the running embedded server has it. */
export function findDatabase(config: DoctorOptions['config']): string | undefined {
  if (config.databaseUrl !== undefined) {
    return config.databaseUrl;
  }
  try {
    const running = runningServer(config.home);
    const secret = join(config.home, 'secrets', 'postgres-owner-password');
    const password = encodeURIComponent(readFileSync(secret, 'utf8').trim());
    return running === undefined
      ? undefined
      : `postgres://${ownerRole}:${password}@127.0.0.1:${running.port}/${databaseName}`;
  } catch {
    return undefined;
  }
}

async function checkPort(checks: Checks, host: string, port: number): Promise<void> {
  const address = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  if (!(await isTaken(address, port))) {
    checks.ok('port', `Port ${port} is free.`);
    return;
  }
  const signal = AbortSignal.timeout(3000);
  const answers = await Promise.all(
    ['http', 'https'].map((scheme) =>
      fetch(`${scheme}://${address}:${port}/healthz`, { signal, redirect: 'manual' })
        .then((answer) => answer.text())
        .catch((error: unknown) => (error instanceof Error ? causeOf(error) : '')),
    ),
  );
  // Over TLS our own certificate is one that this process does not know; that is answer enough.
  if (
    answers.some((text) => text.includes('"alive"') || /SELF_SIGNED|UNABLE_TO_|ALTNAME/.test(text))
  ) {
    checks.ok(
      'port',
      `Engawa, or a server with a certificate of its own, answers on port ${port}.`,
    );
  } else {
    checks.bad(
      'port',
      `Another program holds port ${port} of ${address}.`,
      'Stop that program, or set another port in ENGAWA_PORT.',
    );
  }
}

function causeOf(error: Error): string {
  const { cause } = error;
  return cause instanceof Error && 'code' in cause ? String(cause.code) : '';
}

function isTaken(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection({ host, port, timeout: 2000 });
    const answer = (isOpen: boolean) => () => {
      socket.destroy();
      resolve(isOpen);
    };
    socket.once('connect', answer(true));
    socket.once('error', answer(false));
    socket.once('timeout', answer(false));
  });
}

function checkBackups(checks: Checks, home: string, folder: string | undefined): void {
  if (folder === undefined) {
    return;
  }
  const [newest] = listBackups(folder, 'data');
  const at = newest === undefined ? undefined : backupTime(basename(newest));
  if (newest === undefined || at === undefined) {
    checks.warn(
      'back-ups',
      `There is no back-up in ${folder}.`,
      'Run `engawa backup`, each night best (docs/operating/back-up.md).',
    );
    return;
  }
  const hours = Math.round(Temporal.Now.instant().since(at).total('hours'));
  const what = `The last back-up is ${hours} hours old (${newest}).`;
  if (hours > backupAgeHoursMax) {
    checks.warn('back-ups', what, 'Run `engawa backup`, and look why the timer did not.');
  } else if (existsSync(home) && statSync(newest).dev === statSync(home).dev) {
    checks.warn(
      'back-ups',
      `${what} It lies on the disk of the data.`,
      'Copy it to another disk or machine: a disk dies with all that is on it.',
    );
  } else {
    checks.ok('back-ups', what);
  }
}
