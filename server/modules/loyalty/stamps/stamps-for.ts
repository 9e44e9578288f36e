// How many stamps an order gives on a card: a plain function of the order as it stands.
import { type Static, Type } from 'typebox';
import { Id } from '#kernel/schemas';
import { PerMinor, type RuleFacts } from '../rules/facts.ts';
import { itemUuid, placeUuid } from '../rules/typed-ids.ts';

const Count = Type.Integer({ minimum: 1, maximum: 100 });

export const CardTerms = Type.Object(
  {
    /** Given by orders: one for the order, one for each piece, or one for each full amount. */
    order: Type.Optional(
      Type.Object(
        {
          per: Type.Union([Type.Literal('order'), Type.Literal('piece'), Type.Literal('amount')]),
          perMinor: Type.Optional(PerMinor),
          leastMinor: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000_000 })),
          itemIds: Type.Optional(Type.Array(Id('item'), { minItems: 1, maxItems: 500 })),
          placeIds: Type.Optional(Type.Array(Id('place'), { minItems: 1, maxItems: 500 })),
          mostPerOrder: Type.Optional(Count),
        },
        { additionalProperties: false },
      ),
    ),
    /** Given by a clerk who scans her card. */
    scan: Type.Optional(
      Type.Object({ mostAtOnce: Count, perDayMax: Count }, { additionalProperties: false }),
    ),
    /** Given by the QR of a place, when she is near. */
    visit: Type.Optional(
      Type.Object(
        { radiusMetres: Type.Integer({ minimum: 10, maximum: 2000 }), perDayMax: Count },
        { additionalProperties: false },
      ),
    ),
  },
  { additionalProperties: false },
);
export type CardTerms = Static<typeof CardTerms>;

/** Whole stamps, 0 or more. */
export function stampsFor(facts: RuleFacts, { order }: CardTerms): number {
  if (order === undefined) {
    return 0;
  }
  const { itemIds, placeIds, leastMinor = 0, mostPerOrder = 100 } = order;
  if (placeIds !== undefined && !placeIds.map(placeUuid).includes(facts.placeId)) {
    return 0;
  }
  const wanted = itemIds === undefined ? undefined : new Set(itemIds.map(itemUuid));
  // What was given for nothing (a reward) does not count towards the next.
  const lines = facts.lines.filter(
    ({ itemId, paidMinor }) => paidMinor > 0 && (wanted === undefined || wanted.has(itemId)),
  );
  const pieces = lines.reduce((sum, line) => sum + Math.floor(line.quantityMilli / 1000), 0);
  const paidMinor = lines.reduce((sum, line) => sum + line.paidMinor, 0);
  if (pieces < 1 || paidMinor < leastMinor) {
    return 0;
  }
  const stamps =
    order.per === 'order'
      ? 1
      : order.per === 'piece'
        ? pieces
        : Math.floor(paidMinor / (order.perMinor ?? 1000));
  return Math.min(mostPerOrder, Math.max(0, stamps));
}
