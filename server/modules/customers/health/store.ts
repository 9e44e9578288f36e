// SQL of notes about a person's health. Row security decides which of them exist: under the purpose `health`, while her
// profile may be seen under it, and under no other.
import { statement } from '#kernel/db';
import type { Tx } from '#kernel/transaction';

export type HealthKind = 'allergy' | 'medicine' | 'condition' | 'advice';
export type HealthNoteRow = {
  id: string;
  record_id: string;
  kind: HealthKind;
  sealed: Buffer;
  place_id: string | null;
  noted_by: string;
  noted_at: Temporal.Instant;
};

const columns = 'id, record_id, kind, sealed, place_id, noted_by, noted_at';
const list = statement<HealthNoteRow>(`
  SELECT ${columns} FROM customers.health_note WHERE record_id = ANY ($1::uuid[]) ORDER BY noted_at DESC, id DESC LIMIT 500`);
const insert = statement<HealthNoteRow>(`
  INSERT INTO customers.health_note (id, record_id, kind, sealed, place_id, noted_by, noted_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING ${columns}`);
const remove = statement<{ record_id: string }>(
  'DELETE FROM customers.health_note WHERE id = $1 RETURNING record_id',
);
const drop = statement<object>(
  'DELETE FROM customers.health_note WHERE record_id = ANY ($1::uuid[])',
);
const agreed = statement<{ record_id: string }>(
  'SELECT record_id FROM customers.profile WHERE record_id = ANY ($1::uuid[]) ORDER BY record_id',
);

export function listNoteRows(tx: Tx, recordIds: readonly string[]): Promise<HealthNoteRow[]> {
  return tx.all(list, [recordIds]);
}

export function insertNoteRow(
  tx: Tx,
  row: Pick<HealthNoteRow, 'id' | 'record_id' | 'kind' | 'sealed' | 'place_id'>,
): Promise<HealthNoteRow> {
  const { id, record_id, kind, sealed, place_id } = row;
  return tx.one(insert, [id, record_id, kind, sealed, place_id, tx.actor, tx.now]);
}

/** The record it was of; undefined when there is none that may be seen. */
export async function deleteNoteRow(tx: Tx, id: string): Promise<string | undefined> {
  return (await tx.maybe(remove, [id]))?.record_id;
}

export async function dropNoteRows(tx: Tx, recordIds: readonly string[]): Promise<void> {
  await tx.run(drop, [recordIds]);
}

/** Those of the records whose profile the purpose of this transaction may see. */
export async function findAgreedIds(tx: Tx, recordIds: readonly string[]): Promise<string[]> {
  return (await tx.all(agreed, [recordIds])).map((row) => row.record_id);
}
