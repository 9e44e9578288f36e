// How this house sells. The law leaves each of these to the seller; what is chosen holds from the next order on.
import type { TaxRounding } from '@engawa/totals';

/** What of the policy an order keeps, because what is given back later must follow the same. */
export type PointTerms = Pick<SalesPolicy, 'pointPerMinor' | 'pointBase' | 'pointValueMinor'>;

export function termsOf({ pointPerMinor, pointBase, pointValueMinor }: SalesPolicy): PointTerms {
  return { pointPerMinor, pointBase, pointValueMinor };
}

export type SalesPolicy = {
  readonly taxRounding: TaxRounding;
  /** Own points lower the price and its tax (値引き), or pay it (支払い). */
  readonly pointsAs: 'discount' | 'payment';
  /** What one point is worth, in minor units. */
  readonly pointValueMinor: number;
  /** One point for every so many minor units; 0 gives none. */
  readonly pointPerMinor: number;
  /** Of what was paid without tax, or with it. */
  readonly pointBase: 'net' | 'gross';
  /** Days from the order until its points expire; null never. */
  readonly pointDays: number | null;
  /** Which of several payments gives money back first. */
  readonly refundOrder: 'last_first' | 'first_first';
};
