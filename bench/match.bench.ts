// One customer in a book of a million records: the whole book in one go, and one new record at a time against it.
import { spawn } from 'node:child_process';
import { createWriteStream, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createScorer, type LearntModel, type PersonCells } from '@engawa/match';
import { openKeyStore } from '../server/kernel/key-store.ts';
import { transaction } from '../server/kernel/transaction.ts';
import { importCustomers } from '../server/modules/customers/index.ts';
import { scoreRecords } from '../server/modules/identity/index.ts';
import { type CleanHouse, openCleanHouse } from './clean-house.ts';
import { type Counted, fillBook, profileOf } from './match/fill-book.ts';
import { makePeople } from './match/japanese-people.ts';
import { personCells } from './match/person-cells.ts';
import type { Table } from './match/score.ts';
import type { BenchResult, BenchRun } from './result.ts';

const recordCount = 1_000_000;
/** The recipe makes some 1.64 records a person; one in fifty is kept back to come later. */
const persons = Math.ceil((recordCount * 1.03) / 1.644);
const keptBack = 50;
/** As many as a listener finds waiting when some 500 come in a second. */
const atOnce = 6;
const todayYear = 2026;

export const run: BenchRun = async ({ seconds, say }) => {
  const folder = mkdtempSync(join(tmpdir(), 'engawa-match-'));
  let clean: CleanHouse | undefined;
  try {
    say(`making ${recordCount} records of ${persons} persons …`);
    const { table } = makePeople(persons, 'tuning');
    const all = personCells(table);
    const isLate = (at: number) => at % keptBack === 0;
    const book = all.filter((_, at) => !isLate(at)).slice(0, recordCount);
    const late = all.filter((_, at) => isLate(at));
    const file = join(folder, 'book.csv');
    await writeCsv(file, table, (at) => !isLate(at), recordCount);
    say('the whole book in one go …');
    const out = join(folder, 'learnt.json');
    const batch = await matchFile(file, out);
    say(
      `  ${batch.seconds.toFixed(0)} s, ${batch.cpuSeconds.toFixed(0)} s of processor, ${batch.peakGiB.toFixed(2)} GiB`,
    );
    const { learnt, counts } = JSON.parse(readFileSync(out, 'utf8')) as {
      readonly learnt: LearntModel;
      readonly counts: readonly Counted[];
    };
    clean = await openCleanHouse();
    const scorer = createScorer(learnt, todayYear);
    say('filling a house with the book …');
    const fillStart = performance.now();
    await fillBook(clean.databaseUrl, openKeyStore(clean.home), {
      cells: book,
      scorer,
      learnt,
      counts,
    });
    const fillSeconds = (performance.now() - fillStart) / 1000;
    say(`one after the other against ${book.length} …`);
    const incremental = await arrive(clean, late, seconds);
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
      { ...incremental, book: book.length, fill_s: fillSeconds },
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

/** New records come, some at once; the time of one is that of the transaction that judged it. */
async function arrive(
  clean: CleanHouse,
  late: readonly PersonCells[],
  seconds: number,
): Promise<BenchResult> {
  const { db } = clean.house;
  const times: number[] = [];
  let scoringMs = 0;
  let kept = 0;
  let compared = 0;
  let next = 0;
  const warmUp = 300;
  const cpuBefore = process.cpuUsage();
  const wanted = Math.max(2000, seconds * 600) + warmUp;
  while (next < Math.min(late.length, wanted)) {
    const some = late.slice(next, next + atOnce);
    next += some.length;
    const outcomes = await transaction(db, {}, (tx) =>
      importCustomers(
        tx,
        { source: 'late' },
        some.map((cells) => ({ key: cells[0] ?? '', profile: profileOf(cells) })),
      ),
    );
    const startedAt = performance.now();
    const scored = await transaction(db, {}, (tx) =>
      scoreRecords(
        tx,
        outcomes.map(({ recordId }) => recordId),
      ),
    );
    if (next > warmUp) {
      const tookMs = performance.now() - startedAt;
      scoringMs += tookMs;
      times.push(...some.map(() => tookMs));
      kept += scored.kept;
      compared += scored.compared;
    }
  }
  const cpu = process.cpuUsage(cpuBefore);
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.floor(times.length * share)] ?? 0;
  return {
    name: 'incremental_1m',
    value: times.length / (scoringMs / 1000),
    unit: 'records/s',
    p50_ms: at(0.5),
    p95_ms: at(0.95),
    p99_ms: at(0.99),
    at_once: atOnce,
    records: times.length,
    compared_a_record: compared / times.length,
    kept,
    cpu_ms_a_record: (cpu.user + cpu.system) / 1000 / next,
    load: loadavg()[0] ?? 0,
  };
}
