// How a layaway goes on: extended once by her, collected at the counter, given up, or over by itself. The hold of stock
// is locked before the layaway, as the job does that ends holds.
import type { Tx } from '#kernel/transaction';
import { findPlaces } from '#places';
import { extendHolds, releaseHolds } from '#stock';
import { openContacts } from './contact.ts';
import { layawaysRefusals } from './errors.ts';
import {
  layawaysCancelled,
  layawaysCollected,
  layawaysExpired,
  layawaysExtended,
} from './events.ts';
import { keptDays } from './keep-item.ts';
import {
  endRow,
  extendRow,
  findLayawayRow,
  type LayawayRow,
  lockLayawayRow,
  lockRowsOfHolds,
} from './store.ts';
import { dropReminder, formatUntil, mailLayaway, tell } from './tell-layaway.ts';

/** Seven days more, once. Refuses with layaways.unknown, layaways.ended, layaways.extended_before. */
export async function extendLayaway(tx: Tx, id: string): Promise<LayawayRow> {
  const seen = await stillKept(tx, id);
  if (seen.extended_at !== null) {
    throw await extendedBefore(tx, seen);
  }
  const until = seen.kept_until.add({ hours: keptDays * 24 });
  await extendHolds(tx, [id], until);
  const row = await lockLayawayRow(tx, id);
  if (row === undefined || row.extended_at !== null) {
    throw await extendedBefore(tx, row ?? seen);
  }
  await dropReminder(tx, row);
  const extended = await extendRow(tx, id, until);
  await mailLayaway(tx, extended, (await openContacts(tx, [id])).get(id));
  tell(tx, layawaysExtended, extended);
  return extended;
}

/** She is at the counter and takes it: the piece is free for the sale that follows. Repeatable. */
export function collectLayaway(tx: Tx, id: string): Promise<LayawayRow> {
  return end(tx, id, 'collected');
}

/** She does not want it, or the shop cannot keep it. Repeatable. */
export function cancelLayaway(tx: Tx, id: string): Promise<LayawayRow> {
  return end(tx, id, 'cancelled');
}

/** Holds that ended without anybody's doing here: their time was over, or somebody let go of them in the stock room. */
export async function noteReleased(
  tx: Tx,
  holdIds: readonly string[],
  because: string,
): Promise<void> {
  for (const row of await lockRowsOfHolds(tx, holdIds)) {
    await dropReminder(tx, row);
    const isOver = because === 'expired';
    const ended = await endRow(tx, row.id, isOver ? 'expired' : 'cancelled');
    tell(tx, isOver ? layawaysExpired : layawaysCancelled, ended);
  }
}

async function end(tx: Tx, id: string, state: 'collected' | 'cancelled'): Promise<LayawayRow> {
  const seen = await findLayawayRow(tx, id);
  if (seen?.state === state) {
    return seen;
  }
  await stillKept(tx, id);
  await releaseHolds(tx, [id], state === 'collected' ? 'collected' : 'layaway_cancelled');
  const row = await lockLayawayRow(tx, id);
  if (row?.state !== 'kept') {
    throw layawaysRefusals.ended({ state: row?.state ?? '' });
  }
  await dropReminder(tx, row);
  const ended = await endRow(tx, id, state);
  tell(tx, state === 'collected' ? layawaysCollected : layawaysCancelled, ended);
  return ended;
}

async function stillKept(tx: Tx, id: string): Promise<LayawayRow> {
  const row = await findLayawayRow(tx, id);
  if (row === undefined) {
    throw layawaysRefusals.unknown();
  }
  if (row.state !== 'kept') {
    throw layawaysRefusals.ended({ state: row.state });
  }
  return row;
}

async function extendedBefore(tx: Tx, row: LayawayRow): Promise<Error> {
  const [place] = await findPlaces(tx, [row.place_id]);
  const zone = place?.time_zone ?? tx.database.timeZone;
  return layawaysRefusals.extended_before({ until: formatUntil(row.kept_until, zone, 'ja') });
}
