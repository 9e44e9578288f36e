// Shapes of transfers and expected deliveries.
import { Type } from 'typebox';
import { Id, Instant, Nullable, PageQuery, PlainDate, Text, WantedQuantity } from '#kernel/schemas';
import { LotPrinted } from '../lots/schemas.ts';

const Counted = Type.Number({ minimum: 0, maximum: 1_000_000 });

export const NewTransfer = Type.Object(
  {
    fromPlaceId: Type.Optional(Id('place')),
    toPlaceId: Id('place'),
    orderId: Type.Optional(Id('order')),
    dueOn: Type.Optional(PlainDate),
    slip: Type.Optional(Text(60)),
    supplier: Type.Optional(Text(100)),
    lines: Type.Array(
      Type.Object(
        { itemId: Id('item'), quantity: WantedQuantity },
        { additionalProperties: false },
      ),
      { minItems: 1, maxItems: 500 },
    ),
  },
  { additionalProperties: false },
);

export const PackedLines = Type.Object(
  {
    lines: Type.Optional(
      Type.Array(
        Type.Object({ itemId: Id('item'), quantity: Counted }, { additionalProperties: false }),
        { maxItems: 500 },
      ),
    ),
  },
  { additionalProperties: false },
);

export const UnpackedLines = Type.Object(
  {
    lines: Type.Optional(
      Type.Array(
        Type.Object(
          { itemId: Id('item'), quantity: Counted, lot: Type.Optional(LotPrinted) },
          { additionalProperties: false },
        ),
        { maxItems: 500 },
      ),
    ),
  },
  { additionalProperties: false },
);

export const Transfer = Type.Object({
  id: Id('transfer'),
  fromPlaceId: Nullable(Id('place')),
  toPlaceId: Id('place'),
  state: Type.String({ description: 'requested, sent, received or cancelled.' }),
  dueOn: Nullable(PlainDate),
  slip: Nullable(Type.String({ description: 'The number on the slip of a delivery.' })),
  supplier: Nullable(Type.String()),
  createdAt: Instant,
  sentAt: Nullable(Instant),
  receivedAt: Nullable(Instant),
  lines: Type.Array(
    Type.Object({
      itemId: Id('item'),
      code: Type.String(),
      name: Type.String(),
      requested: Type.Number(),
      sent: Nullable(Type.Number()),
      received: Nullable(Type.Number()),
    }),
  ),
});

export const TransferList = Type.Object({
  transfers: Type.Array(Transfer),
  next: Nullable(Id('transfer')),
});

const TransferStateWord = Type.Union([
  Type.Literal('requested'),
  Type.Literal('sent'),
  Type.Literal('received'),
  Type.Literal('cancelled'),
]);

export const TransfersQuery = Type.Object({
  placeId: Type.Optional(Id('place')),
  state: Type.Optional(TransferStateWord),
  slip: Type.Optional(Text(60)),
  ...PageQuery,
});
