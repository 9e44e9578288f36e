// SQL of models, tokens and policy; store-pairs.ts has the pairs.
import type { LearntModel } from '@engawa/match';
import { type Executor, statement } from '#kernel/db';
import type { Tx } from '#kernel/transaction';
import type { Policy } from './policy.ts';

export type ModelRow = {
  version: number;
  learnt: LearntModel;
  record_count: number;
  pair_count: number;
  duration_ms: number;
  learnt_at: Temporal.Instant;
  learnt_by: string;
};

const newest = statement<ModelRow>(`
  SELECT version, learnt, record_count, pair_count, duration_ms, learnt_at, learnt_by FROM identity.model
  WHERE plan_version = $1 ORDER BY version DESC LIMIT 1`);
const newestVersion = statement<{ version: number; learnt_at: Temporal.Instant }>(`
  SELECT version, learnt_at FROM identity.model WHERE plan_version = $1 ORDER BY version DESC LIMIT 1`);
const list = statement<Omit<ModelRow, 'learnt'>>(`
  SELECT version, record_count, pair_count, duration_ms, learnt_at, learnt_by FROM identity.model
  ORDER BY version DESC LIMIT $1`);
const insertModel = statement<{ version: number }>(`
  INSERT INTO identity.model (id, version, plan_version, learnt, record_count, pair_count, duration_ms,
    learnt_at, learnt_by)
  SELECT $1, coalesce(max(version), 0) + 1, $2, $3, $4, $5, $6, $7, $8 FROM identity.model
  RETURNING version`);
const insertTerms = statement<object>(`
  INSERT INTO identity.term (model_version, token, record_count)
  SELECT $1, t.token, max(t.record_count) FROM unnest($2::bigint[], $3::int[]) AS t(token, record_count)
  GROUP BY t.token ON CONFLICT DO NOTHING`);
const dropTerms = statement<object>('DELETE FROM identity.term WHERE model_version < $1');
const listTerms = statement<TermRow>(`
  SELECT token, record_count FROM identity.term WHERE model_version = $1 AND token > $2 ORDER BY token LIMIT $3`);

export function findModel(executor: Executor, planVersion: number): Promise<ModelRow | undefined> {
  return executor.maybe(newest, [planVersion]);
}

/** Which model is the newest; undefined where none was learnt. */
export function findModelVersion(
  executor: Executor,
  planVersion: number,
): Promise<{ version: number; learnt_at: Temporal.Instant } | undefined> {
  return executor.maybe(newestVersion, [planVersion]);
}

export function listModelRows(
  executor: Executor,
  limit: number,
): Promise<Omit<ModelRow, 'learnt'>[]> {
  return executor.all(list, [limit]);
}

/** Answers the version it got. */
export async function insertModelRow(
  tx: Tx,
  model: {
    readonly id: string;
    readonly learnt: LearntModel;
    readonly recordCount: number;
    readonly pairCount: number;
    readonly durationMs: number;
  },
): Promise<number> {
  const { id, learnt, recordCount, pairCount, durationMs } = model;
  const row = await tx.one(insertModel, [
    id,
    learnt.planVersion,
    JSON.stringify(learnt),
    recordCount,
    pairCount,
    Math.round(durationMs),
    tx.now,
    tx.actor,
  ]);
  return row.version;
}

export async function insertTermRows(
  tx: Tx,
  version: number,
  terms: readonly { readonly token: number; readonly count: number }[],
): Promise<void> {
  await tx.run(insertTerms, [
    version,
    terms.map(({ token }) => token),
    terms.map(({ count }) => count),
  ]);
}

export async function dropOldTerms(tx: Tx, version: number): Promise<void> {
  await tx.run(dropTerms, [version]);
}

type TermRow = { token: number; record_count: number };

/** Values that several records of a model's book share, after a token. */
export function listTermRows(
  executor: Executor,
  version: number,
  after: number,
  limit: number,
): Promise<TermRow[]> {
  return executor.all(listTerms, [version, after, limit]);
}

// ---------------------------------------------------------------------------------------------------
// Tokens
// ---------------------------------------------------------------------------------------------------

const dropStaleFresh = statement<object>(`
  DELETE FROM identity.fresh_block b USING identity.scored s, unnest(s.tokens) AS t(token)
  WHERE s.record_id = ANY ($1::uuid[]) AND b.token = t.token AND b.record_id = s.record_id`);
const dropStale = statement<object>(`
  DELETE FROM identity.block b USING identity.scored s, unnest(s.tokens) AS t(token)
  WHERE s.record_id = ANY ($1::uuid[]) AND b.token = t.token AND b.record_id = s.record_id`);
// Arrays of arrays do not come apart by the row: each record's tokens travel as one text.
const putTokens = statement<object>(`
  WITH given AS (
    SELECT g.record_id, g.tokens::bigint[] AS tokens FROM unnest($1::uuid[], $2::text[]) AS g(record_id, tokens)
  ), scored AS (
    INSERT INTO identity.scored (record_id, tokens, plan_version, model_version, scored_at)
    SELECT record_id, tokens, $3, $4, $5 FROM given
    ON CONFLICT (record_id) DO UPDATE SET tokens = excluded.tokens, plan_version = excluded.plan_version,
      model_version = excluded.model_version, scored_at = excluded.scored_at
  )
  INSERT INTO identity.fresh_block (token, record_id)
  SELECT t.token, g.record_id FROM given g CROSS JOIN LATERAL unnest(g.tokens) AS t(token)
  ON CONFLICT DO NOTHING`);
