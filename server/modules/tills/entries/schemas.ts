// What a till tells, entry by entry. The shapes bound what a request may hold; whether it fits is not asked here:
// a sale that happened is taken as it is.
import { type Static, Type } from 'typebox';
import { AmountMinor, Id, Instant, Nullable, Text, WantedQuantity } from '#kernel/schemas';
import { PaymentPart } from '#orders';

const Amount = Type.Integer({ minimum: 0, maximum: 1_000_000_000_000 });
const Reason = Type.String({
  pattern: '^[a-z][a-z_]{0,49}$',
  description: 'A code: staff, damaged …',
});
const TaxRateBp = Type.Integer({ minimum: 0, maximum: 10_000, description: '1000 is 10%.' });
const Disposition = Type.Union(['restocked', 'damaged', 'kept'].map((each) => Type.Literal(each)));

const ToldLine = Type.Object(
  {
    itemId: Type.Optional(Id('item')),
    code: Type.Optional(Text(100)),
    name: Text(200),
    quantity: WantedQuantity,
    unitPriceMinor: Amount,
    pricePer: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000 })),
    taxRateBp: TaxRateBp,
    discountMinor: Type.Optional(Amount),
    discountReason: Type.Optional(Reason),
  },
  { additionalProperties: false, description: 'As it was sold; a code where no item was known.' },
);

const ToldOffer = Type.Object(
  {
    promotionId: Type.Optional(Id('promotion')),
    version: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000 })),
    couponCode: Type.Optional(Text(50)),
    shares: Type.Array(Amount, { minItems: 1, maxItems: 200, description: 'Off each line.' }),
  },
  { additionalProperties: false, description: 'What a promotion took off, by itself or a coupon.' },
);

export const ToldSale = Type.Object(
  {
    orderId: Id('order'),
    lines: Type.Array(ToldLine, { minItems: 1, maxItems: 200 }),
    discountMinor: Type.Optional(Amount),
    discountReason: Type.Optional(Reason),
    recordId: Type.Optional(Id('record')),
    memberCode: Type.Optional(Text(100)),
    payments: Type.Array(PaymentPart, { minItems: 1, maxItems: 10 }),
    pointValueMinor: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 1_000_000,
        description:
          'What a point was worth by what the till knew; else by the house’s terms at that time.',
      }),
    ),
    couponCodes: Type.Optional(Type.Array(Text(50), { maxItems: 10 })),
    offers: Type.Optional(Type.Array(ToldOffer, { maxItems: 100 })),
    buyer: Type.Optional(
      Type.Union([Type.Literal('staff'), Type.Literal('owner')], {
        description: 'Staff who buy for themselves.',
      }),
    ),
    totalMinor: AmountMinor,
    /** By which it accepted points and coupons without a network: POST /api/allowances. */
    allowance: Type.Optional(Text(4000)),
    isPromise: Type.Optional(
      Type.Boolean({
        description:
          'Nothing has been handed over yet: points, gift value and coupons may be refused.',
      }),
    ),
  },
  { additionalProperties: false },
);

const Return = Type.Object(
  {
    orderId: Id('order'),
    ofOrderId: Type.Optional(Id('order')),
    ofLines: Type.Optional(
      Type.Array(
        Type.Object(
          {
            line: Type.Integer({ minimum: 1, maximum: 5000 }),
            quantity: WantedQuantity,
            disposition: Disposition,
          },
          { additionalProperties: false },
        ),
        { minItems: 1, maxItems: 200 },
      ),
    ),
    lines: Type.Optional(
      Type.Array(
        Type.Object(
          { ...ToldLine.properties, disposition: Disposition },
          { additionalProperties: false },
        ),
        { minItems: 1, maxItems: 200, description: 'Without a receipt: what is given for them.' },
      ),
    ),
    reason: Reason,
    refundAs: Type.Union([Type.Literal('original'), Type.Literal('cash')]),
    totalMinor: AmountMinor,
  },
  { additionalProperties: false },
);

export const TillEntry = Type.Object(
  {
    id: Id('tillEntry'),
    drawerId: Id('drawer'),
    kind: Type.Union(
      ['opened', 'sale', 'return', 'counted', 'paid_in', 'paid_out', 'closed', 'withdrawn'].map(
        (each) => Type.Literal(each),
      ),
    ),
    at: Instant,
    tillAt: Instant,
    staffId: Type.Optional(Id('staff')),
    sale: Type.Optional(ToldSale),
    return: Type.Optional(Return),
    counted: Type.Optional(
      Type.Object(
        { orderId: Id('order'), totalMinor: AmountMinor },
        {
          additionalProperties: false,
          description: 'An order made at this counter by another room of the house: gift cards.',
        },
      ),
    ),
    amountMinor: Type.Optional(Amount),
    reason: Type.Optional(Text(100)),
    pieces: Type.Optional(
      Type.Record(
        Type.String({ pattern: '^[0-9]{1,8}$' }),
        Type.Integer({ minimum: 0, maximum: 100_000 }),
      ),
    ),
    told: Type.Optional(Type.Record(Type.String({ pattern: '^[a-zA-Z]{1,40}$' }), Type.Integer())),
    withdraws: Type.Optional(Id('tillEntry')),
  },
  {
    additionalProperties: false,
    description:
      'at: when it happened, by the till’s best knowledge of the house’s clock; tillAt: what its own clock said.',
  },
);
export type TillEntry = Static<typeof TillEntry>;
export type ToldSale = Static<typeof ToldSale>;
export type ToldReturn = Static<typeof Return>;

export const EntriesTold = Type.Object(
  {
    placeId: Id('place'),
    till: Text(100),
    sentAt: Type.Optional(Instant),
    entries: Type.Array(TillEntry, { minItems: 1, maxItems: 50 }),
  },
  { additionalProperties: false },
);
export type EntriesTold = Static<typeof EntriesTold>;

export const EntryAnswer = Type.Object({
  id: Id('tillEntry'),
  outcome: Type.Union(
    ['booked', 'parked', 'refused', 'withdrawn'].map((each) => Type.Literal(each)),
  ),
  number: Nullable(Type.String({ description: 'Of the order.' })),
  totalMinor: AmountMinor,
  pointsEarned: Type.Integer(),
  conflicts: Type.Array(Type.String()),
  refusal: Nullable(Type.Object({ code: Type.String(), ja: Type.String(), en: Type.String() })),
});
export type EntryAnswer = Static<typeof EntryAnswer>;

export const EntriesAnswered = Type.Object({
  now: Instant,
  answers: Type.Array(EntryAnswer),
});
