// What payments takes and answers.
import { type Static, Type } from 'typebox';
import { AmountMinor, Currency, Id, Instant, Nullable, Text } from '#kernel/schemas';

const Refund = Type.Object({
  id: Id('refund'),
  amountMinor: AmountMinor,
  paidOutAs: Nullable(
    Type.String({ description: 'cash or exchange, when it did not go back the way it came.' }),
  ),
  reason: Type.String(),
  state: Type.String(),
});

export const Payment = Type.Object({
  id: Id('payment'),
  orderId: Id('order'),
  method: Type.String(),
  provider: Type.String(),
  amountMinor: AmountMinor,
  currency: Currency,
  state: Type.String({
    description: 'pending, authorised, captured, voided, refunded, failed or unknown',
  }),
  wanted: Type.String(),
  forgoneMinor: Type.Integer({ description: 'Cancelled before it was taken.' }),
  tenderedMinor: Nullable(
    Type.Integer({ description: 'Cash handed over; the change is the rest.' }),
  ),
  capturedMinor: AmountMinor,
  refundedMinor: AmountMinor,
  providerReference: Nullable(Type.String()),
  failureCode: Nullable(Type.String()),
  createdAt: Instant,
  authorisedAt: Nullable(Instant),
  capturedAt: Nullable(Instant),
  refunds: Type.Array(Refund),
});
export type Payment = Static<typeof Payment>;

export const PaymentList = Type.Object({ payments: Type.Array(Payment) });

export const CodeToRead = Type.Object({ code: Text(1000) }, { additionalProperties: false });

const JpqrIds = Type.Object(
  {
    company: Type.String({ pattern: '^[0-9]{13}$' }),
    shop: Type.String({ pattern: '^[0-9]{4}$' }),
    terminal: Type.String({ pattern: '^[0-9]{6}$' }),
    agent: Type.String({ pattern: '^[0-9]{6}$' }),
  },
  { additionalProperties: false },
);

export const ReadCode = Type.Object({
  isDynamic: Type.Boolean(),
  jpqr: Nullable(JpqrIds),
  accounts: Type.Record(Type.String(), Type.String()),
  categoryCode: Nullable(Type.String()),
  currency: Type.String({ description: 'ISO 4217 numeric; 392 is the yen.' }),
  amountMinor: Nullable(AmountMinor),
  country: Type.String(),
  name: Type.String(),
  city: Type.String(),
  postalCode: Nullable(Type.String()),
  localName: Nullable(Type.String()),
  referenceLabel: Nullable(Type.String()),
});

const Latin = (lengthMax: number) => Type.String({ pattern: `^[\\x20-\\x7e]{1,${lengthMax}}$` });

export const NewCode = Type.Object(
  {
    jpqr: JpqrIds,
    categoryCode: Type.String({ pattern: '^[0-9]{4}$' }),
    name: Latin(25),
    city: Latin(15),
    postalCode: Type.Optional(Type.String({ pattern: '^[0-9]{7}$' })),
    localName: Type.Optional(Text(25)),
    amountYen: Type.Optional(Type.Integer({ minimum: 1, maximum: 9_999_999_999 })),
    referenceLabel: Type.Optional(Type.String({ pattern: '^[0-9A-Za-z]{1,25}$' })),
  },
  { additionalProperties: false },
);

export const MadeCode = Type.Object({ code: Type.String() });
