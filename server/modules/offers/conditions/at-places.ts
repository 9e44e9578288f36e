import { type Static, Type } from 'typebox';
import { parseId } from '#kernel/ids';
import { Id } from '#kernel/schemas';
import { quote, sentence } from '../engine/sentence.ts';
import { offersRefusals } from '../errors.ts';
import type { ConditionRule } from './rule.ts';

export const AtPlaces = Type.Object(
  {
    kind: Type.Literal('at_places'),
    placeIds: Type.Array(Id('place'), { minItems: 1, maxItems: 500 }),
  },
  { additionalProperties: false },
);
type AtPlaces = Static<typeof AtPlaces>;

const read = new WeakMap<AtPlaces, ReadonlySet<string>>();

/** At the place of sale or of hand-over: what is collected at a shop is bought there. */
export const atPlaces: ConditionRule<AtPlaces> = {
  holds: (condition, ask) => {
    let places = read.get(condition);
    if (places === undefined) {
      places = new Set(condition.placeIds.map((id) => parseId('place', id)));
      read.set(condition, places);
    }
    const known = places;
    return ask.placeIds.some((id) => known.has(id));
  },
  whyNot: () => offersRefusals.other_places(),
  say: ({ placeIds }, names) => {
    const places = quote(placeIds, names);
    return sentence(`${places.ja}で`, `at ${places.en}`);
  },
};
