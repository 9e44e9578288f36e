// What a row of a file makes of an item's prices, by place and time. Pure: the same row over the same prices changes
// nothing, and what has begun is not written anew.
import type { Refusal } from '#kernel/errors';
import { catalogRefusals } from './errors.ts';
import type { PriceRow } from './store.ts';

/** A price that holds now or later; a list of them is newest first. */
export type HeldPrice = Pick<
  PriceRow,
  'place_id' | 'amount_minor' | 'compare_at_minor' | 'currency' | 'valid_from' | 'valid_until'
>;

export type AskedPrice = {
  /** uuid; null is everywhere. */
  readonly placeId: string | null;
  readonly amountMinor: number;
  /** Not said: as it was. */
  readonly compareAtMinor: number | undefined;
  readonly currency: string;
  /** Not said: from now on. */
  readonly validFrom: Temporal.Instant | undefined;
  /** Null: without an end. Not said: as it was. */
  readonly validUntil: Temporal.Instant | null | undefined;
};

export type PriceDecision =
  | { readonly kind: 'same' }
  | { readonly kind: 'new'; readonly price: HeldPrice; readonly before: HeldPrice | undefined }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

/** Decides one price. Refuses with catalog.price_has_begun, catalog.price_ends_early. */
export function decidePrice(
  held: readonly HeldPrice[],
  asked: AskedPrice,
  now: Temporal.Instant,
): PriceDecision {
  const { validFrom, placeId, currency } = asked;
  const there = held.filter((each) => each.place_id === placeId && each.currency === currency);
  // Of prices that begin within one second a file cannot tell which is which.
  const meant = there.filter((each) =>
    validFrom === undefined ? holdsAt(each, now) : isSameSecond(each.valid_from, validFrom),
  );
  const [before] = meant;
  const candidates = validFrom === undefined ? meant.slice(0, 1) : meant;
  if (candidates.some((each) => isAsAsked(each, asked))) {
    return { kind: 'same' };
  }
  if (validFrom !== undefined && Temporal.Instant.compare(validFrom, now) <= 0) {
    return refused(catalogRefusals.price_has_begun({ validFrom: validFrom.toString() }));
  }
  const from = validFrom ?? now;
  const until = asked.validUntil ?? null;
  if (until !== null && Temporal.Instant.compare(until, from) <= 0) {
    return refused(catalogRefusals.price_ends_early({ validFrom: from.toString() }));
  }
  const price: HeldPrice = {
    place_id: placeId,
    amount_minor: asked.amountMinor,
    compare_at_minor: asked.compareAtMinor ?? before?.compare_at_minor ?? null,
    currency,
    valid_from: from,
    valid_until: until,
  };
  return { kind: 'new', price, before };
}

function isAsAsked(held: HeldPrice, asked: AskedPrice): boolean {
  const { amountMinor, compareAtMinor, validUntil } = asked;
  return (
    held.amount_minor === amountMinor &&
    (compareAtMinor === undefined || held.compare_at_minor === compareAtMinor) &&
    (validUntil === undefined || isSameSecond(held.valid_until, validUntil))
  );
}

function holdsAt(price: HeldPrice, at: Temporal.Instant): boolean {
  return (
    Temporal.Instant.compare(price.valid_from, at) <= 0 &&
    (price.valid_until === null || Temporal.Instant.compare(price.valid_until, at) > 0)
  );
}

/** Files hold seconds, the database microseconds. */
function isSameSecond(a: Temporal.Instant | null, b: Temporal.Instant | null): boolean {
  return a === null || b === null
    ? a === b
    : Math.floor(a.epochMilliseconds / 1000) === Math.floor(b.epochMilliseconds / 1000);
}

function refused(refusal: Refusal): PriceDecision {
  return { kind: 'refused', refusal };
}
