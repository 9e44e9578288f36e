// What an earning rule looks at: the order as it stands, and what was true of the customer when she ordered.
import { type Static, type TSchema, Type } from 'typebox';

export type RuleFacts = {
  readonly placeId: string;
  readonly channel: string;
  /** At the place of sale. */
  readonly orderedAt: Temporal.ZonedDateTime;
  readonly lines: readonly {
    readonly itemId: string;
    readonly quantityMilli: number;
    readonly paidMinor: number;
  }[];
  readonly paidMinor: number;
  /** Her tier when she ordered; null below the first. */
  readonly tierCode: string | null;
  /** Nothing was bought before. */
  readonly isFirst: boolean;
};

export type Sentence = { readonly ja: string; readonly en: string };

/** A rule is a plain function of facts and terms; what it says of itself is read by people. */
export type EarningRule<Terms extends TSchema> = {
  readonly terms: Terms;
  /** Whole points, 0 or more. */
  readonly points: (facts: RuleFacts, terms: Static<Terms>) => number;
  readonly sentence: (terms: Static<Terms>) => Sentence;
};

export const Points = Type.Integer({ minimum: 1, maximum: 1_000_000 });
export const PerMinor = Type.Integer({ minimum: 1, maximum: 1_000_000_000 });
export const Code = Type.String({ pattern: '^[a-z0-9][a-z0-9_-]{0,39}$' });

/** Points for each whole `perMinor` of an amount. */
export function pointsPer(amountMinor: number, perMinor: number, points: number): number {
  return Math.max(0, Math.floor(amountMinor / perMinor)) * points;
}
