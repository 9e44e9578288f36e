/**
 * The log of the embedded Postgres: `<home>/log/postgres.log` and three older ones. Postgres
 * inherits the open file, so its account needs no way into the folder. Rotation copies and
 * truncates; Postgres appends, so it goes on at the new end.
 */
import {
  closeSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  openSync,
  readSync,
  renameSync,
  statSync,
  truncateSync,
} from 'node:fs';
import { join } from 'node:path';

const sizeMaxBytes = 8 * 1024 * 1024;
const olderKept = 3;

export function logFileOf(home: string): string {
  return join(home, 'log', 'postgres.log');
}

/** Opens the log for a child to inherit; the caller closes it after the spawn. */
export function openLog(home: string): { descriptor: number; startsAt: number } {
  mkdirSync(join(home, 'log'), { recursive: true });
  rotateLog(home);
  const file = logFileOf(home);
  const descriptor = openSync(file, 'a', 0o600);
  return { descriptor, startsAt: statSync(file).size };
}

/** What was written since `startsAt`, at most the last 16 kB. */
export function readLogSince(home: string, startsAt: number): string {
  const file = logFileOf(home);
  const descriptor = openSync(file, 'r');
  try {
    const size = statSync(file).size;
    const from = Math.max(startsAt, size - 16_384);
    const buffer = Buffer.alloc(Math.max(0, size - from));
    readSync(descriptor, buffer, 0, buffer.length, from);
    return buffer.toString('utf8');
  } finally {
    closeSync(descriptor);
  }
}

/** Moves a log that has grown large aside. */
export function rotateLog(home: string): void {
  const file = logFileOf(home);
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) < sizeMaxBytes) return;
  for (let age = olderKept; age > 1; age -= 1) {
    if (existsSync(`${file}.${age - 1}`)) renameSync(`${file}.${age - 1}`, `${file}.${age}`);
  }
  copyFileSync(file, `${file}.1`);
  truncateSync(file);
}
