// SQL of records, profiles, contacts and tokens. Links are in store-links.ts, codes in store-codes.ts.
import { type Executor, statement } from '#kernel/db';
import { purposes } from '#kernel/purposes';
import type { Tx } from '#kernel/transaction';
import type { LookUpToken } from './look-up-keys.ts';

export type RecordKind =
  | 'account'
  | 'customer'
  | 'card'
  | 'messenger'
  | 'guest'
  | 'device'
  | 'organisation';

export type RecordRow = {
  id: string;
  customer_id: string;
  first_customer_id: string;
  source: string;
  kind: RecordKind;
  place_id: string | null;
  consent: number;
  registered_at: Temporal.Instant | null;
  created_at: Temporal.Instant;
  erased_at: Temporal.Instant | null;
  stopped_at: Temporal.Instant | null;
};

const columns = `r.id, r.customer_id, r.first_customer_id, r.source, r.kind, r.place_id, r.consent,
  r.registered_at, r.created_at, r.erased_at, r.stopped_at`;

const findByKeys = statement<{ id: string; token: Buffer; is_erased: boolean }>(`
  SELECT id, source_key_token AS token, erased_at IS NOT NULL AS is_erased FROM customers.record
  WHERE source = $1 AND source_key_token = ANY ($2::bytea[])`);
const findBySourceKeys = statement<{ n: number; id: string; consent: number; is_erased: boolean }>(`
  SELECT g.n::int AS n, r.id, r.consent, r.erased_at IS NOT NULL AS is_erased
  FROM unnest($1::text[], $2::bytea[]) WITH ORDINALITY AS g(source, token, n)
  JOIN customers.record r ON r.source = g.source AND r.source_key_token = g.token`);
const insertRecords = statement<{ id: string }>(`
  WITH made AS (
    INSERT INTO customers.record (id, source, source_key_token, source_key_sealed, kind, place_id, party_id,
      first_customer_id, customer_id, registered_at, created_at)
    SELECT i.id, $1, i.token, i.sealed, $2, i.place_id, $10, i.customer_id, i.customer_id, i.registered_at, $9
    FROM unnest($3::uuid[], $4::bytea[], $5::bytea[], $6::uuid[], $7::uuid[], $8::timestamptz[])
      AS i(id, token, sealed, place_id, customer_id, registered_at)
    ON CONFLICT (source, source_key_token) DO NOTHING
    RETURNING id, customer_id, created_at
  ), minted AS (
    INSERT INTO customers.customer (id, created_at) SELECT customer_id, created_at FROM made
  )
  SELECT id FROM made`);
// Without a key of a source nothing can be there already, and ON CONFLICT would look for it with every row.
const insertKeyless = statement<object>(`
  WITH minted AS (
    INSERT INTO customers.customer (id, created_at) SELECT c.id, $7 FROM unnest($5::uuid[]) AS c(id)
  )
  INSERT INTO customers.record (id, source, kind, place_id, party_id, first_customer_id, customer_id, registered_at,
    created_at)
  SELECT i.id, $1, $2, i.place_id, $8, i.customer_id, i.customer_id, i.registered_at, $7
  FROM unnest($3::uuid[], $4::uuid[], $5::uuid[], $6::timestamptz[]) AS i(id, place_id, customer_id, registered_at)`);
// In a SELECT of their own, as in store-links.ts: a short list of ids is planned once and not at each call.
const find = statement<RecordRow>(
  `SELECT ${columns} FROM customers.record r WHERE r.id = ANY ((SELECT $1::uuid[])::uuid[])`,
);
const findOfCustomers = statement<RecordRow>(`
  SELECT ${columns} FROM customers.record r WHERE r.customer_id = ANY ($1::uuid[]) ORDER BY r.id`);
const companions = statement<{ id: string; companions: string[] }>(`
  SELECT r.id, (SELECT array_agg(o.id ORDER BY o.id) FROM customers.record o
    WHERE o.customer_id = r.customer_id) AS companions
  FROM customers.record r WHERE r.id = ANY ($1::uuid[])`);
const lock = statement<RecordRow>(`
  SELECT ${columns} FROM customers.record r WHERE r.id = ANY ($1::uuid[]) AND r.erased_at IS NULL
  ORDER BY r.id FOR NO KEY UPDATE`);
const resolve = statement<{ customer_id: string }>(`
  SELECT DISTINCT customer_id FROM customers.record WHERE customer_id = $1 OR first_customer_id = $1
  ORDER BY customer_id LIMIT 1`);

