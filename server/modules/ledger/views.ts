// Questions to the ledger: balances, statements, sums, and the proof that all of it fits together.
import { statement } from '#kernel/db';
import type { Tx } from '#kernel/transaction';
import type { AccountRef } from './account.ts';

/** What a record has of one unit. `available` is what can be spent now; debts are below zero. */
export type Balance = {
  readonly recordId: string;
  readonly unit: string;
  readonly pending: number;
  readonly available: number;
  readonly reserved: number;
  /** Overdrafts of facts, as an amount below zero or zero. */
  readonly overdraft: number;
  /** The next lot that expires. */
  readonly nextExpiry: { readonly at: Temporal.Instant; readonly amount: number } | null;
};

type BalanceRow = {
  owner_id: string;
  unit: string;
  pending: number;
  available: number;
  reserved: number;
  overdraft: number;
  next_at: Temporal.Instant | null;
  next_amount: number | null;
};

// A lot whose time is over counts no more, even before the job has posted its end.
const balances = statement<BalanceRow>(`
  SELECT a.owner_id, a.unit, sum(a.pending_amount)::bigint AS pending,
    (coalesce(sum(a.available_amount) FILTER (WHERE a.code = 'main'), 0)
      - coalesce(sum(l.over_amount), 0))::bigint AS available,
    sum(a.reserved_amount)::bigint AS reserved,
    coalesce(sum(a.available_amount) FILTER (WHERE a.code <> 'main'), 0)::bigint AS overdraft,
    min(n.expires_at) AS next_at, max(n.amount)::bigint AS next_amount
  FROM ledger.account a
  LEFT JOIN LATERAL (
    SELECT sum(remaining_amount - reserved_amount) AS over_amount FROM ledger.lot
    WHERE account_id = a.id AND is_open AND state = 'available' AND expires_at <= $2
  ) AS l ON a.code = 'main'
  LEFT JOIN LATERAL (
    SELECT expires_at, sum(remaining_amount - reserved_amount) AS amount FROM ledger.lot
    WHERE account_id = a.id AND is_open AND remaining_amount > reserved_amount
      AND state = 'available' AND expires_at > $2
    GROUP BY expires_at ORDER BY expires_at LIMIT 1
  ) AS n ON a.code = 'main'
  WHERE a.owner_kind = 'record' AND a.owner_id = ANY ($1::uuid[])
  GROUP BY a.owner_id, a.unit ORDER BY a.owner_id, a.unit`);

const available = statement<{ amount: number }>(`
  SELECT coalesce(sum(available_amount), 0)::bigint AS amount FROM ledger.account
  WHERE owner_kind = $1 AND owner_id = $2 AND unit = $3`);

/** What an owner of any kind can spend of one unit, debts taken off; may be below zero. */
export async function availableOf(tx: Tx, account: AccountRef): Promise<number> {
  return (await tx.one(available, [account.ownerKind, account.ownerId, account.unit])).amount;
}

/** What these records (uuid) have, one row a record and unit; a customer's is the sum over their records. */
export async function balancesOf(tx: Tx, recordIds: readonly string[]): Promise<Balance[]> {
  const rows = await tx.all(balances, [recordIds, tx.now]);
  return rows.map((row) => ({
    recordId: row.owner_id,
    unit: row.unit,
    pending: row.pending,
    available: row.available,
    reserved: row.reserved,
    overdraft: row.overdraft,
    nextExpiry:
      row.next_at === null || row.next_amount === null
        ? null
        : { at: row.next_at, amount: row.next_amount },
  }));
}

export type StatementLine = {
  set_id: string;
  kind: string;
  reference: string;
  reason: string | null;
  reverses_id: string | null;
  occurred_at: Temporal.Instant;
  business_day: Temporal.PlainDate;
  unit: string;
  amount: number;
  balance: number;
  expires_at: Temporal.Instant | null;
};

const lines = statement<StatementLine>(`
  SELECT * FROM (
    SELECT p.set_id, s.kind, s.reference, s.reason, s.reverses_id, s.occurred_at, s.business_day, a.unit,
      sum(p.amount)::bigint AS amount,
      (sum(sum(p.amount)) OVER (PARTITION BY a.unit ORDER BY p.set_id))::bigint AS balance,
      max(l.expires_at) AS expires_at
    FROM ledger.account a JOIN ledger.posting p ON p.account_id = a.id
    JOIN ledger.posting_set s ON s.id = p.set_id LEFT JOIN ledger.lot l ON l.id = p.lot_id
    WHERE a.owner_kind = 'record' AND a.owner_id = ANY ($1::uuid[])
    GROUP BY p.set_id, s.kind, s.reference, s.reason, s.reverses_id, s.occurred_at, s.business_day, a.unit
  ) AS line
  WHERE $2::uuid IS NULL OR set_id < $2 ORDER BY set_id DESC LIMIT $3`);

