// 予約販売, the day after all another one: she moves it herself while orders for both days are taken, somebody of the shop
// for her until it is ready. The pieces go from one day's limit to the other's in one commit, behind the locks of both;
// what is kept on the shelf for the same order is kept for the new day. The price stays what it was sold for.
import { fromMilli } from '#kernel/quantity';
import type { Tx } from '#kernel/transaction';
import { findPlaceHours, findPlaces, type PlaceRow } from '#places';
import { transferHolds } from '#stock';
import { ordersRefusals } from '../errors.ts';
import { ordersDayMoved } from '../events.ts';
import { giveBackHours } from '../promise/store.ts';
import type { OrderState } from '../state.ts';
import { lockOrderRow, type OrderRow } from '../store/orders.ts';
import { tellOrder } from '../tell-order.ts';
import { viewOrder } from '../views.ts';
import { type DayOffered, daysLeft, latestClosing } from './find-days.ts';
import {
  dayKey,
  holdUntilAfter,
  isOffered,
  leftMilli,
  openWindows,
  orderUntil,
  type Preorder,
} from './preorder.ts';
import {
  findPreordersById,
  findTakenDays,
  lockPreorderDays,
  moveTakenDays,
  type TakenDay,
} from './store.ts';

/** A customer is bound to the windows and last moments of her order, the shop only to what can be made. */
export type Mover = 'customer' | 'shop';

export type DayToMove = {
  /** uuid */
  readonly orderId: string;
  readonly day: Temporal.PlainDate;
  readonly by: Mover;
};

const movableBy: Readonly<Record<Mover, readonly OrderState[]>> = {
  customer: ['placed', 'accepted'],
  shop: ['placed', 'accepted', 'preparing'],
};

type Order = Pick<OrderRow, 'place_id' | 'handover_place_id' | 'fulfilment' | 'channel'>;

/**
 * Moves all of an order that is made for a day. Asked again for the day it has, it answers the order as it is. Refuses
 * with orders.unknown, orders.no_day, orders.day_settled, orders.day_too_late, orders.preorder_closed,
 * orders.day_not_offered, orders.day_full.
 */
export async function moveDay(tx: Tx, { orderId, day, by }: DayToMove): Promise<OrderRow> {
  const order = await lockOrderRow(tx, orderId);
  if (order === undefined) {
    throw ordersRefusals.unknown();
  }
  const taken = await findTakenDays(tx, orderId);
  const from = taken[0]?.day;
  if (from === undefined) {
    throw ordersRefusals.no_day();
  }
  if (from.equals(day)) {
    return order;
  }
  if (!movableBy[by].includes(order.state as OrderState)) {
    throw ordersRefusals.day_settled({ state: order.state });
  }
  const preorders = await preordersOf(tx, taken);
  const place = await placeOf(tx, order);
  await refuseUnfit(tx, { order, place, preorders, from, day, by });
  // In the order in which a checkout locks: the shelf, then the days.
  await transferHolds(tx, orderId, {
    subjectId: orderId,
    reason: 'order',
    expiresAt: holdUntilAfter(day),
  });
  await takeOther(tx, preorders, taken, day);
  await moveTakenDays(tx, orderId, taken, day);
  if (order.promised_until !== null) {
    await giveBackHours(tx, [orderId]);
  }
  const moved = { ...order, promised_until: null };
  const [seller] = await findPlaces(tx, [order.place_id]);
  const told = tellOrder(moved, seller?.name_ja ?? '');
  tx.emit(
    ordersDayMoved.make(
      told.orderId,
      { ...told, fromDay: from.toString(), day: day.toString(), by },
      { recordId: order.record_id, placeId: place.id, channel: order.channel },
    ),
  );
  return moved;
}

async function preordersOf(tx: Tx, taken: readonly TakenDay[]): Promise<Preorder[]> {
  const ids = [...new Set(taken.map((each) => each.preorderId))];
  return [...(await findPreordersById(tx, ids)).values()];
}

/** Where it is collected, or from where it is sent: by whose hours a day can be had. */
async function placeOf(tx: Tx, order: Order): Promise<PlaceRow> {
  const isSent = order.fulfilment === 'delivery';
  const id = isSent ? order.place_id : (order.handover_place_id ?? order.place_id);
  const [place] = await findPlaces(tx, [id]);
  if (place === undefined) {
    throw ordersRefusals.place_unknown();
  }
  return place;
}

type Wish = {
  readonly order: Order;
  readonly place: PlaceRow;
  readonly preorders: readonly Preorder[];
  readonly from: Temporal.PlainDate;
  readonly day: Temporal.PlainDate;
  readonly by: Mover;
};

async function refuseUnfit(tx: Tx, { order, place, preorders, from, day, by }: Wish) {
  const until = by === 'customer' ? herUntil(tx, order, place, preorders, from) : null;
  if (until === 'closed' || preorders.some(({ isActive }) => !isActive)) {
    throw ordersRefusals.preorder_closed();
  }
  if (until !== null && Temporal.Instant.compare(until, tx.now) <= 0) {
    throw ordersRefusals.day_too_late({ day: from.toString() });
  }
  const hours = (await findPlaceHours(tx, [place], day, day)).get(place.id);
  if (!preorders.every((each) => isOffered(each, day, hours, tx.now))) {
    throw ordersRefusals.day_not_offered({ day: day.toString() });
  }
}

