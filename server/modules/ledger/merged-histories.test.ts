import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, test } from 'vitest';
import { ensureRecords, holdCustomer, linkRecords, withdrawLink } from '#customers';
import { performOne } from '#kernel/batch';
import { fixedClock } from '#kernel/clock';
import { Refusal } from '#kernel/errors';
import { newId } from '#kernel/ids';
import { type Tx, transaction } from '#kernel/transaction';
import { expect, openTestHouse } from '#testing';
import { balancesOf, expireValue, post, proveLedger, spendTogether } from './index.ts';

// One person with two records that are joined and parted, tills that tell late and twice, and returns: a small model,
// written apart from the ledger, must have exactly its balances after every step, and the books must sum to zero.

type ModelLot = { owner: 0 | 1; exp: number; seq: number; left: number; isPending: boolean };
type Deed = { owner: 0 | 1; parts: { lot: ModelLot; n: number }[]; left: number };

class Model {
  now = 0;
  lots: ModelLot[] = [];
  debts: [number, number] = [0, 0];
  isJoined = false;
  told = new Set<string>();
  earned = new Map<string, { lot: ModelLot; left: number }>();
  spent = new Map<string, Deed[]>();

  free(lot: ModelLot): number {
    return lot.isPending || lot.exp <= this.now ? 0 : lot.left;
  }
  take(owners: readonly number[], n: number): { lot: ModelLot; n: number }[] {
    const inOrder = this.lots
      .filter((lot) => owners.includes(lot.owner))
      .toSorted((a, b) => a.exp - b.exp || a.seq - b.seq);
    const parts: { lot: ModelLot; n: number }[] = [];
    for (const lot of inOrder) {
      const part = Math.min(n, this.free(lot));
      if (part > 0) {
        lot.left -= part;
        parts.push({ lot, n: part });
        n -= part;
      }
    }
    return parts;
  }
  has(owners: readonly number[]): number {
    return this.lots
      .filter((lot) => owners.includes(lot.owner))
      .reduce((sum, lot) => sum + this.free(lot), 0);
  }
  repay(lot: ModelLot): void {
    const n = Math.min(this.debts[lot.owner], lot.left);
    lot.left -= n;
    this.debts[lot.owner] -= n;
  }
  earn(owner: 0 | 1, ref: string, n: number, days: number, isPending: boolean): void {
    const seq = this.lots.length;
    const lot = { owner, exp: this.now + days + seq / 86_400, seq, left: n, isPending };
    this.lots.push(lot);
    this.earned.set(ref, { lot, left: n });
    if (!isPending) {
      this.repay(lot);
    }
  }
  standing(owner: 0 | 1): number {
    const own = this.lots.filter((lot) => lot.owner === owner);
    return own.reduce((sum, lot) => sum + lot.left, 0) - this.debts[owner];
  }
}

const n = fc.integer({ min: 1, max: 60 });
const owner = fc.constantFrom(0 as const, 1 as const);
const step = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('earn' as const),
      owner,
      n,
      days: fc.integer({ min: 1, max: 9 }),
      isPending: fc.boolean(),
    }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('spend' as const), owner, n }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('late' as const),
      owner,
      n,
      times: fc.integer({ min: 1, max: 3 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constantFrom('return' as const, 'mature' as const),
      pick: fc.nat(9),
      n,
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('merge' as const, 'part' as const) }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('days' as const), n: fc.integer({ min: 1, max: 4 }) }),
  },
);

const clock = fixedClock('2026-04-01T00:00:00Z');
let house: Awaited<ReturnType<typeof openTestHouse>>;
beforeAll(async () => {
  house = await openTestHouse({ clock });
});
afterAll(() => house.drop());

const work = <Answer>(run: (tx: Tx) => Promise<Answer>) =>
  transaction(house.db, { actor: 'test', timeoutMs: 20_000 }, run);

class History {
  model = new Model();
  unit = `stamp:${newId().slice(-12)}`;
  began = clock.now();
  records: [string, string] = ['', ''];
  linkId = '';
  refs: string[] = [];

