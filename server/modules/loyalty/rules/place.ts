// Points by where it was bought: at these places, by these channels.
import { Type } from 'typebox';
import { Id, Text } from '#kernel/schemas';
import { type EarningRule, PerMinor, Points, pointsPer } from './facts.ts';
import { placeUuid } from './typed-ids.ts';

const Terms = Type.Object(
  {
    placeIds: Type.Optional(Type.Array(Id('place'), { minItems: 1, maxItems: 500 })),
    channels: Type.Optional(Type.Array(Text(30), { minItems: 1, maxItems: 10 })),
    perMinor: PerMinor,
    points: Points,
  },
  { additionalProperties: false },
);

export const placeRule: EarningRule<typeof Terms> = {
  terms: Terms,
  points: (facts, { placeIds, channels, perMinor, points }) => {
    const isHere = placeIds === undefined || placeIds.map(placeUuid).includes(facts.placeId);
    const isBy = channels === undefined || channels.includes(facts.channel);
    return isHere && isBy ? pointsPer(facts.paidMinor, perMinor, points) : 0;
  },
  sentence: ({ placeIds, channels, perMinor, points }) => ({
    ja: `${placeIds === undefined ? '' : `対象${placeIds.length}店舗で、`}${channels === undefined ? '' : `${channels.join('・')}のご注文は、`}${perMinor}円ごとに${points}ポイント`,
    en: `${points} points for every ¥${perMinor}${placeIds === undefined ? '' : ` at ${placeIds.length} chosen places`}${channels === undefined ? '' : ` by ${channels.join(', ')}`}`,
  }),
};
