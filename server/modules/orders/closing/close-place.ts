// A shop closes from now on: its hours end, and what was promised there goes on from its neighbours. Each order and each
// booking is moved in a transaction of its own, so that one that cannot be moved keeps nobody waiting; running it again
// goes on with what is left. Cafés, and pieces kept for somebody, follow when they hear of it.
import { cancelBooking, findElsewhere, listExpected, moveBookingElsewhere } from '#bookings';
import type { Database } from '#kernel/db';
import { formatId } from '#kernel/ids';
import { type Tx, transaction } from '#kernel/transaction';
import { findPlaceHours, findPlaces, openingOf, type PlaceRow, setSpecialDay } from '#places';
import { ordersRefusals } from '../errors.ts';
import { ordersPlaceClosed } from '../events.ts';
import { moveOrder, type OrderMoved } from './move-order.ts';
import { findNeighbours } from './neighbours.ts';
import { listOpenOrders } from './store.ts';

export type Closing = {
  /** uuid */
  readonly placeId: string;
  readonly reason: string;
  /** Whole days after today; 0: the rest of today. */
  readonly days: number;
};

/** When the shop has hours again at the earliest. */
export type ClosingUntil = Closing & { readonly until: Temporal.Instant };

export type Closed = Readonly<Record<OrderMoved, number>> & {
  readonly bookingsMoved: number;
  readonly bookingsCancelled: number;
  readonly neighbours: readonly PlaceRow[];
};

/** Refuses with orders.place_unknown. */
export async function closePlace(db: Database, actor: string, closing: Closing): Promise<Closed> {
  const run = <Answer>(work: (tx: Tx) => Promise<Answer>) =>
    transaction(db, { actor, timeoutMs: 15_000 }, work);
  const { neighbours, orders, bookingIds, until } = await run(async (tx) => {
    const opensAgain = await endHours(tx, closing);
    const expected = await listExpected(tx, closing.placeId, tx.now, opensAgain);
    return {
      neighbours: await findNeighbours(tx, closing.placeId),
      orders: await listOpenOrders(tx, closing.placeId),
      bookingIds: expected.map((row) => row.id),
      until: opensAgain,
    };
  });
  const counts = { moved: 0, lent: 0, waiting: 0, kept: 0, rerouted: 0 };
  for (const { id } of orders) {
    const became = await run((tx) => moveOrder(tx, id, { ...closing, until }, neighbours));
    if (became !== undefined) {
      counts[became] += 1;
    }
  }
  const bookings = { moved: 0, cancelled: 0 };
  for (const id of bookingIds) {
    const became = await run((tx) => moveBooking(tx, id, closing, neighbours));
    bookings[became] += 1;
  }
  await run(async (tx) => announce(tx, { ...closing, until }, counts, bookings));
  return {
    ...counts,
    bookingsMoved: bookings.moved,
    bookingsCancelled: bookings.cancelled,
    neighbours,
  };
}

/** Today ends now, and the days after it have no hours; answers when they are over. */
async function endHours(tx: Tx, { placeId, reason, days }: Closing): Promise<Temporal.Instant> {
  const [place] = await findPlaces(tx, [placeId]);
  if (place === undefined) {
    throw ordersRefusals.place_unknown();
  }
  const local = tx.now.toZonedDateTimeISO(place.time_zone);
  const today = local.toPlainDate();
  const hours = (await findPlaceHours(tx, [place], today)).get(placeId);
  const nowMinute = local.hour * 60 + local.minute;
  const midnight = today.toZonedDateTime(place.time_zone).epochMilliseconds;
  const intervals = (hours === undefined ? [] : openingOf(hours, today).intervals)
    .map(({ opensAt }) => Math.round((opensAt.epochMilliseconds - midnight) / 60_000))
    .filter((opensMinute) => opensMinute < nowMinute)
    .map((opensMinute) => ({ opensMinute, closesMinute: nowMinute }))
    .slice(0, 1);
  await setSpecialDay(tx, placeId, today, { intervals, reason });
  for (let day = 1; day <= days; day += 1) {
    await setSpecialDay(tx, placeId, today.add({ days: day }), { intervals: [], reason });
  }
  return today
    .add({ days: days + 1 })
    .toZonedDateTime(place.time_zone)
    .toInstant();
}

async function moveBooking(
  tx: Tx,
  bookingId: string,
  { placeId }: Closing,
  neighbours: readonly PlaceRow[],
): Promise<'moved' | 'cancelled'> {
  const until = tx.now.add({ hours: 24 * 62 });
  const row = (await listExpected(tx, placeId, tx.now, until)).find(
    (each) => each.id === bookingId,
  );
  if (row === undefined) {
    return 'moved';
  }
  const other = await findElsewhere(
    tx,
    row,
    neighbours.map((place) => place.id),
  );
  if (other === undefined) {
    await cancelBooking(tx, bookingId, 'place_closed', 'shop');
    return 'cancelled';
  }
  await moveBookingElsewhere(tx, bookingId, other.resource.id, other.startsAt);
  return 'moved';
}

function announce(
  tx: Tx,
  { placeId, reason, days, until }: ClosingUntil,
  counts: Readonly<Record<OrderMoved, number>>,
  bookings: { readonly moved: number; readonly cancelled: number },
): Promise<void> {
  const place = formatId('place', placeId);
  tx.emit(
    ordersPlaceClosed.make(
      place,
      {
        placeId: place,
        reason,
        days,
        until: until.toString(),
        ...counts,
        bookings: bookings.moved + bookings.cancelled,
      },
      { placeId },
    ),
  );
  return Promise.resolve();
}
