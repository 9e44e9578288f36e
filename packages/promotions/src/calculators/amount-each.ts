import { type Static, Type } from 'typebox';
import { money, sentence } from '../engine/sentence.ts';
import type { CalculatorRule } from './rule.ts';

export const AmountEach = Type.Object(
  {
    kind: Type.Literal('amount_each'),
    minor: Type.Integer({ minimum: 1, maximum: 1_000_000_000 }),
  },
  { additionalProperties: false },
);

export const amountEachOff: CalculatorRule<Static<typeof AmountEach>> = {
  off: ({ minor }, { nets, pieces }) =>
    nets.map((net, index) => Math.min(net, minor * (pieces[index] ?? 0))),
  say: ({ minor }, currency) => {
    const amount = money(minor, currency);
    return sentence(`1点につき${amount.ja}引き`, `${amount.en} off each`);
  },
};
