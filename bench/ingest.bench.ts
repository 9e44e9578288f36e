// Moments over the ingest path beside COPY of the same rows into a bare table of the same shape (monthly partitions,
// primary key, one index), in turns within one run. In process: batches of 500, four at once, each moment read from
// the Segment wire, validated, deduplicated for ever and asked for consent. Over HTTP: batches of 20 from another
// process. The listeners (counts, timelines) stand still meanwhile and are timed after it: `digest`.
import { fork } from 'node:child_process';
import { join } from 'node:path';
import { perform } from '../server/kernel/batch.ts';
import { newId } from '../server/kernel/ids.ts';
import { startListeners } from '../server/kernel/listeners.ts';
import { transaction } from '../server/kernel/transaction.ts';
import { changeConsents, ensureRecords } from '../server/modules/customers/index.ts';
import { addFeed, admitFeed, createIngest, readSegment } from '../server/modules/moments/index.ts';
import { modules } from '../server/modules.ts';
import { type CleanHouse, openCleanHouse } from './clean-house.ts';
import { cpuOfEach, readCpuTime } from './cpu-time.ts';
import { openRawMoments } from './raw-moments.ts';
import { type BenchResult, type BenchRun, type Load, loadWith } from './result.ts';
import { batchOf, peopleCount } from './segment-load.ts';
import { openBenchShop } from './shop-for-bench.ts';

const size = 500;
/** Four of five agreed to be known. */
const agreedCount = (peopleCount * 4) / 5;
const httpAtOnce = 16;
const turns = 5;
/** Batches under way, COPY's and ours alike: with two, each side waits for the other. */
const atOnce = 4;

export const run: BenchRun = async ({ seconds, say }) => {
  const clean = await openCleanHouse();
  try {
    await clean.house.listeners.stop();
    await openBenchShop(clean);
    say(`${peopleCount} people …`);
    const writeKey = await openFeed(clean);
    const feed = await admitFeed(clean.house.db, writeKey);
    const ingest = createIngest();
    const raw = await openRawMoments(clean.databaseUrl, { size, atOnce });
    const { db } = clean.house;
    const takeOne = () => {
      const receivedAtMs = Date.now();
      const receipt = { feedId: feed.id, receivedAtMs, newId };
      const moments = batchOf(size).batch.map((event) => readSegment(event, receipt));
      return transaction(db, { actor: 'bench' }, (tx) => perform(tx, ingest, [{ feed, moments }]));
    };
    // Short turns, so that whatever else the machine does meets both alike.
    const options = { seconds: seconds / turns, concurrency: atOnce, size };
    const copies: Turn[] = [];
    const takings: Turn[] = [];
    say('both tables grow from nothing …');
    await loadWith(options, raw.copyOnce);
    await loadWith(options, takeOne);
    say(`COPY and in process, ${turns} turns each …`);
    for (let turn = 0; turn < turns; turn += 1) {
      copies.push(await measure(clean, options, raw.copyOnce));
      takings.push(await measure(clean, options, takeOne));
    }
    await raw.close();
    say('over HTTP, batches of 20 …');
    await clean.house.app.listen({ host: '127.0.0.1', port: 0 });
    const http = await loadOverHttp(clean.house.app.listeningOrigin, writeKey, seconds);
    say('counts and timelines …');
    const digested = await digest(clean);
    const copy = meanOf(copies);
    const inProcess = meanOf(takings);
    return [
      { ...result('copy_500', copy), ...cpuOf(copies) },
      {
        ...result('in_process_500', inProcess),
        ...cpuOf(takings),
        ratios: { copy: inProcess.perSecond / copy.perSecond },
      },
      { ...result('http_20', http), ratios: { copy: http.perSecond / copy.perSecond } },
      { name: 'digest', value: digested, unit: 'events/s' },
    ];
  } finally {
    await clean.stop();
  }
};

