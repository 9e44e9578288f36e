// What a till told is worked once: in one transaction with the sale it tells of, or answered as before. What happened
// is never refused. Where the books cannot take it, it is parked whole and people see it; only what was not handed
// over yet (points, gift value, coupons) may get a no.
import type { Database } from '#kernel/db';
import { Refusal } from '#kernel/errors';
import { formatId, newId, parseId } from '#kernel/ids';
import { type Tx, transaction } from '#kernel/transaction';
import { takeReturn } from '#orders';
import { findPlaces } from '#places';
import { closeOf, openOf } from '../drawers/open-and-close.ts';
import { findDrawer } from '../drawers/store.ts';
import { tillsConflictOpened } from '../events.ts';
import { bookReturn } from './book-return.ts';
import { bookSale } from './book-sale.ts';
import {
  type Booked,
  type Moment,
  type NotedConflict,
  nothingBooked,
  type Telling,
} from './booked.ts';
import { countOrder } from './count-order.ts';
import { endParked } from './end-parked.ts';
import { refundSums } from './refund-sums.ts';
import type { EntryAnswer, TillEntry } from './schemas.ts';
import {
  type EntryRow,
  hasConflictOfDrawer,
  insertEntry,
  lockKnownEntry,
  openConflicts,
} from './store.ts';

/** A till's clock that differs by more is told to people. */
const clockToleranceMs = 5 * 60_000;

/** Works one entry; a repetition is answered as the first telling was. */
export async function tellEntry(
  db: Database,
  telling: Telling,
  entry: TillEntry,
): Promise<EntryAnswer> {
  const options = { actor: telling.actor };
  try {
    return await transaction(db, options, (tx) => bookEntry(tx, telling, entry));
  } catch (error) {
    if (!(error instanceof Refusal)) {
      throw error;
    }
    return transaction(db, options, (tx) => keepUnbooked(tx, telling, entry, error));
  }
}

async function bookEntry(tx: Tx, telling: Telling, entry: TillEntry): Promise<EntryAnswer> {
  const id = parseId('tillEntry', entry.id);
  const known = await lockKnownEntry(tx, id);
  if (known !== undefined) {
    return known.answer;
  }
  const { at, ...booked } = await workEntry(tx, telling, entry, tx.now);
  return keep(tx, telling, entry, 'booked', booked, at);
}

/** Books what an entry tells, as it happened; never later than `latest`. Refuses as the books do. */
export async function workEntry(
  tx: Tx,
  telling: Telling,
  entry: TillEntry,
  latest: Temporal.Instant,
): Promise<Booked & { readonly at: Temporal.Instant }> {
  const [place] = await findPlaces(tx, [telling.placeId]);
  if (place === undefined) {
    throw new Error('the place of a till is gone');
  }
  const staffId = entry.staffId === undefined ? null : parseId('staff', entry.staffId);
  const told = Temporal.Instant.from(entry.at);
  // Nothing happens later than now: what a fast clock said is as late as it can be.
  const at = Temporal.Instant.compare(told, latest) > 0 ? latest : told;
  const booked = await book(tx, telling, entry, { place, at, staffId });
  const conflicts = [
    ...booked.conflicts,
    ...(await clockConflict(tx, telling.placeId, entry, at, told)),
    ...(await drawerConflict(tx, entry)),
  ];
  return { ...booked, conflicts, at };
}

function book(tx: Tx, telling: Telling, entry: TillEntry, moment: Moment): Promise<Booked> {
  switch (entry.kind) {
    case 'sale':
      return bookSale(tx, telling, entry, moment);
    case 'return':
      return bookReturn(tx, entry, moment);
    case 'counted':
      return countOrder(tx, telling, entry);
    case 'opened':
      return openOf(tx, telling, entry, moment);
    case 'closed':
      return closeOf(tx, telling, entry, moment);
    case 'withdrawn':
      return withdraw(tx, telling, entry, moment);
    default:
      return Promise.resolve(moveCash(entry));
  }
}

/** Cash that goes into the drawer, or out of it, beside sales. */
function moveCash({ kind, amountMinor = 0 }: TillEntry): Booked {
  const cash = kind === 'paid_in' ? amountMinor : -amountMinor;
  return { ...nothingBooked, totalMinor: cash, parts: { cash } };
}

/**
 * The till gave an entry up while its answer was open. If it was booked, it is given back whole; if not, it never
 * will be.
 */
async function withdraw(
  tx: Tx,
  telling: Telling,
  entry: TillEntry,
  moment: Moment,
): Promise<Booked> {
  const { withdraws } = entry;
  if (withdraws === undefined) {
    return nothingBooked;
  }
  const id = parseId('tillEntry', withdraws);
  const known = await lockKnownEntry(tx, id);
  if (known === undefined) {
    await insertEntry(
      tx,
      {
        ...rowOf(tx, telling, { ...entry, id: withdraws }, 'withdrawn', nothingBooked, moment.at),
        kind: 'withdrawn',
      },
      undefined,
    );
    return nothingBooked;
  }
  if (known.outcome === 'parked') {
    await endParked(tx, known, 'withdrawn', 'withdrawn');
    return nothingBooked;
  }
  if (known.kind !== 'sale' || known.outcome !== 'booked' || known.order_id === null) {
    return nothingBooked;
  }
  const sold = await takeReturn(tx, {
    orderId: known.order_id,
    placeId: telling.placeId,
    lines: 'all',
    reason: 'withdrawn',
    staffId: moment.staffId,
    happenedAt: moment.at,
  });
  return {
    ...nothingBooked,
    orderId: sold.row.id,
    number: sold.row.number,
    totalMinor: sold.row.total_minor,
    parts: refundSums(sold),
  };
}

