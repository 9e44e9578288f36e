// What she viewed, searched, put in a cart or bought so often in so many days. Only of a buyer who is known and lets the
// house make offers of it.
import { type Static, Type } from 'typebox';
import type { Ask, Deed } from '../engine/ask.ts';
import { deedsOf } from '../engine/deeds.ts';
import { meansItem, namedIds, Selection, saySelection } from '../engine/selection.ts';
import { sentence } from '../engine/sentence.ts';
import { reasons } from '../reasons.ts';
import type { ConditionRule } from './rule.ts';

export const HasDone = Type.Object(
  {
    kind: Type.Literal('has_done'),
    what: Type.Union([
      Type.Literal('viewed'),
      Type.Literal('searched'),
      Type.Literal('carted'),
      Type.Literal('bought'),
    ]),
    timesMin: Type.Integer({ minimum: 1, maximum: 100 }),
    days: Type.Integer({ minimum: 1, maximum: 730 }),
    /** Which items; items in the basket are matched by product, category and brand as well. */
    of: Type.Optional(Selection),
  },
  { additionalProperties: false },
);
type HasDone = Static<typeof HasDone>;

const said = {
  viewed: ['見た', 'viewed'],
  searched: ['探した', 'searched for'],
  carted: ['カートに入れた', 'put in the cart'],
  bought: ['買った', 'bought'],
} as const;

export const hasDone: ConditionRule<HasDone> = {
  holds: (condition, ask) => times(condition, ask) >= condition.timesMin,
  whyNot: (condition, ask) =>
    ask.buyer.customerId === null
      ? reasons.members_only()
      : reasons.not_done_yet({
          more: condition.timesMin - times(condition, ask),
          what: said[condition.what][0],
          what_en: said[condition.what][1],
          days: condition.days,
        }),
  say: ({ what, timesMin, days, of }, names) => {
    const [ja, en] = said[what];
    const goods = of === undefined ? sentence('', 'something') : saySelection(of, names);
    const object = goods.ja === '' ? '' : `${goods.ja}を`;
    return sentence(
      `${days}日以内に${object}${timesMin}回以上${ja}方に`,
      `for who ${en} ${goods.en} ${timesMin} times or more in ${days} days`,
    );
  },
};

function times({ what, days, of }: HasDone, ask: Ask): number {
  return deedsOf(ask, what, days).filter((deed) => isOf(deed, of, ask)).length;
}

function isOf({ itemId }: Deed, of: Selection | undefined, ask: Ask): boolean {
  if (of === undefined) {
    return true;
  }
  const named = namedIds(of);
  const line = ask.lines.find((each) => each.itemId === itemId);
  return (
    itemId !== undefined &&
    (named.length === 0 || named.includes(itemId) || (line !== undefined && meansItem(of, line)))
  );
}
