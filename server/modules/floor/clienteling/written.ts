// What clerks write of her: notes, and promises to get back to her. Sealed under her record's key; she reads them in her
// disclosure, and nobody can once she is erased. Announced by ids, never by words.
import { findRecords, listRecordsOfCustomer } from '#customers';
import { dayOf } from '#kernel/clock';
import { formatId, newId } from '#kernel/ids';
import { seal, unseal } from '#kernel/sealing';
import type { Tx } from '#kernel/transaction';
import { findPlaces, type PlaceRow } from '#places';
import { loadRecordKeys } from '#privacy';
import { floorRefusals } from '../errors.ts';
import {
  floorFollowUpDone,
  floorFollowUpPlanned,
  floorNoteTaken,
  floorNoteWritten,
} from '../events.ts';
import {
  deleteNoteRow,
  type FollowUpRow,
  insertFollowUpRow,
  insertNoteRow,
  lockFollowUpRow,
  lockNoteRow,
  setFollowUpDone,
} from './store.ts';

const uses = { note: 'floor.note', followUp: 'floor.follow_up' } as const;

/** Which of a customer's records (uuids) new things hang on: her account before all others. Undefined: all erased. */
export async function ownRecord(tx: Tx, recordIds: readonly string[]): Promise<string | undefined> {
  const records = await findRecords(tx, recordIds);
  const alive = [...records.values()]
    .filter(({ isErased }) => !isErased)
    .toSorted((a, b) => (a.recordId < b.recordId ? -1 : 1));
  return (alive.find(({ kind }) => kind === 'account') ?? alive[0])?.recordId;
}

type Writing = {
  /** uuids */
  readonly customerId: string;
  readonly placeId: string;
  readonly staffId: string | null;
  readonly text: string;
};

/** Refuses with floor.place_unknown, customers.unknown, floor.customer_erased. */
export async function writeNote(tx: Tx, writing: Writing): Promise<string> {
  const { placeId, staffId } = writing;
  const { recordId, sealed } = await sealFor(tx, writing, uses.note);
  const id = newId();
  await insertNoteRow(tx, { id, recordId, placeId, staffId, sealed });
  const noteId = formatId('note', id);
  tx.emit(
    floorNoteWritten.make(
      noteId,
      { noteId, recordId: formatId('record', recordId) },
      { recordId, placeId, channel: 'store' },
    ),
  );
  return id;
}

/** Refuses with floor.note_unknown. Answers the place (uuid) where it was written. */
export async function takeBackNote(tx: Tx, id: string): Promise<string> {
  const row = await lockNoteRow(tx, id);
  if (row === undefined) {
    throw floorRefusals.note_unknown();
  }
  await deleteNoteRow(tx, id);
  const noteId = formatId('note', id);
  const data = { noteId, recordId: formatId('record', row.record_id) };
  const { record_id: recordId, place_id: placeId } = row;
  tx.emit(floorNoteTaken.make(noteId, data, { recordId, placeId, channel: 'store' }));
  return row.place_id;
}

/** Refuses with floor.place_unknown, customers.unknown, floor.customer_erased, floor.day_past. */
export async function planFollowUp(
  tx: Tx,
  writing: Writing & { readonly dueOn: Temporal.PlainDate },
): Promise<string> {
  const { placeId, staffId, dueOn } = writing;
  if (Temporal.PlainDate.compare(dueOn, await todayAt(tx, placeId)) < 0) {
    throw floorRefusals.day_past();
  }
  const { recordId, sealed } = await sealFor(tx, writing, uses.followUp);
  const id = newId();
  await insertFollowUpRow(tx, { id, recordId, placeId, staffId, sealed, dueOn });
  const followUpId = formatId('followUp', id);
  tx.emit(
    floorFollowUpPlanned.make(
      followUpId,
      { followUpId, recordId: formatId('record', recordId), dueOn: dueOn.toString() },
      { recordId, placeId, channel: 'store' },
    ),
  );
  return id;
}

/** The same word again is taken as given. Refuses with floor.follow_up_unknown. */
export async function settleFollowUp(
  tx: Tx,
  id: string,
  isDone: boolean,
  doneBy: string | null,
): Promise<FollowUpRow> {
  const row = await lockFollowUpRow(tx, id);
  if (row === undefined) {
    throw floorRefusals.follow_up_unknown();
  }
  if ((row.done_at !== null) === isDone) {
    return row;
  }
  await setFollowUpDone(tx, id, isDone ? tx.now : null, isDone ? doneBy : null);
  const followUpId = formatId('followUp', id);
  const { record_id: recordId, place_id: placeId } = row;
  const data = { followUpId, recordId: formatId('record', recordId), isDone };
  tx.emit(floorFollowUpDone.make(followUpId, data, { recordId, placeId, channel: 'store' }));
  return row;
}

/** The day at a shop (uuid), by which promises are due. Refuses with floor.place_unknown. */
export async function todayAt(tx: Tx, placeId: string): Promise<Temporal.PlainDate> {
  return dayOf(tx.now, (await assertPlace(tx, placeId)).time_zone);
}

/** Refuses with floor.place_unknown. */
export async function assertPlace(tx: Tx, placeId: string): Promise<PlaceRow> {
  const [place] = await findPlaces(tx, [placeId]);
  if (place === undefined) {
    throw floorRefusals.place_unknown();
  }
  return place;
}

async function sealFor(
  tx: Tx,
  { customerId, placeId, text }: Writing,
  use: (typeof uses)[keyof typeof uses],
): Promise<{ readonly recordId: string; readonly sealed: Buffer }> {
  await assertPlace(tx, placeId);
  const recordId = await ownRecord(tx, await listRecordsOfCustomer(tx, customerId));
  const key =
    recordId === undefined ? undefined : (await loadRecordKeys(tx, [recordId])).get(recordId);
  if (recordId === undefined || key === undefined) {
    throw floorRefusals.customer_erased();
  }
  return { recordId, sealed: seal(key, use, { text }) };
}

/** The words by id of what was written; those of erased people are missing. */
export async function openWritten(
  tx: Tx,
  kind: keyof typeof uses,
  rows: readonly { readonly id: string; readonly record_id: string; readonly sealed: Buffer }[],
): Promise<Map<string, string>> {
  const keys = await loadRecordKeys(tx, [...new Set(rows.map((row) => row.record_id))]);
  return new Map(
    rows.flatMap(({ id, record_id: recordId, sealed }) => {
      const key = keys.get(recordId);
      return key === undefined
        ? []
        : [[id, unseal<{ text: string }>(key, uses[kind], sealed).text] as const];
    }),
  );
}
