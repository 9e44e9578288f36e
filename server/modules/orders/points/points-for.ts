// How many points an order gives: a plain function of the order's facts, and the place to put another rule.
// It is asked again for what is left after a cancellation or a return, and the difference goes back, so any
// rule that follows from the facts alone stays exact.

import type { TaxOfRate } from '@engawa/totals';
import type { SalesPolicy } from '../policy.ts';

export type PointFacts = {
  /** What was sold and is not given back, per rate, after discounts. */
  readonly taxes: readonly TaxOfRate[];
  /** Whether somebody is there to have them. */
  readonly hasRecord: boolean;
};

/** Whole points, 0 or more. */
export type PointRule = (
  facts: PointFacts,
  policy: Pick<SalesPolicy, 'pointPerMinor' | 'pointBase'>,
) => number;

/**
 * One point for every 100 yen without tax, as the policy says. What bears no tax gives none: gift value is money in another
 * shape, and gives its points when goods are bought with it.
 */
export const pointsFor: PointRule = ({ taxes, hasRecord }, { pointPerMinor, pointBase }) => {
  if (!hasRecord || pointPerMinor === 0) {
    return 0;
  }
  const paidMinor = taxes
    .filter(({ rateBp }) => rateBp > 0)
    .reduce((sum, each) => sum + each.taxedMinor - (pointBase === 'net' ? each.taxMinor : 0), 0);
  return Math.max(0, Math.floor(paidMinor / pointPerMinor));
};
