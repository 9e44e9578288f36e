import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, test } from 'vitest';
import { ensureItems } from '#catalog';
import { fixedClock } from '#kernel/clock';
import { Refusal } from '#kernel/errors';
import { type Tx, transaction } from '#kernel/transaction';
import { openPlace } from '#places';
import { expect, openTestHouse } from '#testing';
import { Model, Shelf } from './histories-model.ts';
import {
  applyHolds,
  decideHolds,
  expireHolds,
  extendHolds,
  fulfilHolds,
  type HoldDecision,
  loadStock,
  moveHold,
  postCounts,
  postFacts,
  proveStock,
  receiveStock,
  releaseHolds,
  type StockKey,
  transferHolds,
  type WantedHold,
} from './index.ts';
import { recallLot } from './lots/block-lots.ts';
import { receiveTransfer } from './transfers/receive-transfer.ts';
import { cancelTransfer, requestTransfer } from './transfers/request-transfer.ts';
import { sendTransfer } from './transfers/send-transfer.ts';

type Line = { shelf: number; n: number };
type Step =
  | { do: 'hold'; lines: Line[]; minutes: number }
  | { do: 'fulfil' | 'release' | 'extend' | 'hand_over' | 'move'; pick: number }
  | { do: 'facts'; lines: (Line & { ago: number })[] }
  | { do: 'count'; shelf: number; n: number; ago: number }
  | { do: 'receive'; shelf: number; n: number; day: number | null }
  | { do: 'recall'; item: number; day: number }
  | { do: 'waste'; shelf: number; pick: number; n: number }
  | { do: 'transfer'; shelf: number; n: number }
  | { do: 'go_on'; pick: number; less: number; isCancelled: boolean }
  | { do: 'wait'; minutes: number }
  | { do: 'expire' };

const itemCount = 2;
const placeCount = 2;
const shelfCount = itemCount * placeCount;
/** Lots are known by their day, 0 to 4. */
const day = fc.nat({ max: 4 });
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
      do: fc.constantFrom('fulfil', 'release', 'extend', 'hand_over', 'move'),
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
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('receive' as const),
      shelf,
      n: piece,
      day: fc.option(day, { freq: 4 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('recall' as const),
      item: fc.nat({ max: itemCount - 1 }),
      day,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('waste' as const),
      shelf,
      pick: fc.nat({ max: 4 }),
      n: piece,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('transfer' as const), shelf, n: piece }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('go_on' as const),
      pick: fc.nat({ max: 3 }),
      less: fc.integer({ min: -1, max: 3 }),
      isCancelled: fc.boolean(),
    }),
  },
);

const clock = fixedClock('2026-04-01T00:00:00Z');
let house: Awaited<ReturnType<typeof openTestHouse>>;
let placeIds: string[];
beforeAll(async () => {
  house = await openTestHouse({ clock });
  const place = { kind: 'store', nameJa: '店', timeZone: 'Asia/Tokyo', currency: 'JPY' };
  placeIds = await work(async (tx) => [
    (await openPlace(tx, { code: 'histories', ...place })).id,
    (await openPlace(tx, { code: 'histories-too', ...place })).id,
  ]);
});
afterAll(() => house.drop());

