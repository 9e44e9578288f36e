import { Id } from '@engawa/shapes/schemas';
import { type Static, Type } from 'typebox';
import { quote, sentence } from '../engine/sentence.ts';
import { reasons } from '../reasons.ts';
import { uuidOf } from '../uuid-of.ts';
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
      places = new Set(condition.placeIds.map((id) => uuidOf('place', id)));
      read.set(condition, places);
    }
    const known = places;
    return ask.placeIds.some((id) => known.has(id));
  },
  whyNot: () => reasons.other_places(),
  say: ({ placeIds }, names) => {
    const places = quote(placeIds, names);
    return sentence(`${places.ja}で`, `at ${places.en}`);
  },
};
