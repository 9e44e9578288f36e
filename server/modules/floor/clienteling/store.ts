// SQL of what clerks note of a customer and promise her. What they wrote is sealed.
import { statement } from '#kernel/db';
import type { Tx } from '#kernel/transaction';

export type NoteRow = {
  id: string;
  record_id: string;
  place_id: string;
  staff_id: string | null;
  sealed: Buffer;
  written_at: Temporal.Instant;
};
export type FollowUpRow = {
  id: string;
  record_id: string;
  place_id: string;
  staff_id: string | null;
  sealed: Buffer;
  due_on: Temporal.PlainDate;
  planned_at: Temporal.Instant;
  done_at: Temporal.Instant | null;
  done_by: string | null;
};

const insertNote = statement<object>(`
  INSERT INTO floor.note (id, record_id, place_id, staff_id, sealed, written_at) VALUES ($1, $2, $3, $4, $5, $6)`);
const listNotes = statement<NoteRow>(`
  SELECT id, record_id, place_id, staff_id, sealed, written_at FROM floor.note
  WHERE record_id = ANY ($1::uuid[]) ORDER BY written_at DESC, id LIMIT $2`);
const lockNote = statement<{ id: string; record_id: string; place_id: string }>(
  'SELECT id, record_id, place_id FROM floor.note WHERE id = $1 FOR UPDATE',
);
const deleteNote = statement<object>('DELETE FROM floor.note WHERE id = $1');
const forgetNotes = statement<object>('DELETE FROM floor.note WHERE record_id = ANY ($1::uuid[])');

export type ToWrite = {
  readonly id: string;
  readonly recordId: string;
  readonly placeId: string;
  readonly staffId: string | null;
  readonly sealed: Buffer;
};

export async function insertNoteRow(tx: Tx, note: ToWrite): Promise<void> {
  const { id, recordId, placeId, staffId, sealed } = note;
  await tx.run(insertNote, [id, recordId, placeId, staffId, sealed, tx.now]);
}

/** Newest first. */
export function listNoteRows(
  tx: Tx,
  recordIds: readonly string[],
  limit: number,
): Promise<NoteRow[]> {
  return tx.all(listNotes, [recordIds, limit]);
}

export function lockNoteRow(
  tx: Tx,
  id: string,
): Promise<{ id: string; record_id: string; place_id: string } | undefined> {
  return tx.maybe(lockNote, [id]);
}

export async function deleteNoteRow(tx: Tx, id: string): Promise<void> {
  await tx.run(deleteNote, [id]);
}

const followUpColumns =
  'id, record_id, place_id, staff_id, sealed, due_on, planned_at, done_at, done_by';
const insertFollowUp = statement<object>(`
  INSERT INTO floor.follow_up (id, record_id, place_id, staff_id, sealed, due_on, planned_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7)`);
const ofRecords = statement<FollowUpRow>(`
  SELECT ${followUpColumns} FROM floor.follow_up WHERE record_id = ANY ($1::uuid[])
  ORDER BY done_at IS NOT NULL, due_on, id LIMIT $2`);
const due = statement<FollowUpRow>(`
  SELECT ${followUpColumns} FROM floor.follow_up WHERE place_id = $1 AND due_on <= $2 AND done_at IS NULL
  ORDER BY due_on, id LIMIT 200`);
const lockFollowUp = statement<FollowUpRow>(
  `SELECT ${followUpColumns} FROM floor.follow_up WHERE id = $1 FOR UPDATE`,
);
const setDone = statement<object>(
  'UPDATE floor.follow_up SET done_at = $2, done_by = $3 WHERE id = $1',
);
const forgetFollowUps = statement<object>(
  'DELETE FROM floor.follow_up WHERE record_id = ANY ($1::uuid[])',
);

export async function insertFollowUpRow(
  tx: Tx,
  promise: ToWrite & { readonly dueOn: Temporal.PlainDate },
): Promise<void> {
  const { id, recordId, placeId, staffId, sealed, dueOn } = promise;
  await tx.run(insertFollowUp, [id, recordId, placeId, staffId, sealed, dueOn, tx.now]);
}

/** What is open first, by its day. */
export function listFollowUpRows(
  tx: Tx,
  recordIds: readonly string[],
  limit: number,
): Promise<FollowUpRow[]> {
  return tx.all(ofRecords, [recordIds, limit]);
}

/** Open ones of a place that are due by a day, the oldest first. */
export function listDueRows(
  tx: Tx,
  placeId: string,
  until: Temporal.PlainDate,
): Promise<FollowUpRow[]> {
  return tx.all(due, [placeId, until]);
}

export function lockFollowUpRow(tx: Tx, id: string): Promise<FollowUpRow | undefined> {
  return tx.maybe(lockFollowUp, [id]);
}

export async function setFollowUpDone(
  tx: Tx,
  id: string,
  doneAt: Temporal.Instant | null,
  doneBy: string | null,
): Promise<void> {
  await tx.run(setDone, [id, doneAt, doneBy]);
}

/** What was written of erased people goes with them. */
export async function forgetWritten(tx: Tx, recordIds: readonly string[]): Promise<void> {
  await tx.run(forgetNotes, [recordIds]);
  await tx.run(forgetFollowUps, [recordIds]);
}
