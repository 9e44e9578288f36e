// Every SQL statement of privacy.
import { type Executor, statement } from '#kernel/db';
import type { Tx } from '#kernel/transaction';

type KeyRow = { record_id: string; wrapped: Buffer; master_id: number };

const insertKeys = statement<object>(`
  INSERT INTO privacy.record_key (record_id, wrapped, master_id, created_at)
  SELECT k.record_id, k.wrapped, $3, $4 FROM unnest($1::uuid[], $2::bytea[]) AS k(record_id, wrapped)`);
const findKeys = statement<KeyRow>(
  'SELECT record_id, wrapped, master_id FROM privacy.record_key WHERE record_id = ANY ($1::uuid[])',
);
const deleteKeys = statement<{ record_id: string }>(
  'DELETE FROM privacy.record_key WHERE record_id = ANY ($1::uuid[]) RETURNING record_id',
);
const takeForeignKeys = statement<KeyRow>(`
  SELECT record_id, wrapped, master_id FROM privacy.record_key
  WHERE master_id <> $1 ORDER BY master_id, record_id LIMIT $2 FOR UPDATE`);
const replaceKeys = statement<object>(`
  UPDATE privacy.record_key r SET wrapped = k.wrapped, master_id = $3
  FROM unnest($1::uuid[], $2::bytea[]) AS k(record_id, wrapped) WHERE r.record_id = k.record_id`);
const countKeys = statement<{ master_id: number; records: number }>(`
  SELECT master_id, count(*) AS records FROM privacy.record_key GROUP BY master_id ORDER BY master_id`);

export async function insertKeyRows(
  tx: Tx,
  keys: readonly { readonly recordId: string; readonly wrapped: Buffer }[],
  masterId: number,
): Promise<void> {
  await tx.run(insertKeys, [
    keys.map((key) => key.recordId),
    keys.map((key) => key.wrapped),
    masterId,
    tx.now,
  ]);
}

export function findKeyRows(executor: Executor, recordIds: readonly string[]): Promise<KeyRow[]> {
  return executor.all(findKeys, [recordIds]);
}

export async function deleteKeyRows(tx: Tx, recordIds: readonly string[]): Promise<string[]> {
  return (await tx.all(deleteKeys, [recordIds])).map((row) => row.record_id);
}

/** Locks some keys that are wrapped by another master key than this one. */
export function takeKeyRowsOfOthers(tx: Tx, masterId: number, limit: number): Promise<KeyRow[]> {
  return tx.all(takeForeignKeys, [masterId, limit]);
}

export async function replaceKeyRows(
  tx: Tx,
  keys: readonly { readonly recordId: string; readonly wrapped: Buffer }[],
  masterId: number,
): Promise<void> {
  await tx.run(replaceKeys, [
    keys.map((key) => key.recordId),
    keys.map((key) => key.wrapped),
    masterId,
  ]);
}

export function countKeyRows(
  executor: Executor,
): Promise<{ master_id: number; records: number }[]> {
  return executor.all(countKeys);
}

// ---------------------------------------------------------------------------------------------------
// Purposes and consent
// ---------------------------------------------------------------------------------------------------

const upsertPurposes = statement<object>(`
  INSERT INTO privacy.purpose (name, bit, dpv)
  SELECT p.name, p.bit, p.dpv FROM unnest($1::text[], $2::bigint[], $3::text[]) AS p(name, bit, dpv)
  ON CONFLICT (name) DO UPDATE SET bit = excluded.bit, dpv = excluded.dpv
  WHERE (privacy.purpose.bit, privacy.purpose.dpv) IS DISTINCT FROM (excluded.bit, excluded.dpv)`);
const insertTexts = statement<object>(`
  INSERT INTO privacy.purpose_text (purpose, version, ja, en, since)
  SELECT t.purpose, t.version, t.ja, t.en, $5
  FROM unnest($1::text[], $2::int[], $3::text[], $4::text[]) AS t(purpose, version, ja, en)
  ON CONFLICT DO NOTHING`);
