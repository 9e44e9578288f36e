// One order of a shop that closed: kept at the nearest neighbour that has all of it; where several have it together, the
// nearest is lent what it lacks; where nobody has it, it waits for the shop and she is told, with the choice to cancel.

import { findItems } from '#catalog';
import { Refusal } from '#kernel/errors';
import type { Tx } from '#kernel/transaction';
import { findPlaceHours, findPlaces, openingOf, type PlaceRow } from '#places';
import {
  applyHolds,
  availableMilli,
  balanceOf,
  decideHolds,
  findStockOf,
  loadStock,
  releaseHolds,
  requestTransfer,
  toBalance,
} from '#stock';
import { findParcels, moveParcelRows, type OrderParcel } from '../parcels/store.ts';
import { holdUntilAfter, type Preorder } from '../preorders/preorder.ts';
import { findPreordersById, findTakenDays, type TakenDay } from '../preorders/store.ts';
import { findPromise } from '../promise/desk.ts';
import { loadDesks } from '../promise/load-desks.ts';
import { movePromise, tellMoved } from '../promise/move-promise.ts';
import { findPromiseMoves, movePromiseRow } from '../promise/store.ts';
import { findSoldLines } from '../store/changes.ts';
import { lockOrderRow, type OrderRow } from '../store/orders.ts';
import type { ClosingUntil } from './close-place.ts';
import { prolongParcel } from './store.ts';

export type OrderMoved = 'moved' | 'lent' | 'waiting' | 'kept' | 'rerouted';

const reason = 'place_closed';

/** Undefined for an order that has gone another way meanwhile. */
export async function moveOrder(
  tx: Tx,
  orderId: string,
  closing: ClosingUntil,
  neighbours: readonly PlaceRow[],
): Promise<OrderMoved | undefined> {
  const order = await lockOrderRow(tx, orderId);
  const parcels = order === undefined ? [] : await findParcels(tx, order);
  if (order !== undefined && parcels.length > 0) {
    return moveParcel(tx, order, parcels, closing, neighbours);
  }
  if (order === undefined || (order.handover_place_id ?? order.place_id) !== closing.placeId) {
    return undefined;
  }
  const taken = await findTakenDays(tx, orderId);
  if (await isMadeAfter(tx, closing, taken)) {
    return undefined;
  }
  if (order.state === 'ready') {
    return keepReady(tx, order, closing);
  }
  if (!['placed', 'accepted', 'preparing'].includes(order.state) || isAfter(order, closing)) {
    return undefined;
  }
  if (taken.length > 0) {
    return moveMade(tx, order, taken, neighbours);
  }
  const wants = await stockedWants(tx, order);
  const whole = await findWhole(tx, wants, neighbours);
  if (whole !== undefined) {
    await holdAt(tx, order, whole, wants);
    return order.fulfilment === 'pickup'
      ? pickupAt(tx, order, whole, 'moved')
      : sendFrom(tx, order, whole);
  }
  const lender = order.fulfilment === 'pickup' ? await findLent(tx, wants, neighbours) : undefined;
  if (lender !== undefined) {
    await lend(tx, order, lender);
    return pickupAt(tx, order, lender.place, 'lent');
  }
  return wait(tx, order);
}

/**
 * Its part of an order that several places send: the nearest neighbour sends it that has all of it and sends none of the
 * order's other parcels; what is packed stays, and what nobody has waits for the shop.
 */
async function moveParcel(
  tx: Tx,
  order: OrderRow,
  parcels: readonly OrderParcel[],
  { placeId }: ClosingUntil,
  neighbours: readonly PlaceRow[],
): Promise<OrderMoved | undefined> {
  const parcel = parcels.find((each) => each.placeId === placeId);
  if (parcel === undefined || parcel.state === 'sent' || parcel.state === 'empty') {
    return undefined;
  }
  if (parcel.state === 'packed') {
    return 'kept';
  }
  const senders = new Set(parcels.map((each) => each.placeId));
  const wants = await stockedWants(tx, order, parcel);
  const others = neighbours.filter(({ id }) => !senders.has(id));
  const whole = await findWhole(tx, wants, others);
  if (whole === undefined) {
    return 'waiting';
  }
  const expiresAt = tx.now.add({ hours: 24 * 7 });
  await holdAt(tx, order, whole, wants, expiresAt, placeId);
  await moveParcelRows(tx, order.id, parcel.number, whole.id);
  const [from, to] = [placeId, whole.id].map((id) => ({ ...order, handover_place_id: id }));
  if (from !== undefined && to !== undefined) {
    await (parcel.number === 1 ? tellPlaces(tx, from, to) : tellMoved(tx, from, to, reason));
  }
  return 'rerouted';
}

/** Promised for when the shop is open again: nothing has to change. */
function isAfter({ promised_until: at }: OrderRow, { until }: ClosingUntil): boolean {
  return at !== null && Temporal.Instant.compare(at, until) > 0;
}

