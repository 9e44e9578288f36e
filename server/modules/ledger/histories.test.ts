import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, test } from 'vitest';
import { perform } from '#kernel/batch';
import { fixedClock } from '#kernel/clock';
import { type Tx, transaction } from '#kernel/transaction';
import { expect, openTestHouse, recordProof } from '#testing';
import { expireValue, type LedgerEntry, post, proveLedger } from './index.ts';

// A small model of one owner's points, written apart from the ledger: random histories must give exactly its
// balances, its lots and its refusals.

type ModelLot = { exp: number; seq: number; left: number; kept: number; isPending: boolean };
type Part = { lot: ModelLot | null; n: number };
type Taken = { parts: Part[] };
type Earned = { lot: ModelLot; full: number; repaid: number; back: number };

class Model {
  lots: ModelLot[] = [];
  debt = 0;
  now = 0;
  earned = new Map<string, Earned>();
  taken = new Map<string, Taken>();
  kept = new Map<string, Part[]>();

  free(lot: ModelLot): number {
    return lot.isPending || lot.exp <= this.now ? 0 : lot.left - lot.kept;
  }
  spendable(): number {
    return this.lots.reduce((sum, lot) => sum + this.free(lot), 0);
  }
  pick(n: number): Part[] {
    const parts: Part[] = [];
    const order = this.lots.toSorted((a, b) => (a.exp === b.exp ? a.seq - b.seq : a.exp - b.exp));
    for (const lot of order) {
      const part = Math.min(n, this.free(lot));
      if (part > 0) {
        parts.push({ lot, n: part });
        n -= part;
      }
    }
    return parts;
  }
  take(n: number): Part[] {
    const parts = this.pick(n);
    for (const { lot, n: part } of parts) {
      if (lot !== null) lot.left -= part;
    }
    return parts;
  }
  repay(lot: ModelLot): number {
    const n = Math.min(this.debt, lot.left - lot.kept);
    lot.left -= n;
    this.debt -= n;
    return n;
  }
  earn(ref: string, n: number, days: number, isPending: boolean): string {
    const exp = this.now + days + this.lots.length / 86_400;
    const lot = { exp, seq: this.lots.length, left: n, kept: 0, isPending };
    this.lots.push(lot);
    const repaid = isPending ? 0 : this.repay(lot);
    this.earned.set(ref, { lot, full: n, repaid, back: 0 });
    return 'ok';
  }
  spend(ref: string, n: number, isFact: boolean): string {
    const there = Math.min(n, this.spendable());
    if (there < n && !isFact) return 'ledger.short';
    const parts = this.take(there);
    if (there < n) {
      parts.push({ lot: null, n: n - there });
      this.debt += n - there;
    }
    this.taken.set(ref, { parts });
    return 'ok';
  }
  reserve(subject: string, n: number): string {
    if (this.spendable() < n) return 'ledger.short';
    const parts = this.pick(n);
    for (const { lot, n: part } of parts) {
      if (lot !== null) lot.kept += part;
    }
    this.kept.set(subject, parts);
    return 'ok';
  }
  letGo(subject: string): Part[] {
    const parts = this.kept.get(subject) ?? [];
    this.kept.delete(subject);
    for (const { lot, n } of parts) {
      if (lot !== null) lot.kept -= n;
    }
    return parts;
  }
  capture(subject: string, ref: string): string {
    if (!this.kept.has(subject)) return 'ledger.hold_unknown';
    const parts = this.letGo(subject);
    for (const { lot, n } of parts) {
      if (lot !== null) lot.left -= n;
    }
    this.taken.set(ref, { parts });
    return 'ok';
  }
  mature(ref: string): string {
    const earned = this.earned.get(ref);
    if (earned?.lot.isPending) {
      earned.lot.isPending = false;
      this.repay(earned.lot);
    }
    return 'ok';
  }
  unearn(ref: string, amount: number | undefined): string {
    const earned = this.earned.get(ref);
    if (earned === undefined) return 'ledger.reference_unknown';
    const left = earned.full - earned.back;
    const n = amount ?? left;
    if (n === 0 || n > left) return 'ledger.reversed_already';
    // First what went into the lot, out of that lot while it lasts; the rest out of whatever is there.
    const intoLot = Math.max(0, Math.min(n, earned.full - earned.repaid - earned.back));
    const out = Math.min(intoLot, earned.lot.left - earned.lot.kept);
    earned.lot.left -= out;
    earned.back += n;
    const there = Math.min(n - out, this.spendable());
    this.take(there);
    this.debt += n - out - there;
    return 'ok';
  }
  payBack(n: number): void {
    const owed = Math.min(n, this.debt);
    this.debt -= owed;
    if (n > owed) {
      const seq = this.lots.length;
      this.lots.push({ exp: Infinity, seq, left: n - owed, kept: 0, isPending: false });
    }
  }
  unspend(ref: string, amount: number | undefined): string {
    const taken = this.taken.get(ref);
    if (taken === undefined) return 'ledger.reference_unknown';
    const left = taken.parts.reduce((sum, part) => sum + part.n, 0);
    let n = amount ?? left;
    if (n === 0 || n > left) return 'ledger.reversed_already';
    for (const part of taken.parts.toReversed()) {
      const back = Math.min(n, part.n);
      if (part.lot === null) this.payBack(back);
      else part.lot.left += back;
      part.n -= back;
      n -= back;
    }
    return 'ok';
  }
  expire(): void {
    for (const lot of this.lots) {
      if (!lot.isPending && lot.exp <= this.now) lot.left = lot.kept;
    }
  }
}

