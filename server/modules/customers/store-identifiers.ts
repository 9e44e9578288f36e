// SQL of signs, who holds them, and the links they did not get.
import { type Executor, statement } from '#kernel/db';
import type { Tx } from '#kernel/transaction';
import type { SignKind, Worthless } from './identifier.ts';

export type BlockedFor = 'shared' | 'house';
export type RefusalReason = Worthless | BlockedFor | 'never_same';

// The row of a sign is the lock of everybody who brings it: of two who come at once, one sees the other.
const lockSigns = statement<{ kind: SignKind; token: Buffer; blocked_for: BlockedFor | null }>(`
  INSERT INTO customers.identifier (kind, token)
  SELECT DISTINCT s.kind, s.token FROM unnest($1::text[], $2::bytea[]) AS s(kind, token)
  ORDER BY s.kind, s.token
  ON CONFLICT (kind, token) DO UPDATE SET kind = excluded.kind
  RETURNING kind, token, blocked_for`);
const putHoldings = statement<object>(`
  INSERT INTO customers.holding (record_id, kind, token, proved_by, proved_at)
  SELECT h.record_id, h.kind, h.token, h.proved_by, $5
  FROM unnest($1::uuid[], $2::text[], $3::bytea[], $4::text[]) AS h(record_id, kind, token, proved_by)
  ON CONFLICT DO NOTHING`);
const findHolders = statement<{ kind: SignKind; token: Buffer; record_ids: string[] }>(`
  SELECT s.kind, s.token, (
    SELECT array_agg(h.record_id ORDER BY h.record_id) FROM customers.holding h
    WHERE h.kind = s.kind AND h.token = s.token) AS record_ids
  FROM unnest($1::text[], $2::bytea[]) AS s(kind, token)`);
const block = statement<object>(`
  INSERT INTO customers.identifier (kind, token, blocked_for, blocked_at, blocked_by, value_sealed)
  VALUES ($1, $2, $3, $4, $5, $6)
  ON CONFLICT (kind, token) DO UPDATE SET blocked_for = excluded.blocked_for, blocked_at = excluded.blocked_at,
    blocked_by = excluded.blocked_by, value_sealed = excluded.value_sealed`);
const unblock = statement<object>(`
  UPDATE customers.identifier SET blocked_for = NULL, blocked_at = NULL, blocked_by = NULL, value_sealed = NULL
  WHERE kind = $1 AND token = $2 AND blocked_for IS NOT NULL`);
const caps = statement<{ kind: SignKind; holders_most: number }>(
  'SELECT kind, holders_most FROM customers.sign_cap',
);
const putRefusals = statement<object>(`
  INSERT INTO customers.link_refusal (record_id, kind, token, reason, holder_count, refused_at)
  SELECT r.record_id, r.kind, r.token, r.reason, r.holder_count, $6
  FROM unnest($1::uuid[], $2::text[], $3::bytea[], $4::text[], $5::int[])
    AS r(record_id, kind, token, reason, holder_count)
  ON CONFLICT (record_id, kind, token, reason) DO UPDATE SET holder_count = excluded.holder_count`);
const listRefusals = statement<RefusalRow>(`
  SELECT record_id, kind, reason, holder_count, refused_at FROM customers.link_refusal
  ORDER BY refused_at DESC, record_id LIMIT $1`);
const dropHoldings = statement<SignToken & { record_id: string }>(
  'DELETE FROM customers.holding WHERE record_id = ANY ($1::uuid[]) RETURNING record_id, kind, token',
);
const dropRefusals = statement<object>(
  'DELETE FROM customers.link_refusal WHERE record_id = ANY ($1::uuid[])',
);
// A sign that nobody holds any more is nobody's; the block list stays.
const dropUnheld = statement<object>(`
  DELETE FROM customers.identifier i USING unnest($1::text[], $2::bytea[]) AS s(kind, token)
  WHERE i.kind = s.kind AND i.token = s.token AND i.blocked_for IS NULL
    AND NOT EXISTS (SELECT FROM customers.holding h WHERE h.kind = i.kind AND h.token = i.token)`);

export type SignToken = { readonly kind: SignKind; readonly token: Buffer };

export function lockSignRows(
  tx: Tx,
  signs: readonly SignToken[],
): Promise<{ kind: SignKind; token: Buffer; blocked_for: BlockedFor | null }[]> {
  return tx.all(lockSigns, [signs.map(({ kind }) => kind), signs.map(({ token }) => token)]);
}

export async function putHoldingRows(
  tx: Tx,
  rows: readonly (SignToken & { readonly recordId: string; readonly provedBy: string })[],
): Promise<void> {
  await tx.run(putHoldings, [
    rows.map(({ recordId }) => recordId),
    rows.map(({ kind }) => kind),
    rows.map(({ token }) => token),
    rows.map(({ provedBy }) => provedBy),
    tx.now,
  ]);
}

export async function findHolderRows(
  executor: Executor,
  signs: readonly SignToken[],
): Promise<{ kind: SignKind; token: Buffer; record_ids: string[] }[]> {
  const rows = await executor.all(findHolders, [
    signs.map(({ kind }) => kind),
    signs.map(({ token }) => token),
  ]);
  return rows.filter((row) => row.record_ids !== null);
}

export async function blockSign(
  tx: Tx,
  sign: SignToken,
  why: { readonly blockedFor: BlockedFor; readonly valueSealed: Buffer | null },
): Promise<void> {
  const { blockedFor, valueSealed } = why;
  await tx.run(block, [sign.kind, sign.token, blockedFor, tx.now, tx.actor, valueSealed]);
}

/** How many records may share a sign, by kind; a kind without a row may be shared by none. */
export async function findCapRows(executor: Executor): Promise<Record<SignKind, number>> {
  const none = { email: 1, phone: 1, line: 1, member: 1, card: 1, device: 1 };
  const rows = await executor.all(caps);
  return Object.assign(none, Object.fromEntries(rows.map((row) => [row.kind, row.holders_most])));
}

export async function unblockSign(tx: Tx, sign: SignToken): Promise<number> {
  return tx.run(unblock, [sign.kind, sign.token]);
}

export type RefusalToPut = SignToken & {
  readonly recordId: string;
  readonly reason: RefusalReason;
  readonly holderCount: number;
};

export async function putRefusalRows(tx: Tx, rows: readonly RefusalToPut[]): Promise<void> {
  if (rows.length > 0) {
    await tx.run(putRefusals, [
      rows.map(({ recordId }) => recordId),
      rows.map(({ kind }) => kind),
      rows.map(({ token }) => token),
      rows.map(({ reason }) => reason),
      rows.map(({ holderCount }) => holderCount),
      tx.now,
    ]);
  }
}

export type RefusalRow = {
  record_id: string;
  kind: SignKind;
  reason: RefusalReason;
  holder_count: number;
  refused_at: Temporal.Instant;
};

/** Links that were refused, newest first. */
export function listRefusalRows(executor: Executor, limit: number): Promise<RefusalRow[]> {
  return executor.all(listRefusals, [limit]);
}

/** Takes the signs of records that are erased; answers a row for each that went. */
export async function dropSignRows(
  tx: Tx,
  recordIds: readonly string[],
): Promise<{ record_id: string }[]> {
  await tx.run(dropRefusals, [recordIds]);
  const dropped = await tx.all(dropHoldings, [recordIds]);
  if (dropped.length > 0) {
    await tx.run(dropUnheld, [dropped.map(({ kind }) => kind), dropped.map(({ token }) => token)]);
  }
  return dropped;
}
