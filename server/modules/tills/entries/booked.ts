// What working an entry is given, and what became of it.
import type { PlaceRow } from '#places';

export type Telling = {
  readonly actor: string;
  /** uuid */
  readonly placeId: string;
  /** As the shop calls the till. */
  readonly till: string;
};

/** What became of a part of the books. */
export type Booked = {
  readonly orderId: string | null;
  readonly number: string | null;
  readonly totalMinor: number;
  readonly pointsEarned: number;
  /** By means of payment, below zero what went out. */
  readonly parts: Readonly<Record<string, number>>;
  readonly discounts: Readonly<Record<string, number>>;
  readonly conflicts: readonly NotedConflict[];
};

export type NotedConflict = {
  readonly kind: string;
  readonly facts: Readonly<Record<string, string | number | null>>;
};

export type Moment = {
  readonly place: PlaceRow;
  /** When it happened, by the house's clock. */
  readonly at: Temporal.Instant;
  readonly staffId: string | null;
};

export const nothingBooked: Booked = {
  orderId: null,
  number: null,
  totalMinor: 0,
  pointsEarned: 0,
  parts: {},
  discounts: {},
  conflicts: [],
};
