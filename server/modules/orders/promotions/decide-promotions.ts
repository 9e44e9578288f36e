// Promotions within the decision about an order: asked after its prices and before its payment.
import type { Refusal } from '#kernel/errors';
import { decideOffers, type OffersDecision, offersRefusals, undecideOffers } from '#offers';
import type { OrderToPlace } from '../checkout/order-to-place.ts';
import type { PromotionFacts } from './load-promotions.ts';

/** Undefined where nothing is on; refuses as `decideOffers` does. */
export function decidePromotions(
  facts: PromotionFacts | undefined,
  input: OrderToPlace,
): OffersDecision | Refusal | undefined {
  const asked = facts?.asked.get(input);
  if (facts === undefined || asked === undefined) {
    const { couponCodes = [] } = input;
    return couponCodes.length === 0 ? undefined : offersRefusals.coupon_not_here();
  }
  return decideOffers(facts.offers, asked);
}

/** Gives the uses back inside the facts: the order was refused for another reason. */
export function undecidePromotions(
  facts: PromotionFacts | undefined,
  decision: OffersDecision | undefined,
): void {
  if (facts !== undefined && decision !== undefined) {
    undecideOffers(facts.offers, decision);
  }
}
