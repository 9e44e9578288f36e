// Shapes of adjustments and of what a clerk may do alone.
import { Type } from 'typebox';
import { Id, Instant, Nullable, Quantity } from '#kernel/schemas';

export const AdjustmentReason = Type.Union([
  Type.Literal('damaged'),
  Type.Literal('lost'),
  Type.Literal('stolen'),
  Type.Literal('sample'),
  Type.Literal('own_use'),
  Type.Literal('found'),
  Type.Literal('expired'),
  Type.Literal('correction'),
]);

export const NewAdjustment = Type.Object(
  {
    id: Type.Optional(Id('adjustment')),
    placeId: Id('place'),
    itemId: Id('item'),
    quantity: Quantity,
    reason: AdjustmentReason,
    occurredAt: Type.Optional(Instant),
  },
  {
    additionalProperties: false,
    description: 'With an id of its own it may be told again: it is posted once.',
  },
);

const AdjustmentState = Type.Union([
  Type.Literal('waiting'),
  Type.Literal('posted'),
  Type.Literal('refused'),
]);

export const Adjustment = Type.Object({
  id: Id('adjustment'),
  placeId: Id('place'),
  itemId: Id('item'),
  code: Type.String(),
  name: Type.String(),
  quantity: Type.Number(),
  reason: Type.String(),
  state: AdjustmentState,
  valueMinor: Nullable(Type.Integer({ description: 'At the price of the day, tax included.' })),
  askedBy: Nullable(Type.String()),
  askedAt: Instant,
});

export const AdjustmentList = Type.Object({
  adjustments: Type.Array(Adjustment),
  limit: Type.Object({
    pieces: Type.Number({ description: 'What a clerk may add or take alone, at once.' }),
    valueMinor: Type.Integer(),
    /** Whether it binds whoever asks. */
    isMine: Type.Boolean(),
  }),
});

export const AdjustmentsQuery = Type.Object({
  placeId: Id('place'),
  state: Type.Optional(AdjustmentState),
});

export const NewDecision = Type.Object(
  { isAccepted: Type.Boolean() },
  { additionalProperties: false },
);

export const NewLimit = Type.Object(
  {
    placeId: Id('place'),
    pieces: Type.Number({ minimum: 0, maximum: 1_000_000 }),
    valueMinor: Type.Integer({ minimum: 0, maximum: 9_000_000_000_000_000 }),
  },
  { additionalProperties: false },
);