/** A feed, and people who agreed to be known by it before. */
async function openFeed({ house }: CleanHouse): Promise<string> {
  const code = 'bench';
  const writeKey = await transaction(house.db, { timeoutMs: 60_000 }, (tx) =>
    addFeed(tx, { code, name: 'Bench', channel: 'web' }),
  );
  await transaction(house.db, { timeoutMs: 60_000 }, async (tx) => {
    const keys = Array.from({ length: peopleCount }, (_, index) => ({ key: `user-${index}` }));
    const made = await ensureRecords(tx, { source: `feed ${code}`, channel: 'web' }, keys);
    const agreed = [...made.values()].slice(0, agreedCount);
    await changeConsents(
      tx,
      agreed.map(({ recordId }) => ({
        recordId,
        purpose: 'analytics',
        decision: 'given',
        channel: 'web',
      })),
    );
  });
  return writeKey;
}

function loadOverHttp(origin: string, writeKey: string, seconds: number): Promise<Load> {
  const generator = fork(join(import.meta.dirname, 'segment-load.ts'), {
    env: {
      ...process.env,
      BENCH_ORIGIN: origin,
      BENCH_WRITE_KEY: writeKey,
      BENCH_SECONDS: String(seconds),
      BENCH_AT_ONCE: String(httpAtOnce),
    },
  });
  return new Promise((resolve, reject) => {
    generator.once('message', (load) => resolve(load as Load));
    generator.once('exit', (code) => reject(new Error(`the load generator ended with ${code}`)));
  });
}

/** How fast the moments taken so far become counts and timelines. */
async function digest({ house }: CleanHouse): Promise<number> {
  const { rows } = await house.db.pool.query<{ n: number }>(
    `SELECT coalesce(sum((data ->> 'count')::int), 0)::int AS n FROM kernel.event WHERE type = 'moments.arrived'`,
  );
  const begun = performance.now();
  const own = modules.flatMap((module) => module.listeners ?? []);
  const listeners = await startListeners(
    house.db,
    house.log,
    own.filter(({ name }) => name.startsWith('moments.')),
  );
  await listeners.settle();
  await listeners.stop();
  return ((rows[0]?.n ?? 0) / (performance.now() - begun)) * 1000;
}

type Turn = Load & { readonly cpu: Readonly<Record<string, number>> };

/** A load with the CPU time of each of its rows, which neighbours on the machine disturb less than their number. */
async function measure(
  { home }: CleanHouse,
  options: { readonly seconds: number; readonly concurrency: number; readonly size: number },
  call: () => Promise<unknown>,
): Promise<Turn> {
  let calls = 0;
  const before = readCpuTime(home);
  const load = await loadWith(options, () => {
    calls += 1;
    return call();
  });
  return { ...load, cpu: cpuOfEach(before, readCpuTime(home), calls * options.size) };
}

/** The mean of all turns, by what it is called. */
function cpuOf(of: readonly Turn[]): Readonly<Record<string, number>> {
  const names = Object.keys(of[0]?.cpu ?? {});
  const meanOfName = (name: string) =>
    of.reduce((sum, { cpu }) => sum + (cpu[name] ?? 0), 0) / of.length;
  return Object.fromEntries(names.map((name) => [name, meanOfName(name)]));
}

function meanOf(loads: readonly Load[]): Load {
  const mean = (of: (load: Load) => number) =>
    loads.reduce((sum, load) => sum + of(load), 0) / loads.length;
  return {
    perSecond: mean((load) => load.perSecond),
    count: loads.reduce((sum, load) => sum + load.count, 0),
    p50Ms: mean((load) => load.p50Ms),
    p99Ms: Math.max(...loads.map((load) => load.p99Ms)),
  };
}

function result(name: string, load: Load): BenchResult {
  const { perSecond, p50Ms, p99Ms } = load;
  return { name, value: perSecond, unit: 'events/s', p50_ms: p50Ms, p99_ms: p99Ms };
}
