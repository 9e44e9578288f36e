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

/** What the things are called that terms name by id. */
export type Names = (id: string) => Sentence;

const namedMax = 3;

/** 「ラテ」「抹茶」ほか2; without names they are counted. */
export function sayThings(
  ids: readonly string[],
  counted: Sentence,
  names: Names | undefined,
): Sentence {
  if (names === undefined) {
    return counted;
  }
  const shown = ids.slice(0, namedMax).map(names);
  const rest = ids.length - shown.length;
  return {
    ja: `${shown.map(({ ja }) => `「${ja}」`).join('')}${rest > 0 ? `ほか${rest}` : ''}`,
    en: `${shown.map(({ en }) => `“${en}”`).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`,
  };
}

/** A rule is a plain function of facts and terms; what it says of itself is read by people. */
export type EarningRule<Terms extends TSchema> = {
  readonly terms: Terms;
  /** Whole points, 0 or more. */
  readonly points: (facts: RuleFacts, terms: Static<Terms>) => number;
  readonly sentence: (terms: Static<Terms>, names: Names | undefined, currency: string) => Sentence;
};

export const Points = Type.Integer({ minimum: 1, maximum: 1_000_000 });
export const PerMinor = Type.Integer({ minimum: 1, maximum: 1_000_000_000 });
export const Code = Type.String({ pattern: '^[a-z0-9][a-z0-9_-]{0,39}$' });

/** `1 point`, `20 points`. */
export function inPoints(points: number): string {
  return `${points} ${points === 1 ? 'point' : 'points'}`;
}

/** Points for each whole `perMinor` of an amount. */
export function pointsPer(amountMinor: number, perMinor: number, points: number): number {
  return Math.max(0, Math.floor(amountMinor / perMinor)) * points;
}
