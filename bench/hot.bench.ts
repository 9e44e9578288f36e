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
import { measureRawHot, type RawHot } from './raw-hot.ts';
import { type BenchResult, type BenchRun, type Load, loadWith } from './result.ts';
import { type BenchShop, openBenchShop } from './shop-for-bench.ts';
import { buildSlowFsync } from './slow-fsync.ts';

const concurrency = 256;
const slowMs = 2;
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
    say(`raw limit${suffix} …`);
    const raw = await measureRawHot(clean.databaseUrl, { seconds, concurrency });
    const shop = await openBenchShop(clean, 20);
    say(`holds of one item${suffix}, ${concurrency} at once …`);
    const callHold = holdOf(clean, shop, shop.itemIds[0] ?? '');
    const holds = await loadWith({ seconds, concurrency }, callHold);
    say(`checkouts of one item${suffix}, ${concurrency} at once …`);
    const checkouts = await loadWith({ seconds, concurrency }, checkoutOf(clean, shop));
    say(`${scarcePieces} pieces for whoever comes first${suffix} …`);
    const scarce = await sellOut(clean, shop);
    return resultsOf(suffix, raw, { holds, checkouts }, scarce);
  } finally {
    await clean.stop();
  }
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

function resultsOf(
  suffix: string,
  raw: RawHot,
  { holds, checkouts }: { readonly holds: Load; readonly checkouts: Load },
  scarce: Scarce,
): BenchResult[] {
  const row = (name: string, unit: string, load: Load): BenchResult => ({
    name: `${name}${suffix}`,
    value: load.perSecond,
    unit,
    p50_ms: load.p50Ms,
    p99_ms: load.p99Ms,
  });
  return [
    row('raw_hot_one_call', 'holds/s', raw.hold),
    row('raw_hot_checkout_one_call', 'orders/s', raw.checkout),
    {
      ...row('in_process_256', 'holds/s', holds),
      ratios: { raw_hot_one_call: holds.perSecond / raw.hold.perSecond },
      ...scarce,
    },
    {
      ...row('checkout_256', 'orders/s', checkouts),
      ratios: { raw_hot_checkout_one_call: checkouts.perSecond / raw.checkout.perSecond },
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