// Taken in the order of the large index, so that a page of it is written once and not for every token.
const mergeBlocks = statement<object>(`
  WITH moved AS (
    DELETE FROM identity.fresh_block WHERE (token, record_id) IN (
      SELECT token, record_id FROM identity.fresh_block ORDER BY token, record_id LIMIT $1)
    RETURNING token, record_id
  )
  INSERT INTO identity.block (token, record_id)
  SELECT token, record_id FROM moved ORDER BY token, record_id ON CONFLICT DO NOTHING`);
// A value that more share than it may says nothing of anybody: its records do not meet by it.
const meet = statement<{ token: number; record_ids: string[] | null }>(`
  SELECT k.token, CASE WHEN cardinality(m.record_ids) <= k.most THEN m.record_ids END AS record_ids
  FROM unnest($1::bigint[], $2::int[]) AS k(token, most)
  CROSS JOIN LATERAL (
    SELECT array_agg(f.record_id) AS record_ids FROM (
      (SELECT b.record_id FROM identity.block b WHERE b.token = k.token LIMIT k.most + 1)
      UNION ALL
      (SELECT b.record_id FROM identity.fresh_block b WHERE b.token = k.token LIMIT k.most + 1)
    ) AS f
  ) AS m
  WHERE cardinality(m.record_ids) > 1`);
// The ids in a SELECT of their own: planned once and not at each call.
const scoredBefore = statement<{ record_id: string }>(
  'SELECT record_id FROM identity.scored WHERE record_id = ANY ((SELECT $1::uuid[])::uuid[])',
);
const staleScored = statement<{ record_id: string }>(`
  SELECT record_id FROM identity.scored WHERE record_id = ANY ($1::uuid[]) AND plan_version = $2`);

/** A keyed hash, and how many records may share it for them to meet. */
export type TokenToMeet = { readonly token: number; readonly most: number };
export type RecordTokens = { readonly recordId: string; readonly tokens: readonly TokenToMeet[] };

/** Writes the tokens of records; those of `known` records (`findScoredIds`) are replaced. */
export async function putTokenRows(
  tx: Tx,
  rows: readonly RecordTokens[],
  versions: { readonly plan: number; readonly model: number },
  known: readonly string[],
): Promise<void> {
  const ids = rows.map((row) => row.recordId);
  const sets = rows.map((row) => `{${row.tokens.map(({ token }) => token).join(',')}}`);
  // One round trip: they run in the order of the calls.
  await Promise.all([
    ...(known.length === 0 ? [] : [tx.run(dropStaleFresh, [known]), tx.run(dropStale, [known])]),
    tx.run(putTokens, [ids, sets, versions.plan, versions.model, tx.now]),
  ]);
}

/** Of these records, those that have tokens, of whatever plan. */
export async function findScoredIds(tx: Tx, recordIds: readonly string[]): Promise<string[]> {
  return (await tx.all(scoredBefore, [recordIds])).map((row) => row.record_id);
}

/** Moves so many of the tokens that came last into the large table; answers how many. */
export async function mergeFreshBlocks(tx: Tx, limit: number): Promise<number> {
  return tx.run(mergeBlocks, [limit]);
}

export type Meetings = {
  /** token → the records that carry it, two and more. */
  readonly recordsOf: ReadonlyMap<number, readonly string[]>;
  /** Tokens that too many carry. */
  readonly crowded: number;
};

/** Who carries these tokens. */
export async function findMeetings(tx: Tx, tokens: readonly TokenToMeet[]): Promise<Meetings> {
  const mostOf = new Map(tokens.map(({ token, most }) => [token, most]));
  const rows =
    tokens.length === 0 ? [] : await tx.all(meet, [[...mostOf.keys()], [...mostOf.values()]]);
  const recordsOf = new Map<number, string[]>();
  for (const { token, record_ids: recordIds } of rows) {
    if (recordIds !== null) {
      recordsOf.set(token, recordIds);
    }
  }
  return { recordsOf, crowded: rows.length - recordsOf.size };
}

/** Of these records, those whose tokens are of this plan. */
export async function findIndexedIds(
  tx: Tx,
  recordIds: readonly string[],
  planVersion: number,
): Promise<Set<string>> {
  const rows = await tx.all(staleScored, [recordIds, planVersion]);
  return new Set(rows.map((row) => row.record_id));
}

// ---------------------------------------------------------------------------------------------------
// Policy
// ---------------------------------------------------------------------------------------------------

const policy = statement<Policy & object>('SELECT strong, weak, doubtful FROM identity.policy');
const setPolicy = statement<object>(`
  UPDATE identity.policy SET strong = $1, weak = $2, doubtful = $3, changed_at = $4, changed_by = $5`);

export function findPolicy(executor: Executor): Promise<Policy> {
  return executor.one(policy);
}

export async function putPolicy(tx: Tx, wanted: Policy): Promise<void> {
  await tx.run(setPolicy, [wanted.strong, wanted.weak, wanted.doubtful, tx.now, tx.actor]);
}
