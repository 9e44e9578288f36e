// What the books could not take is booked again once its cause is gone (the item was entered, a sale of the same number
// corrected), with the time and the terms of when it happened; or a supervisor sets it aside and says why. Either way it
// is worked once, and what the till is answered from then on says so.
import { formatId } from '#kernel/ids';
import type { Tx } from '#kernel/transaction';
import { findDrawer } from '../drawers/store.ts';
import { tillsRefusals } from '../errors.ts';
import { noteConflicts, rowOf, workEntry } from './book-entry.ts';
import { bookParked, endParked } from './end-parked.ts';
import type { EntryAnswer } from './schemas.ts';
import { type EntryRow, lockKnownEntry } from './store.ts';
import { findToldOfParked } from './store-parked.ts';

/** Refuses with tills.entry_unknown, tills.entry_settled, and as the books do: then it stays parked. */
export async function bookAgain(
  tx: Tx,
  entryId: string,
  refuseOther: (placeId: string) => void,
): Promise<EntryAnswer> {
  const row = await lockParked(tx, entryId, refuseOther);
  const told = await findToldOfParked(tx, entryId);
  if (told === undefined) {
    throw tillsRefusals.entry_settled({ outcome: row.outcome });
  }
  const drawer = await findDrawer(tx, row.drawer_id);
  const telling = { actor: tx.actor, placeId: row.place_id, till: drawer?.till ?? '' };
  const { at, ...booked } = await workEntry(tx, telling, told, row.received_at);
  const moved = rowOf(tx, telling, told, 'booked', booked, at);
  await bookParked(tx, moved);
  await noteConflicts(tx, row, booked);
  return moved.answer;
}

/** It will not be booked. Refuses with tills.entry_unknown, tills.entry_settled. */
export async function setAside(
  tx: Tx,
  entryId: string,
  reason: string,
  refuseOther: (placeId: string) => void,
): Promise<void> {
  const row = await lockParked(tx, entryId, refuseOther);
  await endParked(tx, row, 'set_aside', reason);
}

async function lockParked(
  tx: Tx,
  entryId: string,
  refuseOther: (placeId: string) => void,
): Promise<EntryRow> {
  const row = await lockKnownEntry(tx, entryId);
  if (row === undefined) {
    throw tillsRefusals.entry_unknown({ entry: formatId('tillEntry', entryId) });
  }
  refuseOther(row.place_id);
  if (row.outcome !== 'parked') {
    throw tillsRefusals.entry_settled({ outcome: row.outcome });
  }
  return row;
}