type Step =
  | { do: 'earn'; n: number; days: number; isPending: boolean }
  | { do: 'spend'; n: number; isFact: boolean }
  | { do: 'reserve'; n: number }
  | { do: 'capture' | 'release' | 'mature'; pick: number }
  | { do: 'unearn' | 'unspend'; pick: number; n: number | undefined }
  | { do: 'days'; n: number }
  | { do: 'expire' };

const amount = fc.integer({ min: 1, max: 60 });
const pick = fc.nat({ max: 5 });
const part = fc.option(fc.integer({ min: 1, max: 30 }), { nil: undefined });
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('earn' as const),
      n: amount,
      days: fc.integer({ min: 1, max: 9 }),
      isPending: fc.boolean(),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('spend' as const), n: amount, isFact: fc.boolean() }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('reserve' as const), n: amount }) },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constantFrom('capture', 'release', 'mature'), pick }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constantFrom('unearn', 'unspend'), pick, n: part }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('days' as const), n: fc.integer({ min: 1, max: 4 }) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('expire' as const) }) },
);

const clock = fixedClock('2026-04-01T00:00:00Z');
let house: Awaited<ReturnType<typeof openTestHouse>>;
beforeAll(async () => {
  house = await openTestHouse({ clock });
});
afterAll(() => house.drop());

const work = <Answer>(run: (tx: Tx) => Promise<Answer>) =>
  transaction(house.db, { actor: 'test', timeoutMs: 20_000 }, run);

async function standing(ownerId: string) {
  const { rows } = await house.db.pool.query(
    `SELECT coalesce(sum(pending_amount), 0)::int AS pending,
       coalesce(sum(available_amount) FILTER (WHERE code = 'main'), 0)::int AS available,
       coalesce(sum(reserved_amount), 0)::int AS reserved,
       -coalesce(sum(available_amount) FILTER (WHERE code <> 'main'), 0)::int AS debt,
       (SELECT coalesce(jsonb_agg(jsonb_build_array(l.remaining_amount, l.reserved_amount) ORDER BY l.expires_at, l.remaining_amount, l.reserved_amount), '[]')
        FROM ledger.lot l JOIN ledger.account o ON o.id = l.account_id WHERE o.owner_id = $1 AND l.remaining_amount > 0) AS lots
     FROM ledger.account WHERE owner_id = $1`,
    [ownerId],
  );
  return rows[0];
}

const byExpiry = (a: ModelLot, b: ModelLot) =>
  (a.exp === b.exp ? 0 : a.exp - b.exp) || a.left - b.left || a.kept - b.kept;

function expected(model: Model) {
  const of = (isPending: boolean) => model.lots.filter((lot) => lot.isPending === isPending);
  const sum = (lots: ModelLot[], value: (lot: ModelLot) => number) =>
    lots.reduce((total, lot) => total + value(lot), 0);
  return {
    pending: sum(of(true), (lot) => lot.left),
    available: sum(of(false), (lot) => lot.left - lot.kept),
    reserved: sum(model.lots, (lot) => lot.kept),
    debt: model.debt,
    lots: model.lots
      .filter((lot) => lot.left > 0)
      .toSorted(byExpiry)
      .map((lot) => [lot.left, lot.kept]),
  };
}