  account(of: 0 | 1) {
    return { ownerKind: 'record', ownerId: this.records[of], unit: this.unit } as const;
  }
  async open(): Promise<void> {
    const made = await work((tx) =>
      ensureRecords(tx, { source: 'pos' }, [{ key: newId() }, { key: newId() }]),
    );
    const ids = [...made.values()].map(({ recordId }) => recordId);
    this.records = [ids[0] ?? '', ids[1] ?? ''];
  }
  async earn(of: 0 | 1, amount: number, days: number, isPending: boolean): Promise<void> {
    const reference = randomUUID();
    this.refs.push(reference);
    this.model.earn(of, reference, amount, days, isPending);
    const expiresAt = this.began
      .add({ hours: 24 * (this.model.now + days) })
      .add({ seconds: this.model.lots.length - 1 });
    const entry = { kind: 'earn', amount, isPending, expiresAt, reference } as const;
    await work((tx) => performOne(tx, post, { ...entry, account: this.account(of) }));
  }
  /** At a checkout: what all records that hang together have, oldest first. */
  async spend(of: 0 | 1, amount: number): Promise<void> {
    const { model } = this;
    const owners = model.isJoined ? [0, 1] : [of];
    const isThere = model.has(owners) >= amount;
    if (isThere) {
      model.take(owners, amount);
    }
    const reference = randomUUID();
    const told = await work(async (tx) => {
      const recordIds = await holdCustomer(tx, this.records[of]);
      return spendTogether(tx, { recordIds, unit: this.unit, amount, reference });
    }).then(
      () => 'ok',
      (error: unknown) => (error instanceof Refusal ? error.code : String(error)),
    );
    expect(told).toBe(isThere ? 'ok' : 'ledger.short');
  }
  /** A till that was cut off tells a fact, once or several times. */
  async late(of: 0 | 1, amount: number, times: number): Promise<void> {
    const { model } = this;
    const there = Math.min(amount, model.has([of]));
    model.take([of], there);
    model.debts[of] += amount - there;
    const once = `till:${randomUUID()}`;
    const entry = {
      kind: 'spend',
      account: this.account(of),
      amount,
      reference: once,
      once,
      policy: 'offline',
    } as const;
    const tellings = Array.from({ length: times }, () => work((tx) => performOne(tx, post, entry)));
    const answers = await Promise.all(tellings);
    expect(answers.filter(({ isRepeat }) => !isRepeat)).toHaveLength(1);
  }
  /** What an order had earned goes back in part: out of its lot, out of others of the record, or as a debt. */
  async giveBack(reference: string, wanted: number): Promise<void> {
    const { model } = this;
    const known = model.earned.get(reference);
    const amount = Math.min(wanted, known?.left ?? 0);
    if (known === undefined || amount === 0) {
      return;
    }
    known.left -= amount;
    const out = Math.min(amount, known.lot.left);
    known.lot.left -= out;
    const rest = amount - out;
    const there = Math.min(rest, model.has([known.lot.owner]));
    model.take([known.lot.owner], there);
    model.debts[known.lot.owner] += rest - there;
    await work((tx) => performOne(tx, post, { kind: 'reverse', of: 'earn', reference, amount }));
  }
  async mature(reference: string): Promise<void> {
    const known = this.model.earned.get(reference);
    if (known?.lot.isPending === true) {
      known.lot.isPending = false;
      this.model.repay(known.lot);
    }
    await work((tx) => performOne(tx, post, { kind: 'mature', reference }));
  }
  async merge(): Promise<void> {
    if (!this.model.isJoined) {
      const link = { kind: 'person', strength: 'strong', source: 'test' } as const;
      const records = this.records;
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
    for (const lot of this.model.lots) {
      if (!lot.isPending && lot.exp <= this.model.now) {
        lot.left = 0;
      }
    }
  }
  async check(): Promise<void> {
    const balances = await work((tx) => balancesOf(tx, this.records));
    const standing = this.records.map((id) =>
      balances
        .filter((row) => row.recordId === id && row.unit === this.unit)
        .reduce((sum, row) => sum + row.available + row.pending + row.reserved + row.overdraft, 0),
    );
    expect(standing).toEqual([this.model.standing(0), this.model.standing(1)]);
    const { rows } = await house.db.pool.query(
      'SELECT coalesce(sum(p.amount), 0)::int AS sum FROM ledger.posting p JOIN ledger.account a ON a.id = p.account_id WHERE a.unit = $1',
      [this.unit],
    );
    expect(rows[0].sum).toBe(0);
  }
}

async function live(steps: readonly (typeof step extends fc.Arbitrary<infer S> ? S : never)[]) {
  const history = new History();
  await history.open();
  for (const each of steps) {
    const reference =
      'pick' in each ? history.refs[each.pick % Math.max(1, history.refs.length)] : '';
    if (each.do === 'earn') {
      await history.earn(each.owner, each.n, each.days, each.isPending);
    } else if (each.do === 'spend') {
      await history.spend(each.owner, each.n);
    } else if (each.do === 'late') {
      await history.late(each.owner, each.n, each.times);
    } else if (each.do === 'return' && reference !== undefined) {
      await history.giveBack(reference, each.n);
    } else if (each.do === 'mature' && reference !== undefined) {
      await history.mature(reference);
    } else if (each.do === 'merge') {
      await history.merge();
    } else if (each.do === 'part') {
      await history.part();
    } else if (each.do === 'days') {
      await history.days(each.n);
    }
    await history.check();
  }
}

const historyCount = process.env.ENGAWA_PROOF === 'full' ? 10_000 : 40;

test(
  'random histories of earning, spending, merging, parting, late tills and returns give exactly the balances of a small model',
  async () => {
    const histories = fc.array(step, { minLength: 4, maxLength: 18 });
    await fc.assert(fc.asyncProperty(histories, live), {
      numRuns: historyCount,
      endOnFailure: false,
    });
    const proof = await work((tx) => proveLedger(tx));
    expect(proof.differences).toEqual([]);
  },
  60 * 60_000,
);
