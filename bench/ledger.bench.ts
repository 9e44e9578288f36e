// Postings with lots, expiry and the guard against overdraft, as events and all, beside the raw limit of the same
// machine in the same run: members at random, then everybody on one account. A posting is one line of a set; an earn
// or a spend from one lot writes two. Once with everything that hears of it at work in the same process
// (`random_listening`), then without.
import pg from 'pg';
import { asFlight, createBatch } from '../server/kernel/batch.ts';
import { newId } from '../server/kernel/ids.ts';
import { transaction } from '../server/kernel/transaction.ts';
import { type LedgerEntry, post, proveLedger } from '../server/modules/ledger/index.ts';
import { type CleanHouse, openCleanHouse } from './clean-house.ts';
import { cpuOfEach, readCpuTime } from './cpu-time.ts';
import { measureRawLedger } from './raw-ledger.ts';
import { type BenchOptions, type BenchResult, type BenchRun, loadWith } from './result.ts';

const owners = Array.from({ length: 10_000 }, () => newId());
const concurrency = 256;
const expiresAt = Temporal.Now.instant().add({ hours: 24 * 365 });
const openingAmount = 1_000_000;

export const run: BenchRun = async (options) => {
  const clean = await openCleanHouse();
  const { say } = options;
  try {
    say('raw limit …');
    const pick = () => Math.floor(Math.random() * owners.length);
    const raw = await measureRawLedger(clean.databaseUrl, { ...options, pick });
    say('opening 10,000 accounts …');
    await openAccounts(clean);
    const anyOwner = () => owners[pick()] ?? '';
    await clean.house.settle();
    say(`members at random, ${concurrency} at once, listeners at work …`);
    const listening = await measure(clean, options, anyOwner);
    await clean.house.settle();
    await clean.house.listeners.stop();
    say(`members at random, ${concurrency} at once …`);
    const random = await measure(clean, options, anyOwner);
    say(`one account, ${concurrency} at once …`);
    const [hotOwner = ''] = owners;
    const hot = await measure(clean, options, () => hotOwner);
    const { differences } = await transaction(clean.house.db, { timeoutMs: 120_000 }, (tx) =>
      proveLedger(tx),
    );
    if (differences.length > 0) {
      throw new Error(`the books do not agree: ${JSON.stringify(differences.slice(0, 3))}`);
    }
    const unit = 'postings/s';
    const ratiosOf = (perSecond: number) => ({
      raw_one_call: perSecond / raw.oneCall.perSecond,
      raw_set_based: perSecond / raw.setBased.perSecond,
    });
    return [
      { name: 'raw_one_call_8', value: raw.oneCall.perSecond, unit },
      { name: 'raw_set_based_128x2', value: raw.setBased.perSecond, unit },
      { name: 'random', unit, ...random, ratios: ratiosOf(random.value) },
      { name: 'hot_account', unit, ...hot, ratios: ratiosOf(hot.value) },
      { name: 'random_listening', unit, ...listening, ratios: ratiosOf(listening.value) },
    ];
  } finally {
    await clean.stop();
  }
};

async function openAccounts({ house, databaseUrl }: CleanHouse): Promise<void> {
  const batch = createBatch(house.db, asFlight(post));
  await Promise.all(
    owners.map((ownerId) =>
      batch.submit({
        kind: 'opening',
        account: { ownerKind: 'record', ownerId, unit: 'points' },
        amount: openingAmount,
        expiresAt,
        reference: 'bench:opening',
      }),
    ),
  );
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query('ANALYZE ledger.account, ledger.lot, ledger.posting, ledger.posting_set');
  await client.end();
}

async function measure(
  { house, home }: CleanHouse,
  { seconds }: BenchOptions,
  owner: () => string,
): Promise<Omit<BenchResult, 'name' | 'unit'> & { readonly value: number }> {
  const batch = createBatch(house.db, asFlight(post));
  let turn = 0;
  let postings = 0;
  let countedFrom = Number.POSITIVE_INFINITY;
  let refused = 0;
  const call = async () => {
    turn += 1;
    const isEarn = turn % 2 === 0;
    const account = { ownerKind: 'record', ownerId: owner(), unit: 'points' } as const;
    const reference = `bench:${turn}`;
    // Every hundredth wants more than anybody has: the guard is at work.
    const amount = turn % 100 === 1 ? openingAmount * 1000 : 2;
    const entry: LedgerEntry = isEarn
      ? { kind: 'earn', account, amount: 3, expiresAt, reference }
      : { kind: 'spend', account, amount, reference };
    try {
      await batch.submit(entry);
      postings += performance.now() >= countedFrom ? 2 : 0;
    } catch (error) {
      if (amount === 2) {
        throw error;
      }
      refused += 1;
    }
  };
  countedFrom = performance.now() + seconds * 200;
  const before = readCpuTime(home);
  const load = await loadWith({ seconds, concurrency }, call);
  const took = (performance.now() - countedFrom) / 1000;
  const cpu = cpuOfEach(before, readCpuTime(home), 2 * turn);
  return { value: postings / took, p50_ms: load.p50Ms, p99_ms: load.p99Ms, refused, ...cpu };
}
