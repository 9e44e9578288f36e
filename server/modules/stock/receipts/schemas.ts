// Shapes of receipts.
import { Type } from 'typebox';
import { Id, Instant, Nullable, PlainDate, Text, WantedQuantity } from '#kernel/schemas';
import { LotPrinted } from '../lots/schemas.ts';

export const NewReceipt = Type.Object(
  {
    id: Type.Optional(Id('receipt')),
    placeId: Id('place'),
    transferId: Type.Optional(Id('transfer')),
    slip: Type.Optional(Text(60)),
    supplier: Type.Optional(Text(100)),
    receivedAt: Type.Optional(Instant),
    lines: Type.Array(
      Type.Object(
        {
          itemId: Id('item'),
          quantity: WantedQuantity,
          damaged: Type.Optional(
            Type.Number({ minimum: 0, maximum: 100_000, description: 'Of the quantity.' }),
          ),
          lot: Type.Optional(LotPrinted),
        },
        { additionalProperties: false },
      ),
      { maxItems: 500, description: 'Of a transfer, what is not named did not come.' },
    ),
  },
  {
    additionalProperties: false,
    description: 'With an id of its own it may be told again: it is booked once.',
  },
);

export const Receipt = Type.Object({
  id: Id('receipt'),
  placeId: Id('place'),
  transferId: Nullable(Id('transfer')),
  slip: Nullable(Type.String()),
  supplier: Nullable(Type.String()),
  receivedAt: Instant,
  short: Type.Integer({ description: 'Items of which fewer came than were expected.' }),
  over: Type.Integer(),
  damaged: Type.Integer(),
  lines: Type.Array(
    Type.Object({
      itemId: Id('item'),
      code: Type.String(),
      name: Type.String(),
      expected: Nullable(Type.Number({ description: 'Null: not on the slip.' })),
      came: Type.Number(),
      damaged: Type.Number(),
      lot: Nullable(Type.String()),
      bestBefore: Nullable(PlainDate),
    }),
  ),
});

export const ReceiptList = Type.Object({ receipts: Type.Array(Receipt) });
