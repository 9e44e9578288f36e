// A promise that cannot be kept is moved openly: a new time behind the same locks, on her page and in a message, and
// what it was before stays written.
import { dayOf } from '#kernel/clock';
import { formatId } from '#kernel/ids';
import type { Tx } from '#kernel/transaction';
import { findPlaces } from '#places';
import { ordersRefusals } from '../errors.ts';
import { ordersPromiseMoved } from '../events.ts';
import { findTakenDays } from '../preorders/store.ts';
import { canBecome, type OrderState } from '../state.ts';
import { lockOrderRow, type OrderRow } from '../store/orders.ts';
import { tellOrder } from '../tell-order.ts';
import { findPromise, workOf } from './desk.ts';
import { loadDesks, takeHours } from './load-desks.ts';
import { giveBackHours, insertTakes, lockTaken, movePromiseRow } from './store.ts';

export type PromiseToMove = {
  /** uuid */
  readonly orderId: string;
  /** A code: late, by_shop, place_closed. */
  readonly reason: string;
  /** The shop says so itself; the next free hour when left out. */
  readonly readyBy?: Temporal.Instant;
  /** uuid; where it is collected now, when that changes. */
  readonly placeId?: string;
};

/**
 * Promises anew. Refuses with orders.unknown, orders.not_awaited (nothing to promise any more), orders.promise_past,
 * orders.promise_other_day (made for a day, 予約販売: the day is moved by `moveDay`), orders.no_pickup_time.
 */
export async function movePromise(tx: Tx, wish: PromiseToMove): Promise<OrderRow> {
  const order = await lockOrderRow(tx, wish.orderId);
  if (order === undefined) {
    throw ordersRefusals.unknown();
  }
  if (order.fulfilment !== 'pickup' || !canBecome(order.state as OrderState, 'ready')) {
    throw ordersRefusals.not_awaited({ state: order.state });
  }
  if (wish.readyBy !== undefined && Temporal.Instant.compare(wish.readyBy, tx.now) <= 0) {
    throw ordersRefusals.promise_past();
  }
  const fromPlaceId = order.handover_place_id ?? order.place_id;
  const placeId = wish.placeId ?? fromPlaceId;
  const readyBy = wish.readyBy ?? (await nextFree(tx, order, placeId));
  await refuseOtherDay(tx, order, placeId, readyBy);
  await movePromiseRow(tx, {
    orderId: order.id,
    from: { placeId: fromPlaceId, readyBy: order.promised_until },
    to: { placeId, readyBy },
    reason: wish.reason,
  });
  const moved = { ...order, promised_until: readyBy, handover_place_id: placeId };
  await tellMoved(tx, order, moved, wish.reason);
  return moved;
}

/** What is made for a day is ready on that day, by the shop's calendar: her day is not moved by an hour. */
async function refuseOtherDay(
  tx: Tx,
  order: OrderRow,
  placeId: string,
  readyBy: Temporal.Instant,
): Promise<void> {
  const [made] = await findTakenDays(tx, order.id);
  const [place] = made === undefined ? [] : await findPlaces(tx, [placeId]);
  if (
    made !== undefined &&
    place !== undefined &&
    !dayOf(readyBy, place.time_zone).equals(made.day)
  ) {
    throw ordersRefusals.promise_other_day({ day: made.day.toString() });
  }
}

async function nextFree(tx: Tx, order: OrderRow, placeId: string): Promise<Temporal.Instant> {
  const places = await findPlaces(tx, [placeId]);
  const desk = (await loadDesks(tx, places)).get(placeId);
  await giveBackHours(tx, [order.id]);
  const isLimited = desk !== undefined && desk.rule.hourCapacity !== null;
  const taken = isLimited ? await lockTaken(tx, [placeId]) : new Map();
  const promised =
    desk === undefined
      ? undefined
      : findPromise(desk, (hourMs) => taken.get(placeId)?.get(hourMs) ?? 0, {
          nowMs: tx.now.epochMilliseconds,
          work: workOf(desk.rule, order.line_count),
          isUnsure: false,
        });
  if (promised === undefined) {
    throw ordersRefusals.no_pickup_time({ place: places[0]?.name_ja ?? '' });
  }
  const hours = takeHours({ taken }, placeId, order.id, promised);
  if (hours.length > 0) {
    await insertTakes(tx, hours);
  }
  return Temporal.Instant.fromEpochMilliseconds(promised.readyByMs);
}

/** Announces where and when it is now; she is told by who hears it. */
export async function tellMoved(
  tx: Tx,
  from: OrderRow,
  to: OrderRow,
  reason: string,
): Promise<void> {
  const [place] = await findPlaces(tx, [to.place_id]);
  const told = tellOrder(to, place?.name_ja ?? '');
  tx.emit(
    ordersPromiseMoved.make(
      told.orderId,
      {
        ...told,
        reason,
        fromPlaceId: formatId('place', from.handover_place_id ?? from.place_id),
        fromReadyBy: from.promised_until?.toString() ?? null,
        readyBy: to.promised_until?.toString() ?? null,
      },
      {
        recordId: to.record_id,
        placeId: to.handover_place_id ?? to.place_id,
        channel: to.channel,
      },
    ),
  );
}
