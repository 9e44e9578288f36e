// Every SQL statement of imports.
import { statement } from '#kernel/db';
import type { Tx } from '#kernel/transaction';
import type { Finding } from './importer.ts';
import type { ImportKind } from './reading/index.ts';

export type RunRow = {
  id: string;
  kind: ImportKind;
  source: string;
  name: string;
  state: 'running' | 'finished' | 'failed';
  row_count: number;
  rows_done: number;
  accepted: number;
  unchanged: number;
  rejected: number;
  created: number;
  upload_id: string | null;
  totals: Record<string, unknown>;
  failure: string | null;
  started_at: Temporal.Instant;
  touched_at: Temporal.Instant;
  finished_at: Temporal.Instant | null;
};

const findFileBySha = statement<{ id: string }>(`
  SELECT f.id FROM imports.file f JOIN imports.run r ON r.file_id = f.id
  WHERE f.kind = $1 AND f.source = $2 AND r.sha256 = $3 ORDER BY r.started_at LIMIT 1`);
const ensureFile = statement<{ id: string }>(`
  INSERT INTO imports.file (id, kind, source, name, created_at) VALUES ($1, $2, $3, $4, $5)
  ON CONFLICT (kind, source, name) DO UPDATE SET name = excluded.name RETURNING id`);
const lockFile = statement<object>('SELECT pg_advisory_xact_lock(hashtextextended($1::text, 70))');
const insertRun = statement<object>(`
  INSERT INTO imports.run (id, file_id, sha256, row_count, map, place_id, is_trial, upload_id, state, started_at,
    touched_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'running', $9, $9)`);
const readChunks = statement<{ run_id: string; first_row: number; hashes: Buffer }>(`
  SELECT c.run_id, c.first_row, c.hashes FROM imports.chunk c JOIN imports.run r ON r.id = c.run_id
  WHERE r.file_id = $1 AND ($2::bytea IS NULL OR r.sha256 = $2) ORDER BY r.started_at, c.chunk`);
const insertChunk = statement<object>(
  'INSERT INTO imports.chunk (run_id, chunk, first_row, hashes) VALUES ($1, $2, $3, $4)',
);
const insertRejections = statement<object>(`
  INSERT INTO imports.rejection (run_id, row, column_name, code, reason_ja, reason_en)
  SELECT $1, * FROM unnest($2::int[], $3::text[], $4::text[], $5::text[], $6::text[])
  ON CONFLICT DO NOTHING`);
const advanceRun = statement<object>(`
  UPDATE imports.run SET rows_done = rows_done + $2, accepted = accepted + $3, unchanged = unchanged + $4,
    rejected = rejected + $5, created = created + $6, touched_at = $7 WHERE id = $1`);
const insertFindings = statement<object>(`
  INSERT INTO imports.finding (run_id, row, is_new, subject, changes)
  SELECT $1, f.row, f.is_new, f.subject, f.changes::jsonb
  FROM unnest($2::int[], $3::boolean[], $4::text[], $5::text[]) AS f(row, is_new, subject, changes)`);
const endRun = statement<object>(`
  UPDATE imports.run SET state = $2, totals = $3, failure = $4, finished_at = $5, touched_at = $5 WHERE id = $1`);

/** The file these rows belong to: known by its content, else by its name. */
export async function fileOf(
  tx: Tx,
  file: {
    readonly id: string;
    readonly kind: ImportKind;
    readonly source: string;
    readonly name: string;
  },
  sha256: Buffer,
): Promise<string> {
  const known = await tx.maybe(findFileBySha, [file.kind, file.source, sha256]);
  return (
    known?.id ?? (await tx.one(ensureFile, [file.id, file.kind, file.source, file.name, tx.now])).id
  );
}

/** Serialises two imports of the same file within their transactions. */
export async function lockFileRow(tx: Tx, fileId: string): Promise<void> {
  await tx.all(lockFile, [fileId]);
}

export async function beginRun(
  tx: Tx,
  run: {
    readonly id: string;
    readonly fileId: string;
    readonly sha256: Buffer;
    readonly rowCount: number;
    readonly map: object;
    readonly placeId: string | null;
    readonly isTrial: boolean;
    readonly uploadId: string | null;
  },
): Promise<void> {
  const { id, fileId, sha256, rowCount, placeId, isTrial, uploadId } = run;
  const map = JSON.stringify(run.map);
  const values = [id, fileId, sha256, rowCount, map, placeId, isTrial, uploadId, tx.now];
  await tx.run(insertRun, values);
}

/** What was taken from a file; with a hash, only by runs of exactly that content. */
export function readTakenChunks(tx: Tx, fileId: string, sha256: Buffer | null) {
  return tx.all(readChunks, [fileId, sha256]);
}

export type Rejection = {
  readonly row: number;
  readonly column: string | undefined;
  readonly code: string;
  readonly ja: string;
  readonly en: string;
};

export type ChunkResult = {
  readonly chunk: number;
  readonly firstRow: number;
  readonly rows: number;
  readonly accepted: number;
  readonly unchanged: number;
  /** Null: the rows are not to be known again. */
  readonly hashes: Buffer | null;
  readonly rejections: readonly Rejection[];
  readonly created: number;
  /** Kept with a trial. */
  readonly findings: readonly (Finding & { readonly row: number })[];
};

/** Books one chunk; part of the transaction that took its rows. */
export async function bookChunk(tx: Tx, runId: string, result: ChunkResult): Promise<void> {
  const { rejections } = result;
  if (result.accepted > 0 && result.hashes !== null) {
    await tx.run(insertChunk, [runId, result.chunk, result.firstRow, result.hashes]);
  }
  if (rejections.length > 0) {
    await tx.run(insertRejections, [
      runId,
      rejections.map((each) => each.row),
      rejections.map((each) => each.column ?? null),
      rejections.map((each) => each.code),
      rejections.map((each) => each.ja),
      rejections.map((each) => each.en),
    ]);
  }
  const { rows, accepted, unchanged, created, findings } = result;
  if (findings.length > 0) {
    await tx.run(insertFindings, [
      runId,
      findings.map((each) => each.row),
      findings.map((each) => each.isNew),
      findings.map((each) => each.subject.slice(0, 300)),
      findings.map((each) => JSON.stringify(each.changes)),
    ]);
  }
  const counts = [rows, accepted, unchanged, rejections.length, created];
  await tx.run(advanceRun, [runId, ...counts, tx.now]);
}

export async function finishRun(
  tx: Tx,
  runId: string,
  end: {
    readonly state: 'finished' | 'failed';
    readonly totals: object;
    readonly failure: string | null;
  },
): Promise<void> {
  await tx.run(endRun, [runId, end.state, JSON.stringify(end.totals), end.failure, tx.now]);
}
