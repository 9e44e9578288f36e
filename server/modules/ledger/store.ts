// Every SQL statement of the ledger that writes or locks. One lock order for everybody: owners' accounts,
// sorted by owner, unit and kind; lots and holds are changed behind the lock of their account.
import { statement } from '#kernel/db';
import type { Tx } from '#kernel/transaction';
import type { Account, AccountRef, Lot, OwnerKind, PostedSet, ValueHold } from './account.ts';

type AccountRow = {
  id: string;
  owner_kind: OwnerKind;
  owner_id: string;
  unit: string;
  code: string;
  pending_amount: number;
  available_amount: number;
  reserved_amount: number;
};
type LotRow = {
  id: string;
  account_id: string;
  reference: string;
  state: Lot['state'];
  remaining_amount: number;
  reserved_amount: number;
  expires_at: Temporal.Instant | null;
};
type HoldRow = {
  id: string;
  account_id: string;
  subject_id: string;
  amount: number;
  lot_ids: string[];
  lot_amounts: string[] | number[];
  expires_at: Temporal.Instant | null;
};
type SetLineRow = {
  set_id: string;
  kind: string;
  reference: string;
  reverses_id: string | null;
  account_id: string | null;
  amount: number;
  lot_id: string | null;
};
type RefRow = { owner_kind: OwnerKind; owner_id: string; unit: string };

// Look-ups are lateral: one index look-up a key in sorted order, whatever the statistics say.
const lock = statement<AccountRow>(`
  SELECT a.* FROM (
    SELECT k.owner_kind, k.owner_id, k.unit
    FROM unnest($1::text[], $2::uuid[], $3::text[]) AS k(owner_kind, owner_id, unit)
    GROUP BY 1, 2, 3 ORDER BY 2, 3, 1
  ) AS k CROSS JOIN LATERAL (
    SELECT id, owner_kind, owner_id, unit, code, pending_amount, available_amount, reserved_amount
    FROM ledger.account WHERE owner_id = k.owner_id AND unit = k.unit AND owner_kind = k.owner_kind
    ORDER BY code FOR UPDATE
  ) AS a`);
const insertAccounts = statement<object>(`
  INSERT INTO ledger.account (id, owner_kind, owner_id, unit, code, is_overdraft_allowed, is_balance_kept,
    created_at, updated_at)
  SELECT a.id, a.owner_kind, a.owner_id, a.unit, a.code, a.code <> 'main', a.owner_kind <> 'house', $6, $6
  FROM unnest($1::uuid[], $2::text[], $3::uuid[], $4::text[], $5::text[])
    AS a(id, owner_kind, owner_id, unit, code)
  ORDER BY a.owner_id, a.unit, a.owner_kind, a.code ON CONFLICT DO NOTHING`);
const knownIds = statement<{ id: string }>(
  'SELECT id FROM ledger.account WHERE id = ANY ($1::uuid[])',
);
const lotColumns =
  'id, account_id, reference, state, remaining_amount, reserved_amount, expires_at';
const openLots = statement<LotRow>(`
  SELECT l.* FROM unnest($1::uuid[]) AS k(account_id) CROSS JOIN LATERAL (
    SELECT ${lotColumns} FROM ledger.lot
    WHERE account_id = k.account_id AND is_open ORDER BY expires_at, id LIMIT $2
  ) AS l`);
const lotsById = statement<LotRow>(
  `SELECT ${lotColumns} FROM ledger.lot WHERE id = ANY ($1::uuid[])`,
);
const pendingLots = statement<LotRow>(`
  SELECT ${lotColumns} FROM ledger.lot WHERE reference = ANY ($1::text[]) AND state = 'pending'`);
const expiredLots = statement<LotRow>(`
  SELECT ${lotColumns} FROM ledger.lot
  WHERE is_open AND remaining_amount > reserved_amount AND expires_at <= $1
    AND state = 'available' ORDER BY expires_at LIMIT $2`);
const holdColumns = 'id, account_id, subject_id, amount, lot_ids, lot_amounts, expires_at';
const holdsBySubject = statement<HoldRow>(`
  SELECT ${holdColumns} FROM ledger.hold WHERE subject_id = ANY ($1::uuid[]) AND state = 'active' ORDER BY id`);
const expiredHolds = statement<{ subject_id: string }>(`
  SELECT subject_id FROM ledger.hold WHERE state = 'active' AND expires_at <= $1 ORDER BY expires_at LIMIT $2`);
const setsByReference = statement<SetLineRow>(`
  SELECT s.id AS set_id, s.kind, s.reference, s.reverses_id, p.account_id, p.amount, p.lot_id
  FROM ledger.posting_set s LEFT JOIN ledger.posting p ON p.set_id = s.id
  WHERE s.reference = ANY ($1::text[]) ORDER BY s.id, p.line`);
