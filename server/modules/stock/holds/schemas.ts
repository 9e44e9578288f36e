// Shapes of holds.
import { Type } from 'typebox';
import { Id, Instant, Nullable, PageQuery, WantedQuantity } from '#kernel/schemas';

export const NewHold = Type.Object(
  {
    placeId: Id('place'),
    itemId: Id('item'),
    quantity: WantedQuantity,
    reason: Type.Union([
      Type.Literal('layaway'),
      Type.Literal('pickup'),
      Type.Literal('display'),
      Type.Literal('staff'),
      Type.Literal('pos'),
      Type.Literal('locker'),
    ]),
    expiresAt: Type.Optional(Instant),
  },
  { additionalProperties: false },
);

export const HoldMade = Type.Object({
  id: Id('hold'),
  placeId: Id('place'),
  itemId: Id('item'),
  quantity: Type.Number(),
  reason: Type.String(),
  expiresAt: Nullable(Instant),
});

export const HoldsQuery = Type.Object({
  placeId: Id('place'),
  itemId: Type.Optional(Id('item')),
  ...PageQuery,
});

const HeldItem = Type.Object({
  ...HoldMade.properties,
  code: Type.String({ description: 'Of the item.' }),
  name: Type.String(),
});
export const HoldList = Type.Object({ holds: Type.Array(HeldItem), next: Nullable(Id('hold')) });

export const NewExpiry = Type.Object({ expiresAt: Instant }, { additionalProperties: false });

export const HoldMove = Type.Object(
  {
    placeId: Type.Optional(Id('place')),
    orderId: Type.Optional(Id('order')),
  },
  { additionalProperties: false, minProperties: 1, maxProperties: 1 },
);
