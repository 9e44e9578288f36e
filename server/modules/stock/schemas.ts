// Shapes of the stock API: exact numbers for staff, words for shoppers.
import { type Static, Type } from 'typebox';
import { Id, Instant, Nullable, PageQuery } from '#kernel/schemas';
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
  incoming: Type.Number({ description: 'Sent here and not yet received.' }),
  confidence: Type.Number({
    description: 'How sure it is that one piece more than what is held is really there, 0 to 1.',
  }),
  countedAt: Nullable(Instant),
  shelf: Nullable(Type.String({ description: 'Where it stands in the shop.' })),
});
export type StockOfItem = Static<typeof StockOfItem>;

export const StockPage = Type.Object({
  rows: Type.Array(StockOfItem),
  next: Nullable(Type.String()),
});

export const StockQuery = Type.Object({
  placeId: Type.Optional(Id('place')),
  q: Type.Optional(Type.String({ maxLength: 100 })),
  shelf: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 30,
      description: 'What stands on shelves whose number begins so; with placeId.',
    }),
  ),
  ...PageQuery,
});

/** What shoppers are told; no exact numbers. */
export const StockWord = Type.Union([
  Type.Literal('in_stock'),
  Type.Literal('low'),
  Type.Literal('ask'),
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
        Type.Object({
          action: Type.String(),
          quantity: Nullable(Type.Number()),
          placeId: Nullable(Id('place')),
        }),
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

export const ItemsQuery = Type.Object({
  itemId: Type.Union([Id('item'), Type.Array(Id('item'), { minItems: 1, maxItems: 100 })]),
});

export const PlaceAvailability = Type.Object({
  placeId: Id('place'),
  items: Type.Array(
    Type.Object({
      itemId: Id('item'),
      state: StockWord,
      label: Type.Object({ ja: Type.String(), en: Type.String() }),
    }),
  ),
});

export const StockProof = Type.Object({
  isProven: Type.Boolean(),
  takenAt: Instant,
  balances: Type.Integer(),
  movements: Type.Integer(),
  activeHolds: Type.Integer(),
  differences: Type.Array(
    Type.Object({
      kind: Type.String({ description: 'on_hand, held, incoming, lot or blocked.' }),
      placeId: Id('place'),
      itemId: Id('item'),
      expected: Type.Number(),
      found: Type.Number(),
    }),
    { description: '100 of each kind at most.' },
  ),
});

const Share = (description: string) =>
  Type.Optional(Type.Number({ minimum: 0, maximum: 0.9999, description }));

export const NewRules = Type.Object(
  {
    placeId: Id('place'),
    lines: Type.Array(
      Type.Object(
        {
          itemId: Id('item'),
          safety: Type.Optional(Type.Number({ minimum: 0, maximum: 1_000_000 })),
          confidenceMin: Share(
            'How sure a promise to somebody who is not there must be; 0 asks nothing.',
          ),
          shelf: Type.Optional(
            Type.String({
              maxLength: 30,
              pattern: '^[^\\u0000-\\u001f\\u007f]*$',
              description: 'Where it stands in the shop, A-03-2; empty: nowhere special.',
            }),
          ),
          shrinkage: Share('What is lost of all that moves, or stands a year.'),
        },
        { additionalProperties: false },
      ),
      { minItems: 1, maxItems: 500 },
    ),
  },
  { additionalProperties: false },
);

export const Done = Type.Object({ isDone: Type.Literal(true) });