export async function findRecordRowsByKey(
  tx: Tx,
  source: string,
  tokens: readonly Buffer[],
): Promise<{ id: string; token: Buffer; is_erased: boolean }[]> {
  return tx.all(findByKeys, [source, tokens]);
}

/** `n` counts the keys asked for from 1. */
export function findRecordRowsBySourceKeys(
  tx: Tx,
  sources: readonly string[],
  tokens: readonly Buffer[],
): Promise<{ n: number; id: string; consent: number; is_erased: boolean }[]> {
  return tx.all(findBySourceKeys, [sources, tokens]);
}

type KeylessToInsert = {
  readonly id: string;
  readonly customerId: string;
  readonly placeId: string | null;
  readonly registeredAt: Temporal.Instant | null;
};

export type RecordToInsert = KeylessToInsert & {
  readonly keyToken: Buffer | null;
  readonly keySealed: Buffer | null;
};

type OriginOfRecords = {
  readonly source: string;
  readonly kind: RecordKind;
  readonly partyId?: string | null;
};

/** Inserts records that have no key of a source, each with a customer of its own. */
export async function insertKeylessRows(
  tx: Tx,
  of: OriginOfRecords,
  rows: readonly KeylessToInsert[],
): Promise<void> {
  await tx.run(insertKeyless, [
    of.source,
    of.kind,
    rows.map((row) => row.id),
    rows.map((row) => row.placeId),
    rows.map((row) => row.customerId),
    rows.map((row) => row.registeredAt),
    tx.now,
    of.partyId ?? null,
  ]);
}

/** Inserts records, each with a customer of its own; answers the ids of those whose key was free. */
export async function insertRecordRows(
  tx: Tx,
  of: OriginOfRecords,
  rows: readonly RecordToInsert[],
): Promise<Set<string>> {
  const made = await tx.all(insertRecords, [
    of.source,
    of.kind,
    rows.map((row) => row.id),
    rows.map((row) => row.keyToken),
    rows.map((row) => row.keySealed),
    rows.map((row) => row.placeId),
    rows.map((row) => row.customerId),
    rows.map((row) => row.registeredAt),
    tx.now,
    of.partyId ?? null,
  ]);
  return new Set(made.map((row) => row.id));
}

const customersOf = statement<{ id: string; customer_id: string }>(
  'SELECT id, customer_id FROM customers.record WHERE id = ANY ($1::uuid[])',
);

/** Record id → the customer it belongs to now. */
export async function findCustomerIds(
  executor: Executor,
  recordIds: readonly string[],
): Promise<Map<string, string>> {
  const rows = await executor.all(customersOf, [recordIds]);
  return new Map(rows.map((row) => [row.id, row.customer_id]));
}

export function findRecordRows(
  executor: Executor,
  recordIds: readonly string[],
): Promise<RecordRow[]> {
  return executor.all(find, [recordIds]);
}

const pageOfRecords = statement<{ id: string }>(
  'SELECT id FROM customers.record WHERE id > $1 AND erased_at IS NULL ORDER BY id LIMIT $2',
);

/** Ids of records that were not erased, after an id. */
export async function listRecordIds(tx: Tx, afterId: string, limit: number): Promise<string[]> {
  return (await tx.all(pageOfRecords, [afterId, limit])).map((row) => row.id);
}

export function findRecordRowsOfCustomers(
  executor: Executor,
  customerIds: readonly string[],
): Promise<RecordRow[]> {
  return executor.all(findOfCustomers, [customerIds]);
}

/** Each record with every record of its customer. */
export function findCompanionRows(
  executor: Executor,
  recordIds: readonly string[],
): Promise<{ id: string; companions: string[] }[]> {
  return executor.all(companions, [recordIds]);
}

/** Locks records that are not erased, in one order; erasure waits for who holds them. */
export function lockRecordRows(tx: Tx, recordIds: readonly string[]): Promise<RecordRow[]> {
  return tx.all(lock, [recordIds]);
}

/** The customer that an id of ours leads to today, also after a merge. */
export async function resolveCustomerId(
  executor: Executor,
  customerId: string,
): Promise<string | undefined> {
  return (await executor.maybe(resolve, [customerId]))?.customer_id;
}

// ---------------------------------------------------------------------------------------------------
// Profiles (row security: the transaction's purpose decides which rows exist)
// ---------------------------------------------------------------------------------------------------

export type ProfileRow = {
  record_id: string;
  version: number;
  sealed: Buffer;
  fingerprint: Buffer;
  updated_at: Temporal.Instant;
};

