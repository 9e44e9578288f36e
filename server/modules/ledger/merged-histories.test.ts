import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, test } from 'vitest';
import { ensureRecords, holdCustomer, linkRecords, withdrawLink } from '#customers';
import { performOne } from '#kernel/batch';
import { fixedClock } from '#kernel/clock';
import { Refusal } from '#kernel/errors';
import { newId } from '#kernel/ids';
import { type Tx, transaction } from '#kernel/transaction';
import { expect, openTestHouse, recordProof } from '#testing';
import {
  applyPostings,
  balancesOf,
  decidePosting,
  expireValue,
  type LedgerEntry,
  loadLedger,
  post,
  proveLedger,
  shareOut,
  spendTogether,
} from './index.ts';

// One person with two records that are joined and parted; she earns, spends and reserves; orders are cancelled, handed
// over and given back in part; value and reservations expire; tills tell late, in any order and more than once. A small
// model, written apart from the ledger, must have exactly its balances and lots after every step, and the books must sum
// to zero. Half of the histories are of points, half of the stamps of a card.

type Owner = 0 | 1;
type Lot = {
  owner: Owner;
  exp: number;
  seq: number;
  left: number;
  kept: number;
  isPending: boolean;
};
type Part = { owner: Owner; lot: Lot | null; n: number };
type Earned = { lot: Lot; full: number; repaid: number; back: number };

class Model {
  now = 0;
  lots: Lot[] = [];
  debts: [number, number] = [0, 0];
  isJoined = false;
  earned = new Map<string, Earned>();
  spent = new Map<string, Part[]>();
  kept = new Map<string, { parts: Part[]; until: number }>();

