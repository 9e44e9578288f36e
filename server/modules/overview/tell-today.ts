// Today as one number. What sold where is a second look at the same rows.
import { countBookings, listUpcoming } from '#bookings';
import { countSignUps } from '#customers';
import { formatId } from '#kernel/ids';
import type { Tx } from '#kernel/transaction';
import { type DaySalesRow, sumDaySales } from '#orders';
import type { DaySum, Today } from './schemas.ts';

const upcomingMax = 5;

export type HouseClock = {
  readonly timeZone: string;
  readonly currency: string;
  readonly hasBookings: boolean;
};

/**
 * Sales, bookings and sign-ups of the day it is now in the time zone of the house; `lastWeek` is from `findLastWeek`.
 */
export async function tellToday(
  tx: Tx,
  house: HouseClock,
  lastWeek: readonly DaySalesRow[],
): Promise<Today> {
  const { timeZone, currency } = house;
  const today = tx.now.toZonedDateTimeISO(timeZone).toPlainDate();
  const before = today.subtract({ days: 7 });
  const rows = await sumDaySales(tx, { days: [today], today, timeZone, at: tx.now });
  const from = today.toZonedDateTime(timeZone).toInstant();
  const until = today.add({ days: 1 }).toZonedDateTime(timeZone).toInstant();
  const signUps = await countSignUps(tx, from, until);
  return {
    at: tx.now.toString(),
    timeZone,
    currency,
    today: sumDay(rows, today, currency),
    lastWeek: sumDay(lastWeek, before, currency),
    parts: partsOf(rows, today, currency),
    otherCurrencies: othersOf(rows, today, currency),
    bookings: house.hasBookings ? await tellBookings(tx, from, until) : null,
    signUps: {
      total: signUps.reduce((sum, { records }) => sum + records, 0),
      bySource: signUps,
    },
  };
}

function isOf(row: DaySalesRow, day: Temporal.PlainDate): boolean {
  return row.business_day.equals(day);
}

function sumDay(rows: readonly DaySalesRow[], day: Temporal.PlainDate, currency: string): DaySum {
  const hours = rows.filter(
    (row) => row.hour !== null && row.currency === currency && isOf(row, day),
  );
  const sum = (pick: (row: DaySalesRow) => number) =>
    hours.reduce((total, row) => total + pick(row), 0);
  const orders = sum((row) => row.orders);
  return {
    day: day.toString(),
    orders,
    netMinor: sum((row) => row.net_minor),
    basketMinor: orders === 0 ? null : Math.round(sum((row) => row.sold_minor) / orders),
    ordersByNow: sum((row) => row.orders_by_now),
    netByNowMinor: sum((row) => row.net_by_now_minor),
    hours: hours.map((row) => ({
      hour: row.hour ?? 0,
      orders: row.orders,
      netMinor: row.net_minor,
    })),
  };
}

function partsOf(
  rows: readonly DaySalesRow[],
  day: Temporal.PlainDate,
  currency: string,
): Today['parts'] {
  return rows
    .flatMap((row) =>
      row.place_id === null || row.channel === null || row.currency !== currency || !isOf(row, day)
        ? []
        : [
            {
              placeId: formatId('place', row.place_id),
              channel: row.channel,
              orders: row.orders,
              netMinor: row.net_minor,
            },
          ],
    )
    .toSorted((a, b) => b.netMinor - a.netMinor);
}

function othersOf(
  rows: readonly DaySalesRow[],
  day: Temporal.PlainDate,
  currency: string,
): Today['otherCurrencies'] {
  const others = new Set(
    rows.filter((row) => row.currency !== currency && isOf(row, day)).map((row) => row.currency),
  );
  return [...others].map((other) => {
    const { orders, netMinor } = sumDay(rows, day, other);
    return { currency: other, orders, netMinor };
  });
}

async function tellBookings(
  tx: Tx,
  from: Temporal.Instant,
  until: Temporal.Instant,
): Promise<NonNullable<Today['bookings']>> {
  const counts = await countBookings(tx, from, until);
  const of = (...states: readonly string[]) =>
    counts
      .filter(({ state }) => states.includes(state))
      .reduce((sum, { bookings }) => sum + bookings, 0);
  const coming = counts.filter(({ state }) => state !== 'cancelled');
  const next = await listUpcoming(tx, tx.now, until, upcomingMax);
  return {
    total: coming.reduce((sum, { bookings }) => sum + bookings, 0),
    guests: coming.reduce((sum, { guests }) => sum + guests, 0),
    arrived: of('arrived', 'fulfilled'),
    cancelled: of('cancelled'),
    next: next.map((row) => ({
      id: formatId('booking', row.id),
      placeId: formatId('place', row.place_id),
      resource: { ja: row.resource_name_ja, en: row.resource_name_en },
      startsAt: row.starts_at.toString(),
      partySize: row.party_size,
    })),
  };
}
