/**
 * Starting, finding and stopping the one Postgres server (postmaster) of a cluster. Callers hold
 * the home's lock. Postgres's own `postmaster.pid` is never removed: its last lines let Postgres
 * itself refuse to start while backends of a killed server still hold the shared memory.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { closeSync, readFileSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type RunAs, spawnIdentity } from './account.ts';
import type { PostgresBinaries } from './binaries.ts';
import { postgresEnvironment } from './cluster.ts';
import { diskFull, explainOutput, PostgresStartError } from './errors.ts';
import { findFreePort } from './ports.ts';
import {
  identityOf,
  isPidTaken,
  isPostgresOf,
  isSameProcessAlive,
  type ProcessIdentity,
  postgresProcessesOf,
  signal,
  waitUntil,
} from './processes.ts';
import { logFileOf, openLog, readLogSince } from './server-log.ts';

export type Cluster = {
  readonly home: string;
  readonly dataDir: string;
  readonly clusterName: string;
  readonly binaries: PostgresBinaries;
  readonly account: RunAs;
  readonly settings: string[];
  /** Beside the few variables every database of ours gets. */
  readonly environment?: Readonly<Record<string, string>>;
  readonly report: (message: string) => void;
};

export type Postmaster = {
  readonly identity: ProcessIdentity;
  readonly port: number;
  /** Present when this process started it. */
  readonly child?: ChildProcess;
};

/** No process has this id: it is above the largest pid of Linux and macOS. */
const impossiblePid = 2_147_483_646;
const readyWaitMs = 15 * 60_000;
const stopWaitMs = 30_000;
const launchTriesMax = 40;
const nearlyFullBytes = 4 * 1024 * 1024;

/** The living server of this cluster, whoever started it. */
export function findPostmaster(cluster: Cluster): Postmaster | undefined {
  const file = readPidFile(cluster.dataDir);
  if (file === undefined) return undefined;
  if (!isPostgresOf(file.pid, cluster.dataDir, cluster.clusterName)) return undefined;
  const identity = identityOf(file.pid);
  return identity === undefined ? undefined : { identity, port: file.port };
}

/**
 * Waits until a server takes connections; false when it ended first.
 * Recovery after a kill is part of the wait.
 */
export async function waitReady(cluster: Cluster, postmaster: Postmaster): Promise<boolean> {
  const startedAt = performance.now();
  let tellAt = startedAt + 3000;
  while (performance.now() - startedAt < readyWaitMs) {
    const file = readPidFile(cluster.dataDir);
    if (file?.pid === postmaster.identity.pid && file.status === 'ready') return true;
    if (file?.status === 'stopping' || hasEnded(postmaster)) return false;
    if (performance.now() > tellAt) {
      cluster.report('The database is recovering its last changes …');
      tellAt += 10_000;
    }
    await sleep(5);
  }
  throw new PostgresStartError(
    'start_failed',
    `The database is not ready after ${readyWaitMs / 60_000} minutes. Its log is in ` +
      `${logFileOf(cluster.home)}; it may still be recovering, so start again later.`,
  );
}

/**
 * Starts a server. Without `fixedPort` a port that was taken in the meantime is left for the next.
 *
 * @throws PostgresStartError
 */
export async function launch(
  cluster: Cluster,
  wantedPort: number,
  fixedPort: boolean,
): Promise<Postmaster> {
  await clearRemains(cluster);
  const tried = new Set<number>();
  const compression = supportsLz4(cluster) ? 'lz4' : 'off';
  for (let attempt = 1; ; attempt += 1) {
    const port = fixedPort ? wantedPort : await findFreePort(wantedPort, tried);
    const outcome = await tryLaunch(cluster, port, compression);
    if (typeof outcome !== 'string') return outcome;
    if (attempt >= launchTriesMax) throw explainFailure(cluster, outcome);
    if (/lock file ".*" already exists|pre-existing shared memory/.test(outcome)) {
      // The kernel has not let go of the killed server yet.
      await sleep(100);
      await clearRemains(cluster);
    } else {
      const error = explainFailure(cluster, outcome);
      if (error.code !== 'port_in_use' || fixedPort) throw error;
      tried.add(port);
    }
  }
}

/** Ends a server: fast shutdown first; after 30 s as after a crash (nothing committed is lost). */
export async function stopPostmaster(cluster: Cluster, postmaster: Postmaster): Promise<void> {
  const steps: [NodeJS.Signals, number][] = [
    ['SIGINT', stopWaitMs],
    ['SIGQUIT', 5000],
    ['SIGKILL', 5000],
  ];
  for (const [name, waitMs] of steps) {
    if (hasEnded(postmaster)) break;
    if (name !== 'SIGINT') cluster.report(`The database does not stop; sending ${name} …`);
    signal(postmaster.identity.pid, name);
    await waitUntil(() => hasEnded(postmaster), waitMs, 5);
  }
  if (!hasEnded(postmaster)) {
    throw new PostgresStartError(
      'stop_failed',
      `The database process ${postmaster.identity.pid} cannot be ended; its disk may hang. ` +
        'Look at the disk and the system log, then start again.',
    );
  }
  await endLeftBackends(cluster);
}

