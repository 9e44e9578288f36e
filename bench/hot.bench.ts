// One hot item, 256 at once: the thing that is launched at noon. The product's holds and whole checkouts of that one
// item beside the raw limit of the same machine in the same run, on this disk and with 2 ms added to each flush; then a
// stock that is too small for all who want it, counted afterwards.
import pg from 'pg';
import { asFlight, createBatch } from '../server/kernel/batch.ts';
import { Refusal } from '../server/kernel/errors.ts';
import { newId } from '../server/kernel/ids.ts';
import { transaction } from '../server/kernel/transaction.ts';
import { placeOrder } from '../server/modules/orders/index.ts';
import { holdStock, postFacts, proveStock } from '../server/modules/stock/index.ts';
import { type CleanHouse, openCleanHouse } from './clean-house.ts';
import { type CpuTime, cpuOfEach, readCpuTime } from './cpu-time.ts';
import { openRawHot } from './raw-hot.ts';
import { type BenchResult, type BenchRun, type Load, loadWith } from './result.ts';
import { type BenchShop, openBenchShop } from './shop-for-bench.ts';
import { buildSlowFsync } from './slow-fsync.ts';

const concurrency = 256;
const slowMs = 2;
const turns = 3;
const scarcePieces = 3000;
const contact = { familyName: '縁側', givenName: '花子', email: 'hanako@example.com' };

export const run: BenchRun = async ({ seconds, say }) => {
  const results = await measure('', {}, seconds, say);
  const slow = buildSlowFsync(slowMs, say);
  if (slow === undefined) {
    return results;
  }
  try {
    const { environment } = slow;
    return [...results, ...(await measure(`_fsync_${slowMs}ms`, environment, seconds, say))];
  } finally {
    slow.remove();
  }
};

async function measure(
  suffix: string,
  environment: Readonly<Record<string, string>>,
  seconds: number,
  say: (text: string) => void,
): Promise<BenchResult[]> {
  const clean = await openCleanHouse({ environment });
  try {
    const shop = await openBenchShop(clean, 20);
    say(
      `one item${suffix}, ${concurrency} at once, ${turns} turns of the raw limit and the product …`,
    );
    const loads = await takeTurns(clean, shop, seconds);
    say(`${scarcePieces} pieces for whoever comes first${suffix} …`);
    const scarce = await sellOut(clean, shop);
    return resultsOf(suffix, loads, scarce);
  } finally {
    await clean.stop();
  }
}

type Loads = {
  readonly rawHold: Load;
  readonly hold: Load;
  readonly rawCheckout: Load;
  readonly checkout: Load;
  readonly cpu: Readonly<Record<string, number>>;
};

/** Short turns, so that whatever else the machine does meets all of them alike. */
async function takeTurns(clean: CleanHouse, shop: BenchShop, seconds: number): Promise<Loads> {
  const raw = await openRawHot(clean.databaseUrl);
  const hold = holdOf(clean, shop, shop.itemIds[0] ?? '');
  const checkout = checkoutOf(clean, shop);
  const options = { seconds: seconds / turns, concurrency };
  const taken = { rawHold: [], hold: [], rawCheckout: [], checkout: [] } as Record<
    'rawHold' | 'hold' | 'rawCheckout' | 'checkout',
    Load[]
  >;
  const cpus: [CpuTime | undefined, CpuTime | undefined][] = [];
  for (let turn = 0; turn < turns; turn += 1) {
    taken.rawHold.push(await loadWith(options, raw.hold));
    const before = readCpuTime(clean.home);
    taken.hold.push(await loadWith(options, hold));
    cpus.push([before, readCpuTime(clean.home)]);
    taken.rawCheckout.push(await loadWith(options, raw.checkout));
    taken.checkout.push(await loadWith(options, checkout));
  }
  await raw.close();
  const [before, after] = cpus.at(-1) ?? [];
  // The warm-up of a fifth is not in the count.
  const held = Math.max(1, (taken.hold.at(-1)?.count ?? 1) * 1.2);
  return {
    rawHold: meanOf(taken.rawHold),
    hold: meanOf(taken.hold),
    rawCheckout: meanOf(taken.rawCheckout),
    checkout: meanOf(taken.checkout),
    cpu: cpuOfEach(before, after, held),
  };
}

