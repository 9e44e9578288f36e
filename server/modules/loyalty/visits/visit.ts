// Whether a visit counts, without I/O: near enough, known well enough, not too often, and not from somewhere she cannot
// have come from in the time.
import type { Refusal } from '#kernel/errors';
import { distanceBetweenM, type Position } from '#places';
import { loyaltyRefusals } from '../errors.ts';

export type VisitFacts = {
  readonly place: Position & { readonly name: string };
  readonly position: Position;
  /** How exactly the position is known, in metres; undefined when the phone does not say. */
  readonly accuracyMetres?: number;
  readonly now: Temporal.Instant;
  /** Where and when she was counted last, anywhere. */
  readonly last?: { readonly position: Position; readonly at: Temporal.Instant };
};

const accuracyMetresMax = 300;
/** Faster than the Shinkansen from shop to shop. */
const metresPerSecondMax = 90;

/** Refuses with loyalty.position_vague, loyalty.too_far, loyalty.travelled_too_fast. */
export function whyNotHere(facts: VisitFacts, radiusMetres: number): Refusal | undefined {
  const { place, position, accuracyMetres = 0, now, last } = facts;
  if (accuracyMetres > accuracyMetresMax) {
    return loyaltyRefusals.position_vague({ metres: Math.round(accuracyMetres) });
  }
  const metres = distanceBetweenM(place, position);
  // What the phone is unsure of is in her favour, but not beyond the radius again.
  if (metres - Math.min(accuracyMetres, radiusMetres) > radiusMetres) {
    return loyaltyRefusals.too_far({ metres: Math.round(metres), place: place.name });
  }
  if (last !== undefined) {
    const seconds = Math.max(1, now.since(last.at).total('seconds'));
    const travelled = distanceBetweenM(last.position, place) - 2 * radiusMetres;
    if (travelled / seconds > metresPerSecondMax) {
      return loyaltyRefusals.travelled_too_fast();
    }
  }
  return undefined;
}