const work = <Answer>(run: (tx: Tx) => Promise<Answer>) =>
  transaction(house.db, { actor: 'test', timeoutMs: 60_000 }, run);

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
       coalesce(b.incoming_milli, 0)::int / 1000 AS incoming,
       EXISTS (SELECT FROM stock.conflict c WHERE c.item_id = k.item AND c.place_id = k.place) AS conflict,
       coalesce((SELECT string_agg(l.code || '=' || l.on_hand_milli / 1000 || ' ' || l.state, ', ' ORDER BY l.code)
         FROM stock.lot l WHERE l.item_id = k.item AND l.place_id = k.place), '') AS lots
     FROM unnest($1::uuid[], $2::uuid[]) WITH ORDINALITY AS k(place, item, at)
     LEFT JOIN stock.balance b ON b.item_id = k.item AND b.place_id = k.place ORDER BY k.at`,
    [keys.map((key) => key.placeId), keys.map((key) => key.itemId)],
  );
  const expected = model.shelves.map((each) => ({
    on_hand: each.onHand(),
    held: model.held(each),
    incoming: each.incoming,
    conflict: each.isConflict,
    lots: each.lots
      .toSorted((a, b) => a.day - b.day)
      .map((lot) => `${lot.day}=${lot.n} ${lot.isBlocked ? 'recalled' : 'good'}`)
      .join(', '),
  }));
  expect(rows).toEqual(expected);
}

async function live(steps: readonly Step[]): Promise<void> {
  const codes = Array.from({ length: itemCount }, () => ({ code: randomUUID() }));
  const items = await work((tx) => ensureItems(tx, { source: 'test' }, codes));
  const model = new Model(itemCount, placeCount);
  const keys = model.shelves.map((each) => ({
    placeId: placeIds[each.place] ?? '',
    itemId: items.get(codes[each.item]?.code ?? '') ?? '',
  }));
  const began = clock.now().subtract({ minutes: model.now });
  const moment = (minute: number) => began.add({ minutes: minute });
  const subjects: string[] = [];
  const extended = new Map<string, number>();
  const at = (index: number) => ({
    key: keys[index] ?? { placeId: '', itemId: '' },
    of: model.shelves[index] ?? new Shelf(0, 0),
  });
  const keyOf = (of: Shelf) => at(model.shelves.indexOf(of)).key;
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
        const kind = n < 0 ? ('sale' as const) : ('return' as const);
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
    } else if (each.do === 'receive') {
      const { n, day: lotDay } = each;
      model.receive(at(each.shelf).of, [{ day: lotDay, n }]);
      const lot = lotDay === null ? null : lotOf(lotDay);
      const received = {
        ...at(each.shelf).key,
        quantityMilli: n * 1000,
        kind: 'receipt',
        lot,
      } as const;
      await work((tx) => receiveStock(tx, [received]));
    } else if (each.do === 'recall') {
      const itemId = keys[each.item]?.itemId ?? '';
      const recalled = work((tx) =>
        recallLot(tx, { itemId, code: String(each.day), because: 'test' }),
      );
      if (model.recall(each.item, each.day)) {
        await recalled;
      } else {
        await expect(recalled).rejects.toMatchObject({ code: 'stock.lot_unknown' });
      }
    } else if (each.do === 'waste') {
      const { of, key } = at(each.shelf);
      const lot = of.lots[each.pick % Math.max(1, of.lots.length)];
      if (lot !== undefined) {
        model.waste(of, lot, each.n);
        await waste(key, lot.day, each.n);
      }
    } else if (each.do === 'transfer') {
      await askFor(model, at(each.shelf).of, each.n, keyOf);
    } else if (each.do === 'go_on') {
      await goOn(model, each);
    } else if (each.do === 'move') {
      await moveOne(model, subjects[each.pick % Math.max(1, subjects.length)], keyOf);
    } else {
      await changeHolds(model, each.do, subjects, each.pick, extended, moment);
    }
    await compare(model, keys);
  }
}

function lotOf(lotDay: number) {
  const bestBefore = Temporal.PlainDate.from('2031-01-01').add({ days: lotDay });
  return { code: String(lotDay), bestBefore, dateKind: 'best_before' as const };
}

async function waste(key: StockKey, lotDay: number, n: number): Promise<void> {
  await work(async (tx) => {
    const { rows } = await tx.client.query<{ id: string }>(
      'SELECT id FROM stock.lot WHERE place_id = $1 AND item_id = $2 AND code = $3',
      [key.placeId, key.itemId, String(lotDay)],
    );
    const lotId = rows[0]?.id ?? '';
    await postFacts(tx, [{ ...key, quantityMilli: -n * 1000, kind: 'loss', lotId }]);
  });
}

async function askFor(
  model: Model,
  from: Shelf,
  n: number,
  keyOf: (shelf: Shelf) => StockKey,
): Promise<void> {
  const to = model.across(from);
  const { placeId: fromPlaceId, itemId } = keyOf(from);
  const asked = work((tx) =>
    requestTransfer(tx, {
      fromPlaceId,
      toPlaceId: keyOf(to).placeId,
      lines: [{ itemId, quantityMilli: n * 1000 }],
    }),
  );
  const until = Number.POSITIVE_INFINITY;
  const subject = randomUUID();
  if (model.hold([{ shelf: from, n }], until, subject)) {
    const { row } = await asked;
    for (const hold of model.holds.filter((each) => each.subject === subject)) {
      hold.subject = row.id;
    }
    const transfer = { from, to, n, subject: row.id, state: 'requested', packed: [] } as const;
    model.transfers.push({ ...transfer, packed: [] });
  } else {
    await expect(asked).rejects.toMatchObject({ code: 'stock.short' });
  }
}

/** The next thing that happens to a transfer: cancelled or sent, then unpacked; more or less than it should be. */
async function goOn(
  model: Model,
  how: { pick: number; less: number; isCancelled: boolean },
): Promise<void> {
  const open = model.transfers.filter((each) => each.state !== 'done');
  const transfer = open[how.pick % Math.max(1, open.length)];
  if (transfer === undefined) {
    return;
  }
  const { subject: id, from, to } = transfer;
  const ofShelf = (n: number) => ({ quantityMilli: n * 1000 });
  const itemId = await itemOf(id);
  if (transfer.state === 'requested') {
    model.end((hold) => hold.subject === id);
    if (how.isCancelled) {
      transfer.state = 'done';
      await work((tx) => cancelTransfer(tx, id));
      return;
    }
    const sent = Math.max(0, transfer.n - how.less);
    transfer.packed = sent === 0 ? [] : model.fact(from, -sent, model.now);
    to.incoming += sent;
    transfer.state = 'sent';
    await work((tx) => sendTransfer(tx, id, [{ itemId, ...ofShelf(sent) }]));
    return;
  }
  const sent = transfer.packed.reduce((total, part) => total + part.n, 0);
  const came = Math.max(0, sent - how.less);
  to.incoming -= sent;
  transfer.state = 'done';
  const parts: { day: number | null; n: number }[] = [];
  let left = came;
  for (const part of transfer.packed.filter((each) => each.day !== null)) {
    const n = Math.min(left, part.n);
    if (n > 0) parts.push({ day: part.day, n });
    left -= n;
  }
  model.receive(to, left > 0 ? [...parts, { day: null, n: left }] : parts);
  await work((tx) => receiveTransfer(tx, id, [{ itemId, ...ofShelf(came) }]));
}

async function itemOf(transferId: string): Promise<string> {
  const { rows } = await house.db.pool.query<{ item_id: string }>(
    'SELECT item_id FROM stock.transfer_line WHERE transfer_id = $1',
    [transferId],
  );
  return rows[0]?.item_id ?? '';
}

/** One hold of a subject goes to the other place, when there is enough. */
async function moveOne(
  model: Model,
  subject: string | undefined,
  keyOf: (shelf: Shelf) => StockKey,
): Promise<void> {
  const hold = model.holds.find((each) => each.subject === subject);
  if (hold === undefined) {
    return;
  }
  const key = keyOf(hold.shelf);
  const to = model.across(hold.shelf);
  const { rows } = await house.db.pool.query<{ id: string }>(
    `SELECT id FROM stock.hold WHERE subject_id = $1 AND state = 'active' AND item_id = $2 AND place_id = $3
       AND quantity_milli = $4 LIMIT 1`,
    [subject, key.itemId, key.placeId, hold.n * 1000],
  );
  const moved = work((tx) => moveHold(tx, rows[0]?.id ?? '', keyOf(to).placeId));
  if (model.free(to) < hold.n) {
    await expect(moved).rejects.toMatchObject({ code: 'stock.short' });
  } else {
    await moved;
    hold.shelf = to;
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
  'random histories give exactly the stock, lots, holds, incoming and conflicts of a small model',
  async () => {
    await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 18 }), live), {
      numRuns: historyCount,
    });
    expect(await work((tx) => proveStock(tx))).toEqual([]);
  },
  30 * 60_000,
);
