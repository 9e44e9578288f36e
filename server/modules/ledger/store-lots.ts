// Questions to the lots: what a customer has and until when, who has to be told that something expires, and what the
// house owes by the month in which it would expire.
import { statement } from '#kernel/db';
import type { Tx } from '#kernel/transaction';

export type OpenLotRow = {
  id: string;
  record_id: string;
  unit: string;
  state: 'pending' | 'available';
  original: number;
  remaining: number;
  reserved: number;
  reference: string;
  source: string;
  expires_at: Temporal.Instant | null;
  created_at: Temporal.Instant;
};

const openLots = statement<OpenLotRow>(`
  SELECT l.id, a.owner_id AS record_id, a.unit, l.state, l.original_amount AS original, l.remaining_amount AS remaining,
    l.reserved_amount AS reserved, l.reference, l.source, l.expires_at, l.created_at
  FROM ledger.account a JOIN ledger.lot l ON l.account_id = a.id
  WHERE a.owner_kind = 'record' AND a.owner_id = ANY ($1::uuid[]) AND a.code = 'main' AND l.is_open
    AND (l.expires_at IS NULL OR l.expires_at > $2)
  ORDER BY l.expires_at NULLS LAST, l.id LIMIT 1000`);

/** What these records have, lot by lot, in the order in which it would be spent. */
export function listOpenLots(tx: Tx, recordIds: readonly string[]): Promise<OpenLotRow[]> {
  return tx.all(openLots, [recordIds, tx.now]);
}

export type ExpiringRow = {
  record_id: string;
  unit: string;
  amount: number;
  first_at: Temporal.Instant;
};

const expiring = statement<ExpiringRow>(`
  SELECT a.owner_id AS record_id, a.unit, sum(l.remaining_amount - l.reserved_amount)::bigint AS amount,
    min(l.expires_at) AS first_at
  FROM ledger.lot l JOIN ledger.account a ON a.id = l.account_id
  WHERE l.is_open AND l.expires_at >= $1 AND l.expires_at < $2 AND l.state = 'available'
    AND l.remaining_amount > l.reserved_amount AND a.owner_kind = 'record' AND a.unit = $3
    AND ($4::uuid IS NULL OR a.owner_id > $4)
  GROUP BY a.owner_id, a.unit ORDER BY a.owner_id LIMIT $5`);

/** Records with value of a unit that expires in [from, until), by record; pages begin after one. */
export function listExpiring(
  tx: Tx,
  asked: {
    readonly unit: string;
    readonly from: Temporal.Instant;
    readonly until: Temporal.Instant;
    readonly after: string | null;
    readonly limit: number;
  },
): Promise<ExpiringRow[]> {
  const { unit, from, until, after, limit } = asked;
  return tx.all(expiring, [from, until, unit, after, limit]);
}

export type LiabilityRow = {
  unit: string;
  /** `2027-03`; null for what never expires. */
  month: string | null;
  pending: number;
  available: number;
  reserved: number;
  lots: number;
};

// Months of the house's time zone. A lot whose time is over is owed no more, even before the job has posted its end.
const liability = statement<LiabilityRow>(`
  SELECT a.unit, to_char(l.expires_at AT TIME ZONE $2::text, 'YYYY-MM') AS month,
    coalesce(sum(l.remaining_amount) FILTER (WHERE l.state = 'pending'), 0)::bigint AS pending,
    coalesce(sum(l.remaining_amount - l.reserved_amount) FILTER (WHERE l.state = 'available'), 0)::bigint AS available,
    coalesce(sum(l.reserved_amount), 0)::bigint AS reserved, count(*)::int AS lots
  FROM ledger.lot l JOIN ledger.account a ON a.id = l.account_id
  WHERE l.is_open AND a.code = 'main' AND (l.expires_at IS NULL OR l.expires_at > $1)
  GROUP BY 1, 2 ORDER BY 1, 2 NULLS LAST`);
const debts = statement<{ unit: string; amount: number }>(`
  SELECT unit, sum(available_amount)::bigint AS amount FROM ledger.account
  WHERE starts_with(code, 'overdraft:') AND available_amount <> 0 GROUP BY unit ORDER BY unit`);
const expired = statement<{ unit: string; month: string; amount: number }>(`
  SELECT a.unit, to_char(s.occurred_at AT TIME ZONE $2::text, 'YYYY-MM') AS month, -sum(p.amount)::bigint AS amount
  FROM ledger.posting_set s JOIN ledger.posting p ON p.set_id = s.id JOIN ledger.account a ON a.id = p.account_id
  WHERE s.kind = 'expire' AND a.owner_kind <> 'house' AND s.occurred_at > $1
  GROUP BY 1, 2 ORDER BY 1, 2`);

export type Liability = {
  readonly months: readonly LiabilityRow[];
  /** Below zero: what customers owe the house, by unit. */
  readonly debts: readonly { readonly unit: string; readonly amount: number }[];
  /** What expired unused in the months of the last year (breakage). */
  readonly expired: readonly {
    readonly unit: string;
    readonly month: string;
    readonly amount: number;
  }[];
};

/** What the house owes in value, by unit and by the month in which it would expire. */
export async function reportLiability(tx: Tx, timeZone: string): Promise<Liability> {
  return {
    months: await tx.all(liability, [tx.now, timeZone]),
    debts: await tx.all(debts),
    expired: await tx.all(expired, [tx.now.subtract({ hours: 24 * 366 }), timeZone]),
  };
}
