// Request and response shapes of orders.
import { type Static, Type } from 'typebox';
import { CartToken } from '#carts';
import {
  AmountMinor,
  Currency,
  EmailAddress,
  Id,
  Instant,
  Nullable,
  PlainDate,
  Quantity,
  Text,
  WantedQuantity,
} from '#kernel/schemas';
import { BuyerPosition } from './promotions/schemas.ts';
import { orderStates } from './state.ts';

const Contact = Type.Object(
  {
    familyName: Type.Optional(Text(100)),
    givenName: Type.Optional(Text(100)),
    fullName: Type.Optional(Text(200)),
    familyKana: Type.Optional(Text(100)),
    givenKana: Type.Optional(Text(100)),
    email: Type.Optional(EmailAddress),
    phone: Type.Optional(Text(30)),
    postalCode: Type.Optional(Text(10)),
    prefecture: Type.Optional(Text(10)),
    address: Type.Optional(Text(300)),
    note: Type.Optional(Text(500)),
  },
  { additionalProperties: false, description: 'Sealed under the customer record’s own key.' },
);

/** One of several means of payment. */
export const PaymentPart = Type.Object(
  {
    method: Type.Union(
      ['cash', 'card', 'jpqr', 'points', 'gift', 'invoice'].map((each) => Type.Literal(each)),
    ),
    amountMinor: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000_000_000 })),
    provider: Type.Optional(Text(30)),
    token: Type.Optional(Text(200)),
    giftCode: Type.Optional(Text(100)),
    tenderedMinor: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: 1_000_000_000_000,
        description: 'Cash handed over; the change is the rest.',
      }),
    ),
  },
  { additionalProperties: false },
);

export const NewOrder = Type.Object(
  {
    id: Type.Optional(Id('order')),
    placeId: Id('place'),
    fulfilment: Type.Union([
      Type.Literal('carry_out'),
      Type.Literal('pickup'),
      Type.Literal('delivery'),
    ]),
    handoverPlaceId: Type.Optional(Id('place')),
    isFromAnywhere: Type.Optional(
      Type.Boolean({
        description:
          'A delivery that whichever place has it sends (endless aisle); from staff and tills.',
      }),
    ),
    lines: Type.Optional(
      Type.Array(
        Type.Object(
          {
            itemId: Id('item'),
            quantity: WantedQuantity,
            seenPriceMinor: Type.Optional(
              Type.Integer({
                minimum: 0,
                maximum: 1_000_000_000,
                description: 'The unit price she saw.',
              }),
            ),
            day: Type.Optional(
              Type.String({
                format: 'date',
                description:
                  'Made for this day (予約販売); GET /api/orders/preorders/days lists them.',
              }),
            ),
          },
          { additionalProperties: false },
        ),
        { minItems: 1, maxItems: 200, description: 'What is ordered; or cartToken.' },
      ),
    ),
    cartToken: Type.Optional(CartToken),
    contact: Type.Optional(Contact),
    /** The company on whose account it is bought; from its buyers and from staff. */
    partyId: Type.Optional(Id('party')),
    /** Of the customer whose card was scanned; from staff and tills only. */
    recordId: Type.Optional(Id('record')),
    payment: Type.Optional(
      Type.Object(
        {
          method: Type.Union(['cash', 'card', 'jpqr', 'invoice'].map((each) => Type.Literal(each))),
          provider: Type.Optional(Text(30)),
          token: Type.Optional(Text(200)),
        },
        { additionalProperties: false, description: 'The one means of payment.' },
      ),
    ),
    payments: Type.Optional(
      Type.Array(PaymentPart, {
        minItems: 1,
        maxItems: 10,
        description:
          'Several means of payment, instead of payment. One may leave its amount out and pays the rest.',
      }),
    ),
    couponCodes: Type.Optional(
      Type.Array(Text(50), { maxItems: 5, description: 'As they were typed or scanned.' }),
    ),
    isForStaff: Type.Optional(
      Type.Boolean({ description: 'Staff who buy for themselves, at the staff’s price.' }),
    ),
    seenDeliveryMinor: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: 1_000_000_000,
        description: 'The delivery fee she saw (POST /api/orders/preview); another now is refused.',
      }),
    ),
    seenReadyBy: Type.Optional(
      Type.String({
        format: 'date-time',
        maxLength: 40,
        description: 'The promise of pickup she saw; a later one is refused.',
      }),
    ),
    seenParcels: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 8,
        description: 'In how many parcels she was told a delivery comes; more are refused.',
      }),
    ),
    position: Type.Optional(BuyerPosition),
    channel: Type.Optional(
      Type.Union(['web', 'app', 'pos', 'line', 'phone'].map((each) => Type.Literal(each))),
    ),
  },
  { additionalProperties: false },
);
export type NewOrder = Static<typeof NewOrder>;

