import { type Static, Type } from 'typebox';
import { percent, sentence } from '../engine/sentence.ts';
import { rateOf, spread } from '../engine/spread.ts';
import { type CalculatorRule, sum } from './rule.ts';

export const Percent = Type.Object(
  {
    kind: Type.Literal('percent'),
    bp: Type.Integer({ minimum: 1, maximum: 10_000, description: '1000 is 10%.' }),
  },
  { additionalProperties: false },
);

/** Of all the lines together, rounded down once: not a yen lost on each line. */
export const percentOff: CalculatorRule<Static<typeof Percent>> = {
  off: ({ bp }, { nets, rates }) => spread(rateOf(sum(nets), bp), nets, rates),
  say: ({ bp }) => sentence(`${percent(bp)}引き`, `${percent(bp)} off`),
};
