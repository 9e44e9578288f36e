/**
 * Postgres refuses to run as root. Started by root, it runs as the owner of the existing cluster,
 * else as the user `postgres`, else as `nobody` (initdb wants an entry in the list of users).
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { userInfo } from 'node:os';
import { PostgresStartError } from './errors.ts';

type Account = { uid: number; gid: number; name: string };
/** The account Postgres must be switched to, or undefined: it runs as whoever we are. */
export type RunAs = Account | undefined;

export function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/**
 * Chooses the account. `dataDir` may not exist yet.
 *
 * @throws PostgresStartError `wrong_owner` when the cluster belongs to somebody we cannot be
 */
export function chooseAccount(dataDir: string): RunAs {
  const owner = ownerOf(dataDir);
  const uid = process.getuid?.();
  if (uid === undefined) return undefined;
  if (!isRoot()) {
    if (owner !== undefined && owner.uid !== uid) throw wrongOwner(dataDir, owner.uid);
    return undefined;
  }
  if (owner !== undefined) {
    if (owner.uid === 0) throw wrongOwner(dataDir, 0);
    return { ...owner, name: `uid ${owner.uid}` };
  }
  const account = findAccount('postgres') ?? findAccount('nobody');
  if (account !== undefined) return account;
  throw new PostgresStartError(
    'wrong_owner',
    'Postgres may not run as root, and this system has neither a user `postgres` nor `nobody`. ' +
      'Make one (useradd --system postgres), or start Engawa as an ordinary user.',
  );
}

/** What spawn needs to run a program as this account. */
export function spawnIdentity(account: RunAs): { uid?: number; gid?: number } {
  return account === undefined ? {} : { uid: account.uid, gid: account.gid };
}

/** Asks the system itself whether the account can enter a folder: mode bits know nothing of ACLs. */
export function canEnter(folder: string, account: RunAs): boolean {
  const result = spawnSync('/bin/sh', ['-c', 'cd -- "$1"', 'sh', folder], {
    ...spawnIdentity(account),
    cwd: '/',
    stdio: 'ignore',
  });
  return result.status === 0;
}

function ownerOf(path: string): { uid: number; gid: number } | undefined {
  const found = statSync(path, { throwIfNoEntry: false });
  return found === undefined ? undefined : { uid: found.uid, gid: found.gid };
}

function wrongOwner(dataDir: string, ownerUid: number): PostgresStartError {
  const advice =
    ownerUid === 0 && isRoot()
      ? 'Postgres may not run as root: give the folder to an ordinary user (chown -R).'
      : `Start Engawa as that user, or give the folder to this one (chown -R ${myName()}).`;
  return new PostgresStartError(
    'wrong_owner',
    `The database folder ${dataDir} belongs to user id ${ownerUid}. ${advice}`,
  );
}

function myName(): string {
  try {
    return userInfo().username;
  } catch {
    return String(process.getuid?.() ?? '');
  }
}

function findAccount(name: string): Account | undefined {
  return findInPasswd(name) ?? askSystem(name);
}

function findInPasswd(name: string): Account | undefined {
  let text: string;
  try {
    text = readFileSync('/etc/passwd', 'utf8');
  } catch {
    return undefined;
  }
  const fields = text
    .split('\n')
    .map((line) => line.split(':'))
    .find((parts) => parts[0] === name);
  // macOS writes nobody as -2; the kernel wants the unsigned number.
  return fields === undefined
    ? undefined
    : { name, uid: Number(fields[2]) >>> 0, gid: Number(fields[3]) >>> 0 };
}

function askSystem(name: string): Account | undefined {
  try {
    const ask = (flag: string) =>
      Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: 'pipe' }).trim()) >>> 0;
    return { name, uid: ask('-u'), gid: ask('-g') };
  } catch {
    return undefined;
  }
}
