// What offers announces. A code is as good as the coupon and is in no payload.
import { Type } from 'typebox';
import { defineEvent } from '#kernel/events';

export const offersCouponIssued = defineEvent(
  'offers.coupon_issued',
  1,
  Type.Object({ couponId: Type.String(), promotionId: Type.String() }),
);

/** A coupon or a code for whoever brings it was put among somebody's coupons. */
export const offersCouponClaimed = defineEvent(
  'offers.coupon_claimed',
  1,
  Type.Object({ couponId: Type.String() }),
);

export const offersImported = defineEvent(
  'offers.imported',
  1,
  Type.Object({ source: Type.String(), coupons: Type.Integer(), usesLeft: Type.Integer() }),
);

/** Written, proposed, approved, paused, ended. */
export const offersPromotionChanged = defineEvent(
  'offers.promotion_changed',
  1,
  Type.Object({ code: Type.String(), state: Type.String(), version: Type.Integer() }),
);

/** A lot of codes was ordered, or is made. */
export const offersCodesMade = defineEvent(
  'offers.codes_made',
  1,
  Type.Object({ promotionId: Type.String(), codes: Type.Integer(), made: Type.Integer() }),
);