/** Told once for a drawer: a clock that is off is off for every sale. */
async function clockConflict(
  tx: Tx,
  placeId: string,
  { tillAt, drawerId }: TillEntry,
  at: Temporal.Instant,
  told: Temporal.Instant,
): Promise<NotedConflict[]> {
  const skewMs = at.epochMilliseconds - Temporal.Instant.from(tillAt).epochMilliseconds;
  const aheadMs = told.epochMilliseconds - at.epochMilliseconds;
  if (Math.abs(skewMs) <= clockToleranceMs && aheadMs <= clockToleranceMs) {
    return [];
  }
  return (await hasConflictOfDrawer(tx, parseId('drawer', drawerId), 'clock_differs', placeId))
    ? []
    : [{ kind: 'clock_differs', facts: { seconds: Math.round(skewMs / 1000), tillAt } }];
}

async function drawerConflict(tx: Tx, { kind, drawerId }: TillEntry): Promise<NotedConflict[]> {
  if (kind === 'opened') {
    return [];
  }
  const drawer = await findDrawer(tx, parseId('drawer', drawerId));
  return drawer === undefined ? [{ kind: 'drawer_unknown', facts: { drawerId } }] : [];
}

/** The books said no. A promise was not given, so nothing happened; a fact is parked. */
async function keepUnbooked(
  tx: Tx,
  telling: Telling,
  entry: TillEntry,
  refusal: Refusal,
): Promise<EntryAnswer> {
  const known = await lockKnownEntry(tx, parseId('tillEntry', entry.id));
  if (known !== undefined) {
    return known.answer;
  }
  const at = tx.now;
  if (entry.sale?.isPromise === true) {
    return keep(tx, telling, entry, 'refused', nothingBooked, at, refusal);
  }
  const facts = { code: refusal.code, totalMinor: entry.sale?.totalMinor ?? null };
  const conflicts = [{ kind: 'not_booked', facts }];
  return keep(tx, telling, entry, 'parked', { ...nothingBooked, conflicts }, at, refusal);
}

async function keep(
  tx: Tx,
  telling: Telling,
  entry: TillEntry,
  outcome: 'booked' | 'parked' | 'refused',
  booked: Booked,
  at: Temporal.Instant,
  refusal?: Refusal,
): Promise<EntryAnswer> {
  const row = rowOf(tx, telling, entry, outcome, booked, at, refusal);
  await insertEntry(tx, row, outcome === 'parked' ? entry : undefined);
  await noteConflicts(tx, row, booked);
  return row.answer;
}

/** What did not fit goes before people. */
export async function noteConflicts(
  tx: Tx,
  row: Pick<EntryRow, 'id' | 'place_id'>,
  booked: Pick<Booked, 'orderId' | 'conflicts'>,
): Promise<void> {
  const conflicts = booked.conflicts.map((each) => ({ id: newId(), ...each }));
  if (conflicts.length > 0) {
    await openConflicts(tx, row.place_id, row.id, conflicts);
  }
  for (const { id, kind } of conflicts) {
    const conflictId = formatId('tillConflict', id);
    const placeId = formatId('place', row.place_id);
    const orderId = booked.orderId === null ? null : formatId('order', booked.orderId);
    tx.emit(
      tillsConflictOpened.make(
        conflictId,
        { conflictId, placeId, kind, orderId },
        { placeId: row.place_id, channel: 'pos' },
      ),
    );
  }
}

export function rowOf(
  tx: Tx,
  telling: Telling,
  entry: TillEntry,
  outcome: EntryRow['outcome'],
  booked: Booked,
  at: Temporal.Instant,
  refusal?: Refusal,
): EntryRow {
  const answer: EntryAnswer = {
    id: entry.id,
    outcome: outcome as EntryAnswer['outcome'],
    number: booked.number,
    totalMinor: booked.totalMinor,
    pointsEarned: booked.pointsEarned,
    conflicts: booked.conflicts.map(({ kind }) => kind),
    refusal: refusal === undefined ? null : { code: refusal.code, ja: refusal.ja, en: refusal.en },
  };
  return {
    id: parseId('tillEntry', entry.id),
    drawer_id: parseId('drawer', entry.drawerId),
    place_id: telling.placeId,
    kind: String(entry.kind),
    outcome,
    at,
    till_at: Temporal.Instant.from(entry.tillAt),
    received_at: tx.now,
    staff_id: entry.staffId === undefined ? null : parseId('staff', entry.staffId),
    order_id: booked.orderId,
    total_minor: booked.totalMinor,
    parts: booked.parts,
    discounts: booked.discounts,
    answer,
  };
}
