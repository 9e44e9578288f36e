// Folders of back-ups: written under another name, flushed, renamed when whole; listed; pruned.
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { explainFileError, OperationError } from './errors.ts';
import { manifestFile } from './manifest.ts';

export type BackupKind = 'data' | 'keys';
export type Keep = { readonly count: number } | { readonly days: number };

const namePattern = /^(data|keys)-(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})(\d{3})Z$/;
const unfinishedHours = 24;

/** Where the keys of back-ups in `to` go unless told: beside it, so that a copy of `to` holds none. */
export function defaultKeysFolder(to: string): string {
  const folder = resolve(to);
  return join(dirname(folder), `${basename(folder)}-keys`);
}

/** `data-20261121T213000123Z`. */
export function backupName(kind: BackupKind, at: Temporal.Instant): string {
  const text = at.toString({ fractionalSecondDigits: 3 }).replaceAll(/[-:.]/g, '');
  return `${kind}-${text}`;
}

/** The moment in a back-up's name; undefined when it is no finished back-up's name. */
export function backupTime(name: string): Temporal.Instant | undefined {
  const [, , y, mo, d, h, mi, s, ms] = namePattern.exec(name) ?? [];
  return y === undefined
    ? undefined
    : Temporal.Instant.from(`${y}-${mo}-${d}T${h}:${mi}:${s}.${ms}Z`);
}

/** Whole back-ups of a kind in a folder, newest first; empty when there is no such folder. */
export function listBackups(folder: string, kind: BackupKind): string[] {
  if (!existsSync(folder)) {
    return [];
  }
  return readdirSync(folder)
    .filter((name) => name.startsWith(`${kind}-`) && backupTime(name) !== undefined)
    .filter((name) => existsSync(join(folder, name, manifestFile)))
    .toSorted()
    .toReversed()
    .map((name) => join(folder, name));
}

/** Makes `<folder>/<name>.part`, readable by its owner only. */
export function openPart(folder: string, name: string): string {
  const part = join(resolve(folder), `${name}.part`);
  try {
    mkdirSync(resolve(folder), { recursive: true, mode: 0o700 });
    mkdirSync(part, { mode: 0o700 });
    return part;
  } catch (error) {
    throw explainFileError(error, resolve(folder));
  }
}

/** Writes the manifest last, flushes everything and gives the folder its name. Answers the folder. */
export function finishPart(part: string, manifest: string): string {
  writeFileSync(join(part, manifestFile), manifest, { mode: 0o600, flush: true });
  for (const folder of foldersIn(part)) {
    flushFolder(folder);
  }
  const whole = part.replace(/\.part$/, '');
  renameSync(part, whole);
  flushFolder(dirname(whole));
  return whole;
}

export function dropPart(part: string): void {
  rmSync(part, { recursive: true, force: true });
}

function foldersIn(folder: string): string[] {
  const inside = readdirSync(folder, { withFileTypes: true, recursive: true });
  return [
    folder,
    ...inside
      .filter((entry) => entry.isDirectory())
      .map((entry) => join(entry.parentPath, entry.name)),
  ];
}

function flushFolder(folder: string): void {
  const descriptor = openSync(folder, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** Reads `90` (so many back-ups) or `14d` (so many days). Throws a RangeError with what to write. */
export function parseKeep(text: string): Keep {
  const match = /^(\d{1,5})(d?)$/.exec(text.trim());
  const value = Number(match?.[1] ?? 0);
  if (match === null || value < 1) {
    throw new RangeError(
      `"${text}" says not what to keep; write a number of back-ups (90) or of days (14d).`,
    );
  }
  return match[2] === 'd' ? { days: value } : { count: value };
}

/**
 * Removes back-ups beyond what is to be kept (all, unless told), and what killed ones left a day ago. The newest one stays
 * whatever is asked. Answers the folders that were removed.
 */
export function pruneBackups(
  folder: string,
  kind: BackupKind,
  keep: Keep | undefined,
  now: Temporal.Instant,
): string[] {
  const all = listBackups(folder, kind);
  const outdated = all.slice(1).filter((path, index) => {
    if (keep === undefined) {
      return false;
    }
    if ('count' in keep) {
      return index + 1 >= keep.count;
    }
    const at = backupTime(basename(path));
    return at !== undefined && at.epochMilliseconds < daysBefore(now, keep.days);
  });
  const removed = [...outdated, ...unfinished(folder, kind, now)];
  try {
    for (const path of removed) {
      rmSync(path, { recursive: true, force: true });
    }
  } catch (error) {
    throw explainFileError(error, folder);
  }
  return removed;
}

function daysBefore(now: Temporal.Instant, days: number): number {
  return now.epochMilliseconds - days * 86_400_000;
}

function unfinished(folder: string, kind: BackupKind, now: Temporal.Instant): string[] {
  if (!existsSync(folder)) {
    return [];
  }
  const limit = now.epochMilliseconds - unfinishedHours * 3_600_000;
  return readdirSync(folder)
    .filter((name) => name.startsWith(`${kind}-`) && name.endsWith('.part'))
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).mtimeMs < limit);
}

/** A back-up folder itself, or the newest whole one in a folder of back-ups. */
export function resolveBackup(from: string, kind: BackupKind): string {
  const folder = resolve(from);
  if (existsSync(join(folder, manifestFile))) {
    return folder;
  }
  if (!existsSync(folder)) {
    throw new OperationError(
      'folder_missing',
      `${folder} is not there. Check the path; a disk that holds it must be mounted.`,
    );
  }
  const [newest] = listBackups(folder, kind);
  if (newest !== undefined) {
    return newest;
  }
  throw new OperationError(
    'backup_incomplete',
    `${folder} holds no finished ${kind === 'data' ? 'back-up' : 'key back-up'} (one is a folder ${kind}-… with a ${manifestFile}).`,
  );
}
