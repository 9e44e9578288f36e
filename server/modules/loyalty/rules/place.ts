// Points by where it was bought: at these places, by these channels.
import { money } from '@engawa/promotions';
import { Type } from 'typebox';
import { Id, Text } from '#kernel/schemas';
import {
  type EarningRule,
  inPoints,
  PerMinor,
  Points,
  pointsPer,
  type Sentence,
  sayThings,
} from './facts.ts';
import { placeUuid } from './typed-ids.ts';

const channelWords: Readonly<Record<string, Sentence>> = {
  web: { ja: 'ウェブ', en: 'the web shop' },
  app: { ja: 'アプリ', en: 'the app' },
  pos: { ja: '店頭', en: 'the till' },
  line: { ja: 'LINE', en: 'LINE' },
  phone: { ja: '電話', en: 'phone' },
};

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
  sentence: ({ placeIds, channels, perMinor, points }, names, currency) => {
    const count = placeIds?.length ?? 0;
    const counted = { ja: `対象${count}店舗`, en: `${count} chosen places` };
    const places = sayThings(placeIds ?? [], counted, names);
    const by = (channels ?? []).map(
      (code): Sentence => channelWords[code] ?? { ja: code, en: code },
    );
    return {
      ja: `${count === 0 ? '' : `${places.ja}で、`}${by.length === 0 ? '' : `${by.map(({ ja }) => ja).join('・')}のご注文は、`}${money(perMinor, currency).ja}ごとに${points}ポイント`,
      en: `${inPoints(points)} for every ${money(perMinor, currency).en}${count === 0 ? '' : ` at ${places.en}`}${by.length === 0 ? '' : ` by ${by.map(({ en }) => en).join(', ')}`}`,
    };
  },
};
