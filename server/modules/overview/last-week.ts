// The same weekday a week before, which today is compared with: half of all rows of the page, and it hardly changes.
// Kept by the minute; what is cancelled or given back drops it at once, an offline sale that comes in a week late shows
// within the minute.
import {
  ordersChanged,
  ordersImported,
  ordersLinesCancelled,
  ordersReturnTaken,
} from '#events/orders';
import type { Database } from '#kernel/db';
import { defineLogKeptCache } from '#kernel/log-kept-cache';
import { type DaySalesRow, sumDaySales } from '#orders';

const lastWeeks = defineLogKeptCache<readonly DaySalesRow[]>({
  name: 'overview.last_week',
  weightMax: 8,
  hears: [
    ordersChanged.cancelled,
    ordersChanged.rejected,
    ordersChanged.expired,
    ordersChanged.returned,
    ordersLinesCancelled,
    ordersReturnTaken,
    ordersImported,
  ].map(({ type }) => type),
  drops: () => 'all',
  load: async (db, keys) => {
    const found = new Map<string, readonly DaySalesRow[]>();
    for (const key of keys) {
      const [timeZone = 'UTC', minute = ''] = key.split(' ');
      const at = Temporal.Instant.from(minute);
      const today = at.toZonedDateTimeISO(timeZone).toPlainDate();
      const days = [today.subtract({ days: 7 })];
      found.set(key, await sumDaySales(db, { days, today, timeZone, at }));
    }
    return found;
  },
});

/** Sales of the business day a week before; up to the same minute of it. Never inside a transaction. */
export async function findLastWeek(
  db: Database,
  timeZone: string,
): Promise<readonly DaySalesRow[]> {
  const minute = db.clock.now().round({ smallestUnit: 'minute', roundingMode: 'floor' });
  return (await lastWeeks.findOne(db, `${timeZone} ${minute.toString()}`)) ?? [];
}
