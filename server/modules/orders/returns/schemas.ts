// Request and response shapes of cancellations and returns.
import { type Static, Type } from 'typebox';
import { AmountMinor, Id, Nullable, WantedQuantity } from '#kernel/schemas';
import { OrderSummary, PaymentPart } from '../schemas.ts';

const LineNumber = Type.Integer({ minimum: 1, maximum: 5000, description: 'As the order has it.' });
const Reason = Type.String({
  pattern: '^[a-z][a-z_]{0,49}$',
  description: 'A code, not free text: changed_mind, defect, out_of_stock …',
});

export const NewCancellation = Type.Object(
  {
    lines: Type.Array(
      Type.Object({ line: LineNumber, quantity: WantedQuantity }, { additionalProperties: false }),
      { minItems: 1, maxItems: 200 },
    ),
    reason: Reason,
  },
  { additionalProperties: false },
);

const ReturnedLines = Type.Array(
  Type.Object(
    {
      line: LineNumber,
      quantity: WantedQuantity,
      disposition: Type.Union(
        ['restocked', 'damaged', 'kept'].map((each) => Type.Literal(each)),
        {
          description:
            'restocked: on the shelf of the place of return; damaged: booked in and written off; kept: never came back.',
        },
      ),
    },
    { additionalProperties: false },
  ),
  { minItems: 1, maxItems: 200 },
);

export const ReturnAsked = Type.Object(
  { lines: ReturnedLines, reason: Type.Optional(Reason) },
  { additionalProperties: false },
);

export const NewReturn = Type.Object(
  {
    id: Type.Optional(Id('order')),
    placeId: Id('place'),
    lines: ReturnedLines,
    reason: Reason,
    exchange: Type.Optional(
      Type.Object(
        {
          lines: Type.Array(
            Type.Object(
              {
                itemId: Id('item'),
                quantity: WantedQuantity,
                seenPriceMinor: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000_000 })),
              },
              { additionalProperties: false },
            ),
            { minItems: 1, maxItems: 200 },
          ),
          recordId: Type.Optional(Id('record')),
          payments: Type.Optional(
            Type.Array(PaymentPart, { maxItems: 10, description: 'What pays the difference.' }),
          ),
        },
        {
          additionalProperties: false,
          description: 'Taken instead, at once: what comes back pays for it as far as it reaches.',
        },
      ),
    ),
    refundAs: Type.Optional(
      Type.Union([Type.Literal('original'), Type.Literal('cash')], {
        description: 'cash: money that was taken is paid out at the place of return.',
      }),
    ),
  },
  { additionalProperties: false },
);
export type NewReturn = Static<typeof NewReturn>;

const Refunds = Type.Array(
  Type.Object({
    paymentId: Id('payment'),
    method: Type.String({ description: 'cash or exchange where it did not go back as it came.' }),
    amountMinor: AmountMinor,
  }),
);

export const ReturnMade = Type.Object({
  ...OrderSummary.properties,
  refunds: Refunds,
  exchangeOrderId: Nullable(Id('order')),
});
export type ReturnMade = Static<typeof ReturnMade>;

export const ReturnPreview = Type.Object({
  moneyMinor: Type.Integer({ description: 'Goes back by the means of payment.' }),
  deliveryMinor: Type.Integer({
    description:
      'The delivery fee in it: of an order that comes back whole for defect or wrong_item.',
  }),
  pointsMinor: Type.Integer({ description: 'Worth of spent points that go back.' }),
  pointsTakenBack: Type.Integer({ description: 'Earned points that are taken back.' }),
  taxes: Type.Array(
    Type.Object({ rateBp: Type.Integer(), taxedMinor: AmountMinor, taxMinor: AmountMinor }),
  ),
});