const findProfiles = statement<ProfileRow>(`
  SELECT record_id, version, sealed, fingerprint, updated_at FROM customers.profile
  WHERE record_id = ANY ($1::uuid[])`);
// What agreements a new record has is known: looking them up read the whole table while its statistics were young.
const insertFirstProfiles = statement<object>(`
  INSERT INTO customers.profile (record_id, version, sealed, fingerprint, consent, updated_at, updated_by)
  SELECT i.record_id, 1, i.sealed, i.fingerprint, ${purposes.service.bit}, $4, $5
  FROM unnest($1::uuid[], $2::bytea[], $3::bytea[]) AS i(record_id, sealed, fingerprint)`);
const putProfiles = statement<object>(`
  WITH kept AS (
    INSERT INTO customers.profile_history (record_id, version, sealed, consent, updated_at, updated_by,
      replaced_at)
    SELECT record_id, version, sealed, consent, updated_at, updated_by, $4
    FROM customers.profile WHERE record_id = ANY ($1::uuid[])
  )
  INSERT INTO customers.profile (record_id, version, sealed, fingerprint, consent, updated_at, updated_by)
  SELECT i.record_id, 1, i.sealed, i.fingerprint, r.consent, $4, $5
  FROM unnest($1::uuid[], $2::bytea[], $3::bytea[]) AS i(record_id, sealed, fingerprint)
  JOIN customers.record r ON r.id = i.record_id
  ON CONFLICT (record_id) DO UPDATE SET version = customers.profile.version + 1, sealed = excluded.sealed,
    fingerprint = excluded.fingerprint, updated_at = excluded.updated_at, updated_by = excluded.updated_by`);
const dropTokens = statement<object>(
  'DELETE FROM customers.token WHERE record_id = ANY ($1::uuid[])',
);
const insertTokens = statement<object>(`
  INSERT INTO customers.token (record_id, kind, token)
  SELECT t.record_id, t.kind, t.token FROM unnest($1::uuid[], $2::text[], $3::bytea[])
    AS t(record_id, kind, token)`);
// Who has stopped every use is found by the number that she hands over, so that a clerk can tell her, and by nothing else.
const findByTokens = statement<{ customer_id: string }>(`
  SELECT DISTINCT r.customer_id
  FROM unnest($1::text[], $2::bytea[]) AS k(kind, token)
  JOIN customers.token t ON t.kind = k.kind AND t.token = k.token
  JOIN customers.record r ON r.id = t.record_id
  WHERE r.customer_id < $3 AND (t.kind = 'member' OR r.consent & ${purposes.service.bit} <> 0)
  ORDER BY r.customer_id DESC LIMIT $4`);

export function findProfileRows(
  executor: Executor,
  recordIds: readonly string[],
): Promise<ProfileRow[]> {
  return executor.all(findProfiles, [recordIds]);
}

type ProfileToPut = {
  readonly recordId: string;
  readonly sealed: Buffer;
  readonly fingerprint: Buffer;
};

/** Writes profiles; a version that is replaced goes into the history. `areFirst`: of records made in this transaction. */
export async function putProfileRows(
  tx: Tx,
  rows: readonly ProfileToPut[],
  { areFirst }: { readonly areFirst: boolean },
): Promise<void> {
  await tx.run(areFirst ? insertFirstProfiles : putProfiles, [
    rows.map((row) => row.recordId),
    rows.map((row) => row.sealed),
    rows.map((row) => row.fingerprint),
    tx.now,
    tx.actor,
  ]);
}

export async function deleteTokenRows(tx: Tx, recordIds: readonly string[]): Promise<void> {
  await tx.run(dropTokens, [recordIds]);
}

export async function insertTokenRows(
  tx: Tx,
  rows: readonly (LookUpToken & { readonly recordId: string })[],
): Promise<void> {
  await tx.run(insertTokens, [
    rows.map((row) => row.recordId),
    rows.map((row) => row.kind),
    rows.map((row) => row.token),
  ]);
}

/** Customers with a record that carries one of the tokens, newest id first. */
export async function findCustomerIdsByToken(
  executor: Executor,
  tokens: readonly LookUpToken[],
  before: string,
  limit: number,
): Promise<string[]> {
  const kinds = tokens.map((each) => each.kind);
  const values = tokens.map((each) => each.token);
  const rows = await executor.all(findByTokens, [kinds, values, before, limit]);
  return rows.map((row) => row.customer_id);
}
