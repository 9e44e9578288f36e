// Shapes of accounts and invoices in the API.
import { type Static, Type } from 'typebox';
import { AmountMinor, Currency, Id, Instant, Nullable, PlainDate } from '#kernel/schemas';

const terms = {
  closingDay: Type.Integer({
    minimum: 1,
    maximum: 31,
    description: '締め日; 31 is the last day of the month.',
  }),
  dueMonths: Type.Integer({ minimum: 0, maximum: 12, description: 'After the closing.' }),
  dueDay: Type.Integer({ minimum: 1, maximum: 31 }),
};
const CreditLimit = Type.Integer({ minimum: 0, maximum: 1_000_000_000_000 });
const Buyers = Type.Array(Id('record'), {
  maxItems: 200,
  description: 'Customers who buy for it themselves.',
});

export const NewAccount = Type.Object(
  {
    priceListId: Type.Optional(Id('priceList')),
    currency: Type.Optional(Currency),
    creditLimitMinor: CreditLimit,
    ...terms,
    isActive: Type.Optional(Type.Boolean()),
    buyers: Type.Optional(Buyers),
  },
  { additionalProperties: false },
);
export type NewAccount = Static<typeof NewAccount>;

export const AccountShape = Type.Object({
  partyId: Id('party'),
  priceListId: Nullable(Id('priceList')),
  currency: Currency,
  creditLimitMinor: CreditLimit,
  ...terms,
  isActive: Type.Boolean(),
});
export type AccountShape = Static<typeof AccountShape>;

export const AccountDetail = Type.Object({
  ...AccountShape.properties,
  creditLeftMinor: Type.Integer({
    description: 'Below zero where the limit was lowered below what is owed.',
  }),
  buyers: Buyers,
  buyerCustomers: Type.Array(Type.Object({ recordId: Id('record'), customerId: Id('customer') }), {
    description: 'Whose these records are now; an erased one is not among them.',
  }),
});

export const InvoiceSummary = Type.Object({
  id: Id('invoice'),
  number: Type.String(),
  kind: Type.Union([Type.Literal('qualified_invoice'), Type.Literal('invoice')], {
    description: '適格請求書 only of a seller with a registration number.',
  }),
  partyId: Id('party'),
  buyerName: Type.String(),
  seller: Type.Object({ name: Type.String(), invoiceNumber: Nullable(Type.String()) }),
  closedOn: PlainDate,
  dueOn: PlainDate,
  issuedAt: Instant,
  currency: Currency,
  isTaxIncluded: Type.Boolean({ description: 'Whether the amounts of lines hold their tax.' }),
  totalMinor: AmountMinor,
  taxMinor: AmountMinor,
  roundingMinor: Type.Integer({
    description: 'The total less the totals of its orders: tax is rounded once per rate here.',
  }),
  state: Type.Union([Type.Literal('open'), Type.Literal('paid')]),
  paidAt: Nullable(Instant),
});
export type InvoiceSummary = Static<typeof InvoiceSummary>;

export const InvoicePage = Type.Object({
  invoices: Type.Array(InvoiceSummary),
  next: Nullable(Type.String()),
});

export const InvoiceDetail = Type.Object({
  ...InvoiceSummary.properties,
  rates: Type.Array(
    Type.Object({
      rateBp: Type.Integer(),
      isReduced: Type.Boolean(),
      taxedMinor: AmountMinor,
      netMinor: AmountMinor,
      taxMinor: AmountMinor,
    }),
  ),
  orders: Type.Array(
    Type.Object({
      orderId: Id('order'),
      number: Type.String(),
      kind: Type.String(),
      day: PlainDate,
      lines: Type.Array(
        Type.Object({
          name: Type.String(),
          mark: Type.String({ description: '※ at the reduced rate.' }),
          quantity: Type.Number(),
          unitPrice: Type.String(),
          amountMinor: AmountMinor,
          discountMinor: Type.Integer(),
          taxRateBp: Type.Integer(),
        }),
      ),
    }),
  ),
});

export const PeriodToClose = Type.Object(
  { until: Type.String({ format: 'date', description: 'A day that is over.' }) },
  { additionalProperties: false },
);