/** The statement of some records (one, or all of a customer), newest first: every set with the balance of its unit after it. */
export function listStatement(
  tx: Tx,
  recordIds: readonly string[],
  beforeSetId: string | null,
  limit: number,
): Promise<StatementLine[]> {
  return tx.all(lines, [recordIds, beforeSetId, limit]);
}

const opening = statement<{ lots: number; lot_amount: number; posted_amount: number }>(`
  SELECT count(l.id)::int AS lots, coalesce(sum(l.original_amount), 0)::bigint AS lot_amount,
    coalesce(sum(p.amount), 0)::bigint AS posted_amount
  FROM ledger.once o JOIN ledger.lot l ON l.set_id = o.set_id
  LEFT JOIN ledger.posting p ON p.set_id = o.set_id AND p.line = 0 AND p.lot_id = l.id
  WHERE starts_with(o.key, $1)`);

/** The opening lots of an import and the postings that made them. */
export async function sumOpening(
  tx: Tx,
  source: string,
  unit: string,
): Promise<{ lots: number; lotAmount: number; postedAmount: number }> {
  const row = await tx.one(opening, [`import:${source}:${unit}:`]);
  return { lots: row.lots, lotAmount: row.lot_amount, postedAmount: row.posted_amount };
}

/** Something that does not fit; none in a ledger that is right. */
export type LedgerDifference = {
  readonly kind:
    | 'set_not_zero'
    | 'balance_not_postings'
    | 'lots_not_balance'
    | 'lot_not_postings'
    | 'holds_not_reserved';
  /** uuid of the set, account or lot. */
  readonly id: string;
  readonly expected: number;
  readonly found: number;
};

type DifferenceRow = { id: string; expected: number; found: number };

const unbalancedSets = statement<DifferenceRow>(`
  SELECT p.set_id AS id, 0::bigint AS expected, sum(p.amount)::bigint AS found
  FROM ledger.posting p JOIN ledger.account a ON a.id = p.account_id
  WHERE $1::date IS NULL OR p.set_id IN (
    SELECT id FROM ledger.posting_set WHERE business_day BETWEEN $1 AND $2)
  GROUP BY p.set_id, a.unit HAVING sum(p.amount) <> 0 LIMIT 100`);
const wrongBalances = statement<DifferenceRow>(`
  SELECT a.id, coalesce(p.amount, 0)::bigint AS expected,
    a.pending_amount + a.available_amount + a.reserved_amount AS found
  FROM ledger.account a LEFT JOIN (
    SELECT account_id, sum(amount) AS amount FROM ledger.posting GROUP BY account_id
  ) AS p ON p.account_id = a.id
  WHERE a.is_balance_kept
    AND a.pending_amount + a.available_amount + a.reserved_amount <> coalesce(p.amount, 0) LIMIT 100`);
const wrongLotSums = statement<DifferenceRow>(`
  SELECT a.id, a.pending_amount + a.available_amount + a.reserved_amount AS expected,
    coalesce(l.pending + l.available + l.reserved, 0)::bigint AS found
  FROM ledger.account a LEFT JOIN (
    SELECT account_id, coalesce(sum(remaining_amount) FILTER (WHERE state = 'pending'), 0) AS pending,
      coalesce(sum(remaining_amount - reserved_amount) FILTER (WHERE state = 'available'), 0) AS available,
      sum(reserved_amount) AS reserved
    FROM ledger.lot GROUP BY account_id
  ) AS l ON l.account_id = a.id
  WHERE a.is_balance_kept AND a.code = 'main' AND (a.pending_amount, a.available_amount, a.reserved_amount)
    <> (coalesce(l.pending, 0), coalesce(l.available, 0), coalesce(l.reserved, 0)) LIMIT 100`);
const wrongLots = statement<DifferenceRow>(`
  SELECT l.id, coalesce(p.amount, 0)::bigint AS expected, l.remaining_amount AS found
  FROM ledger.lot l LEFT JOIN (
    SELECT lot_id, sum(amount) AS amount FROM ledger.posting WHERE lot_id IS NOT NULL GROUP BY lot_id
  ) AS p ON p.lot_id = l.id
  WHERE l.remaining_amount <> coalesce(p.amount, 0) LIMIT 100`);
const wrongHolds = statement<DifferenceRow>(`
  SELECT a.id, coalesce(h.amount, 0)::bigint AS expected, a.reserved_amount AS found
  FROM ledger.account a LEFT JOIN (
    SELECT account_id, sum(amount) AS amount FROM ledger.hold WHERE state = 'active' GROUP BY account_id
  ) AS h ON h.account_id = a.id
  WHERE a.reserved_amount <> coalesce(h.amount, 0) LIMIT 100`);
