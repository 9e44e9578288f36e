// The whole checkout (prices, tax, holds, order, lines, payment row, points of a member, event, sealed contact) beside
// the raw limit of the same machine in the same run: in process for members, for guests whose record and profile are
// made as well, and over HTTP with an idempotency key. What listeners do with the event afterwards (timeline, mails) is
// no part of the transaction and costs more than it: `_listening` and `http_64` are measured with them in this process,
// the others as beside a worker that has them. The raw tables begin empty, so what is compared with them does too: with
// and without listeners are two houses.
import pg from 'pg';
import { asFlight, createBatch } from '../server/kernel/batch.ts';
import { formatId } from '../server/kernel/ids.ts';
import { placeOrder } from '../server/modules/orders/index.ts';
import { benchContact, orderOf, pick } from './bench-order.ts';
import { loadCheckouts } from './checkout-load.ts';
import { type CleanHouse, openCleanHouse } from './clean-house.ts';
import { cpuOfEach, readCpuTime } from './cpu-time.ts';
import { measureRaw, memberCount, type RawLimits } from './raw-checkout.ts';
import {
  type BenchOptions,
  type BenchResult,
  type BenchRun,
  type Load,
  loadWith,
} from './result.ts';
import { addBenchMembers, type BenchShop, openBenchShop } from './shop-for-bench.ts';

export const run: BenchRun = async (options) => {
  const { raw, results } = await measureAlone(options);
  return [...results, ...(await measureListening(options, raw))];
};

/** The raw limit, then the checkout with nothing that listens to it. */
async function measureAlone({ seconds, say }: BenchOptions) {
  const clean = await openCleanHouse();
  try {
    say('raw limit …');
    const raw = await measureRaw(clean.databaseUrl, {
      seconds,
      concurrency: 32,
      pick,
      readCpu: () => readCpuTime(clean.home),
    });
    const { shop, orderOfMember, batch } = await openCounter(clean);
    await clean.house.settle();
    await clean.house.listeners.stop();
    const terms = { clean, raw, seconds, concurrency: 32 };
    say('in_process_32 …');
    const results: BenchResult[] = [
      { ...toResult('raw_one_call_32', raw.oneCall), ...raw.oneCallCpu },
      { ...toResult('raw_set_based_32x2', raw.setBased), ...raw.setBasedCpu },
      await measured({ name: 'in_process_32', ...terms }, () => batch.submit(orderOfMember())),
    ];
    say('in_process_32_guests …');
    results.push(
      await measured({ name: 'in_process_32_guests', ...terms }, () => batch.submit(orderOf(shop))),
    );
    return { raw, results };
  } finally {
    await clean.stop();
  }
}

/** Over HTTP and in process, all that hears of an order in the same process. */
async function measureListening(
  { seconds, say }: BenchOptions,
  raw: RawLimits,
): Promise<BenchResult[]> {
  const clean = await openCleanHouse();
  try {
    const { shop, orderOfMember, batch } = await openCounter(clean);
    await clean.house.app.listen({ host: '127.0.0.1', port: 0 });
    say('http_64 …');
    const http = await overHttp({ name: 'http_64', clean, raw, seconds, concurrency: 64 }, shop);
    await clean.house.settle();
    say('in_process_32_listening …');
    const listening = await measured(
      { name: 'in_process_32_listening', clean, raw, seconds, concurrency: 32 },
      () => batch.submit(orderOfMember()),
    );
    return [http, listening];
  } finally {
    await clean.stop();
  }
}

async function openCounter(clean: CleanHouse) {
  const shop = await openBenchShop(clean);
  const members = await addBenchMembers(clean, memberCount);
  const recordId = () => members[Math.floor(Math.random() * members.length)] ?? '';
  return {
    shop,
    orderOfMember: () => ({ ...orderOf(shop), recordId: recordId() }),
    batch: createBatch(clean.house.db, asFlight(placeOrder)),
  };
}

type Measure = {
  readonly name: string;
  readonly clean: CleanHouse;
  readonly raw: RawLimits;
  readonly seconds: number;
  readonly concurrency: number;
};

/** Statements and CPU are counted over the warm-up as well. */
async function measured(
  { name, clean, raw, seconds, concurrency }: Measure,
  call: () => Promise<unknown>,
): Promise<BenchResult> {
  let done = 0;
  const statements = countStatements();
  const before = readCpuTime(clean.home);
  const load = await loadWith({ seconds, concurrency }, async () => {
    await call();
    done += 1;
  });
  const cpu = cpuOfEach(before, readCpuTime(clean.home), done);
  return {
    ...toResult(name, load),
    ratios: ratiosOf(load, raw),
    statements_each: Math.round((statements.stop() / done) * 100) / 100,
    ...cpu,
  };
}

function ratiosOf(load: Pick<Load, 'perSecond'>, raw: RawLimits) {
  return {
    raw_one_call: load.perSecond / raw.oneCall.perSecond,
    raw_set_based: load.perSecond / raw.setBased.perSecond,
  };
}

/** From no cart to a confirmed order; the CPU is the server's alone, how far listeners are behind is told. */
async function overHttp(
  { name, clean, raw, seconds, concurrency }: Measure,
  shop: BenchShop,
): Promise<BenchResult> {
  const { house } = clean;
  const statements = countStatements();
  const before = readCpuTime(clean.home);
  const load = await loadCheckouts({
    port: Number(new URL(house.app.listeningOrigin).port),
    connections: concurrency,
    seconds,
    placeId: formatId('place', shop.webId),
    handoverPlaceId: formatId('place', shop.storeId),
    itemIds: shop.itemIds.map((id) => formatId('item', id)),
    contact: benchContact,
  });
  const cpu = cpuOfEach(before, readCpuTime(clean.home), load.orders);
  const behind = await house.db.pool.query<{ events: string }>(
    'SELECT (SELECT max(position) FROM kernel.event_position) - min(position) AS events FROM kernel.listener',
  );
  return {
    ...toResult(name, load),
    ratios: ratiosOf(load, raw),
    request_p99_ms: load.requestP99Ms,
    requests_each: load.requests / load.orders,
    statements_each: Math.round((statements.stop() / load.orders) * 100) / 100,
    listeners_behind: Number(behind.rows[0]?.events ?? 0),
    ...cpu,
  };
}

/** Everything this process asks Postgres, what listeners and the log do with the events included. */
function countStatements(): { stop(): number } {
  const plain = Object.getOwnPropertyDescriptor(pg.Client.prototype, 'query');
  if (plain === undefined) {
    throw new Error('the driver has no query to count');
  }
  const ask: (...given: unknown[]) => unknown = plain.value;
  let count = 0;
  Object.defineProperty(pg.Client.prototype, 'query', {
    ...plain,
    value: function query(this: pg.Client, ...given: unknown[]) {
      count += 1;
      return Reflect.apply(ask, this, given);
    },
  });
  return {
    stop: () => {
      Object.defineProperty(pg.Client.prototype, 'query', plain);
      return count;
    },
  };
}

function toResult(name: string, load: Pick<Load, 'perSecond' | 'p50Ms' | 'p99Ms'>): BenchResult {
  return {
    name,
    value: load.perSecond,
    unit: 'orders/s',
    p50_ms: load.p50Ms,
    p99_ms: load.p99Ms,
  };
}
