// Shapes of the floor.
import { Type } from 'typebox';
import {
  AmountMinor,
  Currency,
  Id,
  Instant,
  Nullable,
  Quantity,
  WantedQuantity,
} from '#kernel/schemas';

export const NewStockCall = Type.Object(
  {
    itemId: Id('item'),
    fromPlaceId: Id('place'),
    toPlaceIds: Type.Array(Id('place'), { minItems: 1, maxItems: 10 }),
    quantity: WantedQuantity,
  },
  { additionalProperties: false },
);

const Answer = Type.Union([Type.Literal('here'), Type.Literal('none'), Type.Literal('busy')]);

export const NewAnswer = Type.Object(
  {
    answer: Answer,
    isKept: Type.Optional(
      Type.Boolean({ description: 'With here: kept for a day for the shop that asked.' }),
    ),
  },
  { additionalProperties: false },
);

const StockCall = Type.Object({
  id: Id('stockCall'),
  itemId: Id('item'),
  fromPlaceId: Id('place'),
  toPlaceId: Id('place'),
  quantity: Quantity,
  askedAt: Instant,
  askedBy: Nullable(Type.String({ description: 'The name of the colleague.' })),
  answer: Nullable(Answer),
  answeredAt: Nullable(Instant),
  answeredBy: Nullable(Type.String()),
  keptUntil: Nullable(Instant),
});

export const StockCalls = Type.Object({ calls: Type.Array(StockCall) });

export const Credits = Type.Object({
  credits: Type.Array(
    Type.Object({
      placeId: Id('place'),
      staffId: Nullable(Id('staff')),
      clerk: Nullable(Type.String()),
      currency: Currency,
      orders: Type.Integer(),
      totalMinor: AmountMinor,
      returnedMinor: AmountMinor,
    }),
  ),
});
