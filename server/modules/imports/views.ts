// Read-only queries of the import pages.
import type { FieldChange } from '#catalog';
import { statement } from '#kernel/db';
import type { Tx } from '#kernel/transaction';
import type { RunRow } from './store.ts';

const columns = `r.id, f.kind, f.source, f.name, r.state, r.row_count, r.rows_done, r.accepted, r.unchanged,
  r.rejected, r.created, r.upload_id, r.totals, r.failure, r.started_at, r.touched_at, r.finished_at`;
const list = statement<RunRow>(`
  SELECT ${columns} FROM imports.run r JOIN imports.file f ON f.id = r.file_id
  WHERE NOT r.is_trial ORDER BY r.started_at DESC LIMIT $1`);
const one = statement<RunRow>(`
  SELECT ${columns} FROM imports.run r JOIN imports.file f ON f.id = r.file_id WHERE r.id = $1`);

export type RejectionRow = {
  row: number;
  column_name: string | null;
  code: string;
  reason_ja: string;
  reason_en: string;
};
const rejections = statement<RejectionRow>(`
  SELECT row, column_name, code, reason_ja, reason_en FROM imports.rejection
  WHERE run_id = $1 AND row > $2 ORDER BY row LIMIT $3`);

export type FindingRow = {
  row: number;
  is_new: boolean;
  subject: string;
  changes: readonly FieldChange[];
};
const findings = statement<FindingRow>(`
  SELECT row, is_new, subject, changes FROM imports.finding
  WHERE run_id = $1 AND row > $2 AND ($3::boolean IS NULL OR is_new = $3) ORDER BY row LIMIT $4`);

/** What rows of a trial would make or change, in the order of the file. */
export function listFindings(
  tx: Tx,
  runId: string,
  asked: { readonly afterRow: number; readonly isNew: boolean | null; readonly limit: number },
): Promise<FindingRow[]> {
  return tx.all(findings, [runId, asked.afterRow, asked.isNew, asked.limit]);
}

export function listRuns(tx: Tx, limit: number): Promise<RunRow[]> {
  return tx.all(list, [limit]);
}

export function findRun(tx: Tx, runId: string): Promise<RunRow | undefined> {
  return tx.maybe(one, [runId]);
}

/** Refused rows after a row number, in the order of the file. */
export function listRejections(
  tx: Tx,
  runId: string,
  afterRow: number,
  limit: number,
): Promise<RejectionRow[]> {
  return tx.all(rejections, [runId, afterRow, limit]);
}
