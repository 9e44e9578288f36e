// What offers announces. A code is as good as the coupon and is in no payload.
import { Type } from 'typebox';
import { defineEvent } from '#kernel/events';

export const offersCouponIssued = defineEvent(
  'offers.coupon_issued',
  1,
  Type.Object({ couponId: Type.String(), promotionId: Type.String() }),
);

export const offersImported = defineEvent(
  'offers.imported',
  1,
  Type.Object({ source: Type.String(), coupons: Type.Integer(), usesLeft: Type.Integer() }),
);
