// A promotion as the engine knows it: conditions that must all hold, benefits that then go off, and how it stands
// beside others.

import { Currency } from '@engawa/shapes/schemas';
import { type Static, Type } from 'typebox';
import { Benefit } from '../benefits/benefits.ts';
import { Condition } from '../conditions/conditions.ts';
import type { Moment } from './ask.ts';

/** Applied one after the other, each on what the one before left: prices, then offers, then what is on the whole. */
export const lanes = ['pre', 'default', 'post'] as const;

const amountMax = 1_000_000_000;

/** What headquarters writes, version by version. */
export const PromotionTerms = Type.Object(
  {
    lane: Type.Union([Type.Literal('pre'), Type.Literal('default'), Type.Literal('post')]),
    /** Of one lane the higher goes first. */
    priority: Type.Integer({ minimum: -1000, maximum: 1000 }),
    /**
     * stackable: with all others of its lane. exclusive: alone in its lane. alone: alone in the order. Of what
     * excludes each other, the buyer gets what takes most off.
     */
    stacking: Type.Union([
      Type.Literal('stackable'),
      Type.Literal('exclusive'),
      Type.Literal('alone'),
    ]),
    needsCoupon: Type.Boolean({ description: 'Only for who brings a code of it.' }),
    currency: Currency,
    conditions: Type.Array(Condition, { maxItems: 20 }),
    benefits: Type.Array(Benefit, { minItems: 1, maxItems: 10 }),
    usesMax: Type.Optional(Type.Integer({ minimum: 1, maximum: amountMax })),
    usesPerCustomerMax: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000 })),
    budgetMinor: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000_000_000 })),
    /** Off one order at most. */
    discountMaxMinor: Type.Optional(Type.Integer({ minimum: 1, maximum: amountMax })),
    /** Of 10,000 known customers so many see nothing of it, to be compared with. */
    holdoutBp: Type.Integer({ minimum: 0, maximum: 5000 }),
  },
  { additionalProperties: false },
);
export type PromotionTerms = Static<typeof PromotionTerms>;

export type Promotion = PromotionTerms & {
  /** uuid */
  readonly id: string;
  readonly code: string;
  readonly version: number;
  readonly nameJa: string;
  readonly nameEn: string | null;
  readonly validFrom: Moment | null;
  readonly validUntil: Moment | null;
};

/** One coupon of a promotion, or the promotion that comes by itself. */
export type Candidate = {
  readonly promotion: Promotion;
  readonly coupon: { readonly id: string; readonly code: string } | null;
};

/** How often a promotion was used, as far as it asks. */
export type Standing = {
  readonly uses: number;
  readonly usesOfCustomer: number;
  readonly spentMinor: number;
};
export const unused: Standing = { uses: 0, usesOfCustomer: 0, spentMinor: 0 };

/** Whether its uses are counted behind a lock. */
export function isLimited(terms: PromotionTerms): boolean {
  return (
    terms.usesMax !== undefined ||
    terms.usesPerCustomerMax !== undefined ||
    terms.budgetMinor !== undefined
  );
}
