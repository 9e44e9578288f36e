// Coupons apart from an order: kept for a till that may be cut off, so that nobody else uses them meanwhile, and looked at
// for a sale that has happened. Under an id of its own each is given back by `settleOffers`.

import type { Ask } from '@engawa/promotions';
import { Refusal } from '#kernel/errors';
import type { Tx } from '#kernel/transaction';
import type { PlaceRow } from '#places';
import { couponToken } from './coupon-code.ts';
import { keepOffers } from './find-book.ts';
import { insertUseRows } from './store-uses.ts';
import { bring, loadOffers, type OffersAsked } from './use-offers.ts';

export type CouponInQuestion = {
  /** As it was typed or scanned. */
  readonly code: string;
  /** All records (uuids) of the customer. */
  readonly recordIds: readonly string[];
  readonly place: PlaceRow;
  /** When it was, or would be, used. */
  readonly at: Temporal.Instant;
};

export type UsableCoupon = {
  /** uuid */
  readonly couponId: string;
  readonly kind: 'coupon' | 'code';
  /** By terms of its own; undefined where a promotion says it. */
  readonly discountMinor: number | undefined;
  readonly discountBp: number | undefined;
};

/** Locks a coupon and says whether it can be used: offers.coupon_unknown, _used, _over, _early. */
export async function findUsable(
  tx: Tx,
  question: CouponInQuestion,
): Promise<UsableCoupon | Refusal> {
  const { code, recordIds } = question;
  const asked: OffersAsked = {
    ask: askOf(question),
    recordId: recordIds[0] ?? null,
    recordIds,
    codes: [code],
    isOnlyCoupons: true,
  };
  const facts = await loadOffers(tx, (await keepOffers(tx)).book, [asked]);
  const token = couponToken(tx.masters, code).toString('hex');
  const found = bring(facts, asked, token);
  return found instanceof Refusal
    ? found
    : {
        couponId: found.row.id,
        kind: found.row.kind,
        discountMinor: found.row.discount_minor ?? undefined,
        discountBp: found.row.discount_bp ?? undefined,
      };
}

/** Keeps a coupon that can be used under an id (uuid) until it is settled. */
export async function keepCoupon(
  tx: Tx,
  keep: { readonly holdId: string; readonly coupon: UsableCoupon; readonly placeId: string },
): Promise<void> {
  const { holdId, coupon, placeId } = keep;
  await insertUseRows(tx, [
    {
      orderId: holdId,
      number: 1,
      promotionId: null,
      version: null,
      coupon: { id: coupon.couponId, kind: coupon.kind },
      state: 'reserved',
      recordId: null,
      placeId,
      channel: 'pos',
      discountMinor: 0,
      deliveryMinor: 0,
      goodsMinor: 0,
      counted: [],
    },
  ]);
}

/** Nothing is in the basket: only whether the coupon itself is good is asked. */
function askOf({ place, at, recordIds }: CouponInQuestion): Ask {
  return {
    lines: [],
    currency: place.currency,
    deliveryMinor: 0,
    now: at,
    timeZone: place.time_zone,
    placeIds: [place.id],
    channel: 'pos',
    fulfilment: 'carry_out',
    buyer: { customerId: recordIds[0] ?? null, who: 'customer' },
    weather: null,
    distanceM: null,
    isInShop: true,
  };
}
