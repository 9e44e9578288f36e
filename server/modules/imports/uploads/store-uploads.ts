// Files that come in through a browser. They lie in the database for a week, in the parts they were sent in, so that any
// worker can take them and a back-up holds them.
import { type Database, statement } from '#kernel/db';
import { type Tx, transaction } from '#kernel/transaction';

export type UploadRow = {
  id: string;
  kind: 'products';
  source: string;
  name: string;
  size_bytes: number;
  time_zone: string;
  currency: string;
  created_at: Temporal.Instant;
  trial_id: string | null;
  run_id: string | null;
  failure: UploadFailure | null;
  parts: number;
};

/** Why a file as a whole could not be read. */
export type UploadFailure = { readonly code: string; readonly ja: string; readonly en: string };

const insert = statement<object>(`
  INSERT INTO imports.upload (id, kind, source, name, size_bytes, time_zone, currency, created_at)
  VALUES ($1, 'products', $2, $3, $4, $5, $6, $7)`);
const find = statement<UploadRow>(`
  SELECT u.*, (SELECT count(*) FROM imports.upload_part p WHERE p.upload_id = u.id)::int AS parts
  FROM imports.upload u WHERE u.id = $1`);
const lock = statement<{ id: string }>('SELECT id FROM imports.upload WHERE id = $1 FOR UPDATE');
const putPart = statement<object>(`
  INSERT INTO imports.upload_part (upload_id, part, bytes) VALUES ($1, $2, $3)
  ON CONFLICT (upload_id, part) DO UPDATE SET bytes = excluded.bytes`);
const part = statement<{ bytes: Buffer }>(
  'SELECT bytes FROM imports.upload_part WHERE upload_id = $1 AND part = $2',
);
const setRuns = statement<object>(
  'UPDATE imports.upload SET trial_id = $2, run_id = $3, failure = NULL WHERE id = $1',
);
const setFailure = statement<object>('UPDATE imports.upload SET failure = $2 WHERE id = $1');
const dropRejections = statement<object>(
  'DELETE FROM imports.rejection WHERE run_id = ANY ($1::uuid[])',
);
const dropFindings = statement<object>(
  'DELETE FROM imports.finding WHERE run_id = ANY ($1::uuid[])',
);
const dropRuns = statement<object>('DELETE FROM imports.run WHERE id = ANY ($1::uuid[])');
const oldTrials = statement<{ id: string }>(
  'SELECT id FROM imports.run WHERE is_trial AND started_at < $1 ORDER BY started_at LIMIT 200',
);
const dropUploads = statement<object>('DELETE FROM imports.upload WHERE created_at < $1');

export async function insertUpload(
  tx: Tx,
  upload: Pick<UploadRow, 'id' | 'source' | 'name' | 'size_bytes' | 'time_zone' | 'currency'>,
): Promise<void> {
  const { id, source, name, size_bytes: size, time_zone: zone, currency } = upload;
  await tx.run(insert, [id, source, name, size, zone, currency, tx.now]);
}

export function findUpload(tx: Tx, id: string): Promise<UploadRow | undefined> {
  return tx.maybe(find, [id]);
}

/** So that two who ask for one file at once ask one after the other. */
export async function lockUpload(tx: Tx, id: string): Promise<void> {
  await tx.maybe(lock, [id]);
}

export async function putUploadPart(
  tx: Tx,
  id: string,
  number: number,
  bytes: Buffer,
): Promise<void> {
  await tx.run(putPart, [id, number, bytes]);
}

/** The bytes of a file, part by part, each in a transaction of its own. */
export async function* readUploadParts(db: Database, id: string): AsyncGenerator<Buffer> {
  for (let number = 0; ; number += 1) {
    const row = await transaction(db, { readOnly: true }, (tx) => tx.maybe(part, [id, number]));
    if (row === undefined) {
      return;
    }
    yield row.bytes;
  }
}

export async function setUploadRuns(
  tx: Tx,
  id: string,
  runs: { readonly trialId: string; readonly runId: string | null },
): Promise<void> {
  await tx.run(setRuns, [id, runs.trialId, runs.runId]);
}

export async function setUploadFailure(tx: Tx, id: string, failure: UploadFailure): Promise<void> {
  await tx.run(setFailure, [id, JSON.stringify(failure)]);
}

/** Runs with what they noted of their rows; what they took stays. */
export async function dropRunsOf(tx: Tx, runIds: readonly string[]): Promise<void> {
  await tx.run(dropRejections, [runIds]);
  await tx.run(dropFindings, [runIds]);
  await tx.run(dropRuns, [runIds]);
}

/** Trials and files from before a moment. */
export async function forgetUploads(tx: Tx, before: Temporal.Instant): Promise<number> {
  const trials = await tx.all(oldTrials, [before]);
  await dropRunsOf(
    tx,
    trials.map(({ id }) => id),
  );
  await tx.run(dropUploads, [before]);
  return trials.length;
}
