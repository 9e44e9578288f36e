/**
 * Who is alive, and is it still the same program? A pid alone proves nothing: after a kill or a
 * reboot another program may carry it. So a process is known by pid and start time together. A
 * zombie counts as dead: where nobody reaps orphans (a container whose first process is Node), a
 * killed postmaster stays listed for ever.
 */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { basename } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export type ProcessIdentity = { pid: number; startedAt: string };

const isLinux = process.platform === 'linux';
let bootId: string | undefined;

/** A token that differs between two processes that had the same pid; undefined when not alive. */
function startTimeOf(pid: number): string | undefined {
  if (!isLinux) return psField(pid, 'lstart=');
  const fields = statFields(pid);
  if (fields === undefined || fields[0] === 'Z' || fields[0] === 'X') return undefined;
  // Field 22 of stat, in ticks since boot; the boot id tells one boot from the next.
  bootId ??= readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  return `${bootId}/${fields[19]}`;
}

export function identityOf(pid: number): ProcessIdentity | undefined {
  const startedAt = startTimeOf(pid);
  return startedAt === undefined ? undefined : { pid, startedAt };
}

export function isSameProcessAlive(identity: ProcessIdentity): boolean {
  return startTimeOf(identity.pid) === identity.startedAt;
}

/** Cheap enough to ask four times a second: no other program is started for the answer. */
export function isRunning(identity: ProcessIdentity): boolean {
  return isLinux ? isSameProcessAlive(identity) : isPidTaken(identity.pid);
}

/** True when the kernel knows this pid, whoever it is (zombies and foreign users included). */
export function isPidTaken(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** True when `pid` is a living Postgres process that works in `dataDir`. */
export function isPostgresOf(pid: number, dataDir: string, clusterName: string): boolean {
  if (!isLinux) return psPostgres(clusterName).includes(pid);
  if (startTimeOf(pid) === undefined) return false;
  return linuxExecutable(pid) !== undefined && linuxFolder(pid) === dataDir;
}

/** True when the program file of this process was replaced or removed since it started. */
export function isExecutableGone(pid: number): boolean {
  return isLinux && (linuxExecutable(pid)?.endsWith(' (deleted)') ?? false);
}

/** All living Postgres processes of this cluster: postmaster, backends, helpers. */
export function postgresProcessesOf(dataDir: string, clusterName: string): number[] {
  if (!isLinux) return psPostgres(clusterName);
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => isPostgresOf(pid, dataDir, clusterName));
}

/** Sends a signal; a process that is gone already is no error. */
export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}

/** Polls until `condition` holds; false when `timeoutMs` passed first. */
export async function waitUntil(
  condition: () => boolean,
  timeoutMs: number,
  intervalMs = 10,
): Promise<boolean> {
  const endsAt = performance.now() + timeoutMs;
  while (!condition()) {
    if (performance.now() >= endsAt) return false;
    await sleep(intervalMs);
  }
  return true;
}

/** Fields of /proc/pid/stat from the third on; the second, the name, may hold spaces and brackets. */
function statFields(pid: number): string[] | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2).split(' ');
  } catch {
    return undefined;
  }
}

function linuxExecutable(pid: number): string | undefined {
  try {
    const path = readlinkSync(`/proc/${pid}/exe`);
    return basename(path.replace(/ \(deleted\)$/, '')) === 'postgres' ? path : undefined;
  } catch {
    return undefined;
  }
}

function linuxFolder(pid: number): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return undefined;
  }
}

function ps(args: string[]): string {
  try {
    const env = { ...process.env, LC_ALL: 'C', TZ: 'UTC' };
    return execFileSync('ps', args, { env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  } catch {
    return '';
  }
}

function psField(pid: number, field: string): string | undefined {
  const [state, ...rest] = ps(['-o', 'stat=', '-o', field, '-p', String(pid)])
    .trim()
    .split(/\s+/);
  if (state === undefined || state === '' || state.startsWith('Z')) return undefined;
  return rest.join(' ');
}

/**
 * Without /proc: the cluster's name is among the flags of the postmaster and in the titles of its
 * children. Not the folder: ps writes what is not ASCII in ways of its own.
 */
function psPostgres(clusterName: string): number[] {
  return ps(['-axww', '-o', 'pid=', '-o', 'stat=', '-o', 'command='])
    .split('\n')
    .map((line) => /^\s*(\d+)\s+(\S+)\s+(.*)$/.exec(line))
    .filter((match) => match !== null)
    .filter(([, , state = '', command = '']) => {
      if (state.startsWith('Z')) return false;
      return (
        command.startsWith(`postgres: ${clusterName}: `) ||
        command.includes(` -c cluster_name=${clusterName} -c `)
      );
    })
    .map((match) => Number(match[1]));
}
