import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, test } from 'vitest';
import { ensureItems } from '#catalog';
import { fixedClock } from '#kernel/clock';
import { Refusal } from '#kernel/errors';
import { type Tx, transaction } from '#kernel/transaction';
import { openPlace } from '#places';
import { expect, openTestHouse } from '#testing';
import {
  applyHolds,
  decideHolds,
  expireHolds,
  extendHolds,
  fulfilHolds,
  type HoldDecision,
  loadStock,
  postCounts,
  postFacts,
  proveStock,
  releaseHolds,
  type StockKey,
  transferHolds,
  type WantedHold,
} from './index.ts';

// A small model of stock, written apart from it: what stands there is the newest count and what happened
// after it, whatever order things are heard in. Minutes and whole pieces.

type Happened = { at: number; seq: number; n: number };
type ModelHold = { shelf: Shelf; n: number; until: number; subject: string };

class Shelf {
  happened: Happened[] = [];
  count: Happened | undefined;
  isConflict = false;
  onHand(): number {
    const { count } = this;
    const after = this.happened.filter(
      (each) =>
        count === undefined || each.at > count.at || (each.at === count.at && each.seq > count.seq),
    );
    return (count?.n ?? 0) + after.reduce((sum, each) => sum + each.n, 0);
  }
}

class Model {
  shelves: Shelf[];
  holds: ModelHold[] = [];
  now = 1000;
  seq = 0;
  constructor(shelves: number) {
    this.shelves = Array.from({ length: shelves }, () => new Shelf());
  }
  held(shelf: Shelf): number {
    return this.holds.filter((hold) => hold.shelf === shelf).reduce((sum, hold) => sum + hold.n, 0);
  }
  free(shelf: Shelf): number {
    return shelf.onHand() - this.held(shelf);
  }
  move(shelf: Shelf, change: () => void): void {
    const before = shelf.onHand();
    change();
    if (shelf.onHand() < before && this.free(shelf) < 0) shelf.isConflict = true;
  }
  hold(lines: { shelf: Shelf; n: number }[], until: number, subject: string): boolean {
    const made: ModelHold[] = [];
    for (const { shelf, n } of lines) {
      if (this.free(shelf) < n) {
        this.holds = this.holds.filter((hold) => !made.includes(hold));
        return false;
      }
      const hold = { shelf, n, until, subject };
      made.push(hold);
      this.holds.push(hold);
    }
    return true;
  }
  end(isEnded: (hold: ModelHold) => boolean): ModelHold[] {
    const ended = this.holds.filter(isEnded);
    this.holds = this.holds.filter((hold) => !isEnded(hold));
    return ended;
  }
  fact(shelf: Shelf, n: number, at: number): void {
    this.seq += 1;
    const { seq } = this;
    this.move(shelf, () => shelf.happened.push({ at, seq, n }));
  }
  counted(shelf: Shelf, n: number, at: number): void {
    this.seq += 1;
    const { seq } = this;
    if (shelf.count === undefined || at >= shelf.count.at) {
      this.move(shelf, () => {
        shelf.count = { at, seq, n };
      });
    }
  }
}

type Line = { shelf: number; n: number };
type Step =
  | { do: 'hold'; lines: Line[]; minutes: number }
  | { do: 'fulfil' | 'release' | 'extend' | 'hand_over'; pick: number }
  | { do: 'facts'; lines: (Line & { ago: number })[] }
  | { do: 'count'; shelf: number; n: number; ago: number }
  | { do: 'wait'; minutes: number }
  | { do: 'expire' };

const shelfCount = 3;
const shelf = fc.nat({ max: shelfCount - 1 });
const piece = fc.integer({ min: 1, max: 6 });
const ago = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 90 }));
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('hold' as const),
      lines: fc.array(fc.record({ shelf, n: piece }), { minLength: 1, maxLength: 3 }),
      minutes: fc.integer({ min: 1, max: 60 }),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constantFrom('fulfil', 'release', 'extend', 'hand_over'),
      pick: fc.nat({ max: 5 }),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('facts' as const),
      lines: fc.array(
        fc.record({ shelf, n: fc.integer({ min: -6, max: 9 }).filter((n) => n !== 0), ago }),
        { minLength: 1, maxLength: 4 },
      ),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('count' as const),
      shelf,
      n: fc.nat({ max: 12 }),
      ago,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('wait' as const),
      minutes: fc.integer({ min: 1, max: 40 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('expire' as const) }) },
);

const clock = fixedClock('2026-04-01T00:00:00Z');
let house: Awaited<ReturnType<typeof openTestHouse>>;
let placeId: string;
beforeAll(async () => {
  house = await openTestHouse({ clock });
  const place = { kind: 'store', nameJa: '店', timeZone: 'Asia/Tokyo', currency: 'JPY' };
  placeId = (await work((tx) => openPlace(tx, { code: 'histories', ...place }))).id;
});
afterAll(() => house.drop());

const work = <Answer>(run: (tx: Tx) => Promise<Answer>) =>
  transaction(house.db, { actor: 'test' }, run);

async function tryHolds(wanted: readonly WantedHold[]): Promise<boolean> {
  return work(async (tx) => {
    const facts = await loadStock(tx, wanted);
    const decisions: HoldDecision[] | Refusal = decideHolds(facts, wanted);
    if (decisions instanceof Refusal) {
      expect(decisions.code).toBe('stock.short');
      return false;
    }
    await applyHolds(tx, facts, decisions);
    return true;
  });
}

