// What stock announces. Holds made inside an order have no event of their own: the order announces itself.
import { Type } from 'typebox';
import { defineEvent } from '#kernel/events';

const Nullable = { text: Type.Union([Type.String(), Type.Null()]) };

/** Holds that are not part of an order: a clerk's 取り置き, a cart's. One event for all that came at once. */
export const stockHeld = defineEvent(
  'stock.held',
  1,
  Type.Object({
    placeId: Type.String(),
    holds: Type.Array(
      Type.Object({
        holdId: Type.String(),
        itemId: Type.String(),
        quantity: Type.Number(),
        reason: Type.String(),
        expiresAt: Nullable.text,
      }),
    ),
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

const lot = {
  lotId: Type.String(),
  placeId: Type.String(),
  itemId: Type.String(),
  code: Type.String(),
  quantity: Type.Number(),
};

/** Pieces of a lot must not be sold any more: recalled, or past its date. */
export const stockLotBlocked = defineEvent(
  'stock.lot_blocked',
  1,
  Type.Object({ ...lot, state: Type.String(), because: Type.String() }),
);

export const stockLotReleased = defineEvent('stock.lot_released', 1, Type.Object(lot));

/** What is kept for somebody is kept at another place from now on. */
export const stockHoldMoved = defineEvent(
  'stock.hold_moved',
  1,
  Type.Object({
    holdId: Type.String(),
    itemId: Type.String(),
    fromPlaceId: Type.String(),
    toPlaceId: Type.String(),
    quantity: Type.Number(),
  }),
);

/** What is kept back, how sure a promise must be, or what is usually lost has changed. */
export const stockRulesChanged = defineEvent(
  'stock.rules_changed',
  1,
  Type.Object({ placeId: Type.String(), itemIds: Type.Array(Type.String()) }),
);

const transfer = {
  transferId: Type.String(),
  fromPlaceId: Nullable.text,
  toPlaceId: Type.String(),
  lines: Type.Array(
    Type.Object({
      itemId: Type.String(),
      requested: Type.Number(),
      sent: Type.Union([Type.Number(), Type.Null()]),
      received: Type.Union([Type.Number(), Type.Null()]),
    }),
  ),
};

/** Pieces for another place: asked for, on their way (also from a maker), unpacked with what differs, or not after all. */
export const stockTransfer = {
  requested: defineEvent('stock.transfer_requested', 1, Type.Object(transfer)),
  sent: defineEvent('stock.transfer_sent', 1, Type.Object(transfer)),
  received: defineEvent('stock.transfer_received', 1, Type.Object(transfer)),
  cancelled: defineEvent('stock.transfer_cancelled', 1, Type.Object(transfer)),
} as const;

/** A 棚卸 ended: how many lines were counted, and on how many the books were wrong. */
export const stockCountPosted = defineEvent(
  'stock.count_posted',
  1,
  Type.Object({
    countId: Type.String(),
    placeId: Type.String(),
    counted: Type.Integer(),
    differing: Type.Integer(),
    uncounted: Type.Integer(),
  }),
);

/** Goods were unpacked: of how many items too few or too many came, and of how many some were broken. */
export const stockReceiptBooked = defineEvent(
  'stock.receipt_booked',
  1,
  Type.Object({
    receiptId: Type.String(),
    placeId: Type.String(),
    transferId: Nullable.text,
    items: Type.Integer(),
    short: Type.Integer(),
    over: Type.Integer(),
    damaged: Type.Integer(),
  }),
);

const adjustment = {
  adjustmentId: Type.String(),
  placeId: Type.String(),
  itemId: Type.String(),
  quantity: Type.Number(),
  reason: Type.String(),
};

/** More than a clerk may add or take alone: it waits for somebody who may. */
export const stockAdjustmentAsked = defineEvent(
  'stock.adjustment_asked',
  1,
  Type.Object(adjustment),
);

export const stockAdjustmentDecided = defineEvent(
  'stock.adjustment_decided',
  1,
  Type.Object({ ...adjustment, isAccepted: Type.Boolean() }),
);
