// How this house sells: one row, read with every checkout.
import { statement } from '#kernel/db';
import type { Tx } from '#kernel/transaction';
import type { SalesPolicy } from '../policy.ts';

type PolicyRow = {
  tax_rounding: SalesPolicy['taxRounding'];
  points_as: SalesPolicy['pointsAs'];
  point_value_minor: number;
  point_per_minor: number;
  point_base: SalesPolicy['pointBase'];
  point_days: number | null;
  refund_order: SalesPolicy['refundOrder'];
};
type KeptRow = PolicyRow & { updated_at: Temporal.Instant };
const columns = `tax_rounding, points_as, point_value_minor, point_per_minor, point_base, point_days,
  refund_order`;

const find = statement<PolicyRow>(`SELECT ${columns} FROM orders.policy`);
const findKept = statement<KeptRow>(`SELECT ${columns}, updated_at FROM orders.policy`);
// Only what the writer has seen is written over.
const save = statement<KeptRow>(`
  UPDATE orders.policy SET tax_rounding = $1, points_as = $2, point_value_minor = $3, point_per_minor = $4,
    point_base = $5, point_days = $6, refund_order = $7, updated_at = $8
  WHERE $9::timestamptz IS NULL OR updated_at = $9
  RETURNING ${columns}, updated_at`);

/** With the moment it was set at. */
export type KeptPolicy = SalesPolicy & { readonly changedAt: Temporal.Instant };

const keepPast = statement<object>(`
  INSERT INTO orders.policy_past (until, ${columns}) SELECT $1, ${columns} FROM orders.policy
  ON CONFLICT (until) DO NOTHING`);
const findPast = statement<PolicyRow>(
  `SELECT ${columns} FROM orders.policy_past WHERE until > $1 ORDER BY until LIMIT 1`,
);

// A till that was away for long still knows a value of before; one that the house never had is nobody's.
const hadValue = statement<{ had: boolean }>(`
  SELECT EXISTS (SELECT FROM orders.policy_past WHERE point_value_minor = $1 AND until > $2) AS had`);
const tillsAway = { hours: 24 * 31 } as const;

/**
 * The terms by which a sale that has happened was sold, where they are not those of now: how the house sold then, and
 * what a point was worth by what its till knew, if it was worth that within a month before.
 */
export async function findTermsOf(
  tx: Tx,
  happenedAt: Temporal.Instant,
  toldValueMinor: number | undefined,
): Promise<SalesPolicy | undefined> {
  const past = await tx.maybe(findPast, [happenedAt]);
  const then = past === undefined ? undefined : toPolicy(past);
  if (toldValueMinor === undefined || toldValueMinor === then?.pointValueMinor) {
    return then;
  }
  const since = happenedAt.subtract(tillsAway);
  const { had } = await tx.one(hadValue, [toldValueMinor, since]);
  return had ? { ...(then ?? (await findPolicy(tx))), pointValueMinor: toldValueMinor } : then;
}

export async function findPolicy(tx: Tx): Promise<SalesPolicy> {
  return toPolicy(await tx.one(find, []));
}

export async function findKeptPolicy(tx: Tx): Promise<KeptPolicy> {
  return toKept(await tx.one(findKept, []));
}

/** `seenAt`: the wording that was looked at. Undefined where another was set since. */
export async function savePolicy(
  tx: Tx,
  policy: SalesPolicy,
  seenAt: Temporal.Instant | undefined,
): Promise<KeptPolicy | undefined> {
  await tx.run(keepPast, [tx.now]);
  const values = [
    policy.taxRounding,
    policy.pointsAs,
    policy.pointValueMinor,
    policy.pointPerMinor,
    policy.pointBase,
    policy.pointDays,
    policy.refundOrder,
  ];
  const row = await tx.maybe(save, [...values, tx.now, seenAt ?? null]);
  return row === undefined ? undefined : toKept(row);
}

function toKept(row: KeptRow): KeptPolicy {
  return { ...toPolicy(row), changedAt: row.updated_at };
}

function toPolicy(row: PolicyRow): SalesPolicy {
  return {
    taxRounding: row.tax_rounding,
    pointsAs: row.points_as,
    pointValueMinor: row.point_value_minor,
    pointPerMinor: row.point_per_minor,
    pointBase: row.point_base,
    pointDays: row.point_days,
    refundOrder: row.refund_order,
  };
}
