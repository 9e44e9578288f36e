// The house gives coupons of a promotion, to known records or to whoever will bring them.
import { formatId, newId } from '#kernel/ids';
import { sealSecret } from '#kernel/sealing';
import type { Tx } from '#kernel/transaction';
import { couponToken, newCouponCode } from './coupon-code.ts';
import { offersRefusals } from './errors.ts';
import { offersCouponIssued } from './events.ts';
import { isBackwards } from './is-backwards.ts';
import { insertCouponRows } from './store.ts';

/** What is bound into the sealed bytes of `offers.coupon.code_sealed`. */
export const codeUse = 'offers.coupon_code';
/** The source of coupons that the house makes itself. */
const ownSource = 'engawa';

export type CouponsToIssue = {
  /** uuid */
  readonly promotionId: string;
  readonly uses?: number;
  readonly validFrom?: Temporal.Instant;
  readonly validUntil?: Temporal.Instant;
};

export type IssuedCoupon = {
  /** uuid */
  readonly couponId: string;
  readonly recordId: string | null;
  readonly code: string;
};

/**
 * One coupon for each recipient (a record's uuid, or null for a bearer). Refuses with offers.promotion_unknown,
 * offers.time_odd.
 */
export async function issueCoupons(
  tx: Tx,
  coupons: CouponsToIssue,
  recipients: readonly (string | null)[],
): Promise<IssuedCoupon[]> {
  if (recipients.length === 0) {
    return [];
  }
  if (isBackwards(coupons)) {
    throw offersRefusals.time_odd();
  }
  const issued = recipients.map((recordId) => ({
    couponId: newId(),
    recordId,
    code: newCouponCode(),
  }));
  await insertCouponRows(
    tx,
    issued.map((each) => ({
      id: each.couponId,
      promotionId: coupons.promotionId,
      codeToken: couponToken(tx.masters, each.code),
      codeSealed: sealSecret(tx.masters, codeUse, each.code),
      recordId: each.recordId,
      state: 'issued',
      usesLeft: coupons.uses ?? 1,
      title: null,
      discountMinor: null,
      discountBp: null,
      currency: null,
      validFrom: coupons.validFrom ?? null,
      validUntil: coupons.validUntil ?? null,
      source: ownSource,
      sourceKey: null,
      usedAt: null,
    })),
  );
  const promotionId = formatId('promotion', coupons.promotionId);
  for (const { couponId, recordId } of issued) {
    const subject = formatId('coupon', couponId);
    tx.emit(offersCouponIssued.make(subject, { couponId: subject, promotionId }, { recordId }));
  }
  return issued;
}
