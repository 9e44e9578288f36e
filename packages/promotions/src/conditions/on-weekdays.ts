import { type Static, Type } from 'typebox';
import { localTime } from '../engine/ask.ts';
import { sentence } from '../engine/sentence.ts';
import { reasons } from '../reasons.ts';
import type { ConditionRule } from './rule.ts';

export const OnWeekdays = Type.Object(
  {
    kind: Type.Literal('on_weekdays'),
    weekdays: Type.Array(Type.Integer({ minimum: 1, maximum: 7, description: '1 is Monday.' }), {
      minItems: 1,
      maxItems: 7,
    }),
  },
  { additionalProperties: false },
);
type OnWeekdays = Static<typeof OnWeekdays>;

const ja = ['月', '火', '水', '木', '金', '土', '日'];
const en = ['Mondays', 'Tuesdays', 'Wednesdays', 'Thursdays', 'Fridays', 'Saturdays', 'Sundays'];

export const onWeekdays: ConditionRule<OnWeekdays> = {
  holds: ({ weekdays }, ask) => weekdays.includes(localTime(ask).weekday),
  whyNot: (condition) => {
    const told = say(condition);
    return reasons.other_days({ days: told.ja, days_en: told.en });
  },
  say: (condition) => {
    const told = say(condition);
    return sentence(`${told.ja}に`, `on ${told.en}`);
  },
};

function say({ weekdays }: OnWeekdays) {
  const sorted = weekdays.toSorted((a, b) => a - b);
  return sentence(
    `${sorted.map((day) => ja[day - 1] ?? '').join('・')}曜日`,
    sorted.map((day) => en[day - 1] ?? '').join(', '),
  );
}