/** The last moment at which she can move it herself; `closed` where no orders are taken as she ordered. */
function herUntil(
  tx: Tx,
  { channel }: Pick<Order, 'channel'>,
  { id: placeId }: PlaceRow,
  preorders: readonly Preorder[],
  day: Temporal.PlainDate,
): Temporal.Instant | 'closed' {
  let first: Temporal.Instant | undefined;
  for (const preorder of preorders) {
    const windows = openWindows(preorder, { placeId, channel }, tx.now);
    if (windows.length === 0 || !preorder.isActive) {
      return 'closed';
    }
    const closesAt = latestClosing(windows.map((each) => each.closesAt));
    first = earliest(earliest(first, orderUntil(preorder, day)), closesAt ?? undefined);
  }
  return first ?? 'closed';
}

function earliest(
  a: Temporal.Instant | undefined,
  b: Temporal.Instant | undefined,
): Temporal.Instant | undefined {
  return a === undefined || (b !== undefined && Temporal.Instant.compare(b, a) < 0) ? b : a;
}

/** Locks both days of each, and refuses where the other has too little left. */
async function takeOther(
  tx: Tx,
  preorders: readonly Preorder[],
  taken: readonly TakenDay[],
  day: Temporal.PlainDate,
): Promise<void> {
  const wanted = taken.map(({ preorderId }) => ({ preorderId, day }));
  const days = new Map(
    [...taken, ...wanted].map((each) => [dayKey(each.preorderId, each.day), each]),
  );
  const locked = await lockPreorderDays(tx, [...days.values()]);
  const rows = new Map(locked.map((row) => [dayKey(row.preorderId, row.day), row]));
  for (const preorder of preorders) {
    const left = leftMilli(preorder, rows.get(dayKey(preorder.id, day)));
    if (left < quantityOf(taken, preorder)) {
      throw ordersRefusals.day_full({ day: day.toString(), left: fromMilli(left) });
    }
  }
}

function quantityOf(taken: readonly TakenDay[], { id }: Preorder): number {
  return taken
    .filter(({ preorderId }) => preorderId === id)
    .reduce((sum, each) => sum + each.takenMilli, 0);
}

export type DayMoves = {
  /** The day it has. */
  readonly day: Temporal.PlainDate;
  readonly timeZone: string;
  /** Who asks can move it until then; null: whenever it is not ready yet. */
  readonly until: Temporal.Instant | null;
  /** The others that can be had, the first first; none: it cannot be moved now. */
  readonly days: readonly DayOffered[];
};

/** As far ahead as a page offers. */
const daysLookedAt = 92;

/** To which days an order can be moved; undefined where nothing of it is made for a day, or there is no such order. */
export async function findDayMoves(
  tx: Tx,
  orderId: string,
  by: Mover,
): Promise<DayMoves | undefined> {
  const order = (await viewOrder(tx, orderId))?.order;
  const taken = order === undefined ? [] : await findTakenDays(tx, orderId);
  const day = taken[0]?.day;
  if (order === undefined || day === undefined) {
    return undefined;
  }
  const preorders = await preordersOf(tx, taken);
  const timeZone = preorders[0]?.timeZone ?? 'UTC';
  const place = await placeOf(tx, order);
  const until = by === 'customer' ? herUntil(tx, order, place, preorders, day) : null;
  const isOver =
    !movableBy[by].includes(order.state as OrderState) ||
    until === 'closed' ||
    (until !== null && Temporal.Instant.compare(until, tx.now) <= 0) ||
    preorders.some(({ isActive }) => !isActive);
  if (isOver) {
    return { day, timeZone, until: null, days: [] };
  }
  const ofEach: (readonly DayOffered[])[] = [];
  for (const preorder of preorders) {
    const asked = { days: daysLookedAt, quantityMilli: quantityOf(taken, preorder) };
    ofEach.push(await daysLeft(tx, preorder, place, asked, null));
  }
  return { day, timeZone, until, days: inAll(ofEach).filter((each) => !each.day.equals(day)) };
}

/** Days on which all of it can be had, with the least free and the earliest last moment of them. */
function inAll(ofEach: readonly (readonly DayOffered[])[]): DayOffered[] {
  const [first = [], ...others] = ofEach;
  return first.flatMap((one) => {
    const same = others.map((days) => days.find(({ day }) => day.equals(one.day)));
    const all = [one, ...same.filter((each) => each !== undefined)];
    return all.length < ofEach.length ? [] : [all.reduce(lesser)];
  });
}

const freedom = ['full', 'few', 'free'] as const;

function lesser(a: DayOffered, b: DayOffered): DayOffered {
  const word = freedom[Math.min(freedom.indexOf(a.word), freedom.indexOf(b.word))] ?? 'full';
  return { day: a.day, orderUntil: earliest(a.orderUntil, b.orderUntil) ?? a.orderUntil, word };
}
