// SQL of what staff see and change of signs: caps and the block list.
import { type Executor, statement } from '#kernel/db';
import { declareSecrets } from '#kernel/sealed-secrets';
import type { Tx } from '#kernel/transaction';
import type { SignKind } from './identifier.ts';
import type { LookUpToken } from './look-up-keys.ts';
import type { BlockedFor, SignToken } from './store-identifiers.ts';

/** What is bound into a sealed value of the block list. */
export const signValueUse = 'customers.blocked_sign';

const putCap = statement<object>(`
  INSERT INTO customers.sign_cap (kind, holders_most, changed_at, changed_by) VALUES ($1, $2, $3, $4)
  ON CONFLICT (kind) DO UPDATE SET holders_most = excluded.holders_most, changed_at = excluded.changed_at,
    changed_by = excluded.changed_by`);
const over = statement<SignToken>(`
  SELECT h.kind, h.token FROM customers.holding h
  JOIN customers.identifier i ON i.kind = h.kind AND i.token = h.token AND i.blocked_for IS NULL
  WHERE h.kind = $1 GROUP BY h.kind, h.token HAVING count(*) > $2 ORDER BY h.token LIMIT $3`);
const sharedUpTo = statement<SignToken>(`
  SELECT i.kind, i.token FROM customers.identifier i
  WHERE i.kind = $1 AND i.blocked_for = 'shared'
    AND (SELECT count(*) FROM customers.holding h WHERE h.kind = i.kind AND h.token = i.token) <= $2
  ORDER BY i.token LIMIT $3`);
const listBlocked = statement<BlockedRow>(`
  SELECT i.kind, i.token, i.blocked_for, i.blocked_at, i.blocked_by, i.value_sealed, h.holder_count, h.record_ids
  FROM customers.identifier i CROSS JOIN LATERAL (
    SELECT count(*)::int AS holder_count, (array_agg(record_id ORDER BY record_id))[1:5] AS record_ids
    FROM customers.holding WHERE kind = i.kind AND token = i.token
  ) AS h
  WHERE i.blocked_for IS NOT NULL ORDER BY i.blocked_at DESC, i.token LIMIT $1`);
const blockedContacts = statement<SignToken>(`
  SELECT kind, token FROM customers.identifier
  WHERE blocked_for IS NOT NULL AND kind IN ('email', 'phone') LIMIT 10000`);
const byToken = statement<{ record_id: string }>(`
  SELECT record_id FROM customers.token WHERE kind = $1 AND token = $2 ORDER BY record_id LIMIT 1000`);

declareSecrets({
  use: signValueUse,
  stale: statement<{ id: string; sealed: Buffer }>(`
    SELECT kind || ' ' || encode(token, 'hex') AS id, value_sealed AS sealed FROM customers.identifier
    WHERE value_sealed IS NOT NULL AND substr(value_sealed, 1, 2) <> $1 LIMIT $2 FOR UPDATE`),
  replace: statement<object>(`
    UPDATE customers.identifier SET value_sealed = $2
    WHERE kind = split_part($1, ' ', 1) AND token = decode(split_part($1, ' ', 2), 'hex')`),
});

type BlockedRow = SignToken & {
  blocked_for: BlockedFor;
  blocked_at: Temporal.Instant;
  blocked_by: string;
  value_sealed: Buffer | null;
  holder_count: number;
  record_ids: string[] | null;
};

export async function putCapRow(tx: Tx, kind: SignKind, most: number): Promise<void> {
  await tx.run(putCap, [kind, most, tx.now, tx.actor]);
}

/** Signs of a kind that more records hold than may, and that are not blocked yet. */
export function findSignsOver(
  tx: Tx,
  kind: SignKind,
  most: number,
  limit: number,
): Promise<SignToken[]> {
  return tx.all(over, [kind, most, limit]);
}

/** Signs that were found to be shared by too many, of which so many may share one now. */
export function findSharedSigns(
  tx: Tx,
  kind: SignKind,
  most: number,
  limit: number,
): Promise<SignToken[]> {
  return tx.all(sharedUpTo, [kind, most, limit]);
}

export function listBlockedRows(executor: Executor, limit: number): Promise<BlockedRow[]> {
  return executor.all(listBlocked, [limit]);
}

/** Blocked addresses and telephones. */
export function listBlockedTokens(executor: Executor): Promise<SignToken[]> {
  return executor.all(blockedContacts);
}

/** Records in whose profile a value is found. */
export async function findRecordIdsByToken(tx: Tx, key: LookUpToken): Promise<string[]> {
  return (await tx.all(byToken, [key.kind, key.token])).map((row) => row.record_id);
}
