// A shop closes from now on: what it keeps for somebody stays there and is kept as many days longer as it is closed, and for
// a whole day after it opens again; she is told. Closed longer than was said first, the days that came on top are added.
import type { Database } from '#kernel/db';
import type { Job } from '#kernel/jobs';
import { type Tx, transaction } from '#kernel/transaction';
import { findPlaceHours, findPlaces, nextOpening } from '#places';
import { extendHolds } from '#stock';
import { openContacts } from './contact.ts';
import { layawaysMoved } from './events.ts';
import { findLayawayRow, keepRowLonger, listKeptThrough, lockLayawayRow } from './store.ts';
import { dropReminder, mailLayaway, tell } from './tell-layaway.ts';

type ClosedShop = {
  /** uuid */
  readonly placeId: string;
  /** Whole days after the first one; 0: the rest of a day. */
  readonly days: number;
  /** When the shop has hours again at the earliest, ISO 8601. */
  readonly until: string;
};

export const followClosing: Job<ClosedShop> = {
  name: 'layaways.closing',
  run: keepThrough,
};

/** Each in a transaction of its own; run again, it goes on with what is left. */
async function keepThrough(db: Database, closed: ClosedShop): Promise<void> {
  const actor = 'job:layaways.closing';
  const until = Temporal.Instant.from(closed.until);
  const { from, opensAt, ids } = await transaction(db, { actor, readOnly: true }, async (tx) => ({
    ...(await findClosing(tx, closed, until)),
    ids: await listKeptThrough(tx, closed.placeId, until),
  }));
  for (const id of ids) {
    await transaction(db, { actor }, (tx) => keepLonger(tx, id, { from, until, opensAt }));
  }
}

type ClosedTime = {
  readonly from: Temporal.Instant;
  readonly until: Temporal.Instant;
  readonly opensAt: Temporal.Instant;
};

/** The first day of the closing, and when the shop is in fact open again. */
async function findClosing(
  tx: Tx,
  { placeId, days }: ClosedShop,
  until: Temporal.Instant,
): Promise<Pick<ClosedTime, 'from' | 'opensAt'>> {
  const places = await findPlaces(tx, [placeId]);
  const local = until.toZonedDateTimeISO(places[0]?.time_zone ?? tx.database.timeZone);
  const day = local.toPlainDate();
  const hours = (await findPlaceHours(tx, places, day, day.add({ days: 31 }))).get(placeId);
  const opening = hours === undefined ? undefined : nextOpening(hours, until);
  return {
    from: local.subtract({ days: days + 1 }).toInstant(),
    opensAt: opening === undefined ? until : laterOf(opening.opensAt, until),
  };
}

/** The hold of stock is locked before the layaway, as the job does that ends holds. */
async function keepLonger(tx: Tx, id: string, closed: ClosedTime): Promise<void> {
  const seen = await findLayawayRow(tx, id);
  if (seen?.state !== 'kept') {
    return;
  }
  const since = laterOf(closed.from, seen.closed_until ?? closed.from);
  const lost = since.until(closed.until);
  const keptUntil = laterOf(seen.kept_until.add(lost), closed.opensAt.add({ hours: 24 }));
  await extendHolds(tx, [id], keptUntil);
  const row = await lockLayawayRow(tx, id);
  if (row?.state !== 'kept' || !row.kept_until.equals(seen.kept_until)) {
    throw new Error('the layaway was changed at the same moment; the job comes again');
  }
  await dropReminder(tx, row);
  const moved = await keepRowLonger(tx, id, keptUntil, closed.until);
  await mailLayaway(tx, moved, (await openContacts(tx, [id])).get(id), 'layaway_moved');
  tell(tx, layawaysMoved, moved);
}

function laterOf(one: Temporal.Instant, other: Temporal.Instant): Temporal.Instant {
  return Temporal.Instant.compare(one, other) < 0 ? other : one;
}
