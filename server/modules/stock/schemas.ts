// Shapes of the stock API: exact numbers for staff, words for shoppers.
import { type Static, Type } from 'typebox';
import { Id, Instant, Nullable, PageQuery, Quantity, WantedQuantity } from '#kernel/schemas';
import { settlements } from './settle-conflict.ts';

export const StockOfItem = Type.Object({
  placeId: Id('place'),
  itemId: Id('item'),
  code: Type.String(),
  name: Type.String(),
  onHand: Type.Number({ description: 'What stands there; below zero is a conflict.' }),
  held: Type.Number({ description: 'Kept for somebody.' }),
  safety: Type.Number({ description: 'Kept back from promises.' }),
  available: Type.Number({ description: 'On hand less held less safety.' }),
  incoming: Type.Number(),
  countedAt: Nullable(Instant),
});
export type StockOfItem = Static<typeof StockOfItem>;

export const StockPage = Type.Object({
  rows: Type.Array(StockOfItem),
  next: Nullable(Type.String()),
});

export const StockQuery = Type.Object({
  placeId: Type.Optional(Id('place')),
  q: Type.Optional(Type.String({ maxLength: 100 })),
  ...PageQuery,
});

/** What shoppers are told; no exact numbers. */
export const StockWord = Type.Union([
  Type.Literal('in_stock'),
  Type.Literal('low'),
  Type.Literal('out_of_stock'),
]);
export type StockWord = Static<typeof StockWord>;

export const Availability = Type.Object({
  itemId: Id('item'),
  places: Type.Array(
    Type.Object({
      placeId: Id('place'),
      name: Type.Object({ ja: Type.String(), en: Nullable(Type.String()) }),
      state: StockWord,
      label: Type.Object({ ja: Type.String(), en: Type.String() }),
      distanceM: Nullable(Type.Integer()),
    }),
  ),
});
export type Availability = Static<typeof Availability>;

const CountedQuantity = Type.Number({ minimum: 0, maximum: 1_000_000 });

export const NewCounts = Type.Object(
  {
    placeId: Id('place'),
    countedAt: Type.Optional(Instant),
    lines: Type.Array(
      Type.Object(
        { itemId: Id('item'), quantity: CountedQuantity },
        { additionalProperties: false },
      ),
      { minItems: 1, maxItems: 500 },
    ),
  },
  { additionalProperties: false },
);

export const CountsMade = Type.Object({
  counts: Type.Array(
    Type.Object({
      itemId: Id('item'),
      counted: Type.Number(),
      expected: Type.Number({ description: 'What the books said for that moment.' }),
      isNewest: Type.Boolean({ description: 'False: a newer count was known; nothing moved.' }),
    }),
  ),
});

const AdjustmentReason = Type.Union(
  ['damaged', 'lost', 'stolen', 'sample', 'own_use', 'found', 'expired', 'correction'].map((word) =>
    Type.Literal(word),
  ),
);

export const NewAdjustment = Type.Object(
  {
    placeId: Id('place'),
    itemId: Id('item'),
    quantity: Quantity,
    reason: AdjustmentReason,
  },
  { additionalProperties: false },
);

export const NewHold = Type.Object(
  {
    placeId: Id('place'),
    itemId: Id('item'),
    quantity: WantedQuantity,
    reason: Type.Union([
      Type.Literal('layaway'),
      Type.Literal('staff'),
      Type.Literal('pos'),
      Type.Literal('locker'),
    ]),
    expiresAt: Type.Optional(Instant),
  },
  { additionalProperties: false },
);

export const HoldMade = Type.Object({
  id: Id('hold'),
  placeId: Id('place'),
  itemId: Id('item'),
  quantity: Type.Number(),
  reason: Type.String(),
  expiresAt: Nullable(Instant),
});

export const ConflictQuery = Type.Object({
  placeId: Type.Optional(Id('place')),
  state: Type.Optional(Type.Union([Type.Literal('open'), Type.Literal('settled')])),
});

export const ConflictList = Type.Object({
  conflicts: Type.Array(
    Type.Object({
      placeId: Id('place'),
      itemId: Id('item'),
      code: Type.String(),
      name: Type.String(),
      kind: Type.String(),
      state: Type.String(),
      short: Type.Number({ description: 'How much less there is than was promised.' }),
      proposals: Type.Array(
        Type.Object({ action: Type.String(), quantity: Nullable(Type.Number()) }),
      ),
      openedAt: Instant,
      settlement: Nullable(Type.String()),
    }),
  ),
});

export const ConflictToSettle = Type.Object(
  {
    placeId: Id('place'),
    itemId: Id('item'),
    settlement: Type.Unsafe<(typeof settlements)[number]>(
      Type.Union(settlements.map((word) => Type.Literal(word))),
    ),
  },
  { additionalProperties: false },
);

export const Done = Type.Object({ isDone: Type.Literal(true) });
