// A thousand promotions that are on and a basket of fifty lines; and a million single codes, made and then redeemed, each
// tried twice at once and taken once. Beside the raw limit of the same machine in the same run: updates of single rows,
// set-based, as many in a statement as a flight has.
import pg from 'pg';
import { asFlight, createBatch } from '../server/kernel/batch.ts';
import { newId } from '../server/kernel/ids.ts';
import { transaction } from '../server/kernel/transaction.ts';
import {
  listCodes,
  makeCodes,
  movePromotion,
  orderCodes,
  redeemCode,
  writePromotion,
} from '../server/modules/offers/index.ts';
import { measureBaskets } from './baskets.ts';
import { type CleanHouse, openCleanHouse } from './clean-house.ts';
import { type BenchOptions, type BenchRun, loadWith } from './result.ts';

const codeCount = 1_000_000;
const concurrency = 256;

export const run: BenchRun = async (options) => {
  options.say('1,000 promotions × 50 lines …');
  const baskets = [
    measureBaskets('basket_50x1000', 'mixed'),
    measureBaskets('basket_all_apply', 'all'),
  ];
  const clean = await openCleanHouse();
  try {
    return [...baskets, ...(await measureCodes(clean, options))];
  } finally {
    await clean.stop();
  }
};

async function measureCodes({ house, databaseUrl }: CleanHouse, options: BenchOptions) {
  const { db } = house;
  const placeId = newId();
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query(
    `INSERT INTO places.place (id, code, kind, name_ja, capabilities, time_zone, currency, created_at, updated_at)
     VALUES ($1, 'bench', 'store', '店', 1, 'Asia/Tokyo', 'JPY', now(), now())`,
    [placeId],
  );
  options.say(`${codeCount.toLocaleString('en-US')} single codes …`);
  const lotId = await transaction(db, {}, async (tx) => {
    const promotionId = await writePromotion(tx, {
      code: 'bench-codes',
      nameJa: '百万枚',
      terms: {
        lane: 'default',
        priority: 0,
        stacking: 'stackable',
        needsCoupon: true,
        currency: 'JPY',
        conditions: [],
        benefits: [{ kind: 'off_order', calculator: { kind: 'amount', minor: 100 } }],
        holdoutBp: 0,
      },
    });
    await movePromotion(tx, promotionId, 'propose', { isOwner: true });
    await movePromotion(tx, promotionId, 'approve', { isOwner: true });
    return orderCodes(tx, { promotionId, name: 'bench', codes: codeCount });
  });
  const begun = performance.now();
  await makeCodes(db, lotId);
  const seconds = (performance.now() - begun) / 1000;
  const { rows } = await client.query<{ made: string }>('SELECT count(*) AS made FROM offers.code');
  await client.query('ANALYZE offers.code');
  const raw = await measureRaw(databaseUrl, options.seconds);
  options.say(`redeeming, ${concurrency} at once, each code twice …`);
  const redeemed = await redeem({ db, lotId, placeId }, options);
  const { rows: taken } = await client.query<{ uses: string; codes: string; gone: string }>(
    `SELECT (SELECT count(*) FROM offers.promotion_use) AS uses,
       (SELECT count(DISTINCT coupon_id) FROM offers.promotion_use) AS codes,
       (SELECT count(*) FROM offers.code WHERE uses_left = 0) AS gone`,
  );
  await client.end();
  const [counted] = taken;
  const isOnce =
    Number(counted?.uses) === redeemed.taken &&
    Number(counted?.codes) === redeemed.taken &&
    Number(counted?.gone) === redeemed.taken;
  if (!isOnce || Number(rows[0]?.made) !== codeCount) {
    throw new Error(
      `codes were lost or taken twice: ${JSON.stringify({ counted, redeemed, rows })}`,
    );
  }
  return [
    {
      name: 'codes',
      value: seconds,
      unit: 's',
      made: Number(rows[0]?.made),
      per_second: codeCount / seconds,
    },
    { name: 'raw_row_updates', value: raw, unit: 'rows/s' },
    {
      name: 'redeem',
      value: redeemed.perSecond,
      unit: 'codes/s',
      p50_ms: redeemed.p50Ms,
      p99_ms: redeemed.p99Ms,
      taken: redeemed.taken,
      refused: redeemed.refused,
      taken_twice: 0,
      ratios: { raw_row_updates: redeemed.perSecond / raw },
    },
  ];
}

async function redeem(
  of: { readonly db: CleanHouse['house']['db']; readonly lotId: string; readonly placeId: string },
  { seconds }: BenchOptions,
) {
  const { codes } = await transaction(of.db, { readOnly: true, timeoutMs: 60_000 }, (tx) =>
    listCodes(tx, of.lotId, 0, 400_000),
  );
  const batch = createBatch(of.db, asFlight(redeemCode));
  let next = 0;
  let taken = 0;
  let refused = 0;
  let countedFrom = Infinity;
  let countedCodes = 0;
  const submit = async (code: string) => {
    try {
      await batch.submit({
        orderId: newId(),
        code,
        placeId: of.placeId,
        recordId: null,
        channel: 'pos',
        goodsMinor: 1500,
        taxRateBp: 1000,
      });
      taken += 1;
      countedCodes += performance.now() >= countedFrom ? 1 : 0;
    } catch {
      refused += 1;
    }
  };
  countedFrom = performance.now() + seconds * 200;
  const load = await loadWith({ seconds, concurrency: concurrency / 2 }, async () => {
    const code = codes[next] ?? '';
    next += 1;
    await Promise.all([submit(code), submit(code)]);
  });
  const took = (performance.now() - countedFrom) / 1000;
  return { ...load, perSecond: countedCodes / took, taken, refused };
}

/** Rows of the same table, 128 a statement, each transaction committed. */
async function measureRaw(databaseUrl: string, seconds: number): Promise<number> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const { rows } = await client.query<{ id: string }>('SELECT id FROM offers.code LIMIT 200000');
  let at = 0;
  let updated = 0;
  const until = performance.now() + seconds * 500;
  const begun = performance.now();
  while (performance.now() < until) {
    const ids = rows.slice(at, at + 128).map((row) => row.id);
    at = (at + 128) % (rows.length - 128);
    await client.query('UPDATE offers.code SET uses_left = uses_left WHERE id = ANY ($1::uuid[])', [
      ids,
    ]);
    updated += ids.length;
  }
  await client.end();
  return updated / ((performance.now() - begun) / 1000);
}