const refsOf = statement<RefRow>(`
  SELECT DISTINCT owner_kind, owner_id, unit FROM ledger.account
  WHERE id = ANY ($1::uuid[]) AND owner_kind <> 'house'`);
const findOnce = statement<{ key: string; set_id: string }>(
  'SELECT key, set_id FROM ledger.once WHERE key = ANY ($1::text[])',
);

export async function lockAccountRows(tx: Tx, refs: readonly AccountRef[]): Promise<Account[]> {
  const rows = await tx.all(lock, [
    refs.map((ref) => ref.ownerKind),
    refs.map((ref) => ref.ownerId),
    refs.map((ref) => ref.unit),
  ]);
  return rows.map((row) => ({
    id: row.id,
    ownerKind: row.owner_kind,
    ownerId: row.owner_id,
    unit: row.unit,
    code: row.code,
    pending: row.pending_amount,
    available: row.available_amount,
    reserved: row.reserved_amount,
  }));
}

export type AccountToMake = {
  readonly id: string;
  readonly ownerKind: OwnerKind | 'house';
  readonly ownerId: string;
  readonly unit: string;
  readonly code: string;
};

/** Makes accounts that are not there; one that another made first stays. */
export async function insertAccountRows(tx: Tx, accounts: readonly AccountToMake[]): Promise<void> {
  await tx.run(insertAccounts, [
    accounts.map((account) => account.id),
    accounts.map((account) => account.ownerKind),
    accounts.map((account) => account.ownerId),
    accounts.map((account) => account.unit),
    accounts.map((account) => account.code),
    tx.now,
  ]);
}

export async function findAccountIds(tx: Tx, ids: readonly string[]): Promise<Set<string>> {
  return new Set((await tx.all(knownIds, [ids])).map((row) => row.id));
}

/** Lots with something in them, oldest expiry first, `limit` an account. */
export async function findOpenLots(
  tx: Tx,
  accountIds: readonly string[],
  limit: number,
): Promise<Lot[]> {
  return (await tx.all(openLots, [accountIds, limit])).map(toLot);
}

export async function findLots(tx: Tx, ids: readonly string[]): Promise<Lot[]> {
  return (await tx.all(lotsById, [ids])).map(toLot);
}

export async function findPendingLots(tx: Tx, references: readonly string[]): Promise<Lot[]> {
  return (await tx.all(pendingLots, [references])).map(toLot);
}

export async function findExpiredLots(
  tx: Tx,
  now: Temporal.Instant,
  limit: number,
): Promise<Lot[]> {
  return (await tx.all(expiredLots, [now, limit])).map(toLot);
}

export async function findHolds(tx: Tx, subjectIds: readonly string[]): Promise<ValueHold[]> {
  return (await tx.all(holdsBySubject, [subjectIds])).map((row) => ({
    id: row.id,
    accountId: row.account_id,
    subjectId: row.subject_id,
    amount: row.amount,
    lots: row.lot_ids.map((lotId, index) => ({ lotId, amount: Number(row.lot_amounts[index]) })),
    expiresAt: row.expires_at,
  }));
}

export async function findExpiredSubjects(
  tx: Tx,
  now: Temporal.Instant,
  limit: number,
): Promise<string[]> {
  const rows = await tx.all(expiredHolds, [now, limit]);
  return [...new Set(rows.map((row) => row.subject_id))];
}

/** Sets and their reversals by reference, oldest first. */
export async function findSets(tx: Tx, references: readonly string[]): Promise<PostedSet[]> {
  const rows = await tx.all(setsByReference, [references]);
  return [...Map.groupBy(rows, (row) => row.set_id)].flatMap(([id, lines]) =>
    lines.slice(0, 1).map(
      (first): PostedSet => ({
        id,
        kind: first.kind,
        reference: first.reference,
        reversesId: first.reverses_id,
        lines: lines.flatMap(({ account_id: accountId, amount, lot_id: lotId }) =>
          accountId === null ? [] : [{ accountId, amount, lotId }],
        ),
      }),
    ),
  );
}

/** Whose accounts these are; the house's are left out. */
export async function findRefs(tx: Tx, accountIds: readonly string[]): Promise<AccountRef[]> {
  const rows = await tx.all(refsOf, [accountIds]);
  return rows.map((row) => ({ ownerKind: row.owner_kind, ownerId: row.owner_id, unit: row.unit }));
}

export async function findPosted(tx: Tx, keys: readonly string[]): Promise<Map<string, string>> {
  return new Map((await tx.all(findOnce, [keys])).map((row) => [row.key, row.set_id]));
}

function toLot(row: LotRow): Lot {
  return {
    id: row.id,
    accountId: row.account_id,
    reference: row.reference,
    state: row.state,
    remaining: row.remaining_amount,
    reserved: row.reserved_amount,
    expiresAt: row.expires_at,
  };
}
