// What stock announces. Holds made inside an order have no event of their own: the order announces itself.
import { Type } from 'typebox';
import { defineEvent } from '#kernel/events';

const Nullable = { text: Type.Union([Type.String(), Type.Null()]) };

/** A hold that is not part of an order: a clerk's 取り置き, a cart's. */
export const stockHeld = defineEvent(
  'stock.held',
  1,
  Type.Object({
    holdId: Type.String(),
    placeId: Type.String(),
    itemId: Type.String(),
    quantity: Type.Number(),
    reason: Type.String(),
    expiresAt: Nullable.text,
  }),
);

/** Holds that ended without a sale: released by somebody, or expired. */
export const stockReleased = defineEvent(
  'stock.released',
  1,
  Type.Object({
    placeId: Type.String(),
    because: Type.String(),
    holds: Type.Array(
      Type.Object({
        holdId: Type.String(),
        itemId: Type.String(),
        quantity: Type.Number(),
        reason: Type.String(),
      }),
    ),
  }),
);

/** What came and went at one place; `onHand` is what stood there afterwards. */
export const stockMoved = defineEvent(
  'stock.moved',
  1,
  Type.Object({
    placeId: Type.String(),
    lines: Type.Array(
      Type.Object({
        itemId: Type.String(),
        kind: Type.String(),
        quantity: Type.Number(),
        onHand: Type.Number(),
        held: Type.Number(),
      }),
    ),
  }),
);

/** A fact left less than was promised, or less than nothing. */
export const stockConflictOpened = defineEvent(
  'stock.conflict_opened',
  1,
  Type.Object({
    placeId: Type.String(),
    itemId: Type.String(),
    kind: Type.String(),
    short: Type.Number(),
  }),
);

export const stockConflictSettled = defineEvent(
  'stock.conflict_settled',
  1,
  Type.Object({ placeId: Type.String(), itemId: Type.String(), settlement: Type.String() }),
);
