// What a benefit is: from a basket and what is left of its prices, what goes off. A benefit changes nothing itself: it
// answers shares, and the engine takes them off.

import type { Ask } from '../engine/ask.ts';
import type { Names, Sentence } from '../engine/sentence.ts';
import type { Reason } from '../reasons.ts';

/** What is left for the next promotion, line by line. */
export type Left = {
  readonly ask: Ask;
  /** Of the price of each line. */
  readonly nets: readonly number[];
  /** Pieces that no bundle of this lane has used. */
  readonly freePieces: readonly number[];
  readonly deliveryMinor: number;
};

export type Reduction = {
  /** Off each line of the basket, in its order; at most its net. */
  readonly shares: readonly number[];
  /** Pieces that a bundle is made of, and no other bundle of the lane can be. */
  readonly used?: readonly number[];
  readonly deliveryMinor: number;
};

export type BenefitRule<Benefit> = {
  /** Of two promotions of the same priority the lower rank goes first: prices, bundles, lines, the whole, delivery. */
  readonly rank: number;
  /** Undefined when it takes nothing off. */
  readonly reduce: (benefit: Benefit, left: Left) => Reduction | undefined;
  /** What is missing for it to do something. */
  readonly whyNot: (benefit: Benefit, left: Left) => Reason;
  readonly say: (benefit: Benefit, names: Names, currency: string) => Sentence;
};