async function compare(model: Model, keys: readonly StockKey[]): Promise<void> {
  const { rows } = await house.db.pool.query(
    `SELECT coalesce(b.on_hand_milli, 0)::int / 1000 AS on_hand, coalesce(b.held_milli, 0)::int / 1000 AS held,
       EXISTS (SELECT FROM stock.conflict c WHERE c.item_id = k.id) AS conflict
     FROM unnest($1::uuid[]) WITH ORDINALITY AS k(id, at) LEFT JOIN stock.balance b ON b.item_id = k.id
     ORDER BY k.at`,
    [keys.map((key) => key.itemId)],
  );
  const expected = model.shelves.map((each) => ({
    on_hand: each.onHand(),
    held: model.held(each),
    conflict: each.isConflict,
  }));
  expect(rows).toEqual(expected);
}

async function live(steps: readonly Step[]): Promise<void> {
  const codes = Array.from({ length: shelfCount }, () => ({ code: randomUUID() }));
  const items = await work((tx) => ensureItems(tx, { source: 'test' }, codes));
  const keys = codes.map(({ code }) => ({ placeId, itemId: items.get(code) ?? '' }));
  const model = new Model(shelfCount);
  const began = clock.now().subtract({ minutes: model.now });
  const moment = (minute: number) => began.add({ minutes: minute });
  const subjects: string[] = [];
  const extended = new Map<string, number>();
  const at = (index: number) => ({
    key: keys[index] ?? { placeId: '', itemId: '' },
    of: model.shelves[index] ?? new Shelf(),
  });
  for (const each of steps) {
    if (each.do === 'hold') {
      const subjectId = randomUUID();
      subjects.push(subjectId);
      const until = model.now + each.minutes;
      const rest = { reason: 'cart', subjectId, expiresAt: moment(until) } as const;
      const wanted = each.lines.map(({ shelf: index, n }) => ({
        ...at(index).key,
        quantityMilli: n * 1000,
        ...rest,
      }));
      const lines = each.lines.map(({ shelf: index, n }) => ({ shelf: at(index).of, n }));
      expect(await tryHolds(wanted)).toBe(model.hold(lines, until, subjectId));
    } else if (each.do === 'facts') {
      const facts = each.lines.map(({ shelf: index, n, ago: minutes }) => {
        model.fact(at(index).of, n, model.now - minutes);
        const kind = n < 0 ? ('sale' as const) : ('receipt' as const);
        const occurredAt = moment(model.now - minutes);
        return { ...at(index).key, quantityMilli: n * 1000, kind, occurredAt };
      });
      await work((tx) => postFacts(tx, facts));
    } else if (each.do === 'count') {
      const minute = model.now - each.ago;
      model.counted(at(each.shelf).of, each.n, minute);
      const counted = { countedMilli: each.n * 1000, countedAt: moment(minute) };
      await work((tx) => postCounts(tx, [{ ...at(each.shelf).key, ...counted }]));
    } else if (each.do === 'wait') {
      model.now += each.minutes;
      clock.move({ minutes: each.minutes });
    } else if (each.do === 'expire') {
      await work((tx) => expireHolds(tx, clock.now(), 10_000));
      model.end((hold) => hold.until <= model.now);
    } else {
      await changeHolds(model, each.do, subjects, each.pick, extended, moment);
    }
    await compare(model, keys);
  }
}

async function changeHolds(
  model: Model,
  verb: 'fulfil' | 'release' | 'extend' | 'hand_over',
  subjects: string[],
  pick: number,
  extended: Map<string, number>,
  moment: (minute: number) => Temporal.Instant,
): Promise<void> {
  const subject = subjects[pick % Math.max(1, subjects.length)] ?? randomUUID();
  const holds = model.holds.filter((hold) => hold.subject === subject);
  if (verb === 'fulfil') {
    const done = await work((tx) => fulfilHolds(tx, [subject]));
    expect(done).toHaveLength(holds.length);
    for (const { shelf: of, n } of model.end((hold) => hold.subject === subject)) {
      model.fact(of, -n, model.now);
    }
  } else if (verb === 'release') {
    const done = await work((tx) => releaseHolds(tx, [subject], 'test'));
    expect(done).toHaveLength(model.end((hold) => hold.subject === subject).length);
  } else if (verb === 'hand_over') {
    const to = { subjectId: randomUUID(), reason: 'order', expiresAt: null } as const;
    await work((tx) => transferHolds(tx, subject, to));
    subjects.push(to.subjectId);
    extended.set(to.subjectId, extended.get(subject) ?? 0);
    for (const hold of holds) {
      hold.subject = to.subjectId;
      hold.until = Number.POSITIVE_INFINITY;
    }
  } else {
    const until = model.now + 30;
    const times = extended.get(subject) ?? 0;
    const asked = work((tx) => extendHolds(tx, [subject], moment(until)));
    if (holds.length === 0) {
      await expect(asked).rejects.toMatchObject({ code: 'stock.hold_unknown' });
    } else if (times >= 5) {
      await expect(asked).rejects.toMatchObject({ code: 'stock.hold_extended_too_often' });
    } else {
      await asked;
      extended.set(subject, times + 1);
      for (const hold of holds) {
        hold.until = until;
      }
    }
  }
}

const historyCount = process.env.ENGAWA_PROOF === 'full' ? 10_000 : 200;

test(
  'random histories give exactly the stock, holds and conflicts of a small model',
  async () => {
    await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 18 }), live), {
      numRuns: historyCount,
    });
    expect(await work((tx) => proveStock(tx))).toEqual([]);
  },
  30 * 60_000,
);
