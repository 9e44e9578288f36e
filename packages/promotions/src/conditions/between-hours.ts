import { type Static, Type } from 'typebox';
import { localTime } from '../engine/ask.ts';
import { sentence } from '../engine/sentence.ts';
import { reasons } from '../reasons.ts';
import type { ConditionRule } from './rule.ts';

const ClockTime = Type.String({ pattern: '^([01]\\d|2[0-3]):[0-5]\\d$', description: '09:30' });

export const BetweenHours = Type.Object(
  {
    kind: Type.Literal('between_hours'),
    from: ClockTime,
    /** The first minute that is too late; before `from` it is of the next day. */
    until: ClockTime,
  },
  { additionalProperties: false },
);
type BetweenHours = Static<typeof BetweenHours>;

export const betweenHours: ConditionRule<BetweenHours> = {
  holds: ({ from, until }, ask) => {
    const { clock: now } = localTime(ask);
    return from < until ? from <= now && now < until : from <= now || now < until;
  },
  whyNot: ({ from, until }) => reasons.other_hours({ from, until }),
  say: ({ from, until }) =>
    from === '00:00'
      ? sentence(`${until}より前に`, `before ${until}`)
      : sentence(`${from}から${until}までに`, `between ${from} and ${until}`),
};
