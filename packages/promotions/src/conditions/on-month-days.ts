import { type Static, Type } from 'typebox';
import { localTime } from '../engine/ask.ts';
import { sentence } from '../engine/sentence.ts';
import { reasons } from '../reasons.ts';
import type { ConditionRule } from './rule.ts';

export const OnMonthDays = Type.Object(
  {
    kind: Type.Literal('on_month_days'),
    days: Type.Array(Type.Integer({ minimum: 1, maximum: 31 }), { minItems: 1, maxItems: 31 }),
  },
  { additionalProperties: false },
);
type OnMonthDays = Static<typeof OnMonthDays>;

/** 5のつく日, 毎月1日. */
export const onMonthDays: ConditionRule<OnMonthDays> = {
  holds: ({ days }, ask) => days.includes(localTime(ask).day),
  whyNot: (condition) => {
    const told = say(condition);
    return reasons.other_days({ days: told.ja, days_en: told.en });
  },
  say: (condition) => {
    const told = say(condition);
    return sentence(`${told.ja}に`, `on ${told.en}`);
  },
};

function say({ days }: OnMonthDays) {
  const sorted = days.toSorted((a, b) => a - b);
  return sentence(
    `毎月${sorted.map((day) => `${day}日`).join('・')}`,
    `day ${sorted.join(', ')} of the month`,
  );
}