  free(lot: Lot, at: number): number {
    return lot.isPending || lot.exp <= at ? 0 : lot.left - lot.kept;
  }
  has(owners: readonly Owner[], at = this.now): number {
    const own = this.lots.filter((lot) => owners.includes(lot.owner));
    return own.reduce((sum, lot) => sum + this.free(lot, at), 0);
  }
  /** The first to end in front; what one owner gives stands together. */
  pick(owners: readonly Owner[], n: number, at = this.now): Part[] {
    const parts: Part[] = [];
    const order = this.lots.toSorted((a, b) => (a.exp === b.exp ? a.seq - b.seq : a.exp - b.exp));
    for (const lot of order.filter(({ owner }) => owners.includes(owner))) {
      const part = Math.min(n, this.free(lot, at));
      if (part > 0) {
        parts.push({ owner: lot.owner, lot, n: part });
        n -= part;
      }
    }
    const first = parts[0]?.owner;
    return [
      ...parts.filter((each) => each.owner === first),
      ...parts.filter((each) => each.owner !== first),
    ];
  }
  take(owners: readonly Owner[], n: number, at = this.now): Part[] {
    const parts = this.pick(owners, n, at);
    for (const { lot, n: part } of parts) {
      if (lot !== null) lot.left -= part;
    }
    return parts;
  }
  repay(lot: Lot): number {
    const n = Math.min(this.debts[lot.owner], lot.left - lot.kept);
    lot.left -= n;
    this.debts[lot.owner] -= n;
    return n;
  }
  give(owner: Owner, n: number, exp: number, isPending: boolean): Lot {
    const lot = { owner, exp, seq: this.lots.length, left: n, kept: 0, isPending };
    this.lots.push(lot);
    return lot;
  }
  earn(owner: Owner, ref: string, n: number, exp: number, isPending: boolean): void {
    const lot = this.give(owner, n, exp, isPending);
    this.earned.set(ref, { lot, full: n, repaid: isPending ? 0 : this.repay(lot), back: 0 });
  }
  /** A fact: what is not there is owed. */
  owe(owner: Owner, ref: string, n: number, at: number): void {
    const there = Math.min(n, this.has([owner], at));
    const parts = this.take([owner], there, at);
    if (there < n) {
      parts.push({ owner, lot: null, n: n - there });
      this.debts[owner] += n - there;
    }
    this.spent.set(ref, parts);
  }
  keep(subject: string, owners: readonly Owner[], n: number, until: number): void {
    const parts = this.pick(owners, n);
    for (const { lot, n: part } of parts) {
      if (lot !== null) lot.kept += part;
    }
    this.kept.set(subject, { parts, until });
  }
  letGo(subject: string): Part[] {
    const { parts } = this.kept.get(subject) ?? { parts: [] };
    this.kept.delete(subject);
    for (const { lot, n } of parts) {
      if (lot !== null) lot.kept -= n;
    }
    return parts;
  }
  capture(subject: string, ref: string): void {
    const parts = this.letGo(subject);
    for (const { lot, n } of parts) {
      if (lot !== null) lot.left -= n;
    }
    this.spent.set(ref, parts);
  }
  /** First what went into the lot, out of it while it lasts; the rest out of whatever its owner has, or owed. */
  unearn(known: Earned, n: number): void {
    const { lot } = known;
    const intoLot = Math.max(0, Math.min(n, known.full - known.repaid - known.back));
    const out = Math.min(intoLot, lot.left - lot.kept);
    lot.left -= out;
    known.back += n;
    const there = Math.min(n - out, this.has([lot.owner]));
    this.take([lot.owner], there);
    this.debts[lot.owner] += n - out - there;
  }
  /** The last taken first, into the very lots; what was owed is owed no more, or given anew. */
  unspend(parts: Part[], n: number): void {
    for (const part of parts.toReversed()) {
      const back = Math.min(n, part.n);
      part.n -= back;
      n -= back;
      if (part.lot !== null) {
        part.lot.left += back;
        continue;
      }
      const owed = Math.min(back, this.debts[part.owner]);
      this.debts[part.owner] -= owed;
      if (back > owed) this.give(part.owner, back - owed, Infinity, false);
    }
  }
  expire(): void {
    for (const [subject, { until }] of this.kept) {
      if (until <= this.now) this.letGo(subject);
    }
    for (const lot of this.lots) {
      if (!lot.isPending && lot.exp <= this.now) lot.left = lot.kept;
    }
  }
  standing(owner: Owner) {
    const own = this.lots.filter((lot) => lot.owner === owner);
    const sum = (value: (lot: Lot) => number) => own.reduce((total, lot) => total + value(lot), 0);
    return {
      pending: sum((lot) => (lot.isPending ? lot.left : 0)),
      available: sum((lot) => this.free(lot, this.now)),
      reserved: sum((lot) => lot.kept),
      overdraft: 0 - this.debts[owner],
      lots: own
        .filter((lot) => lot.left > 0)
        .map((lot) => `${lot.left}/${lot.kept}`)
        .toSorted(),
    };
  }
}

