// Points for the first purchase of a customer, anywhere in the house; records joined to her count.
import { money } from '@engawa/promotions';
import { Type } from 'typebox';
import { type EarningRule, inPoints, Points } from './facts.ts';

const Terms = Type.Object(
  {
    points: Points,
    leastMinor: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000_000 })),
  },
  { additionalProperties: false },
);

export const firstVisitRule: EarningRule<typeof Terms> = {
  terms: Terms,
  points: ({ isFirst, paidMinor }, { points, leastMinor = 1 }) =>
    isFirst && paidMinor >= leastMinor ? points : 0,
  sentence: ({ points, leastMinor }, _names, currency) => ({
    ja: `はじめてのお買い物で${points}ポイント${leastMinor === undefined ? '' : `(${money(leastMinor, currency).ja}以上)`}`,
    en: `${inPoints(points)} for the first purchase${leastMinor === undefined ? '' : ` from ${money(leastMinor, currency).en}`}`,
  }),
};
