// The front door of offers.
export { offersRefusals } from './errors.ts';
export { type Coupon, couponsOf, findCoupons } from './find-coupons.ts';
export {
  type CouponImport,
  type CouponOutcome,
  type CouponToImport,
  importCoupons,
} from './import-coupons.ts';
export { type CouponsToIssue, type IssuedCoupon, issueCoupons } from './issue-coupons.ts';
export type { CouponState } from './store.ts';
export {
  applyCoupons,
  type CouponDecision,
  type CouponFacts,
  decideCoupon,
  loadCoupons,
  settleCoupons,
  undecideCoupon,
} from './use-coupons.ts';
