// Shapes of picking, packing and handing over.
import { Type } from 'typebox';
import { Id, Instant, Nullable, PlainDate, Quantity, Text, WantedQuantity } from '#kernel/schemas';

const AskStateWord = Type.Union([
  Type.Literal('asked'),
  Type.Literal('accepted'),
  Type.Literal('refused'),
  Type.Literal('lapsed'),
]);

const PickShape = Type.Object({
  orderId: Id('order'),
  number: Type.String(),
  fulfilment: Type.String(),
  state: Type.String(),
  orderedAt: Instant,
  readyBy: Nullable(Instant),
  isLate: Type.Boolean(),
  line: Type.Integer(),
  parcel: Nullable(
    Type.Integer({ description: 'With which parcel it goes; null where one place has it all.' }),
  ),
  parcels: Nullable(Type.Integer({ description: 'In how many the order comes.' })),
  itemId: Id('item'),
  name: Type.String(),
  image: Nullable(Type.String()),
  shelf: Nullable(Type.String()),
  quantity: Quantity,
  picked: Quantity,
  short: Quantity,
  ask: Nullable(AskStateWord),
  answerUntil: Nullable(Instant),
  /** Who has it in hand; null when it is free, or one’s own. */
  clerk: Nullable(Type.String()),
});
export const PickList = Type.Object({ lines: Type.Array(PickShape) });

export const PickDone = Type.Object({
  orderId: Id('order'),
  line: Type.Integer(),
  picked: Quantity,
  quantity: Quantity,
  /** Lines of the order, or of what this place sends of it, that are not found yet. */
  linesLeft: Type.Integer(),
});

export const PieceFound = Type.Object(
  {
    code: Type.Optional(Text(200)),
    quantity: Type.Optional(WantedQuantity),
  },
  {
    additionalProperties: false,
    description: 'As it was scanned; without a code confirmed by hand.',
  },
);

export const LineShort = Type.Object(
  {
    offerItemIds: Type.Array(Id('item'), {
      maxItems: 3,
      description: 'What may stand for it, at its price; none: the rest is taken off at once.',
    }),
  },
  { additionalProperties: false },
);

export const SubstituteAnswer = Type.Object(
  { itemId: Nullable(Id('item')) },
  { additionalProperties: false, description: 'The item she takes; null: she lets it be.' },
);

/** Of an order that several places send; left out: the only one that waits at one’s own place. */
export const ParcelNumber = Type.Integer({
  minimum: 1,
  maximum: 100,
  description: 'Which parcel of an order that comes in several; else the one of one’s own place.',
});

export const Packed = Type.Object(
  { shelf: Type.Optional(Text(30)), parcel: Type.Optional(ParcelNumber) },
  { additionalProperties: false },
);

export const HandedOver = Type.Object(
  {
    orderId: Id('order'),
    parcelOrderId: Type.Optional(Id('order')),
    placeId: Type.Optional(Id('place')),
  },
  {
    additionalProperties: false,
    description: 'orderId: whose code she shows; parcelOrderId: what stands on the parcel in hand.',
  },
);

export const ParcelList = Type.Object({
  parcels: Type.Array(
    Type.Object({
      orderId: Id('order'),
      number: Type.String(),
      parcel: Type.Integer({ description: '1, 2 … of the order.' }),
      parcels: Type.Integer({ description: 'In how many the order comes.' }),
      state: Type.String({ description: 'Of the order, or of this parcel of it.' }),
      fulfilment: Type.String(),
      shelf: Nullable(Type.String()),
      readyAt: Instant,
      keepUntil: Nullable(Instant),
    }),
  ),
});

export const Shipped = Type.Object(
  {
    carrier: Type.Union([Type.Literal('yamato'), Type.Literal('sagawa')]),
    trackingNumber: Type.String({ pattern: '^[0-9]{10,14}$', description: 'Digits only.' }),
    parcel: Type.Optional(ParcelNumber),
  },
  { additionalProperties: false },
);

export const TaskList = Type.Object({
  tasks: Type.Array(
    Type.Object({
      kind: Type.Union([
        Type.Literal('late'),
        Type.Literal('pick'),
        Type.Literal('answer'),
        Type.Literal('hand_over'),
        Type.Literal('ship'),
        Type.Literal('put_back'),
        Type.Literal('receive'),
        Type.Literal('send'),
        Type.Literal('count'),
        Type.Literal('adjust'),
        Type.Literal('discount'),
        Type.Literal('conflict'),
      ]),
      title: Type.String({
        description: 'Number of an order, slip of a delivery, area of a count.',
      }),
      detail: Nullable(Type.String()),
      orderId: Nullable(Id('order')),
      transferId: Nullable(Id('transfer')),
      countId: Nullable(Id('count')),
      placeId: Nullable(Id('place')),
      dueAt: Nullable(Instant),
      dueOn: Nullable(PlainDate),
      count: Type.Integer(),
    }),
  ),
});
