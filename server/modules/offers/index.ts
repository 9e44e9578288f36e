// The front door of offers.
export { type Ask, type BuyerFacts, deedsDaysMax } from './engine/ask.ts';
export { offersRefusals } from './errors.ts';
export { findOffersNow, noOffers, type OffersNow, weatherAt } from './find-book.ts';
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
  applyOffers,
  decideOffers,
  loadOffers,
  type OfferFacts,
  type OffersAsked,
  type OffersDecision,
  type OrderUses,
  settleOffers,
  undecideOffers,
} from './use-offers.ts';
