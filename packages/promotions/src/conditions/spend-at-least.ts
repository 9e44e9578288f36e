import { type Static, Type } from 'typebox';
import type { Ask } from '../engine/ask.ts';
import { everything, Selection, saySelection, selectLines } from '../engine/selection.ts';
import { money, sentence } from '../engine/sentence.ts';
import { reasons } from '../reasons.ts';
import type { ConditionRule } from './rule.ts';

export const SpendAtLeast = Type.Object(
  {
    kind: Type.Literal('spend_at_least'),
    amountMinor: Type.Integer({ minimum: 1, maximum: 1_000_000_000 }),
    of: Type.Optional(Selection),
  },
  { additionalProperties: false },
);
type SpendAtLeast = Static<typeof SpendAtLeast>;

/** Before any discount: what somebody puts in the basket decides, not what other promotions leave of it. */
export const spendAtLeast: ConditionRule<SpendAtLeast> = {
  holds: (condition, ask) => spent(condition, ask) >= condition.amountMinor,
  whyNot: (condition, ask) => {
    const missing = money(condition.amountMinor - spent(condition, ask), ask.currency);
    return reasons.spend_more({ more: missing.ja, more_en: missing.en });
  },
  say: ({ amountMinor, of = everything }, names, currency) => {
    const amount = money(amountMinor, currency);
    const goods = saySelection(of, names);
    return sentence(
      `${goods.ja}を${amount.ja}以上お買い上げで`,
      `with ${amount.en} or more of ${goods.en}`,
    );
  },
};

function spent({ of = everything }: SpendAtLeast, ask: Ask): number {
  return selectLines(ask, of).reduce((sum, at) => sum + (ask.lines[at]?.amountMinor ?? 0), 0);
}