function meanOf(loads: readonly Load[]): Load {
  const mean = (of: (load: Load) => number) =>
    loads.reduce((sum, load) => sum + of(load), 0) / loads.length;
  return {
    perSecond: mean((load) => load.perSecond),
    count: loads.reduce((sum, load) => sum + load.count, 0),
    p50Ms: mean((load) => load.p50Ms),
    p99Ms: mean((load) => load.p99Ms),
  };
}

function holdOf({ house }: CleanHouse, shop: BenchShop, itemId: string): () => Promise<unknown> {
  const batch = createBatch(house.db, asFlight(holdStock));
  return () =>
    batch.submit({
      placeId: shop.webId,
      itemId,
      quantityMilli: 1000,
      reason: 'payment',
      subjectId: newId(),
      expiresAt: Temporal.Now.instant().add({ minutes: 10 }),
    });
}

function checkoutOf({ house }: CleanHouse, shop: BenchShop): () => Promise<unknown> {
  const batch = createBatch(house.db, asFlight(placeOrder));
  return () =>
    batch.submit({
      placeId: shop.webId,
      fulfilment: 'pickup',
      handoverPlaceId: shop.storeId,
      channel: 'web',
      lines: [{ itemId: shop.itemIds[1] ?? '', quantityMilli: 1000 }],
      contact,
      payment: { method: 'cash' },
      actor: 'guest',
    });
}

type Scarce = {
  readonly acknowledged: number;
  readonly refused: number;
  readonly sold: number;
  /** Promised beyond what was there; must be 0. */
  readonly oversold: number;
  /** Acknowledged and not in the books, or the other way round; must be 0. */
  readonly lost: number;
};

/** Takes all but some pieces away, lets everybody want one until long after they are gone, and counts. */
async function sellOut(clean: CleanHouse, shop: BenchShop): Promise<Scarce> {
  const key = { placeId: shop.webId, itemId: shop.itemIds[2] ?? '' };
  await transaction(clean.house.db, {}, (tx) =>
    postFacts(tx, [
      { ...key, quantityMilli: scarcePieces * 1000 - 1_000_000_000, kind: 'adjustment' },
    ]),
  );
  const hold = holdOf(clean, shop, key.itemId);
  let acknowledged = 0;
  let refused = 0;
  await Promise.all(
    Array.from({ length: concurrency }, async () => {
      while (refused < scarcePieces) {
        try {
          await hold();
          acknowledged += 1;
        } catch (error) {
          if (!(error instanceof Refusal && error.code === 'stock.short')) {
            throw error;
          }
          refused += 1;
        }
      }
    }),
  );
  const [booked] = await ask<{ n: string }>(
    clean.databaseUrl,
    `SELECT count(*) AS n FROM stock.hold WHERE item_id = $1 AND state = 'active'`,
    [key.itemId],
  );
  const differences = await transaction(
    clean.house.db,
    { readOnly: true, timeoutMs: 120_000 },
    proveStock,
  );
  if (differences.length > 0) {
    throw new Error(`the stock cannot be proven: ${JSON.stringify(differences[0])}`);
  }
  const sold = Number(booked?.n);
  return {
    acknowledged,
    refused,
    sold,
    oversold: Math.max(0, sold - scarcePieces),
    lost: Math.abs(acknowledged - sold),
  };
}

function resultsOf(suffix: string, loads: Loads, scarce: Scarce): BenchResult[] {
  const row = (name: string, unit: string, load: Load): BenchResult => ({
    name: `${name}${suffix}`,
    value: load.perSecond,
    unit,
    p50_ms: load.p50Ms,
    p99_ms: load.p99Ms,
  });
  const { rawHold, hold, rawCheckout, checkout, cpu } = loads;
  return [
    row('raw_hot_one_call', 'holds/s', rawHold),
    row('raw_hot_checkout_one_call', 'orders/s', rawCheckout),
    {
      ...row('in_process_256', 'holds/s', hold),
      ratios: { raw_hot_one_call: hold.perSecond / rawHold.perSecond },
      ...scarce,
      ...cpu,
    },
    {
      ...row('checkout_256', 'orders/s', checkout),
      ratios: { raw_hot_checkout_one_call: checkout.perSecond / rawCheckout.perSecond },
    },
  ];
}

async function ask<Row extends pg.QueryResultRow>(
  url: string,
  text: string,
  values: readonly unknown[],
): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(text, [...values])).rows;
  } finally {
    await client.end();
  }
}
