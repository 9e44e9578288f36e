import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, test } from 'vitest';
import { importProducts } from '#catalog';
import { ensureRecords } from '#customers';
import { performOne } from '#kernel/batch';
import { fixedClock } from '#kernel/clock';
import { Refusal } from '#kernel/errors';
import { type Tx, transaction } from '#kernel/transaction';
import { post, proveLedger } from '#ledger';
import { recordAuthorisation } from '#payments';
import { openPlace } from '#places';
import { expireHolds, postFacts, proveStock } from '#stock';
import { expect, openTestHouse } from '#testing';
import { cancelLines } from './cancel/cancel-lines.ts';
import { cancelOrder } from './cancel/cancel-order.ts';
import { rejectUnpaid } from './change-state.ts';
import {
  fee,
  freeFrom,
  Model,
  type ModelLine,
  type ModelOrder,
  nothingHeld,
  pointsGone,
  prices,
  type SentRow,
  split,
  worthOf,
} from './histories-model.ts';
import { changeState, placeOrder } from './index.ts';
import { takeReturn } from './returns/take-return.ts';
import { shipOrder } from './shipping/ship-order.ts';
import { commitValue } from './tender/settle-value.ts';

const few = fc.integer({ min: 0, max: 4 });
/** More than one shop has, often enough. */
const many = fc.oneof(few, fc.integer({ min: 15, max: 45 }));
const pointsToSpend = fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 1500 }));
const step = fc.oneof(
  fc.record({
    do: fc.constant('order' as const),
    cups: few,
    teas: few,
    points: pointsToSpend,
    way: fc.constantFrom(
      'carry_out' as const,
      'counter' as const,
      'card' as const,
      'sent' as const,
    ),
  }),
  fc.record({
    do: fc.constant('order' as const),
    cups: many,
    teas: many,
    points: pointsToSpend,
    way: fc.constant('routed' as const),
  }),
  fc.record({ do: fc.constant('ship' as const), pick: fc.nat(20), parcel: fc.nat(1) }),
  fc.record({
    do: fc.constantFrom('answer' as const, 'cancel' as const, 'leave' as const),
    pick: fc.nat(20),
    isYes: fc.boolean(),
  }),
  fc.record({
    do: fc.constantFrom('return' as const, 'cancel_part' as const),
    pick: fc.nat(20),
    line: fc.nat(1),
    pieces: fc.integer({ min: 1, max: 5 }),
    isBroken: fc.boolean(),
    disposition: fc.constantFrom('restocked' as const, 'damaged' as const, 'kept' as const),
  }),
  fc.record({ do: fc.constant('fact' as const), item: fc.nat(1), pieces: few }),
  fc.record({ do: fc.constant('week' as const) }),
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

const clock = fixedClock('2026-11-21T01:00:00Z');
let house: Awaited<ReturnType<typeof openTestHouse>>;
let shop = '';
let other = '';
let web = '';
beforeAll(async () => {
  house = await openTestHouse({ clock });
  await work(async (tx) => {
    const place = { kind: 'store', timeZone: 'Asia/Tokyo', currency: 'JPY' } as const;
    const able = ['sells', 'holds_stock', 'hands_over', 'ships'] as const;
    shop = (await openPlace(tx, { ...place, code: 'shop', nameJa: '店', capabilities: able })).id;
    other = (await openPlace(tx, { ...place, code: 'other', nameJa: '別の店' })).id;
    const selling = { kind: 'web', capabilities: ['sells', 'delivers'] } as const;
    web = (await openPlace(tx, { ...place, ...selling, code: 'web', nameJa: 'ウェブ' })).id;
  });
  await house.db.pool.query('UPDATE orders.policy SET point_days = NULL');
  await house.db.pool.query(
    `INSERT INTO orders.delivery_terms (currency, fees_minor, free_from_minor, updated_at)
     VALUES ('JPY', array_fill($1::int, ARRAY[47]), $2, now())`,
    [fee, freeFrom],
  );
});
afterAll(() => house.drop());

function work<Answer>(run: (tx: Tx) => Promise<Answer>): Promise<Answer> {
  return transaction(house.db, { actor: 'test', timeoutMs: 20_000 }, run);
}

/** The code of a refusal, or what was answered. */
async function tried<Answer>(run: (tx: Tx) => Promise<Answer>): Promise<Answer | string> {
  try {
    return await work(run);
  } catch (error) {
    if (error instanceof Refusal) {
      return error.code;
    }
    throw error;
  }
}

type Part = { readonly line: ModelLine; readonly pieces: number };

class History {
  model = new Model();
  itemIds: string[] = [];
  recordId = '';

  async open(): Promise<void> {
    await work(async (tx) => {
      const source = randomUUID();
      const made = await importProducts(tx, { source, currency: 'JPY' }, [
        { code: 'cup', name: '湯のみ', price: '1100' },
        { code: 'tea', name: 'ほうじ茶', price: '540', taxClass: 'reduced' },
      ]);
      this.itemIds = made.map((each) => ('itemId' in each ? (each.itemId ?? '') : ''));
      const opening = { quantityMilli: 30_000, kind: 'opening' } as const;
      await postFacts(
        tx,
        [shop, other].flatMap((placeId) =>
          this.itemIds.map((itemId) => ({ ...opening, placeId, itemId })),
        ),
      );
      const records = await ensureRecords(tx, { source }, [{ key: 'her' }]);
      this.recordId = records.get('her')?.recordId ?? '';
      const account = { ownerKind: 'record', ownerId: this.recordId, unit: 'points' } as const;
      const earn = { kind: 'earn', account, amount: 3000, expiresAt: null } as const;
      await performOne(tx, post, { ...earn, reference: source });
    });
  }

  async order({ cups, teas, points, way }: Extract<Step, { do: 'order' }>): Promise<void> {
    const { model } = this;
    const wanted = ([cups, teas] as const)
      .map((pieces, item) => ({ item: item as 0 | 1, pieces }))
      .filter((each) => each.pieces > 0);
    const gross = wanted.reduce((sum, each) => sum + each.pieces * prices[each.item], 0);
    if (wanted.length === 0) {
      return;
    }
    const isOut = way === 'carry_out';
    const isSent = way === 'sent' || way === 'routed';
    const isRouted = way === 'routed';
    const isByCard = way === 'card' || isRouted;
    const rest = isByCard ? { method: 'card', token: 'ok' } : { method: 'cash' };
    const answer = await tried((tx) =>
      performOne(tx, placeOrder, {
        placeId: isRouted ? web : shop,
        ...(isOut || isSent ? {} : { handoverPlaceId: shop }),
        fulfilment: isOut ? 'carry_out' : isSent ? 'delivery' : 'pickup',
        ...(isSent
          ? { contact: { fullName: '縁側花子', prefecture: '京都府', address: '1-1' } }
          : {}),
        channel: 'pos',
        lines: wanted.map(({ item, pieces }) => ({
          itemId: this.itemIds[item] ?? '',
          quantityMilli: pieces * 1000,
        })),
        recordId: this.recordId,
        payment: [
          ...(points > 0 ? [{ method: 'points', amountMinor: points } as const] : []),
          rest as { method: 'card' | 'cash' },
        ],
        actor: 'test',
      }),
    );
    const there = (item: 0 | 1) =>
      isRouted
        ? Math.max(0, model.free(0, item)) + Math.max(0, model.free(1, item))
        : model.free(0, item);
    const isShort = !isOut && wanted.some(({ item, pieces }) => there(item) < pieces);
    if (points > gross) {
      expect(answer).toBe('orders.points_too_many');
      return;
    }
    if (points > model.points || isShort) {
      expect(answer).toBe(points > model.points ? 'ledger.short' : 'stock.short');
      return;
    }
    if (typeof answer === 'string') {
      throw new Error(`refused with ${answer}`);
    }
    const sentFor = isSent && gross < freeFrom ? fee : 0;
    const total = gross - points + sentFor;
    const isAsking = isByCard && total > 0;
    const shares = split(
      points,
      wanted.map(({ item, pieces }) => pieces * prices[item]),
    );
    const made: ModelOrder = {
      id: answer.row.id,
      payments: answer.paymentIds,
      cardId: isAsking ? answer.paymentIds.at(-1) : undefined,
      state: isAsking ? 'asking' : isOut ? 'out' : 'open',
      lines: wanted.map(({ item, pieces }, index) => ({
        item,
        pieces,
        gone: 0,
        points: shares[index] ?? 0,
        net: pieces * prices[item] - (shares[index] ?? 0),
        place: 0,
        parcel: 1,
        hasLeft: isOut,
      })),
      held: isOut ? nothingHeld : [[cups, teas], nothingHeld[1]],
      isSent,
      earned: 0,
      spent: points,
      fee: sentFor,
    };
    if (isRouted) {
      await this.route(made, answer.row.handover_place_id);
    }
    made.earned = worthOf(made).earns;
    model.points -= points;
    if (isOut) {
      model.points += made.earned;
      wanted.forEach(({ item, pieces }) => {
        model.move(0, item, -pieces);
      });
    } else {
      model.pending += made.earned;
      model.reserved += isAsking ? points : 0;
    }
    model.orders.push(made);
  }

  /** Who sends it is read; that it is right is asked of it: one who has all of it, else what each of both has free. */
  async route(order: ModelOrder, firstId: string | null): Promise<void> {
    const { model } = this;
    const { rows } = await house.db.pool.query<SentRow>(
      `SELECT array_position($2::uuid[], l.item_id) - 1 AS item, (l.quantity_milli / 1000)::int AS pieces,
         coalesce(s.place_id, $3) AS at, coalesce(s.parcel, 1) AS parcel
       FROM orders.line l LEFT JOIN orders.sent_line s USING (order_id, line)
       WHERE l.order_id = $1 ORDER BY l.line`,
      [order.id, this.itemIds, firstId],
    );
    const whole = order.lines;
    const places = ([0, 1] as const).filter((place) =>
      whole.every(({ item, pieces }) => model.free(place, item) >= pieces),
    );
    expect(new Set(rows.map(({ at }) => at)).size).toBe(places.length > 0 ? 1 : 2);
    const done: ModelLine[] = [];
    for (const { item, pieces, at, parcel } of rows) {
      const place = at === other ? 1 : 0;
      expect(model.free(place, item)).toBeGreaterThanOrEqual(pieces);
      const of = whole.find((each) => each.item === item);
      const before = done.filter((each) => each.item === item);
      const from = before.reduce((sum, each) => sum + each.pieces, 0);
      const share = (all: number) =>
        Math.floor((all * (from + pieces)) / (of?.pieces ?? 1)) -
        Math.floor((all * from) / (of?.pieces ?? 1));
      const net = share(of?.net ?? 0);
      const points = pieces * prices[item] - net;
      done.push({ item, pieces, gone: 0, net, points, place, parcel, hasLeft: false });
    }
    for (const { item, pieces } of whole) {
      const sum = done.filter((each) => each.item === item);
      expect(sum.reduce((all, each) => all + each.pieces, 0)).toBe(pieces);
    }
    order.lines = done;
    if (places.length === 0) {
      this.isSplit.add(order);
    }
    order.held = [0, 1].map((place) =>
      [0, 1].map((item) =>
        done
          .filter((line) => line.place === place && line.item === item)
          .reduce((sum, line) => sum + line.pieces, 0),
      ),
    );
  }

  async answer(order: ModelOrder, isYes: boolean): Promise<void> {
    const { cardId } = order;
    // What a shop has sent already is asked for the money by people.
    const isPartlyGone = !isYes && order.lines.some((line) => line.hasLeft);
    if (order.state !== 'asking' || cardId === undefined || isPartlyGone) {
      return;
    }
    const state = isYes ? 'authorised' : 'failed';
    await work(async (tx) => {
      await recordAuthorisation(tx, cardId, { state, reference: null });
      await (isYes ? commitValue(tx, order.id) : rejectUnpaid(tx, order.id));
    });
    if (isYes) {
      this.commit(order);
      order.state = 'open';
    } else {
      this.model.reserved -= order.spent;
      this.undo(order);
    }
  }

  /** What was kept is spent, less what was given back of it meanwhile. */
  commit(order: ModelOrder): void {
    const back = this.keptBack.get(order) ?? 0;
    this.keptBack.delete(order);
    this.model.reserved -= order.spent;
    this.model.points += back;
    order.spent -= back;
  }

  /** Nothing of it was ever sold. */
  undo(order: ModelOrder): void {
    this.model.points += order.spent;
    this.model.pending -= order.earned;
    Object.assign(order, { state: 'over', held: nothingHeld, earned: 0, spent: 0 });
    order.lines = [];
  }

  async end(order: ModelOrder, to: 'cancelled' | 'handed_over'): Promise<void> {
    const answer = await tried((tx) =>
      to === 'cancelled' ? cancelOrder(tx, order.id, null) : changeState(tx, order.id, to),
    );
    if (order.state === 'out' || order.state === 'over') {
      // Carried out orders are completed; what has ended stays as it is.
      return;
    }
    const open = order.lines.filter((line) => !line.hasLeft && line.pieces > 0);
    if (to === 'handed_over' && this.isSplit.has(order)) {
      return expect(answer).toBe('orders.parcels_open');
    }
    expect(typeof answer).toBe('object');
    if (to === 'cancelled') {
      if (open.length < order.lines.filter((line) => line.pieces > 0).length) {
        this.takeOff(
          order,
          open.map((line) => ({ line, pieces: line.pieces })),
        );
        return;
      }
      this.model.reserved -= order.state === 'asking' ? order.spent : 0;
      this.undo(order);
      return;
    }
    this.leave(order, open);
  }

  /** These lines leave from where they are; the order has left with the last. */
  leave(order: ModelOrder, lines: readonly ModelLine[]): void {
    for (const line of lines) {
      line.hasLeft = true;
      this.model.move(line.place, line.item, -line.pieces);
    }
    const gone = new Set(lines.map((line) => line.place));
    order.held = order.held.map((of, place) => (gone.has(place as 0 | 1) ? [0, 0] : of));
    this.settle(order);
  }

  settle(order: ModelOrder): void {
    if (order.lines.some((line) => !line.hasLeft && line.pieces > 0)) {
      return;
    }
    if (order.state === 'asking') {
      this.commit(order);
    }
    this.model.pending -= order.earned;
    this.model.points += order.earned;
    Object.assign(order, { state: 'out', held: nothingHeld });
  }

  /** Orders that two places send. */
  isSplit = new Set<ModelOrder>();

  async ship(order: ModelOrder, parcel: number): Promise<void> {
    const isSplit = this.isSplit.has(order);
    const which = { number: isSplit ? parcel + 1 : undefined, placeId: null };
    const answer = await tried((tx) => shipOrder(tx, order.id, 'yamato', '123456789012', which));
    const isOpen = order.state === 'open' || order.state === 'asking';
    if (!order.isSent || !isOpen) {
      expect(isOpen || order.state === 'out' || typeof answer === 'string').toBe(true);
      return;
    }
    const ofParcel = order.lines.filter((line) => !isSplit || line.parcel === which.number);
    const waiting = ofParcel.filter((line) => !line.hasLeft && line.pieces > 0);
    if (waiting.length === 0) {
      // It has left already, or all of it was cancelled.
      const isGone = ofParcel.some((line) => line.hasLeft);
      expect(isGone ? typeof answer : answer).toBe(isGone ? 'object' : 'orders.parcel_empty');
      return;
    }
    expect(typeof answer).toBe('object');
    this.leave(order, waiting);
  }

  async giveBack(order: ModelOrder, step_: Extract<Step, { do: 'return' | 'cancel_part' }>) {
    const line = order.lines[step_.line % Math.max(1, order.lines.length)];
    const number = line === undefined ? 1 : order.lines.indexOf(line) + 1;
    const wish = { line: number, quantityMilli: step_.pieces * 1000 };
    const { disposition } = step_;
    const isReturn = step_.do === 'return';
    const answer = await tried<unknown>((tx) =>
      isReturn
        ? takeReturn(tx, {
            orderId: order.id,
            placeId: other,
            lines: [{ ...wish, disposition }],
            reason: step_.isBroken ? 'defect' : 'changed_mind',
          })
        : cancelLines(tx, { orderId: order.id, lines: [wish], reason: 'test' }),
    );
    const isOpen = order.state === 'open' || order.state === 'asking';
    if (isReturn ? order.state !== 'out' : !isOpen) {
      expect(answer).toBe(isReturn ? 'orders.return_too_early' : 'orders.cancel_too_late');
      return;
    }
    if (line === undefined || line.pieces - line.gone < step_.pieces) {
      expect(answer).toBe('orders.left_of_line');
      return;
    }
    if (!isReturn && line.hasLeft) {
      expect(answer).toBe('orders.line_left');
      return;
    }
    expect(typeof answer).toBe('object');
    if (!isReturn) {
      if (order.lines.reduce((sum, each) => sum + each.pieces, 0) === step_.pieces) {
        this.model.reserved -= order.state === 'asking' ? order.spent : 0;
        this.undo(order);
      } else {
        this.takeOff(order, [{ line, pieces: step_.pieces }]);
      }
      return;
    }
    const points = pointsGone(line, line.gone + step_.pieces) - pointsGone(line, line.gone);
    line.gone += step_.pieces;
    const isWhole = order.lines.every(({ pieces, gone }) => pieces === gone);
    order.fee = isWhole && step_.isBroken ? 0 : order.fee;
    if (disposition === 'restocked') {
      this.model.move(1, line.item, step_.pieces);
    }
    const { earns } = worthOf(order);
    this.model.points -= order.earned - earns;
    this.model.points += points;
    order.spent -= points;
    order.earned = earns;
  }

  /** Pieces that have not left are not wanted any more. */
  takeOff(order: ModelOrder, parts: readonly Part[]): void {
    let points = 0;
    for (const { line, pieces } of parts) {
      const off = pointsGone(line, pieces);
      line.net -= Math.floor((line.net * pieces) / line.pieces);
      line.points -= off;
      line.pieces -= pieces;
      points += off;
    }
    this.holdLess(order, parts);
    const { earns } = worthOf(order);
    this.model.pending -= order.earned - earns;
    order.earned = earns;
    if (order.state === 'asking') {
      // What is still kept is given back with the answer.
      const back = (this.keptBack.get(order) ?? 0) + points;
      this.keptBack.set(order, back);
      if (back === order.spent) {
        this.commit(order);
      }
    } else {
      this.model.points += points;
      order.spent -= points;
    }
    this.settle(order);
  }
  keptBack = new Map<ModelOrder, number>();

  /** Held anew, as far as the shelves have it. */
  holdLess(order: ModelOrder, parts: readonly Part[]): void {
    const { held } = order;
    order.held = nothingHeld;
    order.held = [0, 1].map((place) =>
      [0, 1].map((item) => {
        const off = parts
          .filter(({ line }) => line.place === place && line.item === item)
          .reduce((sum, { pieces }) => sum + pieces, 0);
        const left = Math.max(0, (held[place]?.[item] ?? 0) - off);
        return Math.min(left, Math.max(0, this.model.free(place, item)));
      }),
    );
  }

  async check(): Promise<void> {
    const { model, itemIds, recordId } = this;
    const { rows: shelves } = await house.db.pool.query<
      Record<'at' | 'item' | 'n' | 'held', number>
    >(
      `SELECT (place_id = $2)::int AS at, array_position($1::uuid[], item_id) - 1 AS item,
         (on_hand_milli / 1000)::int AS n, (held_milli / 1000)::int AS held
       FROM stock.balance WHERE item_id = ANY ($1)`,
      [itemIds, other],
    );
    for (const { at, item, n, held } of shelves) {
      expect([n, held]).toEqual([model.onHand[at]?.[item], model.held(at, item)]);
    }
    const { rows } = await house.db.pool.query(
      `SELECT sum(pending_amount)::int AS pending, sum(available_amount)::int AS points,
         sum(reserved_amount)::int AS reserved FROM ledger.account WHERE owner_id = $1`,
      [recordId],
    );
    const { pending, points, reserved } = model;
    expect(rows[0]).toEqual({ pending, points, reserved });
    const { rows: uneven } = await house.db.pool.query(
      `SELECT 1 FROM ledger.posting WHERE set_id IN (SELECT p.set_id FROM ledger.posting p
         JOIN ledger.account a ON a.id = p.account_id WHERE a.owner_id = $1)
       GROUP BY set_id HAVING sum(amount) <> 0`,
      [recordId],
    );
    expect(uneven).toHaveLength(0);
    await this.checkOrders();
  }

  /** What stands of an order is what its payments stand for, and its tax that of one receipt. */
  async checkOrders(): Promise<void> {
    const ids = this.model.orders.map((order) => order.id);
    const { rows } = await house.db.pool.query<Record<string, number | string>>(
      `SELECT o.id, sum(r.total_minor)::int AS total, sum(r.tax_minor)::int AS tax,
         (SELECT coalesce(sum(CASE WHEN p.state IN ('pending', 'authorised', 'unknown')
            THEN p.amount_minor - p.forgone_minor ELSE p.captured_minor - p.refunding_minor END), 0)::int
          FROM payments.payment p WHERE p.order_id = o.id AND p.method <> 'points') AS paid
       FROM orders.order o JOIN orders.order r ON r.id = o.id OR r.returns_order_id = o.id
       WHERE o.id = ANY ($1::uuid[]) GROUP BY o.id`,
      [ids],
    );
    for (const order of this.model.orders) {
      if (order.lines.length > 0) {
        const { total, tax } = worthOf(order);
        const row = rows.find((each) => each.id === order.id);
        expect(row).toMatchObject({ total, tax, paid: total });
      }
    }
  }
}

async function live(steps: readonly Step[]): Promise<void> {
  const history = new History();
  await history.open();
  for (const each of steps) {
    const { orders } = history.model;
    const order = 'pick' in each ? orders[each.pick % Math.max(1, orders.length)] : undefined;
    if (each.do === 'order') {
      await history.order(each);
    } else if (each.do === 'fact') {
      const [item, pieces] = [each.item as 0 | 1, each.pieces + 1];
      const sold = { placeId: shop, itemId: history.itemIds[item] ?? '', kind: 'sale' } as const;
      const occurredAt = clock.now().subtract({ hours: 20 });
      await work((tx) => postFacts(tx, [{ ...sold, quantityMilli: -pieces * 1000, occurredAt }]));
      history.model.move(0, item, -pieces);
    } else if (each.do === 'week') {
      clock.move({ hours: 24 * 8 });
      await work((tx) => expireHolds(tx, clock.now(), 10_000));
      for (const kept of orders) {
        kept.held = nothingHeld;
      }
    } else if (order !== undefined && each.do === 'answer') {
      await history.answer(order, each.isYes);
    } else if (order !== undefined && (each.do === 'cancel' || each.do === 'leave')) {
      await history.end(order, each.do === 'cancel' ? 'cancelled' : 'handed_over');
    } else if (order !== undefined && each.do === 'ship') {
      await history.ship(order, each.parcel);
    } else if (order !== undefined && (each.do === 'return' || each.do === 'cancel_part')) {
      await history.giveBack(order, each);
    }
    await history.check();
  }
}

const historyCount = process.env.ENGAWA_PROOF === 'full' ? 10_000 : 40;

test(
  'orders, cancellations, returns and offline facts give exactly the shelves, points and books of a small model',
  async () => {
    const histories = fc.array(step, { minLength: 3, maxLength: 14 });
    await fc.assert(fc.asyncProperty(histories, live), {
      numRuns: historyCount,
      endOnFailure: false,
    });
    expect((await work((tx) => proveLedger(tx))).differences).toEqual([]);
    expect(await work((tx) => proveStock(tx))).toEqual([]);
  },
  60 * 60_000,
);
