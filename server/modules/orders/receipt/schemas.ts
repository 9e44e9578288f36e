// The shape of a receipt.
import { type Static, Type } from 'typebox';
import { AmountMinor, Currency, Id, Instant, Nullable, PlainDate, Quantity } from '#kernel/schemas';

export const Receipt = Type.Object({
  kind: Type.Union(
    [
      Type.Literal('simplified_invoice'),
      Type.Literal('return_invoice'),
      Type.Literal('receipt'),
      Type.Literal('return_receipt'),
    ],
    {
      description:
        '適格簡易請求書, 適格返還請求書; receipt and return_receipt where the seller has no registration number.',
    },
  ),
  orderId: Id('order'),
  number: Type.String(),
  issuedAt: Instant,
  day: PlainDate,
  seller: Type.Object({
    name: Type.String(),
    invoiceNumber: Nullable(Type.String({ description: 'T and 13 digits.' })),
  }),
  place: Type.Object({
    name: Type.String(),
    address: Nullable(Type.String()),
    phone: Nullable(Type.String()),
    timeZone: Type.String({ description: 'Of its clock: `issuedAt` is told by it.' }),
  }),
  returns: Nullable(
    Type.Object(
      { orderId: Id('order'), number: Type.String(), day: PlainDate },
      { description: 'The sale that a return gives back.' },
    ),
  ),
  isTaxIncluded: Type.Boolean({ description: 'Whether the amounts of lines hold their tax.' }),
  lines: Type.Array(
    Type.Object({
      line: Type.Integer(),
      name: Type.String(),
      mark: Type.Union([Type.Literal('※'), Type.Literal('')]),
      quantity: Quantity,
      unitPrice: Type.String(),
      amountMinor: AmountMinor,
      discountMinor: AmountMinor,
      taxRateBp: Type.Integer({ description: '1000 is 10%.' }),
      isReduced: Type.Boolean(),
    }),
  ),
  discountMinor: AmountMinor,
  pointsMinor: Type.Integer({ description: 'The part of the discount that points paid for.' }),
  deliveryMinor: AmountMinor,
  rates: Type.Array(
    Type.Object({
      rateBp: Type.Integer(),
      isReduced: Type.Boolean(),
      taxedMinor: Type.Integer({ description: 'Tax included, after discounts.' }),
      netMinor: AmountMinor,
      taxMinor: AmountMinor,
    }),
  ),
  totalMinor: AmountMinor,
  taxMinor: AmountMinor,
  currency: Currency,
  payments: Type.Array(
    Type.Object({
      method: Type.String(),
      amountMinor: AmountMinor,
      tenderedMinor: Nullable(AmountMinor),
    }),
  ),
  changeMinor: AmountMinor,
  note: Nullable(Type.Object({ ja: Type.String(), en: Type.String() })),
});
export type Receipt = Static<typeof Receipt>;
