// What orders used of promotions and coupons, as it is written with them and told of them.
import { formatId } from '#kernel/ids';
import type { OrderUses } from '#offers';
import type { CheckoutDecision } from '../checkout/order-to-place.ts';

/** One for each order that used any; `recordIds` are the buyers', in the order of the decisions. */
export function usesOfOrders(
  decisions: readonly CheckoutDecision[],
  recordIds: readonly (string | null)[],
): OrderUses[] {
  return decisions.flatMap((each, index) =>
    each.offers === undefined || each.offers.uses.length === 0
      ? []
      : [
          {
            ...each.offers,
            orderId: each.orderId,
            recordId: recordIds[index] ?? null,
            placeId: each.place.id,
            channel: each.input.channel,
            goodsMinor: each.tender.itemsMinor,
            isUsed: each.input.fulfilment === 'carry_out',
          },
        ],
  );
}

/** What was off, and by what: it stays with the order. */
export type OfferTold = {
  readonly promotionId: string;
  readonly nameJa: string;
  readonly nameEn: string | null;
  readonly discountMinor: number;
  /** Off the delivery fee; left out where it is none. */
  readonly deliveryMinor?: number;
};

export function offersTold({ offers }: Pick<CheckoutDecision, 'offers'>): {
  readonly offers?: readonly OfferTold[];
} {
  const applied = offers?.outcome.applied ?? [];
  return applied.length === 0
    ? {}
    : {
        offers: applied.map(({ promotion, discountMinor, deliveryMinor }) => ({
          promotionId: formatId('promotion', promotion.id),
          nameJa: promotion.nameJa,
          nameEn: promotion.nameEn,
          discountMinor,
          ...(deliveryMinor === 0 ? {} : { deliveryMinor }),
        })),
      };
}