export const OrderSummary = Type.Object({
  id: Id('order'),
  number: Type.String(),
  kind: Type.String(),
  state: Type.String(),
  source: Type.String(),
  sourceKey: Nullable(Type.String()),
  placeId: Id('place'),
  placeName: Type.String(),
  handoverPlaceId: Nullable(Id('place')),
  fulfilment: Type.String(),
  channel: Type.String(),
  recordId: Nullable(Id('record')),
  customerId: Nullable(Id('customer')),
  orderedAt: Instant,
  readyBy: Nullable(Instant),
  businessDay: PlainDate,
  totalMinor: AmountMinor,
  taxMinor: AmountMinor,
  currency: Currency,
  lineCount: Type.Integer(),
  quantity: Quantity,
  senderIds: Type.Optional(
    Type.Array(Id('place'), { description: 'The places that send it together, where several do.' }),
  ),
});
export type OrderSummary = Static<typeof OrderSummary>;

const ParcelOfOrder = Type.Object({
  parcel: Type.Integer({ description: '1, 2 … of the order.' }),
  placeId: Id('place'),
  state: Type.Union([
    Type.Literal('waiting'),
    Type.Literal('packed'),
    Type.Literal('sent'),
    Type.Literal('empty'),
  ]),
  lines: Type.Array(Type.Integer(), { description: 'Numbers of the lines that lie in it.' }),
  carrier: Nullable(Type.String()),
  trackingNumber: Nullable(Type.String()),
  trackingUrl: Nullable(Type.String()),
  leftAt: Nullable(Instant),
});
export type ParcelOfOrder = Static<typeof ParcelOfOrder>;

export const OrderDetail = Type.Object({
  ...OrderSummary.properties,
  itemsMinor: AmountMinor,
  discountMinor: AmountMinor,
  pointsMinor: Type.Integer({ description: 'The part of the discount that points paid for.' }),
  deliveryMinor: AmountMinor,
  isTaxIncluded: Type.Boolean({ description: 'Whether the amounts of lines hold their tax.' }),
  returnsOrderId: Nullable(Id('order')),
  returnIds: Type.Array(Id('order'), { description: 'What came back of it, each an order.' }),
  lines: Type.Array(
    Type.Object({
      line: Type.Integer(),
      itemId: Id('item'),
      name: Type.String(),
      quantity: Quantity,
      unitPrice: Type.String({
        description: 'Decimal text; finer than the currency for some imports.',
      }),
      amountMinor: AmountMinor,
      discountMinor: Type.Integer({ description: 'Its share of the discounts.' }),
      returnedQuantity: Quantity,
      taxRateBp: Type.Integer({ description: '1000 is 10%.' }),
      day: Nullable(PlainDate),
    }),
  ),
  parcels: Type.Array(ParcelOfOrder, {
    description: 'Of an order that several places send together; empty where one does.',
  }),
  taxes: Type.Array(
    Type.Object({ rateBp: Type.Integer(), taxedMinor: AmountMinor, taxMinor: AmountMinor }),
  ),
  route: Nullable(
    Type.Object({
      strategy: Type.String(),
      reasons: Type.Array(
        Type.Object({
          placeId: Id('place'),
          code: Type.String(),
          ja: Type.String(),
          en: Type.String(),
        }),
      ),
    }),
  ),
  transitions: Type.Array(
    Type.Object({
      at: Instant,
      from: Type.String(),
      to: Type.String(),
      actor: Type.String(),
      reason: Nullable(Type.String()),
    }),
  ),
});

export const OrderPlaced = Type.Object({
  ...OrderSummary.properties,
  paymentId: Id('payment'),
  paymentIds: Type.Array(Id('payment')),
  changeMinor: Type.Integer({ description: 'Cash to give back.' }),
  pointsEarned: Type.Integer({
    description: 'Usable when the goods are handed over or shipped.',
  }),
});

export const OrderPage = Type.Object({
  orders: Type.Array(OrderSummary),
  next: Nullable(Type.String({ description: 'Give it as `after` to go on; null at the end.' })),
});

export const OrderStateWord = Type.Union(orderStates.map((state) => Type.Literal(state)));

export const StateChange = Type.Object(
  {
    to: Type.Union(
      orderStates.filter((state) => state !== 'placed').map((state) => Type.Literal(state)),
    ),
    reason: Type.Optional(Text(200)),
  },
  { additionalProperties: false },
);

export const SalesSummary = Type.Object({
  rows: Type.Array(
    Type.Object({
      placeId: Id('place'),
      source: Type.String(),
      currency: Currency,
      orders: Type.Integer(),
      returns: Type.Integer(),
      lines: Type.Integer(),
      returnLines: Type.Integer(),
      customers: Type.Integer(),
      netMinor: AmountMinor,
    }),
  ),
});
