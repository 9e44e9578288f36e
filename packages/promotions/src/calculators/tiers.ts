import { type Static, Type } from 'typebox';
import { money, percent, sentence } from '../engine/sentence.ts';
import { rateOf, spread } from '../engine/spread.ts';
import { type CalculatorRule, sum } from './rule.ts';

export const Tiers = Type.Object(
  {
    kind: Type.Literal('tiers'),
    by: Type.Union([Type.Literal('amount'), Type.Literal('pieces')]),
    /** From so much or so many on; the highest step that is reached counts. */
    steps: Type.Array(
      Type.Object(
        {
          from: Type.Integer({ minimum: 1, maximum: 1_000_000_000 }),
          bp: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000 })),
          minor: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000_000 })),
        },
        { additionalProperties: false },
      ),
      { minItems: 1, maxItems: 20 },
    ),
  },
  { additionalProperties: false },
);
type Tiers = Static<typeof Tiers>;

/** まとめ買い: the more, the better. */
export const tieredOff: CalculatorRule<Tiers> = {
  off: ({ by, steps }, { nets, pieces, rates }) => {
    const whole = sum(nets);
    const reached = by === 'amount' ? whole : sum(pieces);
    const step = steps
      .filter(({ from }) => from <= reached)
      .reduce<Tiers['steps'][number] | undefined>(
        (best, each) => (best === undefined || each.from > best.from ? each : best),
        undefined,
      );
    if (step === undefined) {
      return nets.map(() => 0);
    }
    const off = Math.min(whole, (step.minor ?? 0) + rateOf(whole, step.bp ?? 0));
    return spread(off, nets, rates);
  },
  say: ({ by, steps }, currency) => {
    const told = steps
      .toSorted((a, b) => a.from - b.from)
      .map(({ from, bp, minor }) => {
        const reached = by === 'amount' ? money(from, currency) : sentence(`${from}点`, `${from}`);
        const off =
          bp === undefined ? money(minor ?? 0, currency) : sentence(percent(bp), percent(bp));
        return sentence(`${reached.ja}以上で${off.ja}`, `${off.en} from ${reached.en}`);
      });
    return sentence(
      `${told.map((each) => each.ja).join('、')}引き`,
      `${told.map((each) => each.en).join(', ')} off`,
    );
  },
};
