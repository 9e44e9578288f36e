// Shapes of what a clerk sees of the customer before her.
import { Type } from 'typebox';
import { AccessReason } from '#customers';
import {
  AmountMinor,
  Currency,
  Id,
  Instant,
  Nullable,
  PlainDate,
  Quantity,
  Text,
} from '#kernel/schemas';

export const FloorQuery = Type.Object({ placeId: Id('place'), reason: AccessReason });

const itemFields = {
  itemId: Id('item'),
  name: Type.Object({ ja: Type.String(), en: Nullable(Type.String()) }),
  price: Nullable(Type.Object({ amountMinor: AmountMinor, currency: Currency })),
  available: Quantity,
  shelf: Nullable(Type.String({ description: 'Where it stands in this shop.' })),
};
const ShownItem = Type.Object(itemFields);
const Proposed = Type.Object({
  ...itemFields,
  whyJa: Type.String(),
  whyEn: Type.String({ description: 'Because of what it is proposed.' }),
});

const FollowUp = {
  id: Id('followUp'),
  placeId: Id('place'),
  staffId: Nullable(Id('staff')),
  clerk: Nullable(Type.String()),
  dueOn: PlainDate,
  isDone: Type.Boolean(),
};

const Taste = Type.Object({
  wishes: Type.Array(ShownItem),
  lookedAt: Type.Array(ShownItem),
  proposals: Type.Array(Proposed, { maxItems: 3 }),
});

export const CustomerOnFloor = Type.Object({
  customerId: Id('customer'),
  recordId: Id('record'),
  isFirstVisit: Type.Boolean({ description: 'She was in none of the shops before this visit.' }),
  lastVisit: Nullable(Type.Object({ at: Instant, placeId: Id('place') })),
  name: Nullable(Type.String()),
  reading: Nullable(Type.String()),
  purchases: Type.Array(
    Type.Object({
      orderId: Id('order'),
      number: Type.String(),
      state: Type.String(),
      placeId: Id('place'),
      orderedAt: Instant,
      totalMinor: AmountMinor,
      currency: Currency,
      lines: Type.Array(
        Type.Object({ itemId: Id('item'), name: Type.String(), quantity: Quantity }),
      ),
    }),
  ),
  notes: Type.Array(
    Type.Object({
      id: Id('note'),
      placeId: Id('place'),
      clerk: Nullable(Type.String()),
      writtenAt: Instant,
      text: Type.String(),
    }),
  ),
  followUps: Type.Array(Type.Object({ ...FollowUp, text: Type.String() })),
  taste: Nullable(Taste),
});

export const NewNote = Type.Object(
  { placeId: Id('place'), text: Text(1000) },
  { additionalProperties: false },
);
export const NewFollowUp = Type.Object(
  { placeId: Id('place'), text: Text(500), dueOn: PlainDate },
  { additionalProperties: false },
);
export const DueFollowUps = Type.Object({
  followUps: Type.Array(
    Type.Object({
      ...FollowUp,
      customerId: Id('customer'),
      maskedName: Nullable(Type.String()),
    }),
  ),
});
export const HerAnswer = Type.Object(
  {
    placeId: Id('place'),
    decision: Type.Union([Type.Literal('given'), Type.Literal('withdrawn')]),
    language: Type.Union([Type.Literal('ja'), Type.Literal('en')]),
  },
  { additionalProperties: false },
);
