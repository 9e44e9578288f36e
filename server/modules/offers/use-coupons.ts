// A coupon at the checkout, in the shape of a hot command: looked up and locked, decided for each order as if
// they had come one after the other, and written with the order. It is reserved with the order, used when the
// goods go, and given back when the order comes to nothing.
import type { Refusal } from '#kernel/errors';
import type { Tx } from '#kernel/transaction';
import { couponToken } from './coupon-code.ts';
import { offersRefusals } from './errors.ts';
import {
  type CouponToUse,
  insertUseRows,
  lockCouponRows,
  type NewUse,
  settleUseRows,
} from './store-uses.ts';

export type CouponFacts = {
  readonly now: Temporal.Instant;
  /** By the code as it was given, the one that ends first in front. */
  readonly coupons: ReadonlyMap<string, readonly CouponToUse[]>;
};

export type CouponAsked = {
  readonly code: string;
  /** All records (uuids) of the customer; none for a guest. */
  readonly recordIds: readonly string[];
  readonly currency: string;
  /** What it is taken off. */
  readonly goodsMinor: number;
};

export type CouponDecision = { readonly coupon: CouponToUse; readonly discountMinor: number };

/** Locks the coupons with these codes. */
export async function loadCoupons(tx: Tx, codes: readonly string[]): Promise<CouponFacts> {
  const tokens = new Map(codes.map((code) => [code, couponToken(tx.masters, code)]));
  const rows = tokens.size === 0 ? [] : await lockCouponRows(tx, [...tokens.values()]);
  const coupons = new Map(
    [...tokens].map(([code, token]) => [code, rows.filter((row) => row.code_token.equals(token))]),
  );
  return { now: tx.now, coupons };
}

/**
 * What a coupon takes off an order; takes one use of it inside the facts. Refuses with
 * offers.coupon_unknown (nobody learns that it is somebody else's), offers.coupon_used, offers.coupon_over,
 * offers.coupon_early, offers.coupon_not_here.
 */
export function decideCoupon(facts: CouponFacts, asked: CouponAsked): CouponDecision | Refusal {
  const rows = (facts.coupons.get(asked.code) ?? []).filter(
    (row) => row.record_id === null || asked.recordIds.includes(row.record_id),
  );
  const [first] = rows;
  if (first === undefined) {
    return offersRefusals.coupon_unknown();
  }
  const coupon = rows.find((row) => whyNot(facts.now, row, asked) === undefined);
  if (coupon === undefined) {
    return whyNot(facts.now, first, asked) ?? offersRefusals.coupon_unknown();
  }
  coupon.uses_left -= 1;
  const wishMinor =
    coupon.discount_minor ??
    Number((BigInt(asked.goodsMinor) * BigInt(coupon.discount_bp ?? 0)) / 10_000n);
  return { coupon, discountMinor: Math.min(wishMinor, asked.goodsMinor) };
}

/** Gives the use back inside the facts: the order was refused for another reason. */
export function undecideCoupon({ coupon }: CouponDecision): void {
  coupon.uses_left += 1;
}

function whyNot(
  now: Temporal.Instant,
  row: CouponToUse,
  { currency }: CouponAsked,
): Refusal | undefined {
  const { valid_from: from, valid_until: until } = row;
  if (row.uses_left <= 0) {
    return offersRefusals.coupon_used();
  }
  if (until !== null && Temporal.Instant.compare(until, now) <= 0) {
    return offersRefusals.coupon_over({ at: until.toString() });
  }
  if (from !== null && Temporal.Instant.compare(from, now) > 0) {
    return offersRefusals.coupon_early({ at: from.toString() });
  }
  const isPlain = row.discount_minor !== null || row.discount_bp !== null;
  const fits = row.discount_minor === null || row.currency === currency;
  return isPlain && fits ? undefined : offersRefusals.coupon_not_here();
}

/** Writes the uses of orders. */
export async function applyCoupons(tx: Tx, uses: readonly NewUse[]): Promise<void> {
  if (uses.length > 0) {
    await insertUseRows(tx, uses);
  }
}

/** The goods have gone, or the order came to nothing and gives its coupons back. Repeatable. */
export async function settleCoupons(
  tx: Tx,
  orderId: string,
  to: 'used' | 'released',
): Promise<void> {
  await settleUseRows(tx, orderId, to);
}
