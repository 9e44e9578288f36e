// Every SQL statement of feeds, their moments and their quarantine.
import { type Executor, statement } from '#kernel/db';
import { newId } from '#kernel/ids';
import { declareSecrets } from '#kernel/sealed-secrets';
import type { Tx } from '#kernel/transaction';
import type { CustomFields } from './custom-schemas.ts';
import { quarantineUse, type Wire } from './incoming.ts';

export type FeedRow = {
  id: string;
  code: string;
  name: string;
  channel: string;
  place_id: string | null;
  unknown_names: 'quarantine' | 'count';
  trusts_consent: boolean;
  created_at: Temporal.Instant;
  ended_at: Temporal.Instant | null;
};
export type CustomSchemaRow = {
  name: string;
  version: number;
  type: string;
  fields: CustomFields;
  created_at: Temporal.Instant;
};
export type QuarantineRow = {
  id: string;
  feed_id: string;
  feed: string;
  key: string;
  wire: Wire;
  reason: string;
  detail: string;
  state: 'waiting' | 'replayed' | 'discarded';
  received_at: Temporal.Instant;
  tried_at: Temporal.Instant;
};

const feedColumns =
  'id, code, name, channel, place_id, unknown_names, trusts_consent, created_at, ended_at';
const feedByKey = statement<FeedRow>(
  `SELECT ${feedColumns} FROM moments.feed WHERE key_hash = $1 AND ended_at IS NULL`,
);
const feedsById = statement<FeedRow>(
  `SELECT ${feedColumns} FROM moments.feed WHERE id = ANY ($1::uuid[])`,
);
const feeds = statement<FeedRow>(
  `SELECT ${feedColumns} FROM moments.feed ORDER BY ended_at IS NOT NULL, code LIMIT 500`,
);
const addFeed = statement<{ id: string }>(`
  INSERT INTO moments.feed (id, code, name, key_hash, channel, place_id, unknown_names, trusts_consent, created_at,
    created_by)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (code) DO NOTHING RETURNING id`);
const changeFeed = statement<{ id: string }>(`
  UPDATE moments.feed SET unknown_names = coalesce($2, unknown_names), trusts_consent = coalesce($3, trusts_consent),
    ended_at = CASE WHEN $4 THEN $5::timestamptz ELSE ended_at END
  WHERE code = $1 AND ended_at IS NULL RETURNING id`);
// The lock keeps two clerks from writing the same version.
const lockSchemas = statement<object>(
  `SELECT pg_advisory_xact_lock(hashtextextended('moments.custom_schema', 1))`,
);
const addSchema = statement<{ version: number }>(`
  INSERT INTO moments.custom_schema (name, version, type, fields, created_at, created_by)
  SELECT $1, coalesce(max(version), 0) + 1, $2, $3::jsonb, $4, $5 FROM moments.custom_schema WHERE name = $1
  RETURNING version`);
const newestSchemas = statement<CustomSchemaRow>(`
  SELECT DISTINCT ON (name) name, version, type, fields, created_at FROM moments.custom_schema
  WHERE $1::text[] IS NULL OR name = ANY ($1::text[]) ORDER BY name, version DESC LIMIT 1000`);

const partitions = statement<object>('SELECT moments.ensure_partitions(3)');

/** Partitions for this month and the three after it; cheap when they exist. */
export async function ensurePartitions(executor: Executor): Promise<void> {
  await executor.all(partitions);
}

// What many rows of a bundle share is sent once and named by number: half of the columns, half of the reading.
const insertMoments = statement<object>(`
  INSERT INTO moments.moment (id, bundle_id, feed_id, type, version, record_id, place_id, channel, occurred_at,
    received_at, data, consent)
  SELECT m.id, $2, ($7::uuid[])[m.g], ($8::text[])[m.g], ($9::smallint[])[m.g], m.record_id, ($10::uuid[])[m.g],
    ($11::text[])[m.g], to_timestamp(m.occurred_s), $13, m.data::jsonb, ($12::bigint[])[m.g]
  FROM unnest($1::uuid[], $3::int[], $4::uuid[], $5::float8[], $6::text[])
    AS m(id, g, record_id, occurred_s, data)`);

/** What many moments of a bundle have in common. */
export type MomentGroup = {
  readonly feedId: string;
  readonly type: string;
  readonly version: number;
  readonly placeId: string | null;
  readonly channel: string;
  readonly consent: number;
};

