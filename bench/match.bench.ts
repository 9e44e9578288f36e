// One customer in a book of a million records: the whole book in one go, and one new record at a time against it.
import { spawn } from 'node:child_process';
import { createWriteStream, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { LearntModel } from '@engawa/match';
import { openKeyStore } from '../server/kernel/key-store.ts';
import { type CleanHouse, openCleanHouse } from './clean-house.ts';
import { arrive } from './match/arrive.ts';
import { type Counted, fillBook, type Linked } from './match/fill-book.ts';
import { makePeople } from './match/japanese-people.ts';
import { personCells } from './match/person-cells.ts';
import type { Table } from './match/score.ts';
import type { BenchRun } from './result.ts';

const recordCount = 1_000_000;
/** The recipe makes some 1.64 records a person; one in fifty is kept back to come later. */
const persons = Math.ceil((recordCount * 1.03) / 1.644);
const keptBack = 50;

export const run: BenchRun = async ({ seconds, say }) => {
  const folder = mkdtempSync(join(tmpdir(), 'engawa-match-'));
  let clean: CleanHouse | undefined;
  try {
    say(`making ${recordCount} records of ${persons} persons …`);
    const { table, person } = makePeople(persons, 'tuning');
    const all = personCells(table);
    const isLate = (at: number) => at % keptBack === 0;
    const cells = all.filter((_, at) => !isLate(at)).slice(0, recordCount);
    const late = all.filter((_, at) => isLate(at));
    const file = join(folder, 'book.csv');
    await writeCsv(file, table, (at) => !isLate(at), recordCount);
    say('the whole book in one go …');
    const out = join(folder, 'learnt.json');
    const batch = await matchFile(file, out);
    say(
      `  ${batch.seconds.toFixed(0)} s, ${batch.cpuSeconds.toFixed(0)} s of processor, ${batch.peakGiB.toFixed(2)} GiB`,
    );
    const learnt = JSON.parse(readFileSync(out, 'utf8')) as {
      readonly learnt: LearntModel;
      readonly counts: readonly Counted[];
      readonly links: readonly Linked[];
    };
    // The listener that would score them by itself is off: the bench calls what it calls.
    clean = await openCleanHouse({ modulesOff: ['identity'] });
    say('filling a house with the book …');
    const fillStart = performance.now();
    const masters = openKeyStore(clean.home);
    const ids = await fillBook(clean.databaseUrl, masters, { cells, ...learnt }, say);
    const fillSeconds = (performance.now() - fillStart) / 1000;
    const personOf = new Map(all.map((row, at) => [row[0] ?? '', person[at] ?? -1]));
    const keyOf = new Map(ids.map((id, at) => [id, cells[at]?.[0] ?? '']));
    const known = new Set(cells.map((row) => personOf.get(row[0] ?? '') ?? -1));
    say(`new records against ${cells.length} …`);
    const arrivals = await arrive(clean, late, { seconds, truth: { personOf, keyOf, known } });
    return [
      {
        name: 'batch_1m',
        value: batch.seconds,
        unit: 's',
        peak_gib: batch.peakGiB,
        cpu_s: batch.cpuSeconds,
        records: batch.records,
        links: batch.links,
        compared: batch.compared,
        load: batch.load,
      },
      ...arrivals.map((each) => ({ ...each, book: cells.length, fill_s: fillSeconds })),
    ];
  } finally {
    await clean?.stop();
    rmSync(folder, { recursive: true, force: true });
  }
};

type Batch = {
  readonly seconds: number;
  readonly records: number;
  readonly links: number;
  readonly compared: number;
  readonly cpuSeconds: number;
  readonly peakGiB: number;
  readonly load: number;
};

async function matchFile(file: string, out: string): Promise<Batch> {
  const script = join(import.meta.dirname, 'match', 'match-file.ts');
  const child = spawn(process.execPath, [script, file, out], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  for await (const chunk of child.stdout) text += String(chunk);
  const told = JSON.parse(text) as Omit<Batch, 'load'>;
  return { ...told, load: loadavg()[0] ?? 0 };
}

async function writeCsv(
  path: string,
  { headers, rows }: Table,
  isIn: (at: number) => boolean,
  most: number,
): Promise<void> {
  await pipeline(function* lines() {
    yield `${headers.join(',')}\n`;
    let written = 0;
    for (const [at, row] of rows.entries()) {
      if (isIn(at) && written < most) {
        written += 1;
        yield `${row.map((cell = '') => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')}\n`;
      }
    }
  }, createWriteStream(path));
}
