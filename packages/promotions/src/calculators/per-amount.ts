import { type Static, Type } from 'typebox';
import { money, sentence } from '../engine/sentence.ts';
import { spread } from '../engine/spread.ts';
import { type CalculatorRule, sum } from './rule.ts';

export const PerAmount = Type.Object(
  {
    kind: Type.Literal('per_amount'),
    everyMinor: Type.Integer({ minimum: 1, maximum: 1_000_000_000 }),
    offMinor: Type.Integer({ minimum: 1, maximum: 1_000_000_000 }),
    timesMax: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000 })),
  },
  { additionalProperties: false },
);

/** 1,000円ごとに100円引き. */
export const perAmountOff: CalculatorRule<Static<typeof PerAmount>> = {
  off: ({ everyMinor, offMinor, timesMax = 10_000 }, { nets, rates }) => {
    const whole = sum(nets);
    const times = Math.min(timesMax, Math.floor(whole / everyMinor));
    return spread(Math.min(whole, times * offMinor), nets, rates);
  },
  say: ({ everyMinor, offMinor }, currency) => {
    const every = money(everyMinor, currency);
    const off = money(offMinor, currency);
    return sentence(`${every.ja}ごとに${off.ja}引き`, `${off.en} off every ${every.en}`);
  },
};
