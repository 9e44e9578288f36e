// Shapes of promises.
import { type Static, Type } from 'typebox';
import { CartToken } from '#carts';
import { Id, Instant, Nullable, WantedQuantity } from '#kernel/schemas';

const Minutes = (most: number, description: string) =>
  Type.Integer({ minimum: 0, maximum: most, description });

export const PickupRuleShape = Type.Object(
  {
    hourCapacity: Nullable(
      Type.Integer({
        minimum: 0,
        maximum: 100_000,
        description:
          'So many orders or lines in an open hour; null: whatever comes. 0: no pickups.',
      }),
    ),
    counts: Type.Union([Type.Literal('orders'), Type.Literal('lines')]),
    leadMinutes: Minutes(1440, 'Open minutes between the order and the earliest promise.'),
    checkMinutes: Minutes(1440, 'So many more where the books are not sure of the pieces.'),
    cutoffMinute: Nullable(
      Type.Integer({
        minimum: 1,
        maximum: 1440,
        description: 'Minute of the day after which it is promised for another day.',
      }),
    ),
    keepDays: Type.Integer({
      minimum: 1,
      maximum: 60,
      description: 'What is ready is kept so long.',
    }),
  },
  { additionalProperties: false },
);
export type PickupRuleShape = Static<typeof PickupRuleShape>;

export const PromisesAsked = Type.Object(
  {
    placeIds: Type.Array(Id('place'), { minItems: 1, maxItems: 50 }),
    lines: Type.Optional(
      Type.Array(
        Type.Object(
          { itemId: Id('item'), quantity: WantedQuantity },
          { additionalProperties: false },
        ),
        { minItems: 1, maxItems: 200, description: 'What is ordered; or cartToken.' },
      ),
    ),
    cartToken: Type.Optional(CartToken),
  },
  { additionalProperties: false },
);

export const PromiseList = Type.Object({
  promises: Type.Array(
    Type.Object({
      placeId: Id('place'),
      readyBy: Nullable(Instant),
      word: Type.Union([
        Type.Literal('in_stock'),
        Type.Literal('low'),
        Type.Literal('ask'),
        Type.Literal('out_of_stock'),
      ]),
      isOpenNow: Type.Boolean(),
    }),
  ),
});

export const PromiseMoved = Type.Object(
  {
    readyBy: Type.Optional(
      Type.String({
        format: 'date-time',
        maxLength: 40,
        description: 'As the shop says; the next free hour when left out.',
      }),
    ),
  },
  { additionalProperties: false },
);