/** Runs a history in transactions of up to four entries; compares answers and standing after each. */
async function live(steps: readonly Step[], size: number): Promise<void> {
  const owner = { ownerKind: 'record', ownerId: randomUUID(), unit: 'points' } as const;
  const model = new Model();
  const began = clock.now();
  const day = (n: number) => began.add({ hours: 24 * n });
  const refs = { earn: [] as string[], spend: [] as string[], kept: [] as string[] };
  const choose = (from: string[], at: number) =>
    from[at % Math.max(1, from.length)] ?? randomUUID();
  let waiting: { entry: LedgerEntry; answer: string }[] = [];
  const flush = async () => {
    const batch = waiting;
    waiting = [];
    const entries = batch.map((each) => each.entry);
    const outcomes = await work((tx) => perform(tx, post, entries));
    const codes = outcomes.map((each) => ('refusal' in each ? each.refusal.code : 'ok'));
    expect(codes).toEqual(batch.map((each) => each.answer));
    expect(await standing(owner.ownerId)).toEqual(expected(model));
  };
  const ask = (entry: LedgerEntry, answer: string) => waiting.push({ entry, answer });
  for (const each of steps) {
    const reference = randomUUID();
    if (each.do === 'earn') {
      const { n, isPending } = each;
      refs.earn.push(reference);
      const answer = model.earn(reference, n, each.days, isPending);
      const expiresAt = day(model.now + each.days).add({ seconds: model.lots.length - 1 });
      ask({ kind: 'earn', account: owner, amount: n, isPending, expiresAt, reference }, answer);
    } else if (each.do === 'spend') {
      refs.spend.push(reference);
      const policy = each.isFact ? ({ policy: 'offline' } as const) : {};
      const answer = model.spend(reference, each.n, each.isFact);
      ask({ kind: 'spend', account: owner, amount: each.n, reference, ...policy }, answer);
    } else if (each.do === 'reserve') {
      refs.kept.push(reference);
      const answer = model.reserve(reference, each.n);
      const subjectId = reference;
      ask({ kind: 'reserve', account: owner, amount: each.n, subjectId, expiresAt: null }, answer);
    } else if (each.do === 'capture') {
      const subjectId = choose(refs.kept, each.pick);
      refs.spend.push(reference);
      ask({ kind: 'capture', subjectId, reference }, model.capture(subjectId, reference));
    } else if (each.do === 'release') {
      const subjectId = choose(refs.kept, each.pick);
      model.letGo(subjectId);
      ask({ kind: 'release', subjectId }, 'ok');
    } else if (each.do === 'mature') {
      const ref = choose(refs.earn, each.pick);
      ask({ kind: 'mature', reference: ref }, model.mature(ref));
    } else if (each.do === 'unearn' || each.do === 'unspend') {
      const isEarn = each.do === 'unearn';
      const ref = choose(isEarn ? refs.earn : refs.spend, each.pick);
      const answer = isEarn ? model.unearn(ref, each.n) : model.unspend(ref, each.n);
      const of = isEarn ? 'earn' : 'spend';
      const amountOf = each.n === undefined ? {} : { amount: each.n };
      ask({ kind: 'reverse', of, reference: ref, ...amountOf }, answer);
    } else {
      await flush();
      if (each.do === 'days') {
        clock.move({ hours: 24 * each.n });
        model.now += each.n;
      } else {
        await work((tx) => expireValue(tx, clock.now(), 10_000));
        model.expire();
      }
    }
    if (waiting.length >= size) {
      await flush();
    }
  }
  await flush();
}

const historyCount = process.env.ENGAWA_PROOF === 'full' ? 10_000 : 250;

test(
  'random histories give exactly the balances, lots and refusals of a small model',
  async () => {
    const startedAt = performance.now();
    const histories = fc.tuple(
      fc.array(step, { minLength: 4, maxLength: 22 }),
      fc.integer({ min: 1, max: 6 }),
    );
    await fc.assert(
      fc.asyncProperty(histories, ([steps, size]) => live(steps, size)),
      { numRuns: historyCount, endOnFailure: false },
    );
    const proof = await work((tx) => proveLedger(tx));
    recordProof({
      claim:
        'Random histories of one account, several entries a transaction, give exactly the balances, lots and refusals of a small reference model',
      measured: `${historyCount} histories; ${proof.differences.length} differences in the books`,
      holds: proof.differences.length === 0,
      seconds: (performance.now() - startedAt) / 1000,
    });
    expect(proof.differences).toEqual([]);
  },
  30 * 60_000,
);
