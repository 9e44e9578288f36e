// A thousand promotions that are on and a basket of fifty lines; and a million single codes, made and then redeemed, each
// tried twice at once and taken once. Beside the raw limit of the same machine in the same run: updates of single rows,
// set-based, as many in a statement as a flight has.
import pg from 'pg';
import { asFlight, createBatch } from '../server/kernel/batch.ts';
import { formatId, newId } from '../server/kernel/ids.ts';
import { transaction } from '../server/kernel/transaction.ts';
import {
  type Ask,
  applyPromotions,
  type BasketLine,
  type Benefit,
  type Condition,
  listCodes,
  makeCodes,
  movePromotion,
  orderCodes,
  type Promotion,
  redeemCode,
  writeBook,
  writePromotion,
} from '../server/modules/offers/index.ts';
import { type CleanHouse, openCleanHouse } from './clean-house.ts';
import { type BenchOptions, type BenchRun, loadWith } from './result.ts';

const promotionCount = 1000;
const lineCount = 50;
const codeCount = 1_000_000;
const concurrency = 256;

export const run: BenchRun = async (options) => {
  options.say(`${promotionCount} promotions × ${lineCount} lines …`);
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

/** Items of the house; a basket holds 50 of these 5,000. */
const items = Array.from({ length: 5000 }, () => newId());
const categories = Array.from({ length: 100 }, () => newId());
const places = Array.from({ length: 50 }, () => newId());

/**
 * mixed: as a chain has them: two thirds for certain goods, many at certain places and hours, some on everything, one in
 * twenty exclusive. all: the worst there is, every one applies to every basket.
 */
function promotionOf(index: number, kind: 'mixed' | 'all'): Promotion {
  const pick = <Value>(values: readonly Value[]) => values[(index * 7919) % values.length] as Value;
  const of =
    kind === 'all' || index % 3 === 0
      ? {}
      : index % 3 === 1
        ? { categoryIds: [formatId('category', pick(categories))] }
        : {
            itemIds: Array.from({ length: 20 }, (_, at) =>
              formatId('item', items[(index * 131 + at * 17) % items.length] ?? ''),
            ),
          };
  const percent = { kind: 'percent', bp: kind === 'all' ? 10 : 500 } as const;
  const benefits: readonly Benefit[] = [
    { kind: 'off_lines', of, calculator: percent },
    { kind: 'n_for_m', of, take: 3, pay: 2 },
    { kind: 'off_lines', of, calculator: { kind: 'amount_each', minor: kind === 'all' ? 1 : 30 } },
    { kind: 'n_for_price', of, take: 2, priceMinor: 900 },
    { kind: 'off_order', calculator: percent },
  ];
  const conditions: readonly Condition[] = [
    { kind: 'spend_at_least', amountMinor: 3000, of },
    { kind: 'at_places', placeIds: [formatId('place', pick(places))] },
    { kind: 'between_hours', from: '00:00', until: '10:00' },
    { kind: 'is_member' },
    { kind: 'on_weekdays', weekdays: [1, 2, 3] },
  ];
  return {
    id: newId(),
    code: `bench-${index}`,
    version: 1,
    nameJa: `特典${index}`,
    nameEn: null,
    validFrom: null,
    validUntil: null,
    lane: index % 10 === 0 ? 'post' : 'default',
    priority: index % 5,
    stacking: kind === 'mixed' && index % 20 === 0 ? 'exclusive' : 'stackable',
    needsCoupon: false,
    currency: 'JPY',
    conditions: kind === 'all' ? [] : [conditions[index % conditions.length] as Condition],
    benefits: [benefits[kind === 'all' ? 0 : index % benefits.length] as Benefit],
    holdoutBp: 1000,
  };
}

function basketOf(turn: number): Ask {
  const lines = Array.from({ length: lineCount }, (_, at): BasketLine => {
    const item = (turn * 997 + at * 101) % items.length;
    const pieces = 1 + ((turn + at) % 4);
    return {
      itemId: items[item] ?? '',
      productId: items[item] ?? '',
      categoryId: categories[item % categories.length] ?? null,
      brandId: null,
      name: '',
      quantityMilli: pieces * 1000,
      amountMinor: pieces * (100 + ((item * 37) % 3000)),
      taxRateBp: item % 3 === 0 ? 1000 : 800,
      isWeighed: false,
      isFee: false,
    };
  });
  return {
    lines,
    currency: 'JPY',
    deliveryMinor: 0,
    now: Temporal.Instant.from('2026-11-23T00:30:00Z'),
    timeZone: 'Asia/Tokyo',
    placeIds: [places[turn % places.length] ?? ''],
    channel: 'web',
    fulfilment: 'pickup',
    buyer: { customerId: newId(), who: 'customer' },
    weather: null,
    position: null,
    placePosition: null,
    isInShop: false,
  };
}

function measureBaskets(name: string, kind: 'mixed' | 'all') {
  const book = writeBook(
    Array.from({ length: promotionCount }, (_, index) => promotionOf(index, kind)),
  );
  const times: number[] = [];
  let applied = 0;
  for (let turn = 0; turn < 1200; turn += 1) {
    const ask = basketOf(turn);
    const at = performance.now();
    const outcome = applyPromotions(book, ask);
    const took = performance.now() - at;
    const sum = outcome.shares.reduce((total, share) => total + share, 0);
    if (sum !== outcome.discountMinor) {
      throw new Error('the shares do not sum to the discount');
    }
    if (turn >= 200) {
      times.push(took);
      applied += outcome.applied.length;
    }
  }
  times.sort((a, b) => a - b);
  const at = (part: number) => times[Math.floor(times.length * part)] ?? 0;
  return {
    name,
    value: at(0.95),
    unit: 'ms p95',
    p50_ms: at(0.5),
    p95_ms: at(0.95),
    p99_ms: at(0.99),
    applied_per_basket: applied / times.length,
  };
}

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
