// Shapes of lots.
import { Type } from 'typebox';
import { Id, Instant, Nullable, PlainDate, Text } from '#kernel/schemas';

const LotCode = Text(60);
const DateKind = Type.Union([Type.Literal('best_before'), Type.Literal('use_by')], {
  description: '賞味期限 or 消費期限; best_before if left out.',
});

/** A lot as it is printed on the box. */
export const LotPrinted = Type.Object(
  {
    code: LotCode,
    bestBefore: Type.Optional(PlainDate),
    dateKind: Type.Optional(DateKind),
  },
  { additionalProperties: false },
);

const Lot = Type.Object({
  id: Id('lot'),
  placeId: Id('place'),
  itemId: Id('item'),
  itemCode: Type.String(),
  name: Type.String(),
  code: Type.String(),
  bestBefore: Nullable(PlainDate),
  dateKind: Type.String(),
  onHand: Type.Number(),
  state: Type.String({ description: 'good, recalled or expired; the last two are not promised.' }),
  because: Nullable(Type.String()),
  receivedAt: Instant,
});

export const LotList = Type.Object({ lots: Type.Array(Lot) });

export const LotsQuery = Type.Object({
  placeId: Type.Optional(Id('place')),
  itemId: Type.Optional(Id('item')),
  before: Type.Optional(
    Type.String({
      format: 'date',
      description: 'Only lots whose last good day is this day or earlier.',
    }),
  ),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500, default: 200 })),
});

export const NewRecall = Type.Object(
  {
    itemId: Id('item'),
    code: LotCode,
    because: Type.String({
      pattern: '^[a-z0-9_-]{1,60}$',
      description: 'A code or a notice number.',
    }),
  },
  { additionalProperties: false },
);
