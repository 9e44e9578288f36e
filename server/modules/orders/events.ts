// What orders announce: ids, amounts and words, never who she is.
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
        /** Made for it (予約販売). */
        day: Type.Optional(Type.String()),
      }),
    ),
    /** Pending until the goods are handed over or shipped. */
    pointsEarned: Type.Integer(),
    /** The places that send it together; left out where one does. */
    senderIds: Type.Optional(Type.Array(Type.String())),
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

/** One place has sent its part of an order; the order is sent with the last. */
export const ordersParcelSent = defineEvent(
  'orders.parcel_sent',
  1,
  Type.Object({
    ...OrderTold.properties,
    /** As the order numbers them, and how many it comes in. */
    parcel: Type.Integer(),
    parcels: Type.Integer(),
    /** Still to be sent. */
    left: Type.Integer(),
    senderId: Type.String(),
  }),
);

/** She was promised another time, or another shop, than before. */
export const ordersPromiseMoved = defineEvent(
  'orders.promise_moved',
  1,
  Type.Object({
    ...OrderTold.properties,
    reason: Type.String(),
    fromPlaceId: Type.String(),
    fromReadyBy: Type.Union([Type.String(), Type.Null()]),
    readyBy: Type.Union([Type.String(), Type.Null()]),
  }),
);

/** What is made for a day is wanted for another (予約販売); its pieces are taken from that day. */
export const ordersDayMoved = defineEvent(
  'orders.day_moved',
  1,
  Type.Object({
    ...OrderTold.properties,
    fromDay: Type.String(),
    day: Type.String(),
    by: Type.Union([Type.Literal('customer'), Type.Literal('shop')]),
  }),
);

/** A shop closed from now on; what was promised there went on from its neighbours. */
export const ordersPlaceClosed = defineEvent(
  'orders.place_closed',
  1,
  Type.Object({
    placeId: Type.String(),
    reason: Type.String(),
    days: Type.Integer(),
    /** When it has hours again at the earliest. */
    until: Type.String(),
    moved: Type.Integer(),
    lent: Type.Integer(),
    waiting: Type.Integer(),
    kept: Type.Integer(),
    rerouted: Type.Integer(),
    bookings: Type.Integer(),
  }),
);

/** A line could not be found; she is asked what may stand for it. */
export const ordersSubstituteAsked = defineEvent(
  'orders.substitute_asked',
  1,
  Type.Object({
    ...OrderTold.properties,
    line: Type.Integer(),
    short: Type.Number(),
    itemIds: Type.Array(Type.String()),
    answerUntil: Type.String(),
  }),
);

/** She took another item, or let it be; or her time to answer was over. */
export const ordersSubstituteAnswered = defineEvent(
  'orders.substitute_answered',
  1,
  Type.Object({
    ...OrderTold.properties,
    line: Type.Integer(),
    answer: Type.String(),
    itemId: Type.Union([Type.String(), Type.Null()]),
  }),
);

/** An offer to make an item for chosen days was made or changed, or a day of it got a limit of its own. */
export const ordersPreorderChanged = defineEvent(
  'orders.preorder_changed',
  1,
  Type.Object({
    preorderId: Type.String(),
    itemId: Type.String(),
    day: Type.Union([Type.String(), Type.Null()]),
  }),
);

/** A company may buy on account, up to so much. */
export const ordersAccountChanged = defineEvent(
  'orders.account_changed',
  1,
  Type.Object({
    partyId: Type.String(),
    creditLimitMinor: Type.Integer(),
    currency: Type.String(),
    isActive: Type.Boolean(),
  }),
);

const InvoiceTold = Type.Object({
  invoiceId: Type.String(),
  number: Type.String(),
  partyId: Type.String(),
  totalMinor: Type.Integer(),
  taxMinor: Type.Integer(),
  currency: Type.String(),
  closedOn: Type.String(),
  dueOn: Type.String(),
});
/** What a company bought in a period, as one invoice; and its money has come. */
export const ordersInvoiceIssued = defineEvent('orders.invoice_issued', 1, InvoiceTold);
export const ordersInvoicePaid = defineEvent('orders.invoice_paid', 1, InvoiceTold);

/** Pieces were taken off an order before its hand-over; the amounts are those of what is left. */
export const ordersLinesCancelled = defineEvent(
  'orders.lines_cancelled',
  1,
  Type.Object({
    ...OrderTold.properties,
    reason: Type.String(),
    cancelled: Type.Number(),
    lines: Type.Array(Type.Object({ line: Type.Integer(), quantity: Type.Number() })),
  }),
);

/** Goods came back: the return is an order of its own, with amounts below zero. */
export const ordersReturnTaken = defineEvent(
  'orders.return_taken',
  1,
  Type.Object({
    ...OrderTold.properties,
    /** Null when it came back without its receipt. */
    ofOrderId: Type.Union([Type.String(), Type.Null()]),
    ofNumber: Type.Union([Type.String(), Type.Null()]),
    reason: Type.String(),
    /** Of what the order had earned. */
    pointsTakenBack: Type.Integer(),
    lines: Type.Array(
      Type.Object({
        line: Type.Integer(),
        itemId: Type.String(),
        quantity: Type.Number(),
        amountMinor: Type.Integer(),
        disposition: Type.String(),
      }),
    ),
  }),
);

const RequestTold = Type.Object({
  orderId: Type.String(),
  number: Type.String(),
  requestId: Type.String(),
  requestNumber: Type.String(),
  state: Type.String(),
  way: Type.String(),
  reason: Type.String(),
  parcelPlaceId: Type.Union([Type.String(), Type.Null()]),
  parcelPaidBy: Type.Union([Type.String(), Type.Null()]),
  refusedFor: Type.Union([Type.String(), Type.Null()]),
  /** Given back, or to be expected. */
  moneyMinor: Type.Integer(),
  currency: Type.String(),
  returnOrderId: Type.Union([Type.String(), Type.Null()]),
});
export type RequestTold = Static<typeof RequestTold>;

/** She asks to give something back; accepted at once where the house has it so. */
export const ordersReturnRequested = defineEvent('orders.return_requested', 1, RequestTold);
/** It was accepted, came in, was refunded, refused, or withdrawn by her. */
export const ordersReturnRequestChanged = defineEvent(
  'orders.return_request_changed',
  1,
  RequestTold,
);

/** History that came in: it moves no stock, earns no points and sends nothing. */
export const ordersImported = defineEvent('orders.imported', 1, OrderTold);

/** A 領収書 was made out; to whom stands sealed with it. */
export const ordersReceiptIssued = defineEvent(
  'orders.receipt_issued',
  1,
  Type.Object({
    orderId: Type.String(),
    position: Type.Integer(),
    amountMinor: Type.Integer(),
    currency: Type.String(),
  }),
);