const totals = statement<{ unit: string; sets: number; postings: number; owed: number }>(`
  SELECT a.unit, count(DISTINCT p.set_id)::int AS sets, count(*)::int AS postings,
    coalesce(sum(p.amount) FILTER (WHERE a.owner_kind <> 'house'), 0)::bigint AS owed
  FROM ledger.posting p JOIN ledger.account a ON a.id = p.account_id
  JOIN ledger.posting_set s ON s.id = p.set_id
  WHERE $1::date IS NULL OR s.business_day BETWEEN $1 AND $2
  GROUP BY a.unit ORDER BY a.unit`);

export type LedgerProof = {
  readonly isEqual: boolean;
  readonly differences: readonly LedgerDifference[];
  /** By unit: sets, postings, and what they changed of what the house owes. */
  readonly units: readonly {
    readonly unit: string;
    readonly sets: number;
    readonly postings: number;
    readonly owed: number;
  }[];
};

/** Business days, both included. */
export type Period = { readonly from: Temporal.PlainDate; readonly to: Temporal.PlainDate };

/**
 * Proves the ledger: every set sums to zero for its unit; balances are the sums of postings and of lots; lots
 * the sums of their postings; reservations the sums of active holds. The period bounds sets and totals.
 */
export async function proveLedger(tx: Tx, period?: Period): Promise<LedgerProof> {
  const days = [period?.from ?? null, period?.to ?? null];
  const found: LedgerDifference[] = [];
  const add = (kind: LedgerDifference['kind'], rows: readonly DifferenceRow[]) => {
    found.push(...rows.map((row) => ({ kind, ...row })));
  };
  add('set_not_zero', await tx.all(unbalancedSets, days));
  add('balance_not_postings', await tx.all(wrongBalances));
  add('lots_not_balance', await tx.all(wrongLotSums));
  add('lot_not_postings', await tx.all(wrongLots));
  add('holds_not_reserved', await tx.all(wrongHolds));
  const units = await tx.all(totals, days);
  return { isEqual: found.length === 0, differences: found, units };
}

const anyOfUnit = statement<{ is_there: boolean }>(
  "SELECT EXISTS (SELECT FROM ledger.account WHERE unit = $1 AND owner_kind <> 'house') AS is_there",
);

/** Whether anybody has ever had something in a unit. */
export async function isUnitUsed(tx: Tx, unit: string): Promise<boolean> {
  return (await tx.one(anyOfUnit, [unit])).is_there;
}

const byReference = statement<{ reference: string; earned: number; spent: number }>(`
  SELECT s.reference, coalesce(sum(p.amount) FILTER (WHERE coalesce(o.kind, s.kind) = 'earn'), 0)::bigint AS earned,
    -coalesce(sum(p.amount) FILTER (WHERE coalesce(o.kind, s.kind) = 'spend'), 0)::bigint AS spent
  FROM ledger.posting_set s LEFT JOIN ledger.posting_set o ON o.id = s.reverses_id
  JOIN ledger.posting p ON p.set_id = s.id JOIN ledger.account a ON a.id = p.account_id
  WHERE s.reference = ANY ($1::text[]) AND a.owner_kind = 'record' AND a.unit = $2 GROUP BY s.reference`);

/** What was earned and spent under each reference, less what was taken back of it; pending is earned. */
export async function sumByReference(
  tx: Tx,
  references: readonly string[],
  unit: string,
): Promise<ReadonlyMap<string, { readonly earned: number; readonly spent: number }>> {
  const rows = await tx.all(byReference, [references, unit]);
  return new Map(rows.map((row) => [row.reference, row]));
}

const netByReference = statement<{ reference: string; record_id: string; amount: number }>(`
  SELECT s.reference, a.owner_id AS record_id, sum(p.amount)::bigint AS amount
  FROM ledger.posting_set s LEFT JOIN ledger.posting_set o ON o.id = s.reverses_id
  JOIN ledger.posting p ON p.set_id = s.id JOIN ledger.account a ON a.id = p.account_id
  LEFT JOIN ledger.lot l ON l.id = p.lot_id
  WHERE s.reference = ANY ($1::text[]) AND a.owner_kind = 'record' AND a.unit = $2
    AND coalesce(o.kind, s.kind) NOT IN ('opening', 'expire') AND l.state IS DISTINCT FROM 'pending'
  GROUP BY s.reference, a.owner_id`);

export type NetOfReference = {
  readonly reference: string;
  readonly record_id: string;
  /** Below zero: taken. */
  readonly amount: number;
};

/**
 * What each record gained or lost under each reference by whatever was posted and taken back, debts included. What is
 * pending, what was brought over and what expired do not count.
 */
export function netByReferences(
  tx: Tx,
  references: readonly string[],
  unit: string,
): Promise<NetOfReference[]> {
  return tx.all(netByReference, [references, unit]);
}
