// The SQL of what an outside points master is to know, and what it told.
import { statement } from '#kernel/db';
import type { Tx } from '#kernel/transaction';
import type { MasterState } from './point-master.ts';

export type MasterRow = {
  subject_id: string;
  kind: 'order' | 'posting';
  reference: string;
  record_id: string;
  wanted: MasterState;
  spent: number;
  earned: number;
  version: number;
  told: MasterState | 'nothing' | 'refused';
  told_version: number;
  reason: string | null;
  attempts: number;
  next_at: Temporal.Instant | null;
  changed_at: Temporal.Instant;
};

export type MasterWish = Pick<
  MasterRow,
  'subject_id' | 'kind' | 'reference' | 'record_id' | 'wanted' | 'spent' | 'earned'
>;

const columns =
  'subject_id, kind, reference, record_id, wanted, spent, earned, version, told, told_version, reason, attempts, next_at, changed_at';

const known = statement<MasterRow>(
  `SELECT ${columns} FROM loyalty.master_subject WHERE reference = ANY ($1::text[]) ORDER BY subject_id FOR UPDATE`,
);
const wish = statement<object>(`
  INSERT INTO loyalty.master_subject AS m (subject_id, kind, reference, record_id, wanted, spent, earned, next_at, changed_at)
  SELECT w.*, $8::timestamptz, $8::timestamptz
  FROM unnest($1::uuid[], $2::text[], $3::text[], $4::uuid[], $5::text[], $6::bigint[], $7::bigint[]) AS w
  ON CONFLICT (subject_id) DO UPDATE SET wanted = excluded.wanted, spent = excluded.spent, earned = excluded.earned,
    version = m.version + 1, attempts = 0, next_at = $8, changed_at = $8`);
const claim = statement<MasterRow>(`
  UPDATE loyalty.master_subject SET attempts = attempts + 1, next_at = $2
  WHERE subject_id = $1 AND next_at <= $3 RETURNING ${columns}`);
const record = statement<MasterRow>(`
  UPDATE loyalty.master_subject SET told = $3, told_version = $2, reason = $4, changed_at = $5::timestamptz, attempts = 0,
    next_at = CASE WHEN version = $2 THEN NULL ELSE $5::timestamptz END
  WHERE subject_id = $1 AND told_version < $2 RETURNING ${columns}`);
const again = statement<object>(
  'UPDATE loyalty.master_subject SET next_at = $2 WHERE subject_id = $1 AND version > told_version',
);
const retry = statement<MasterRow>(`
  UPDATE loyalty.master_subject SET version = version + 1, attempts = 0, next_at = $2, changed_at = $2
  WHERE subject_id = $1 AND told = 'refused' RETURNING ${columns}`);
const due = statement<{ subject_id: string }>(
  'SELECT subject_id FROM loyalty.master_subject WHERE next_at <= $1 ORDER BY next_at LIMIT 500',
);
const open = statement<{ count: number }>(`
  SELECT count(*)::int AS count FROM loyalty.master_subject
  WHERE record_id = ANY ($1::uuid[]) AND (version > told_version OR told IN ('refused', 'held'))`);
const sums = statement<{ waiting: number; late: number; refused: number; told: number }>(`
  SELECT count(*) FILTER (WHERE version > told_version)::int AS waiting,
    count(*) FILTER (WHERE version > told_version AND attempts > 1)::int AS late,
    count(*) FILTER (WHERE told = 'refused' AND version = told_version)::int AS refused,
    count(*) FILTER (WHERE told NOT IN ('refused', 'nothing') AND version = told_version)::int AS told
  FROM loyalty.master_subject`);
const unsettled = statement<MasterRow>(`
  SELECT ${columns} FROM loyalty.master_subject
  WHERE (told = 'refused' AND version = told_version) OR (version > told_version AND attempts > 1)
  ORDER BY changed_at DESC LIMIT 100`);

/** Locked: what was written down under these references of the ledger. */
export function lockMasterRows(tx: Tx, references: readonly string[]): Promise<MasterRow[]> {
  return tx.all(known, [references]);
}

export async function wishOfMaster(tx: Tx, wishes: readonly MasterWish[]): Promise<void> {
  await tx.run(wish, [
    wishes.map((each) => each.subject_id),
    wishes.map((each) => each.kind),
    wishes.map((each) => each.reference),
    wishes.map((each) => each.record_id),
    wishes.map((each) => each.wanted),
    wishes.map((each) => each.spent),
    wishes.map((each) => each.earned),
    tx.now,
  ]);
}

/** The row when it is due, leased until then; undefined when another has it or nothing is to be told. */
export function claimMasterRow(
  tx: Tx,
  subjectId: string,
  until: Temporal.Instant,
): Promise<MasterRow | undefined> {
  return tx.maybe(claim, [subjectId, until, tx.now]);
}

/** Undefined when a newer version was answered before. */
export function recordMasterAnswer(
  tx: Tx,
  { subject_id: subjectId, version }: MasterRow,
  told: MasterRow['told'],
  reason: string | null,
): Promise<MasterRow | undefined> {
  return tx.maybe(record, [subjectId, version, told, reason, tx.now]);
}

export async function askMasterAgain(
  tx: Tx,
  subjectId: string,
  at: Temporal.Instant,
): Promise<void> {
  await tx.run(again, [subjectId, at]);
}

/** Undefined when it was not refused. */
export function retryMasterRow(tx: Tx, subjectId: string): Promise<MasterRow | undefined> {
  return tx.maybe(retry, [subjectId, tx.now]);
}

export async function listDueMasterRows(tx: Tx): Promise<string[]> {
  return (await tx.all(due, [tx.now])).map((row) => row.subject_id);
}

/** Whether anything of these records is still to be told, held, or was refused. */
export async function isMasterBusy(tx: Tx, recordIds: readonly string[]): Promise<boolean> {
  return (await tx.one(open, [recordIds])).count > 0;
}

export function sumMasterRows(tx: Tx) {
  return tx.one(sums);
}

export function listUnsettledMasterRows(tx: Tx): Promise<MasterRow[]> {
  return tx.all(unsettled);
}
