// Shapes of counts.
import { Type } from 'typebox';
import { Id, Instant, Nullable, Text } from '#kernel/schemas';
import { AdjustmentReason } from '../adjustments/schemas.ts';

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

export const NewCountSession = Type.Object(
  {
    placeId: Id('place'),
    isBlind: Type.Optional(
      Type.Boolean({
        description: 'Whoever counts is not told what the books say. True if left out.',
      }),
    ),
    area: Type.Optional(Text(100)),
    itemIds: Type.Optional(Type.Array(Id('item'), { maxItems: 5000 })),
    shelf: Type.Optional(Text(30)),
    categoryId: Type.Optional(Id('category')),
    stalest: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 1000,
        description: 'So many items of which the books are least sure.',
      }),
    ),
  },
  { additionalProperties: false },
);

export const CountLines = Type.Object(
  {
    lines: Type.Array(
      Type.Object(
        {
          itemId: Id('item'),
          quantity: CountedQuantity,
          countedAt: Type.Optional(Instant),
        },
        { additionalProperties: false },
      ),
      { minItems: 1, maxItems: 500 },
    ),
  },
  { additionalProperties: false },
);

export const CountTallies = Type.Object(
  {
    walkId: Type.String({ format: 'uuid', description: 'Made by the device when the walk began.' }),
    lines: Type.Array(
      Type.Object(
        {
          itemId: Id('item'),
          quantity: CountedQuantity,
          revision: Type.Integer({
            minimum: 1,
            maximum: 2_000_000_000,
            description: 'Grows with each change of the walk; what is not newer changes nothing.',
          }),
          countedAt: Instant,
        },
        { additionalProperties: false },
      ),
      { minItems: 1, maxItems: 500 },
    ),
  },
  { additionalProperties: false },
);

export const CountToPost = Type.Object(
  {
    reasons: Type.Optional(
      Type.Array(
        Type.Object(
          { itemId: Id('item'), reason: AdjustmentReason },
          { additionalProperties: false },
        ),
        { maxItems: 5000 },
      ),
    ),
  },
  { additionalProperties: false },
);

const CountSession = Type.Object({
  id: Id('count'),
  placeId: Id('place'),
  state: Type.String({ description: 'open, review, posted or cancelled.' }),
  isBlind: Type.Boolean(),
  area: Nullable(Type.String()),
  openedAt: Instant,
  endedAt: Nullable(Instant),
});

export const CountSessions = Type.Object({ sessions: Type.Array(CountSession) });

export const CountSessionInFull = Type.Object({
  ...CountSession.properties,
  lines: Type.Array(
    Type.Object({
      itemId: Id('item'),
      code: Type.String(),
      name: Type.String(),
      counted: Nullable(Type.Number()),
      countedAt: Nullable(Instant),
      expected: Nullable(
        Type.Number({
          description:
            'What the books say; null in an open blind session, and for what nobody counted.',
        }),
      ),
      times: Type.Integer({ description: 'How often, or by how many, it was counted.' }),
      shelf: Nullable(Type.String()),
      confidence: Nullable(
        Type.Number({ description: 'How sure the books are that all of it is there, 0 to 1.' }),
      ),
      reason: Nullable(Type.String()),
      isDecided: Type.Boolean({
        description:
          'False: several people counted it, or a walk told something else after the line was written; writing the line down decides.',
      }),
      isCorrected: Type.Boolean({ description: 'Somebody wrote it; no tally changes it.' }),
      tallies: Type.Array(
        Type.Object({
          clerk: Nullable(Type.String()),
          quantity: Type.Number(),
          countedAt: Instant,
          isLate: Type.Boolean({ description: 'Told after the line was written; not in it.' }),
        }),
      ),
    }),
  ),
});
