// The SQL of coupons that orders use.
import { statement } from '#kernel/db';
import type { Tx } from '#kernel/transaction';

export type CouponToUse = {
  id: string;
  code_token: Buffer;
  record_id: string | null;
  uses_left: number;
  discount_minor: number | null;
  discount_bp: number | null;
  currency: string | null;
  valid_from: Temporal.Instant | null;
  valid_until: Temporal.Instant | null;
};

const lock = statement<CouponToUse>(`
  SELECT id, code_token, record_id, uses_left, discount_minor, discount_bp, currency, valid_from, valid_until
  FROM offers.coupon WHERE code_token = ANY ($1::bytea[]) ORDER BY id FOR UPDATE`);

/** Locked in the order of their ids, answered with the one that ends first in front. */
export async function lockCouponRows(tx: Tx, tokens: readonly Buffer[]): Promise<CouponToUse[]> {
  const rows = await tx.all(lock, [tokens]);
  return rows.toSorted((a, b) => {
    if (a.valid_until === null || b.valid_until === null) {
      return Number(a.valid_until === null) - Number(b.valid_until === null);
    }
    return Temporal.Instant.compare(a.valid_until, b.valid_until);
  });
}

export type NewUse = {
  readonly couponId: string;
  readonly orderId: string;
  readonly discountMinor: number;
  readonly isUsed: boolean;
};

const insertUses = statement<object>(`
  INSERT INTO offers.coupon_use (coupon_id, order_id, state, discount_minor, reserved_at, changed_at)
  SELECT u.coupon_id, u.order_id, CASE WHEN u.is_used THEN 'used' ELSE 'reserved' END, u.discount, $5, $5
  FROM unnest($1::uuid[], $2::uuid[], $3::bigint[], $4::boolean[]) AS u(coupon_id, order_id, discount, is_used)`);
const take = statement<object>(`
  UPDATE offers.coupon c SET uses_left = c.uses_left - u.uses,
    state = CASE WHEN c.uses_left = u.uses THEN 'used' ELSE c.state END,
    used_at = CASE WHEN c.uses_left = u.uses THEN $2 ELSE c.used_at END
  FROM (SELECT id, count(*)::int AS uses FROM unnest($1::uuid[]) AS t(id) GROUP BY id) AS u
  WHERE c.id = u.id`);

/** Writes uses and takes them off the coupons, which are locked. */
export async function insertUseRows(tx: Tx, uses: readonly NewUse[]): Promise<void> {
  const couponIds = uses.map((each) => each.couponId);
  await tx.run(insertUses, [
    couponIds,
    uses.map((each) => each.orderId),
    uses.map((each) => each.discountMinor),
    uses.map((each) => each.isUsed),
    tx.now,
  ]);
  await tx.run(take, [couponIds, tx.now]);
}

const settle = statement<{ coupon_id: string }>(`
  UPDATE offers.coupon_use SET state = $2, changed_at = $3 WHERE order_id = $1 AND state = 'reserved'
  RETURNING coupon_id`);
const giveBack = statement<object>(`
  UPDATE offers.coupon SET uses_left = uses_left + 1, state = 'released', used_at = NULL
  WHERE id = ANY ($1::uuid[])`);

export async function settleUseRows(
  tx: Tx,
  orderId: string,
  to: 'used' | 'released',
): Promise<void> {
  const rows = await tx.all(settle, [orderId, to, tx.now]);
  if (to === 'released' && rows.length > 0) {
    await tx.run(giveBack, [rows.map((row) => row.coupon_id)]);
  }
}