/** One array a column. */
export type MomentColumns = {
  readonly id: string[];
  /** Counts the groups from 1. */
  readonly group: number[];
  readonly recordId: (string | null)[];
  /** Seconds since 1970. */
  readonly occurredAtS: number[];
  /** JSON */
  readonly data: string[];
};

/** Writes the moments of one bundle, with the end of the transaction. */
export function insertMomentRows(
  tx: Tx,
  bundleId: string,
  columns: MomentColumns,
  groups: readonly MomentGroup[],
): void {
  tx.runLast(insertMoments, [
    columns.id,
    bundleId,
    columns.group,
    columns.recordId,
    columns.occurredAtS,
    columns.data,
    groups.map((each) => each.feedId),
    groups.map((each) => each.type),
    groups.map((each) => each.version),
    groups.map((each) => each.placeId),
    groups.map((each) => each.channel),
    groups.map((each) => each.consent),
    tx.now,
  ]);
}

const quarantineColumns = `q.id, q.feed_id, f.code AS feed, q.key, q.wire, q.reason, q.detail, q.state, q.received_at,
  q.tried_at`;
// A replay that fails again keeps its row and learns why.
const setAside = statement<object>(`
  INSERT INTO moments.quarantine (id, feed_id, key, wire, reason, detail, record_ids, body_sealed, received_at,
    tried_at, state)
  SELECT q.id, q.feed_id, q.key, q.wire, q.reason, q.detail, q.record_ids::uuid[], q.body, q.received_at, $10, 'waiting'
  FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::text[], $8::bytea[],
    $9::timestamptz[]) AS q(id, feed_id, key, wire, reason, detail, record_ids, body, received_at)
  ON CONFLICT (key) DO UPDATE SET reason = excluded.reason, detail = excluded.detail, tried_at = excluded.tried_at,
    state = 'waiting', body_sealed = excluded.body_sealed, record_ids = excluded.record_ids`);
const quarantined = statement<QuarantineRow>(`
  SELECT ${quarantineColumns} FROM moments.quarantine q JOIN moments.feed f ON f.id = q.feed_id
  WHERE q.state = $1 AND ($2::text IS NULL OR f.code = $2) AND ($3::text IS NULL OR q.reason = $3) AND q.id < $4
  ORDER BY q.id DESC LIMIT $5`);
const quarantineCounts = statement<{ feed: string; reason: string; count: number }>(`
  SELECT f.code AS feed, q.reason, count(*) AS count FROM moments.quarantine q JOIN moments.feed f ON f.id = q.feed_id
  WHERE q.state = 'waiting' GROUP BY f.code, q.reason ORDER BY count(*) DESC, 1, 2`);
const takeForReplay = statement<QuarantineRow & { body_sealed: Buffer }>(`
  SELECT ${quarantineColumns}, q.body_sealed FROM moments.quarantine q JOIN moments.feed f ON f.id = q.feed_id
  WHERE q.state = 'waiting' AND ($1::text IS NULL OR f.code = $1) AND ($2::text IS NULL OR q.reason = $2)
    AND ($3::uuid[] IS NULL OR q.id = ANY ($3::uuid[])) AND q.id > $4
  ORDER BY q.id LIMIT $5 FOR UPDATE OF q SKIP LOCKED`);
const settle = statement<object>(`
  UPDATE moments.quarantine SET state = $2, body_sealed = NULL, record_ids = '{}', tried_at = $3
  WHERE key = ANY ($1::uuid[]) AND state = 'waiting'`);
const discardById = statement<object>(`
  UPDATE moments.quarantine SET state = 'discarded', body_sealed = NULL, record_ids = '{}', tried_at = $2
  WHERE id = ANY ($1::uuid[]) AND state = 'waiting'`);
const discardOld = statement<object>(`
  UPDATE moments.quarantine SET state = 'discarded', body_sealed = NULL, record_ids = '{}', tried_at = $2
  WHERE state = 'waiting' AND received_at < $1`);

export type QuarantineToInsert = {
  readonly feedId: string;
  readonly key: string;
  readonly wire: Wire;
  readonly reason: string;
  readonly detail: string;
  readonly recordIds: readonly string[];
  readonly bodySealed: Buffer;
  readonly receivedAt: Temporal.Instant;
};