const listTexts = statement<PurposeTextRow>(`
  SELECT DISTINCT ON (p.bit) p.name, p.dpv, t.version, t.ja, t.en
  FROM privacy.purpose p JOIN privacy.purpose_text t ON t.purpose = p.name
  ORDER BY p.bit, t.version DESC`);
const everyText = statement<PurposeTextRow>(`
  SELECT p.name, p.dpv, t.version, t.ja, t.en
  FROM privacy.purpose p JOIN privacy.purpose_text t ON t.purpose = p.name ORDER BY p.bit, t.version`);
const insertConsents = statement<{ id: string }>(`
  INSERT INTO privacy.consent (id, record_id, purpose, decision, text_version, language, channel, place_id,
    actor, decided_at, recorded_at, evidence)
  SELECT c.id, c.record_id, c.purpose, c.decision, c.text_version, c.language, c.channel, c.place_id,
    $10, c.decided_at, $11, c.evidence
  FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[],
    $8::uuid[], $9::timestamptz[], $12::bytea[])
    AS c(id, record_id, purpose, decision, text_version, language, channel, place_id, decided_at, evidence)
  ON CONFLICT (id) DO NOTHING RETURNING id`);
const findDecisions = statement<DecisionRow>(`
  SELECT DISTINCT ON (record_id, purpose) record_id, purpose, decision, text_version, decided_at
  FROM privacy.consent WHERE record_id = ANY ($1::uuid[])
  ORDER BY record_id, purpose, decided_at DESC, id DESC`);

export type PurposeTextRow = {
  name: string;
  dpv: string;
  version: number;
  ja: string;
  en: string;
};
export type DecisionRow = {
  record_id: string;
  purpose: string;
  decision: 'given' | 'withdrawn';
  text_version: string;
  decided_at: Temporal.Instant;
};

export async function upsertPurposeRows(
  executor: Executor,
  rows: readonly { readonly name: string; readonly bit: number; readonly dpv: string }[],
): Promise<void> {
  await executor.run(upsertPurposes, [
    rows.map((row) => row.name),
    rows.map((row) => row.bit),
    rows.map((row) => row.dpv),
  ]);
}

export async function insertTextRows(
  executor: Executor,
  rows: readonly { purpose: string; version: number; ja: string; en: string }[],
  since: Temporal.Instant,
): Promise<void> {
  await executor.run(insertTexts, [
    rows.map((row) => row.purpose),
    rows.map((row) => row.version),
    rows.map((row) => row.ja),
    rows.map((row) => row.en),
    since,
  ]);
}

/** The newest text of every purpose. */
export function listTextRows(executor: Executor): Promise<PurposeTextRow[]> {
  return executor.all(listTexts);
}

/** Every text that was ever shown. */
export function findTextRows(executor: Executor): Promise<PurposeTextRow[]> {
  return executor.all(everyText);
}

export type ConsentToInsert = {
  readonly id: string;
  readonly recordId: string;
  readonly purpose: string;
  readonly decision: 'given' | 'withdrawn';
  readonly textVersion: string;
  readonly language: string;
  readonly channel: string;
  readonly placeId: string | null;
  readonly decidedAt: Temporal.Instant;
  readonly evidence: Buffer | null;
};

/** Answers the ids that were new. */
export async function insertConsentRows(
  tx: Tx,
  rows: readonly ConsentToInsert[],
): Promise<Set<string>> {
  const made = await tx.all(insertConsents, [
    rows.map((row) => row.id),
    rows.map((row) => row.recordId),
    rows.map((row) => row.purpose),
    rows.map((row) => row.decision),
    rows.map((row) => row.textVersion),
    rows.map((row) => row.language),
    rows.map((row) => row.channel),
    rows.map((row) => row.placeId),
    rows.map((row) => row.decidedAt),
    tx.actor,
    tx.now,
    rows.map((row) => row.evidence),
  ]);
  return new Set(made.map((row) => row.id));
}

/** The newest decision of each record and purpose. */
export function findDecisionRows(
  executor: Executor,
  recordIds: readonly string[],
): Promise<DecisionRow[]> {
  return executor.all(findDecisions, [recordIds]);
}
