// Points by the whole order: so many for every full amount, once a least amount is reached.
import { Type } from 'typebox';
import { type EarningRule, inPoints, PerMinor, Points, pointsPer } from './facts.ts';

const Terms = Type.Object(
  {
    perMinor: PerMinor,
    points: Points,
    leastMinor: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000_000 })),
  },
  { additionalProperties: false },
);

export const orderRule: EarningRule<typeof Terms> = {
  terms: Terms,
  points: ({ paidMinor }, { perMinor, points, leastMinor = 0 }) =>
    paidMinor < leastMinor ? 0 : pointsPer(paidMinor, perMinor, points),
  sentence: ({ perMinor, points, leastMinor = 0 }) => ({
    ja: `${leastMinor > 0 ? `${leastMinor}円以上のご注文で、` : ''}${perMinor}円ごとに${points}ポイント`,
    en: `${inPoints(points)} for every ¥${perMinor}${leastMinor > 0 ? ` of orders from ¥${leastMinor}` : ''}`,
  }),
};