export async function setAsideRows(tx: Tx, rows: readonly QuarantineToInsert[]): Promise<void> {
  await tx.run(setAside, [
    rows.map(() => newId()),
    rows.map((row) => row.feedId),
    rows.map((row) => row.key),
    rows.map((row) => row.wire),
    rows.map((row) => row.reason),
    rows.map((row) => row.detail.slice(0, 300)),
    rows.map((row) => `{${row.recordIds.join(',')}}`),
    rows.map((row) => row.bodySealed),
    rows.map((row) => row.receivedAt),
    tx.now,
  ]);
}

export type QuarantineFilter = {
  readonly feed?: string | undefined;
  readonly reason?: string | undefined;
};

/** Newest first, before an id. */
export function listQuarantineRows(
  tx: Tx,
  filter: QuarantineFilter & { readonly state: string },
  before: string,
  limit: number,
): Promise<QuarantineRow[]> {
  const { state, feed = null, reason = null } = filter;
  return tx.all(quarantined, [state, feed, reason, before, limit]);
}

export function countQuarantineRows(
  tx: Tx,
): Promise<{ feed: string; reason: string; count: number }[]> {
  return tx.all(quarantineCounts);
}

/** Locks waiting rows after an id, oldest first; rows that somebody else replays are left to him. */
export function takeQuarantineRows(
  tx: Tx,
  filter: QuarantineFilter & { readonly ids?: readonly string[] | undefined },
  after: string,
  limit: number,
): Promise<(QuarantineRow & { body_sealed: Buffer })[]> {
  const { feed = null, reason = null, ids = null } = filter;
  return tx.all(takeForReplay, [feed, reason, ids, after, limit]);
}

/** Their bodies go; that they were there stays. */
export async function settleQuarantineRows(tx: Tx, keys: readonly string[]): Promise<void> {
  await tx.run(settle, [keys, 'replayed', tx.now]);
}

export function discardQuarantineRows(tx: Tx, ids: readonly string[]): Promise<number> {
  return tx.run(discardById, [ids, tx.now]);
}

export function discardQuarantineBefore(tx: Tx, before: Temporal.Instant): Promise<number> {
  return tx.run(discardOld, [before, tx.now]);
}

export function findFeedByKey(executor: Executor, keyHash: Buffer): Promise<FeedRow | undefined> {
  return executor.maybe(feedByKey, [keyHash]);
}

export function findFeedRows(tx: Tx, ids: readonly string[]): Promise<FeedRow[]> {
  return tx.all(feedsById, [ids]);
}

/** Those in use first. */
export function listFeedRows(tx: Tx): Promise<FeedRow[]> {
  return tx.all(feeds);
}

/** False when the code is used already. */
export async function insertFeedRow(
  tx: Tx,
  row: Omit<FeedRow, 'created_at' | 'ended_at'>,
  keyHash: Buffer,
): Promise<boolean> {
  const made = await tx.maybe(addFeed, [
    row.id,
    row.code,
    row.name,
    keyHash,
    row.channel,
    row.place_id,
    row.unknown_names,
    row.trusts_consent,
    tx.now,
    tx.actor,
  ]);
  return made !== undefined;
}

export async function changeFeedRow(
  tx: Tx,
  code: string,
  change: {
    readonly unknownNames: string | null;
    readonly trustsConsent: boolean | null;
    readonly isEnded: boolean;
  },
): Promise<boolean> {
  const { unknownNames, trustsConsent, isEnded } = change;
  const row = await tx.maybe(changeFeed, [code, unknownNames, trustsConsent, isEnded, tx.now]);
  return row !== undefined;
}

/** Answers the version. */
export async function insertCustomSchema(
  tx: Tx,
  schema: { readonly name: string; readonly type: string; readonly fields: CustomFields },
): Promise<number> {
  await tx.all(lockSchemas);
  const { name, type, fields } = schema;
  return (await tx.one(addSchema, [name, type, JSON.stringify(fields), tx.now, tx.actor])).version;
}

/** The newest version of each name; of all names for null. */
export function listCustomSchemas(
  tx: Tx,
  names: readonly string[] | null,
): Promise<CustomSchemaRow[]> {
  return tx.all(newestSchemas, [names]);
}

declareSecrets({
  use: quarantineUse,
  stale: statement(`
    SELECT id, body_sealed AS sealed FROM moments.quarantine
    WHERE body_sealed IS NOT NULL AND substring(body_sealed FROM 1 FOR 2) <> $1 LIMIT $2 FOR UPDATE`),
  replace: statement('UPDATE moments.quarantine SET body_sealed = $2 WHERE id = $1'),
});
