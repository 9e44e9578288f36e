// Every SQL statement of rights.
import { statement } from '#kernel/db';
import type { Tx } from '#kernel/transaction';

export type RequestKind =
  | 'package'
  | 'erasure'
  | 'pseudonymised'
  | 'transfer'
  | 'export'
  | 'segment';
export type RequestState = 'waiting' | 'approved' | 'declined' | 'done';
export type RequestRow = {
  id: string;
  kind: RequestKind;
  record_ids: string[];
  probable_ids: string[];
  party_id: string | null;
  purpose: string | null;
  items: string[];
  segment_id: string | null;
  reason: string;
  state: RequestState;
  asked_by: string;
  asked_at: Temporal.Instant;
  decided_by: string | null;
  decided_at: Temporal.Instant | null;
  expires_at: Temporal.Instant | null;
};

const columns = `id, kind, record_ids, probable_ids, party_id, purpose, items, reason, state, asked_by, asked_at, decided_by, decided_at,
  expires_at, segment_id`;
const insert = statement<RequestRow>(`
  INSERT INTO rights.request (id, kind, record_ids, probable_ids, reason, state, asked_by, asked_at, party_id,
    purpose, items, segment_id)
  VALUES ($1, $2, $3, $4, $5, 'waiting', $6, $7, $8, $9, $10, $11) RETURNING ${columns}`);
const list = statement<RequestRow>(
  `SELECT ${columns} FROM rights.request ORDER BY asked_at DESC, id DESC LIMIT $1`,
);
const find = statement<RequestRow>(`SELECT ${columns} FROM rights.request WHERE id = $1`);
const lock = statement<RequestRow>(
  `SELECT ${columns} FROM rights.request WHERE id = $1 FOR UPDATE`,
);
const decide = statement<RequestRow>(`
  UPDATE rights.request SET state = $2, decided_by = $3, decided_at = $4, is_alone = $5, expires_at = $6,
    record_ids = $7 WHERE id = $1 RETURNING ${columns}`);
const use = statement<{ id: string }>(
  `UPDATE rights.request SET state = 'done' WHERE id = $1 AND state = 'approved' RETURNING id`,
);
const rules = statement<{ rule: string; days: number }>('SELECT rule, days FROM rights.retention');
const setRule = statement<object>(`
  INSERT INTO rights.retention (rule, days, changed_at, changed_by) VALUES ($1, $2, $3, $4)
  ON CONFLICT (rule) DO UPDATE SET days = excluded.days, changed_at = excluded.changed_at,
    changed_by = excluded.changed_by`);

export function insertRequestRow(
  tx: Tx,
  row: Pick<
    RequestRow,
    | 'id'
    | 'kind'
    | 'record_ids'
    | 'probable_ids'
    | 'reason'
    | 'party_id'
    | 'purpose'
    | 'items'
    | 'segment_id'
  >,
): Promise<RequestRow> {
  return tx.one(insert, [
    row.id,
    row.kind,
    row.record_ids,
    row.probable_ids,
    row.reason,
    tx.actor,
    tx.now,
    row.party_id,
    row.purpose,
    row.items,
    row.segment_id,
  ]);
}

export function listRequestRows(tx: Tx, limit: number): Promise<RequestRow[]> {
  return tx.all(list, [limit]);
}

export function findRequestRow(tx: Tx, id: string): Promise<RequestRow | undefined> {
  return tx.maybe(find, [id]);
}

export function lockRequestRow(tx: Tx, id: string): Promise<RequestRow | undefined> {
  return tx.maybe(lock, [id]);
}

export function decideRequestRow(
  tx: Tx,
  row: RequestRow,
  decision: {
    readonly state: RequestState;
    readonly isAlone: boolean;
    readonly expiresAt: Temporal.Instant | null;
    readonly recordIds: readonly string[];
  },
): Promise<RequestRow> {
  const { state, isAlone, expiresAt, recordIds } = decision;
  return tx.one(decide, [row.id, state, tx.actor, tx.now, isAlone, expiresAt, recordIds]);
}

/** False when it is not approved, or was used. */
export async function useRequestRow(tx: Tx, id: string): Promise<boolean> {
  return (await tx.maybe(use, [id])) !== undefined;
}

export async function findRuleRows(tx: Tx): Promise<Map<string, number>> {
  return new Map((await tx.all(rules)).map(({ rule, days }) => [rule, days]));
}

export async function putRuleRow(tx: Tx, rule: string, days: number): Promise<void> {
  await tx.run(setRule, [rule, days, tx.now, tx.actor]);
}
