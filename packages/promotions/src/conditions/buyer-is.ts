import { type Static, Type } from 'typebox';
import { sentence } from '../engine/sentence.ts';
import { reasons } from '../reasons.ts';
import type { ConditionRule } from './rule.ts';

export const BuyerIs = Type.Object(
  {
    kind: Type.Literal('buyer_is'),
    who: Type.Union([Type.Literal('staff'), Type.Literal('owner')]),
  },
  { additionalProperties: false },
);

/** Staff price and owner price: who buys for herself, said by the till. An owner has what staff have. */
export const buyerIs: ConditionRule<Static<typeof BuyerIs>> = {
  holds: ({ who }, { buyer }) =>
    who === 'staff' ? buyer.who !== 'customer' : buyer.who === 'owner',
  whyNot: () => reasons.staff_only(),
  say: ({ who }) =>
    who === 'staff'
      ? sentence('従業員が自分で買うとき', 'for staff who buy for themselves')
      : sentence('オーナーが自分で買うとき', 'for the owner'),
};
