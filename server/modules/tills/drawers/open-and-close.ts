// A drawer begins with its opening float and ends with a count: both are facts that a till may tell late.
import { dayOf } from '#kernel/clock';
import { formatId, parseId } from '#kernel/ids';
import type { Tx } from '#kernel/transaction';
import { type Booked, type Moment, nothingBooked, type Telling } from '../entries/booked.ts';
import type { TillEntry } from '../entries/schemas.ts';
import { tillsDrawerClosed, tillsDrawerOpened } from '../events.ts';
import { closeDrawer, type DrawerRow, openDrawer } from './store.ts';

/** Opens the drawer that an entry tells of; the same drawer told twice stays as it was. */
export async function openOf(
  tx: Tx,
  { till }: Telling,
  { drawerId, amountMinor = 0 }: TillEntry,
  { place, at, staffId }: Moment,
): Promise<Booked> {
  const row = await openDrawer(tx, {
    id: parseId('drawer', drawerId),
    place_id: place.id,
    till,
    business_day: dayOf(at.subtract({ minutes: place.day_ends_minute }), place.time_zone),
    currency: place.currency,
    opened_at: at,
    opened_by: staffId,
    float_minor: amountMinor,
  });
  if (row !== undefined) {
    const told = tellDrawer(row, amountMinor);
    tx.emit(tillsDrawerOpened.make(told.drawerId, told, { placeId: place.id, channel: 'pos' }));
  }
  return { ...nothingBooked, totalMinor: amountMinor };
}

/** Closes it with what was counted; a drawer is closed once. */
export async function closeOf(
  tx: Tx,
  { till }: Telling,
  { drawerId, amountMinor = 0, pieces = {}, told: tillSums = {} }: TillEntry,
  { place, at, staffId }: Moment,
): Promise<Booked> {
  const row = await closeDrawer(tx, {
    id: parseId('drawer', drawerId),
    till,
    closedAt: at,
    closedBy: staffId,
    countedMinor: amountMinor,
    pieces,
    told: tillSums,
  });
  if (row !== undefined) {
    const told = tellDrawer(row, amountMinor);
    tx.emit(tillsDrawerClosed.make(told.drawerId, told, { placeId: place.id, channel: 'pos' }));
  }
  return { ...nothingBooked, totalMinor: amountMinor };
}

function tellDrawer(row: DrawerRow, amountMinor: number) {
  return {
    drawerId: formatId('drawer', row.id),
    placeId: formatId('place', row.place_id),
    till: row.till,
    businessDay: row.business_day.toString(),
    currency: row.currency,
    amountMinor,
  };
}