const n = fc.integer({ min: 1, max: 60 });
const pick = fc.nat(9);
const owner = fc.constantFrom(0 as const, 1 as const);
const of = <Word extends string, Fields>(
  weight: number,
  word: Word,
  fields: { [Key in keyof Fields]: fc.Arbitrary<Fields[Key]> },
): { weight: number; arbitrary: fc.Arbitrary<Fields & { do: Word }> } => ({
  weight,
  arbitrary: fc.record<Fields>(fields).map((each) => ({ ...each, do: word })),
});
const days = fc.integer({ min: 1, max: 9 });
const step = fc.oneof(
  of(5, 'earn', { owner, n, days, isPending: fc.boolean() }),
  of(3, 'spend', { owner, n }),
  of(3, 'reserve', { owner, n, days: fc.integer({ min: 1, max: 4 }) }),
  of(2, 'hand over', { pick }),
  of(2, 'cancel', { pick }),
  of(2, 'mature', { pick }),
  of(2, 'give back what was earned', { pick, n }),
  of(2, 'give back what was spent', { pick, n }),
  of(3, 'sell offline', { owner, n, isEarned: fc.boolean() }),
  of(2, 'sync', { seed: fc.nat(1000), times: fc.integer({ min: 1, max: 3 }) }),
  of(1, 'merge', {}),
  of(1, 'part', {}),
  of(1, 'days', { n: fc.integer({ min: 1, max: 4 }) }),
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

const clock = fixedClock('2026-04-01T00:00:00Z');
let house: Awaited<ReturnType<typeof openTestHouse>>;
beforeAll(async () => {
  house = await openTestHouse({ clock });
});
afterAll(() => house.drop());

const work = <Answer>(run: (tx: Tx) => Promise<Answer>) =>
  transaction(house.db, { actor: 'test', timeoutMs: 20_000 }, run);

type Late = { owner: Owner; amount: number; at: number; isEarned: boolean; once: string };

class History {
  model = new Model();
  unit: 'points' | `stamp:${string}`;
  began = clock.now();
  records: [string, string] = ['', ''];
  linkId = '';
  earnings: string[] = [];
  spendings: string[] = [];
  subjects: string[] = [];
  outbox: Late[] = [];

  constructor(isOfStamps: boolean) {
    this.unit = isOfStamps ? 'stamp:tea' : 'points';
  }
  account(whose: Owner) {
    return { ownerKind: 'record', ownerId: this.records[whose], unit: this.unit } as const;
  }
  owners(whose: Owner): Owner[] {
    return this.model.isJoined ? [0, 1] : [whose];
  }
  instant(day: number, seconds = 0): Temporal.Instant {
    return this.began.add({ hours: 24 * day }).add({ seconds });
  }
  async open(): Promise<void> {
    const made = await work((tx) =>
      ensureRecords(tx, { source: 'pos' }, [{ key: newId() }, { key: newId() }]),
    );
    const ids = [...made.values()].map(({ recordId }) => recordId);
    this.records = [ids[0] ?? '', ids[1] ?? ''];
  }
  post(entry: LedgerEntry) {
    return work((tx) => performOne(tx, post, entry));
  }
  async earn(whose: Owner, amount: number, lasts: number, isPending: boolean): Promise<void> {
    const reference = randomUUID();
    this.earnings.push(reference);
    const seq = this.model.lots.length;
    const day = this.model.now + lasts;
    this.model.earn(whose, reference, amount, day + seq / 86_400, isPending);
    const expiresAt = this.instant(day, seq);
    await this.post({
      kind: 'earn',
      account: this.account(whose),
      amount,
      isPending,
      expiresAt,
      reference,
    });
  }
  /** At a checkout: what all records that hang together have, the first to end in front. */
  async spend(whose: Owner, amount: number): Promise<void> {
    const { model, unit } = this;
    const owners = this.owners(whose);
    const reference = randomUUID();
    const isThere = model.has(owners) >= amount;
    if (isThere) {
      model.spent.set(reference, model.take(owners, amount));
      this.spendings.push(reference);
    }
    const told = await refusalOf(async (tx) => {
      const recordIds = await holdCustomer(tx, this.records[whose]);
      return spendTogether(tx, { recordIds, unit, amount, reference });
    });
    expect(told).toBe(isThere ? 'ok' : 'ledger.short');
  }
  /** Kept for an order, as a checkout keeps it: over all records, until it is handed over, cancelled or over. */
  async reserve(whose: Owner, amount: number, lasts: number): Promise<void> {
    const { model, unit } = this;
    const owners = this.owners(whose);
    const subjectId = newId();
    const isThere = model.has(owners) >= amount;
    if (isThere) {
      model.keep(subjectId, owners, amount, model.now + lasts);
      this.subjects.push(subjectId);
    }
    const expiresAt = this.instant(model.now + lasts);
    const told = await refusalOf(async (tx) => {
      const recordIds = await holdCustomer(tx, this.records[whose]);
      const entryOf = (ownerId: string, part: number): LedgerEntry => ({
        kind: 'reserve',
        account: { ownerKind: 'record', ownerId, unit },
        amount: part,
        subjectId,
        expiresAt,
        isPart: true,
      });
      const facts = await loadLedger(
        tx,
        recordIds.map((id) => entryOf(id, amount)),
      );
      const shares = shareOut(facts, { recordIds, unit, amount });
      if (shares instanceof Refusal) throw shares;
      const decisions = [...shares].map(([id, part]) => {
        const decision = decidePosting(facts, entryOf(id, part));
        if (decision instanceof Refusal) throw decision;
        return decision;
      });
      await applyPostings(tx, facts, decisions);
    });
    expect(told).toBe(isThere ? 'ok' : 'ledger.short');
  }
  async handOver(subjectId: string): Promise<void> {
    const reference = randomUUID();
    const isKept = this.model.kept.has(subjectId);
    if (isKept) {
      this.model.capture(subjectId, reference);
      this.spendings.push(reference);
    }
    const told = await refusalOf((tx) =>
      performOne(tx, post, { kind: 'capture', subjectId, reference }),
    );
    expect(told).toBe(isKept ? 'ok' : 'ledger.hold_unknown');
  }
  async cancel(subjectId: string): Promise<void> {
    this.model.letGo(subjectId);
    await this.post({ kind: 'release', subjectId });
  }
  async mature(reference: string): Promise<void> {
    const known = this.model.earned.get(reference);
    if (known?.lot.isPending === true) {
      known.lot.isPending = false;
      this.model.repay(known.lot);
    }
    await this.post({ kind: 'mature', reference });
  }
  async unearn(reference: string, wanted: number): Promise<void> {
    const known = this.model.earned.get(reference);
    const amount = known === undefined ? 0 : Math.min(wanted, known.full - known.back);
    if (known !== undefined && amount > 0) {
      this.model.unearn(known, amount);
      await this.post({ kind: 'reverse', of: 'earn', reference, amount });
    }
  }
  async unspend(reference: string, wanted: number): Promise<void> {
    const parts = this.model.spent.get(reference) ?? [];
    const amount = Math.min(
      wanted,
      parts.reduce((sum, part) => sum + part.n, 0),
    );
    if (amount > 0) {
      this.model.unspend(parts, amount);
      await this.post({ kind: 'reverse', of: 'spend', reference, amount });
    }
  }
  sellOffline(whose: Owner, amount: number, isEarned: boolean): void {
    const once = `till:${randomUUID()}`;
    this.outbox.push({ owner: whose, amount, at: this.model.now, isEarned, once });
  }
  /** The till is back: everything it has, in an order of its own, each once or more, some at the same moment. */
  async sync(seed: number, times: number): Promise<void> {
    const told = this.outbox.splice(0).map((late, at) => ({ late, key: (seed * (at + 7)) % 11 }));
    for (const { late } of told.toSorted((a, b) => a.key - b.key)) {
      const { owner: whose, amount, at, isEarned, once } = late;
      const facts = {
        amount,
        once,
        reference: once,
        account: this.account(whose),
        occurredAt: this.instant(at),
      };
      const seq = this.model.lots.length;
      if (isEarned) {
        this.model.earn(whose, once, amount, at + 3 + seq / 86_400, false);
        this.earnings.push(once);
      } else {
        this.model.owe(whose, once, amount, at);
        this.spendings.push(once);
      }
      const entry: LedgerEntry = isEarned
        ? { kind: 'earn', ...facts, expiresAt: this.instant(at + 3, seq) }
        : { kind: 'spend', ...facts, policy: 'offline' };
      const answers = await Promise.all(Array.from({ length: times }, () => this.post(entry)));
      expect(answers.filter(({ isRepeat }) => !isRepeat)).toHaveLength(1);
      expect((await this.post(entry)).isRepeat).toBe(true);
    }
  }
  async merge(): Promise<void> {
    if (!this.model.isJoined) {
      const link = { kind: 'person', strength: 'strong', source: 'test' } as const;
      const { records } = this;
      this.linkId = await work((tx) => linkRecords(tx, { records, ...link }));
      this.model.isJoined = true;
    }
  }
  async part(): Promise<void> {
    if (this.model.isJoined) {
      await work((tx) => withdrawLink(tx, this.linkId, 'mistaken'));
      this.model.isJoined = false;
    }
  }
  async days(count: number): Promise<void> {
    clock.move({ hours: 24 * count });
    this.model.now += count;
    await work((tx) => expireValue(tx, clock.now(), 10_000));
    this.model.expire();
  }
  async check(): Promise<void> {
    const balances = await work((tx) => balancesOf(tx, this.records));
    const { rows } = await house.db.pool.query<{ owner_id: string; lots: string[] | null }>(
      `SELECT o.owner_id, array_agg(l.remaining_amount || '/' || l.reserved_amount) AS lots
       FROM ledger.account o JOIN ledger.lot l ON l.account_id = o.id
       WHERE o.owner_id = ANY ($1::uuid[]) AND l.remaining_amount > 0 GROUP BY 1`,
      [this.records],
    );
    const standing = this.records.map((id) => {
      const own = balances.filter((row) => row.recordId === id && row.unit === this.unit);
      const sum = (value: (row: (typeof own)[number]) => number) =>
        own.reduce((total, row) => total + value(row), 0);
      return {
        pending: sum((row) => row.pending),
        available: sum((row) => row.available),
        reserved: sum((row) => row.reserved),
        overdraft: sum((row) => row.overdraft),
        lots: (rows.find((row) => row.owner_id === id)?.lots ?? []).toSorted(),
      };
    });
    expect(standing).toEqual([this.model.standing(0), this.model.standing(1)]);
    const unbalanced = await house.db.pool.query(
      `SELECT set_id FROM ledger.posting WHERE set_id IN (
         SELECT p.set_id FROM ledger.account a JOIN ledger.posting p ON p.account_id = a.id
         WHERE a.owner_id = ANY ($1::uuid[]))
       GROUP BY set_id HAVING sum(amount) <> 0`,
      [this.records],
    );
    expect(unbalanced.rows).toEqual([]);
  }
}

function refusalOf(run: (tx: Tx) => Promise<unknown>): Promise<string> {
  return work(run).then(
    () => 'ok',
    (error: unknown) => (error instanceof Refusal ? error.code : String(error)),
  );
}

async function take(history: History, each: Step): Promise<void> {
  const choose = (from: readonly string[]) =>
    'pick' in each ? (from[each.pick % Math.max(1, from.length)] ?? randomUUID()) : '';
  switch (each.do) {
    case 'earn':
      return history.earn(each.owner, each.n, each.days, each.isPending);
    case 'spend':
      return history.spend(each.owner, each.n);
    case 'reserve':
      return history.reserve(each.owner, each.n, each.days);
    case 'hand over':
      return history.handOver(choose(history.subjects));
    case 'cancel':
      return history.cancel(choose(history.subjects));
    case 'mature':
      return history.mature(choose(history.earnings));
    case 'give back what was earned':
      return history.unearn(choose(history.earnings), each.n);
    case 'give back what was spent':
      return history.unspend(choose(history.spendings), each.n);
    case 'sell offline':
      return history.sellOffline(each.owner, each.n, each.isEarned);
    case 'sync':
      return history.sync(each.seed, each.times);
    case 'merge':
      return history.merge();
    case 'part':
      return history.part();
    case 'days':
      return history.days(each.n);
    default:
      throw new Error('a step that nobody knows');
  }
}

const historyCount = process.env.ENGAWA_PROOF === 'full' ? 10_000 : 40;

test(
  'random histories of earn, spend, reserve, expire, cancel, partial return, merge and offline sync give exactly the balances of a small model',
  async () => {
    const histories = fc.tuple(fc.array(step, { minLength: 4, maxLength: 18 }), fc.boolean());
    const startedAt = performance.now();
    const seen = new Map<string, number>();
    const live = async ([steps, isOfStamps]: [Step[], boolean]) => {
      const history = new History(isOfStamps);
      await history.open();
      for (const each of steps) {
        await take(history, each);
        await history.check();
        seen.set(each.do, (seen.get(each.do) ?? 0) + 1);
      }
    };
    await fc.assert(fc.asyncProperty(histories, live), {
      numRuns: historyCount,
      endOnFailure: false,
    });
    expect(seen.size).toBe(13);
    const proof = await work((tx) => proveLedger(tx));
    const steps = [...seen.values()].reduce((sum, count) => sum + count, 0);
    recordProof({
      claim:
        'Random histories of earn, spend, reserve, expire, cancel, partial return, merge and offline sync give exactly the balances of a small reference model; the books sum to zero after each step',
      measured: `${historyCount} histories, ${steps} steps of 13 kinds, points and stamps by turns: balances, lots and answers equal after each; ${proof.differences.length} differences in the books`,
      holds: proof.differences.length === 0,
      seconds: (performance.now() - startedAt) / 1000,
    });
    expect(proof.differences).toEqual([]);
  },
  90 * 60_000,
);
