import { type Static, Type } from 'typebox';
import { sentence } from '../engine/sentence.ts';
import { reasons } from '../reasons.ts';
import type { ConditionRule } from './rule.ts';

export const ByFulfilment = Type.Object(
  {
    kind: Type.Literal('by_fulfilment'),
    ways: Type.Array(
      Type.Union([Type.Literal('carry_out'), Type.Literal('pickup'), Type.Literal('delivery')]),
      {
        minItems: 1,
        maxItems: 3,
      },
    ),
  },
  { additionalProperties: false },
);
type ByFulfilment = Static<typeof ByFulfilment>;

const words: Readonly<Record<string, readonly [ja: string, en: string]>> = {
  carry_out: ['店頭でのお持ち帰り', 'carried out of the shop'],
  pickup: ['店舗受取', 'collected at a shop'],
  delivery: ['お届け', 'delivered'],
};

export const byFulfilment: ConditionRule<ByFulfilment> = {
  holds: ({ ways: allowed }, ask) => allowed.some((each) => each === ask.fulfilment),
  whyNot: (condition) => {
    const told = say(condition);
    return reasons.other_fulfilment({ ways: told.ja, ways_en: told.en });
  },
  say: (condition) => {
    const told = say(condition);
    return sentence(`${told.ja}のとき`, `when ${told.en}`);
  },
};

function say({ ways: allowed }: ByFulfilment) {
  return sentence(
    allowed.map((each) => words[each]?.[0] ?? each).join('・'),
    allowed.map((each) => words[each]?.[1] ?? each).join(' or '),
  );
}
