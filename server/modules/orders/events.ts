import { type Static, Type } from 'typebox';
import { defineEvent } from '#kernel/events';

const OrderTold = Type.Object({
  orderId: Type.String(),
  number: Type.String(),
  kind: Type.String(),
  state: Type.String(),
  fulfilment: Type.String(),
  placeId: Type.String(),
  placeName: Type.String(),
  handoverPlaceId: Type.Union([Type.String(), Type.Null()]),
  totalMinor: Type.Integer(),
  taxMinor: Type.Integer(),
  currency: Type.String(),
  lineCount: Type.Integer(),
  quantity: Type.Number(),
});
export type OrderTold = Static<typeof OrderTold>;

export const ordersPlaced = defineEvent(
  'orders.placed',
  1,
  Type.Object({
    ...OrderTold.properties,
    lines: Type.Array(
      Type.Object({
        itemId: Type.String(),
        name: Type.String(),
        quantity: Type.Number(),
        amountMinor: Type.Integer(),
      }),
    ),
    /** Pending until the goods are handed over or shipped. */
    pointsEarned: Type.Integer(),
  }),
);

/** One for each change of state: orders.accepted, orders.ready, orders.handed_over … */
const Changed = Type.Object({
  ...OrderTold.properties,
  from: Type.String(),
  reason: Type.Union([Type.String(), Type.Null()]),
});

export const ordersChanged = {
  accepted: defineEvent('orders.accepted', 1, Changed),
  preparing: defineEvent('orders.preparing', 1, Changed),
  ready: defineEvent('orders.ready', 1, Changed),
  shipped: defineEvent('orders.shipped', 1, Changed),
  handed_over: defineEvent('orders.handed_over', 1, Changed),
  completed: defineEvent('orders.completed', 1, Changed),
  cancelled: defineEvent('orders.cancelled', 1, Changed),
  rejected: defineEvent('orders.rejected', 1, Changed),
  expired: defineEvent('orders.expired', 1, Changed),
  returned: defineEvent('orders.returned', 1, Changed),
} as const;

/** History that came in: it moves no stock, earns no points and sends nothing. */
export const ordersImported = defineEvent('orders.imported', 1, OrderTold);
