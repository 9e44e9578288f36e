// Whether a promotion is on for this buyer here and now, before it is known what it takes off; and why not, in a
// sentence, when somebody asks.
import { holds, whyNot } from '../conditions/conditions.ts';
import { type Reason, reasons } from '../reasons.ts';
import type { Ask, Moment } from './ask.ts';
import type { Promotion, Standing } from './promotion.ts';
import { localMoment } from './sentence.ts';

export function mayApply(promotion: Promotion, ask: Ask, standing: Standing): boolean {
  return (
    isInTime(promotion, ask.now) &&
    promotion.currency === ask.currency &&
    limitRefusal(promotion, ask, standing) === undefined &&
    promotion.conditions.every((condition) => holds(condition, ask))
  );
}

/** The first thing that stands against it; undefined when nothing does. */
export function whyMayNot(promotion: Promotion, ask: Ask, standing: Standing): Reason | undefined {
  const { validFrom: from, validUntil: until } = promotion;
  if (from !== null && from.epochMilliseconds > ask.now.epochMilliseconds) {
    const at = localMoment(from, ask.timeZone);
    return reasons.coupon_early({ at: at.ja, at_en: at.en });
  }
  if (until !== null && until.epochMilliseconds <= ask.now.epochMilliseconds) {
    const at = localMoment(until, ask.timeZone);
    return reasons.coupon_over({ at: at.ja, at_en: at.en });
  }
  if (promotion.currency !== ask.currency) {
    return reasons.coupon_not_here();
  }
  const limit = limitRefusal(promotion, ask, standing);
  if (limit !== undefined) {
    return reasons[limit]({ max: promotion.usesPerCustomerMax ?? 0 });
  }
  const missing = promotion.conditions.find((condition) => !holds(condition, ask));
  return missing === undefined ? undefined : whyNot(missing, ask);
}

function isInTime(
  { validFrom, validUntil }: Promotion,
  { epochMilliseconds: nowMs }: Moment,
): boolean {
  return (
    (validFrom === null || validFrom.epochMilliseconds <= nowMs) &&
    (validUntil === null || validUntil.epochMilliseconds > nowMs)
  );
}

function limitRefusal(
  { usesMax, usesPerCustomerMax, budgetMinor }: Promotion,
  { buyer }: Ask,
  standing: Standing,
): 'uses_over' | 'members_only' | 'uses_of_customer_over' | 'budget_over' | undefined {
  if (usesMax !== undefined && standing.uses >= usesMax) {
    return 'uses_over';
  }
  if (usesPerCustomerMax !== undefined && buyer.customerId === null) {
    return 'members_only';
  }
  if (usesPerCustomerMax !== undefined && standing.usesOfCustomer >= usesPerCustomerMax) {
    return 'uses_of_customer_over';
  }
  return budgetMinor !== undefined && standing.spentMinor >= budgetMinor
    ? 'budget_over'
    : undefined;
}

/**
 * Whether a customer is among those who see nothing of a promotion, to be compared with. Always the same for one
 * customer and one promotion, and for another promotion another lot.
 */
export function isHeldOut(promotion: Promotion, { buyer }: Ask): boolean {
  const { holdoutBp, needsCoupon } = promotion;
  return (
    holdoutBp > 0 &&
    !needsCoupon &&
    buyer.who === 'customer' &&
    buyer.customerId !== null &&
    lot(promotion, buyer.customerId) < holdoutBp
  );
}

const begun = new WeakMap<Promotion, number>();

/** 0 to 9,999, evenly (FNV-1a with a last mix of its bits); the promotion's part is reckoned once. */
function lot(promotion: Promotion, customerId: string): number {
  let from = begun.get(promotion);
  if (from === undefined) {
    from = fnv(0x81_1c_9d_c5, promotion.id);
    begun.set(promotion, from);
  }
  let hash = fnv(from, customerId);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85_eb_ca_6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2_b2_ae_35);
  return ((hash ^ (hash >>> 16)) >>> 0) % 10_000;
}

function fnv(from: number, text: string): number {
  let hash = from;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01_00_01_93);
  }
  return hash;
}
