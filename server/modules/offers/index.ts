// The front door of offers.
export {
  type Ask,
  applyPromotions,
  type BasketLine,
  type Benefit,
  type BuyerFacts,
  type Condition,
  deedsDaysMax,
  type Promotion,
  PromotionTerms,
  writeBook,
} from '@engawa/promotions';
export { claimCode, countClaimOfCode, forgetClaimsOfCode } from './claim-code.ts';
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
export {
  findUsable,
  keepCoupon,
  type UsableCoupon,
} from './keep-coupons.ts';
export { listCodes, makeCodes, orderCodes } from './make-codes.ts';
export {
  type BestCodes,
  bestCodes,
  bestOfMax,
  type OffersPreview,
  previewOffers,
} from './preview-offers.ts';
export { redeemCode } from './redeem.ts';
export { findNames, type Said, sayPromotion } from './say-promotion.ts';
export type { CouponState } from './store.ts';
export { type ToldCoupon, tellCoupons } from './tell-coupons.ts';
export { listTillPromotions } from './till-promotions.ts';
export { findToldPromotions, sumOfTold, type ToldOffer } from './told-offers.ts';
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
export { type Standing, viewWallet, type Wallet, type WalletCoupon } from './view-wallet.ts';
export { listUses, type UseRow } from './views.ts';
export { movePromotion, writePromotion } from './write-promotion.ts';
