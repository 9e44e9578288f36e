/**
 * New records come to a house with a book of a million: each is looked up by its keyed tokens, whoever shares one is
 * unsealed and scored, and what follows (link, review, nothing) is settled and committed. Records that come while a
 * flight is in the air gather for the next (kernel batch); a record's time is from its coming to its commit.
 */
import { loadavg } from 'node:os';
import type { PersonCells } from '@engawa/match';
import { createBatch } from '../../server/kernel/batch.ts';
import { type Tx, transaction } from '../../server/kernel/transaction.ts';
import {
  findCompanions,
  type ImportedCustomer,
  importCustomers,
} from '../../server/modules/customers/index.ts';
import { type Scored, scoreRecords } from '../../server/modules/identity/index.ts';
import type { CleanHouse } from '../clean-house.ts';
import { cpuOfEach, readCpuTime } from '../cpu-time.ts';
import type { BenchResult } from '../result.ts';
import { profileOf } from './person-cells.ts';

/** So many are on their way at once. */
const callers = 6;
/** Scored before the clock runs, so that memory holds what it holds in a house that has been open for a while. */
const warmUp = 4000;
const writtenAtOnce = 200;

export type Truth = {
  /** Key of a record → its person. */
  readonly personOf: ReadonlyMap<string, number>;
  /** Record id → key, of the book. */
  readonly keyOf: ReadonlyMap<string, string>;
  /** Persons with a record in the book. */
  readonly known: ReadonlySet<number>;
};

export async function arrive(
  clean: CleanHouse,
  late: readonly PersonCells[],
  { seconds, truth }: { readonly seconds: number; readonly truth: Truth },
): Promise<BenchResult[]> {
  const count = Math.min(late.length - warmUp, Math.max(2000, seconds * 600));
  const keyOf = new Map(truth.keyOf);
  const written: string[] = [];
  const scoredLate = Math.floor((count * 3) / 4);
  for (let at = 0; at < warmUp + scoredLate; at += writtenAtOnce) {
    const some = late.slice(at, Math.min(at + writtenAtOnce, warmUp + scoredLate)).map(toImport);
    const ids = await transaction(clean.house.db, { timeoutMs: 60_000 }, (tx) => bring(tx, some));
    for (const [index, id] of ids.entries()) keyOf.set(id, some[index]?.key ?? '');
    written.push(...ids);
  }
  await clean.house.settle();
  for (let at = 0; at < warmUp; at += 50) {
    const some = written.slice(at, Math.min(at + 50, warmUp));
    await transaction(clean.house.db, { timeoutMs: 60_000 }, (tx) => scoreRecords(tx, some));
  }
  const arrived = written.slice(warmUp);
  const scored = await timed(clean, arrived, (tx, ids) => scoreRecords(tx, ids));
  const fresh = late.slice(warmUp + scoredLate, warmUp + count).map(toImport);
  const whole = await timed(clean, fresh, async (tx, rows) =>
    scoreRecords(tx, await bring(tx, rows)),
  );
  const quality = await judge(clean, arrived, { ...truth, keyOf });
  return [
    { name: 'incremental_1m', ...scored, ...quality },
    { name: 'incremental_1m_with_import', ...whole },
  ];
}

function toImport(cells: PersonCells): ImportedCustomer {
  return { key: cells[0] ?? '', profile: profileOf(cells) };
}

async function bring(tx: Tx, rows: readonly ImportedCustomer[]): Promise<string[]> {
  const outcomes = await importCustomers(tx, { source: 'late' }, rows);
  return outcomes.map(({ recordId }) => recordId);
}

async function timed<Input>(
  clean: CleanHouse,
  inputs: readonly Input[],
  work: (tx: Tx, inputs: readonly Input[]) => Promise<Scored>,
): Promise<Omit<BenchResult, 'name'> & { value: number; unit: string }> {
  let compared = 0;
  let kept = 0;
  let crowded = 0;
  let flights = 0;
  const batch = createBatch<Input, true>(clean.house.db, {
    name: 'bench.match',
    perform: async (tx, members) => {
      const done = await work(tx, members);
      compared += done.compared;
      kept += done.kept;
      crowded += done.crowded;
      flights += 1;
      return members.map(() => ({ answer: true as const }));
    },
  });
  const times: number[] = [];
  let next = 0;
  const cpuBefore = readCpuTime(clean.home);
  const startedAt = performance.now();
  const come = async () => {
    for (let at = next; at < inputs.length; at = next) {
      next += 1;
      const cameAt = performance.now();
      await batch.submit(inputs[at] as Input);
      times.push(performance.now() - cameAt);
    }
  };
  await Promise.all(Array.from({ length: callers }, come));
  const seconds = (performance.now() - startedAt) / 1000;
  const cpu = cpuOfEach(cpuBefore, readCpuTime(clean.home), times.length);
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.floor(times.length * share)] ?? 0;
  return {
    value: times.length / seconds,
    unit: 'records/s',
    p50_ms: at(0.5),
    p95_ms: at(0.95),
    p99_ms: at(0.99),
    callers,
    records: times.length,
    flights,
    compared_a_record: compared / times.length,
    kept,
    crowded,
    ...cpu,
    load: loadavg()[0] ?? 0,
  };
}

/**
 * Of the records that came: how many of those whose person was known are one customer with her, and how many are one
 * customer with somebody else.
 */
async function judge(
  clean: CleanHouse,
  recordIds: readonly string[],
  { personOf, keyOf, known }: Truth,
): Promise<{ found: number; wrong: number; findable: number }> {
  const companions = await transaction(clean.house.db, { timeoutMs: 60_000 }, (tx) =>
    findCompanions(tx, recordIds),
  );
  const personOfRecord = (id: string) => personOf.get(keyOf.get(id) ?? '');
  let findable = 0;
  let found = 0;
  let wrong = 0;
  for (const id of recordIds) {
    const person = personOfRecord(id);
    const others = (companions.get(id) ?? []).filter((each) => each !== id);
    findable += person !== undefined && known.has(person) ? 1 : 0;
    found += others.some((each) => personOfRecord(each) === person) ? 1 : 0;
    wrong += others.some((each) => personOfRecord(each) !== person) ? 1 : 0;
  }
  return { findable, found, wrong };
}