/** Made for a day on which the shop is open again (予約販売). */
async function isMadeAfter(
  tx: Tx,
  { placeId, until }: ClosingUntil,
  [made]: readonly TakenDay[],
): Promise<boolean> {
  const [place] = made === undefined ? [] : await findPlaces(tx, [placeId]);
  return (
    made !== undefined &&
    place !== undefined &&
    Temporal.Instant.compare(made.day.toZonedDateTime(place.time_zone).toInstant(), until) >= 0
  );
}

/**
 * Made for a day that is now closed: a neighbour goes on that takes such orders and is open on that day. The day stays,
 * and with it what it takes of the day's limit, which is one for all places; no hour is promised.
 */
async function moveMade(
  tx: Tx,
  order: OrderRow,
  taken: readonly TakenDay[],
  neighbours: readonly PlaceRow[],
): Promise<OrderMoved> {
  const day = taken[0]?.day ?? tx.now.toZonedDateTimeISO('UTC').toPlainDate();
  const preorders = await findPreordersById(tx, [...new Set(taken.map((each) => each.preorderId))]);
  const hours = await findPlaceHours(tx, neighbours, day, day);
  const able = neighbours.filter(({ id }) => {
    const ofPlace = hours.get(id);
    const isOpen = ofPlace === undefined || openingOf(ofPlace, day).intervals.length > 0;
    return isOpen && [...preorders.values()].every((each) => isTakenAt(each, id));
  });
  const wants = await stockedWants(tx, order);
  const whole = await findWhole(tx, wants, able);
  if (whole === undefined) {
    await tellPlaces(tx, order, { ...order, promised_until: null });
    return 'waiting';
  }
  await holdAt(tx, order, whole, wants, holdUntilAfter(day));
  await tellPlaces(tx, order, { ...order, promised_until: null, handover_place_id: whole.id });
  return order.fulfilment === 'pickup' ? 'moved' : 'rerouted';
}

function isTakenAt({ windows }: Preorder, placeId: string): boolean {
  return windows.some((each) => each.placeId === null || each.placeId === placeId);
}

type Wants = ReadonlyMap<string, number>;

async function stockedWants(tx: Tx, order: OrderRow, parcel?: OrderParcel): Promise<Wants> {
  const lines = (await findSoldLines(tx, order.id)).filter(
    (line) => line.day === null && parcel?.lines.includes(line.line) !== false,
  );
  const items = await findItems(
    tx,
    lines.map((line) => line.item_id),
  );
  const wants = new Map<string, number>();
  for (const line of lines) {
    if (items.get(line.item_id)?.isStocked === true && line.quantity_milli > 0) {
      wants.set(line.item_id, (wants.get(line.item_id) ?? 0) + line.quantity_milli);
    }
  }
  return wants;
}

/** What each neighbour has free, as it is read without locks; the holds decide. */
async function freeAt(
  tx: Tx,
  wants: Wants,
  neighbours: readonly PlaceRow[],
): Promise<Map<string, Map<string, number>>> {
  const keys = neighbours.flatMap(({ id: placeId }) =>
    [...wants.keys()].map((itemId) => ({ placeId, itemId })),
  );
  const free = new Map<string, Map<string, number>>();
  for (const row of await findStockOf(tx, keys)) {
    const ofPlace = free.get(row.place_id) ?? new Map<string, number>();
    free.set(row.place_id, ofPlace.set(row.item_id, Math.max(0, availableMilli(toBalance(row)))));
  }
  return free;
}

async function findWhole(
  tx: Tx,
  wants: Wants,
  neighbours: readonly PlaceRow[],
): Promise<PlaceRow | undefined> {
  const free = await freeAt(tx, wants, neighbours);
  return neighbours.find(({ id }) =>
    [...wants].every(([itemId, milli]) => (free.get(id)?.get(itemId) ?? 0) >= milli),
  );
}

type Lent = {
  readonly place: PlaceRow;
  /** What the nearest has itself, and what each other one lends. */
  readonly own: Wants;
  readonly from: ReadonlyMap<string, Wants>;
};

async function findLent(
  tx: Tx,
  wants: Wants,
  neighbours: readonly PlaceRow[],
): Promise<Lent | undefined> {
  const [place, ...others] = neighbours;
  if (place === undefined) {
    return undefined;
  }
  const free = await freeAt(tx, wants, neighbours);
  const own = new Map<string, number>();
  const from = new Map<string, Map<string, number>>();
  for (const [itemId, milli] of wants) {
    const here = Math.min(milli, free.get(place.id)?.get(itemId) ?? 0);
    if (here > 0) {
      own.set(itemId, here);
    }
    let left = milli - here;
    for (const other of others) {
      const some = Math.min(left, free.get(other.id)?.get(itemId) ?? 0);
      if (some > 0) {
        from.set(other.id, (from.get(other.id) ?? new Map<string, number>()).set(itemId, some));
        left -= some;
      }
    }
    if (left > 0) {
      return undefined;
    }
  }
  return { place, own, from };
}

/**
 * Held there instead of in the shop that closed; both ends are locked in one order. `parcelAt` (uuid): only what is kept
 * there, of an order that several places send.
 */