export function hasEnded(postmaster: Postmaster): boolean {
  const { child } = postmaster;
  if (child !== undefined && (child.exitCode !== null || child.signalCode !== null)) return true;
  return !isSameProcessAlive(postmaster.identity);
}

/** Makes the folder ready for a new server after the old one died in whatever way. */
async function clearRemains(cluster: Cluster): Promise<void> {
  await endLeftBackends(cluster);
  const file = readPidFile(cluster.dataDir);
  if (file === undefined || !isPidTaken(file.pid)) return;
  // A zombie or another program has the pid now, and Postgres would take it for a living server.
  // Only the pid is changed: the shared memory key below it stays for Postgres to check.
  writeFileSync(pidFileOf(cluster.dataDir), file.text.replace(/^-?\d+/, String(impossiblePid)));
}

/** Backends notice the death of their server, but a busy one only when its query is over. */
async function endLeftBackends(cluster: Cluster): Promise<void> {
  const left = () => postgresProcessesOf(cluster.dataDir, cluster.clusterName);
  if (await waitUntil(() => left().length === 0, 300, 10)) return;
  for (const name of ['SIGQUIT', 'SIGKILL'] as const) {
    for (const pid of left()) signal(pid, name);
    if (await waitUntil(() => left().length === 0, 5000, 20)) return;
  }
  throw new PostgresStartError(
    'stop_failed',
    `Processes of an earlier database server (${left().join(', ')}) cannot be ended; the disk ` +
      'may hang. Look at the disk and the system log, then start again.',
  );
}

/** A running, ready server; or what it wrote before it gave up. */
async function tryLaunch(
  cluster: Cluster,
  port: number,
  compression: string,
): Promise<Postmaster | string> {
  const log = openLog(cluster.home);
  const settings = [...cluster.settings, `port=${port}`, `wal_compression=${compression}`];
  let child: ChildProcess;
  try {
    child = spawn(
      cluster.binaries.postgres,
      ['-D', cluster.dataDir, ...settings.flatMap((setting) => ['-c', setting])],
      {
        ...spawnIdentity(cluster.account),
        // A session of its own: Ctrl-C in the terminal reaches Engawa, which stops it in order.
        detached: true,
        cwd: '/',
        env: { ...postgresEnvironment(), ...cluster.environment },
        stdio: ['ignore', log.descriptor, log.descriptor],
      },
    );
  } finally {
    closeSync(log.descriptor);
  }
  await new Promise<void>((resolve, reject) => {
    child.once('spawn', resolve);
    child.once('error', reject);
  });
  child.unref();
  const identity = child.pid === undefined ? undefined : identityOf(child.pid);
  if (identity !== undefined) {
    const postmaster = { identity, port, child };
    if (await waitReady(cluster, postmaster)) return postmaster;
  }
  await waitUntil(() => child.exitCode !== null || child.signalCode !== null, 5000, 5);
  return readLogSince(cluster.home, log.startsAt);
}

function explainFailure(cluster: Cluster, output: string): PostgresStartError {
  const error = explainOutput(output, cluster.dataDir, logFileOf(cluster.home));
  if (error.code !== 'start_failed') return error;
  // On a full disk Postgres cannot even write down that it is full.
  const space = statfsSync(cluster.dataDir);
  return space.bavail * space.bsize < nearlyFullBytes ? diskFull(cluster.dataDir) : error;
}

/** Not every build has lz4. The flags are read before the folder, so any folder does to ask. */
function supportsLz4(cluster: Cluster): boolean {
  const flags = ['-C', 'wal_compression', '-c', 'wal_compression=lz4', '-D', '/'];
  const answer = spawnSync(cluster.binaries.postgres, flags, {
    ...spawnIdentity(cluster.account),
    cwd: '/',
    env: postgresEnvironment(),
    encoding: 'utf8',
  });
  return !answer.stderr.includes('wal_compression');
}

type PidFile = { pid: number; port: number; status: string; text: string };

function pidFileOf(dataDir: string): string {
  return join(dataDir, 'postmaster.pid');
}

/** Lines: pid, folder, start, port, socket folder, address, shared memory, status. */
function readPidFile(dataDir: string): PidFile | undefined {
  let text: string;
  try {
    text = readFileSync(pidFileOf(dataDir), 'utf8');
  } catch {
    return undefined;
  }
  const lines = text.split('\n');
  const pid = Math.abs(Number(lines[0]));
  if (!Number.isInteger(pid) || pid === 0) return undefined;
  return { pid, port: Number(lines[3]), status: lines[7]?.trim() ?? '', text };
}
