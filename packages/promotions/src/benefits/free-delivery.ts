import { type Static, Type } from 'typebox';
import { sentence } from '../engine/sentence.ts';
import { reasons } from '../reasons.ts';
import type { BenefitRule } from './rule.ts';

export const FreeDelivery = Type.Object(
  { kind: Type.Literal('free_delivery') },
  { additionalProperties: false },
);

/** What delivery costs, whether it stands beside the lines or is a fee among them. */
export const freeDelivery: BenefitRule<Static<typeof FreeDelivery>> = {
  rank: 4,
  reduce: (_, { ask, nets, deliveryMinor }) => {
    if (ask.fulfilment !== 'delivery') {
      return undefined;
    }
    const shares = nets.map((net, place) => (ask.lines[place]?.isFee === true ? net : 0));
    const isFree = deliveryMinor === 0 && shares.every((share) => share === 0);
    return isFree ? undefined : { shares, deliveryMinor };
  },
  whyNot: (_, { ask }) =>
    ask.fulfilment === 'delivery'
      ? reasons.nothing_to_take_off()
      : reasons.other_fulfilment({ ways: 'お届け', ways_en: 'delivered' }),
  say: () => sentence('送料無料', 'free delivery'),
};
