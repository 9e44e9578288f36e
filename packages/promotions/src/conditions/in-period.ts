import { type Static, Type } from 'typebox';
import { localTime } from '../engine/ask.ts';
import { sentence } from '../engine/sentence.ts';
import { reasons } from '../reasons.ts';
import type { ConditionRule } from './rule.ts';

const LocalMoment = Type.String({
  pattern: '^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])T([01]\\d|2[0-3]):[0-5]\\d(:[0-5]\\d)?$',
  description: 'On the clock of the place of sale: 2026-11-30T23:59.',
});

export const InPeriod = Type.Object(
  {
    kind: Type.Literal('in_period'),
    from: Type.Optional(LocalMoment),
    /** The first moment at which it is over. */
    until: Type.Optional(LocalMoment),
  },
  { additionalProperties: false },
);
type InPeriod = Static<typeof InPeriod>;

/** By the clock on the wall: a sale until midnight ends in each shop at its own midnight. */
export const inPeriod: ConditionRule<InPeriod> = {
  holds: (condition, ask) => {
    const { moment: now } = localTime(ask);
    const { from, until } = condition;
    // Both are written from year to second, so they compare as text; 23:59 begins with its first second.
    return (from === undefined || now >= from) && (until === undefined || now < until);
  },
  whyNot: ({ from, until }, ask) => {
    const { moment: now } = localTime(ask);
    return from !== undefined && now < from
      ? reasons.coupon_early({ at: read(from) })
      : reasons.coupon_over({ at: read(until ?? '') });
  },
  say: ({ from, until }) =>
    sentence(
      `${from === undefined ? '' : `${read(from)}から`}${until === undefined ? '' : `${read(until)}まで`}`,
      [
        from === undefined ? '' : `from ${read(from)}`,
        until === undefined ? '' : `until ${read(until)}`,
      ]
        .filter((each) => each !== '')
        .join(' '),
    ),
};

function read(moment: string): string {
  return moment.slice(0, 16).replace('T', ' ');
}