async function holdAt(
  tx: Tx,
  order: OrderRow,
  place: PlaceRow,
  wants: Wants,
  expiresAt: Temporal.Instant = tx.now.add({ hours: 24 * 7 }),
  parcelAt?: string,
): Promise<void> {
  const fromId = parcelAt ?? order.handover_place_id ?? order.place_id;
  const keys = [fromId, place.id].flatMap((placeId) =>
    [...wants.keys()].map((itemId) => ({ placeId, itemId })),
  );
  const facts = await loadStock(tx, keys);
  const decisions = decideHolds(
    facts,
    [...wants].map(([itemId, quantityMilli]) => ({
      placeId: place.id,
      itemId,
      quantityMilli: Math.min(
        quantityMilli,
        Math.max(0, availableMilli(balanceOf(facts, { placeId: place.id, itemId }))),
      ),
      reason: 'order' as const,
      subjectId: order.id,
      expiresAt,
    })),
  );
  if (decisions instanceof Refusal) {
    throw decisions;
  }
  await releaseHolds(tx, [order.id], reason, parcelAt);
  await applyHolds(tx, await loadStock(tx, keys), decisions);
}

async function pickupAt(
  tx: Tx,
  order: OrderRow,
  place: PlaceRow,
  became: 'moved' | 'lent',
): Promise<OrderMoved> {
  const readyBy = became === 'lent' ? await tomorrowAt(tx, place) : undefined;
  await movePromise(tx, {
    orderId: order.id,
    placeId: place.id,
    reason,
    ...(readyBy === undefined ? {} : { readyBy }),
  });
  return became;
}

/** What is lent arrives with the next day's round. */
async function tomorrowAt(tx: Tx, place: PlaceRow): Promise<Temporal.Instant | undefined> {
  const desk = (await loadDesks(tx, [place])).get(place.id);
  const promised =
    desk === undefined
      ? undefined
      : findPromise({ ...desk, rule: { ...desk.rule, hourCapacity: null } }, () => 0, {
          nowMs: tx.now.add({ hours: 24 }).epochMilliseconds,
          work: 1,
          isUnsure: false,
        });
  return promised === undefined
    ? undefined
    : Temporal.Instant.fromEpochMilliseconds(promised.readyByMs);
}

async function lend(tx: Tx, order: OrderRow, { place, own, from }: Lent): Promise<void> {
  if (own.size > 0) {
    await holdAt(tx, order, place, own);
  } else {
    await releaseHolds(tx, [order.id], reason);
  }
  for (const [fromPlaceId, lines] of from) {
    await requestTransfer(tx, {
      fromPlaceId,
      toPlaceId: place.id,
      subjectId: order.id,
      lines: [...lines].map(([itemId, quantityMilli]) => ({ itemId, quantityMilli })),
    });
  }
}

async function sendFrom(tx: Tx, order: OrderRow, place: PlaceRow): Promise<OrderMoved> {
  await tellPlaces(tx, order, { ...order, handover_place_id: place.id });
  return 'rerouted';
}

/** Nobody else has it: promised anew for when the shop opens again; the message says that she need not wait. */
async function wait(tx: Tx, order: OrderRow): Promise<OrderMoved> {
  if (order.fulfilment !== 'pickup') {
    return 'waiting';
  }
  try {
    await movePromise(tx, { orderId: order.id, reason });
  } catch (error) {
    if (!(error instanceof Refusal)) {
      throw error;
    }
    await tellPlaces(tx, order, { ...order, promised_until: null });
  }
  return 'waiting';
}

/** Packed already: it stands there, and is kept for the days that the shop is closed. */
async function keepReady(
  tx: Tx,
  order: OrderRow,
  { days, placeId }: ClosingUntil,
): Promise<OrderMoved | undefined> {
  const moves = await findPromiseMoves(tx, order.id);
  if (moves.some((each) => each.reason === reason && each.to_place_id === placeId)) {
    return undefined;
  }
  await prolongParcel(tx, order.id, days + 1);
  if (order.fulfilment === 'pickup') {
    const places = await findPlaces(tx, [placeId]);
    const desk = (await loadDesks(tx, places)).get(placeId);
    const opens =
      desk === undefined
        ? undefined
        : findPromise(
            { ...desk, rule: { ...desk.rule, hourCapacity: null, leadMinutes: 0 } },
            () => 0,
            { nowMs: tx.now.epochMilliseconds, work: 1, isUnsure: false },
          );
    const readyBy =
      opens === undefined ? null : Temporal.Instant.fromEpochMilliseconds(opens.readyByMs);
    await tellPlaces(tx, order, { ...order, promised_until: readyBy });
  }
  return 'kept';
}

async function tellPlaces(tx: Tx, from: OrderRow, to: OrderRow): Promise<void> {
  await movePromiseRow(tx, {
    orderId: from.id,
    from: { placeId: from.handover_place_id ?? from.place_id, readyBy: from.promised_until },
    to: { placeId: to.handover_place_id ?? to.place_id, readyBy: to.promised_until },
    reason,
  });
  await tellMoved(tx, from, to, reason);
}
