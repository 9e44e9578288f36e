// What the editor of promotions writes. The server reads the rules back as sentences, so that what is seen is what was
// understood and not what was typed.
import type { Answer } from '@engawa/client';

export type Promotion = Answer<'/api/offers/promotions/{promotionId}'>;
export type Terms = Promotion['terms'];

/** What a promotion begins with. */
export function newTerms(currency: string): Terms {
  return {
    lane: 'default',
    priority: 0,
    stacking: 'stackable',
    needsCoupon: false,
    currency,
    conditions: [],
    benefits: [{ kind: 'off_order', calculator: { kind: 'percent', bp: 1000 } }],
    holdoutBp: 1000,
  };
}
