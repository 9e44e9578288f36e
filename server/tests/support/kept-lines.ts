// Where the log lines of a test run go: to a folder, beside the personal values and secrets that the tests entered, so
// that the end of the run can look whether any line tells one (tests/checks/log-scan.ts). Without the folder that
// `npm test` names nothing is kept.
import { randomUUID } from 'node:crypto';
import { appendFileSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { personalValuesOf } from '../checks/log-scan.ts';

const bytesHeldMax = 65_536;

/** The folder of this run's lines. */
function folderOfRun(): string | undefined {
  return process.env.ENGAWA_TEST_LINES;
}

type Kept = { readonly ending: string; text: string };
const name = randomUUID();
const lines: Kept = { ending: '.log', text: '' };
const values: Kept = { ending: '.values', text: '' };
const known = new Set<string>();

/** A destination for `createLogger`; undefined when nothing is kept. */
export function lineKeeper(): { write: (line: string) => void } | undefined {
  return folderOfRun() === undefined
    ? undefined
    : { write: (line) => keep(lines, line.endsWith('\n') ? line : `${line}\n`) };
}

/** Keeps what another process said. */
export function keepLines(text: string): void {
  if (folderOfRun() !== undefined && text !== '') {
    keep(lines, `${text}\n`);
    flushKept();
  }
}

/** Remembers what no line may hold: the personal values and secrets of a request or an answer. */
export function rememberValues(...bodies: readonly unknown[]): void {
  if (folderOfRun() === undefined) {
    return;
  }
  for (const body of bodies) {
    for (const value of personalValuesOf(body)) {
      if (!known.has(value)) {
        known.add(value);
        keep(values, `${JSON.stringify(value)}\n`);
      }
    }
  }
}

/** Keeps the log of the database of a home before the home is removed. */
export function keepDatabaseLog(home: string): void {
  const folder = join(home, 'log');
  for (const each of existsSync(folder) ? readdirSync(folder) : []) {
    if (each.startsWith('postgres.log')) {
      keepLines(readFileSync(join(folder, each), 'utf8'));
    }
  }
}

/** Writes what is held; called when a house is closed. */
export function flushKept(): void {
  for (const kept of [lines, values]) {
    write(kept);
  }
}

function keep(kept: Kept, text: string): void {
  kept.text += text;
  if (kept.text.length > bytesHeldMax) {
    write(kept);
  }
}

function write(kept: Kept): void {
  const folder = folderOfRun();
  if (folder !== undefined && existsSync(folder) && kept.text !== '') {
    appendFileSync(join(folder, `${name}${kept.ending}`), kept.text);
  }
  kept.text = '';
}
