// Request and response shapes of requests to give goods back.
import { type Static, Type } from 'typebox';
import {
  AmountMinor,
  Currency,
  Id,
  Instant,
  Nullable,
  PageQuery,
  Quantity,
  Text,
  WantedQuantity,
} from '#kernel/schemas';

function oneOf<Word extends string>(words: readonly Word[], description?: string) {
  return Type.Unsafe<Word>(
    Type.Union(
      words.map((each) => Type.Literal(each)),
      description === undefined ? {} : { description },
    ),
  );
}

const State = oneOf(['asked', 'accepted', 'received', 'refunded', 'refused', 'withdrawn']);
const Way = oneOf(['shop', 'parcel'], 'shop: brought to any shop that takes returns.');
const Reason = oneOf(['changed_mind', 'defect', 'wrong_item']);
const PaidBy = oneOf(['customer', 'house']);
const RefusedFor = oneOf(['worn', 'incomplete', 'not_ours', 'not_arrived', 'excluded', 'other']);

export const ReturnTermsShape = Type.Object(
  {
    isOffered: Type.Boolean({ description: 'Whether a customer may ask for it online.' }),
    days: Type.Integer({ minimum: 0, maximum: 365, description: 'After the day it was with her.' }),
    defectDays: Type.Integer({
      minimum: 0,
      maximum: 3650,
      description: 'The same for what is broken or is not what she ordered.',
    }),
    ways: Type.Array(Way, { maxItems: 2, uniqueItems: true }),
    isAcceptedAtOnce: Type.Boolean({ description: 'False: somebody looks at each request first.' }),
    parcelPaidBy: PaidBy,
    parcelPlaceId: Nullable(Id('place')),
    conditionJa: Text(300),
    conditionEn: Text(300),
    exclusions: Type.Array(
      Type.Object(
        {
          subjectId: Type.Union([Id('item'), Id('category')]),
          reason: oneOf(['hygiene', 'perishable', 'made_to_order', 'opened', 'final_sale']),
        },
        { additionalProperties: false },
      ),
      { maxItems: 2000, description: 'Not taken back when she only changed her mind.' },
    ),
  },
  { additionalProperties: false },
);
export type ReturnTermsShape = Static<typeof ReturnTermsShape>;

export const NewReturnRequest = Type.Object(
  {
    token: Type.Optional(Text(100)),
    lines: Type.Array(
      Type.Object(
        { line: Type.Integer({ minimum: 1, maximum: 5000 }), quantity: WantedQuantity },
        { additionalProperties: false },
      ),
      { minItems: 1, maxItems: 200 },
    ),
    way: Way,
    reason: Reason,
    note: Type.Optional(Text(500)),
  },
  { additionalProperties: false },
);

export const ReturnRequest = Type.Object({
  id: Id('returnRequest'),
  number: Type.String(),
  orderId: Id('order'),
  orderNumber: Type.String(),
  placeId: Id('place'),
  state: State,
  way: Way,
  reason: Reason,
  parcelPlaceId: Nullable(Id('place')),
  parcelPaidBy: Nullable(PaidBy),
  expectedMinor: AmountMinor,
  expectedPointsMinor: AmountMinor,
  refundedMinor: Nullable(AmountMinor),
  currency: Currency,
  refusedFor: Nullable(RefusedFor),
  returnOrderId: Nullable(Id('order')),
  askedAt: Instant,
  changedAt: Instant,
  lines: Type.Array(
    Type.Object({
      line: Type.Integer(),
      itemId: Id('item'),
      name: Type.String(),
      quantity: Quantity,
    }),
  ),
});
export type ReturnRequest = Static<typeof ReturnRequest>;

export const ReturnRequestSeen = Type.Object({
  ...ReturnRequest.properties,
  note: Nullable(Type.String({ description: 'What she wrote about it.' })),
  steps: Type.Array(Type.Object({ state: State, at: Instant })),
});

export const ReturnRequestQuery = Type.Object({
  ...PageQuery,
  state: Type.Optional(State),
  way: Type.Optional(Way),
  parcelPlace: Type.Optional(Id('place')),
  open: Type.Optional(
    Type.Boolean({ description: 'Only what somebody still has to do something with.' }),
  ),
});

export const ReturnRequestMove = Type.Object(
  {
    to: oneOf(['accepted', 'received', 'refused']),
    placeId: Id('place'),
    refusedFor: Type.Optional(RefusedFor),
  },
  { additionalProperties: false },
);
