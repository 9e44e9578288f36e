// Shapes of the ledger's API: balances with pending and expiring value, statements line by line.
import { type Static, Type } from 'typebox';
import { Id, Instant, Nullable, PlainDate } from '#kernel/schemas';

const UnitCode = Type.String({
  pattern: '^[a-z][a-z_]{0,29}(:[A-Za-z0-9_-]{1,64})?$',
  description: 'points, stamp:<campaign>, gift:<currency>, credit:<currency>',
});

const AccountBalance = Type.Object({
  unit: UnitCode,
  pending: Type.Integer({ description: 'Comes when the goods are handed over.' }),
  available: Type.Integer({ description: 'Can be used now.' }),
  reserved: Type.Integer({ description: 'Kept for a checkout.' }),
  overdraft: Type.Integer({ description: 'Below zero: paid back from what comes next.' }),
  nextExpiry: Nullable(Type.Object({ at: Instant, amount: Type.Integer() })),
});

export const Statement = Type.Object({
  recordId: Id('record'),
  balances: Type.Array(AccountBalance),
  lines: Type.Array(
    Type.Object({
      setId: Id('posting'),
      kind: Type.String(),
      unit: UnitCode,
      amount: Type.Integer(),
      balance: Type.Integer({
        description: 'Of this unit after it; pending and reserved included.',
      }),
      reference: Type.String(),
      reason: Nullable(Type.String()),
      occurredAt: Instant,
      businessDay: PlainDate,
      expiresAt: Nullable(Instant),
    }),
  ),
  next: Nullable(Id('posting')),
});

export const NewAdjustment = Type.Object(
  {
    recordId: Id('record'),
    unit: UnitCode,
    amount: Type.Integer({
      minimum: -1_000_000_000,
      maximum: 1_000_000_000,
      description: 'Above zero gives, below zero takes.',
    }),
    reason: Type.Union(
      ['apology', 'correction', 'campaign', 'merge', 'misuse', 'other'].map((word) =>
        Type.Literal(word),
      ),
    ),
    expiresAt: Type.Optional(Nullable(Instant)),
    placeId: Type.Optional(Id('place')),
  },
  { additionalProperties: false },
);
export type NewAdjustment = Static<typeof NewAdjustment>;

export const AdjustmentMade = Type.Object({
  setId: Id('posting'),
  unit: UnitCode,
  amount: Type.Integer(),
});

export const ProofQuery = Type.Object({
  from: Type.Optional(PlainDate),
  to: Type.Optional(PlainDate),
});

export const Proof = Type.Object({
  isEqual: Type.Boolean(),
  differences: Type.Array(
    Type.Object({
      kind: Type.String(),
      id: Type.String(),
      expected: Type.Integer(),
      found: Type.Integer(),
    }),
  ),
  units: Type.Array(
    Type.Object({
      unit: UnitCode,
      sets: Type.Integer(),
      postings: Type.Integer(),
      owed: Type.Integer({ description: 'What the house owes its customers, or how it changed.' }),
    }),
  ),
});

const Month = Type.String({ description: 'YYYY-MM' });
export const LiabilityReport = Type.Object({
  at: Instant,
  months: Type.Array(
    Type.Object({
      unit: UnitCode,
      month: Nullable(Month),
      pending: Type.Integer(),
      available: Type.Integer(),
      reserved: Type.Integer(),
      lots: Type.Integer(),
    }),
    { description: 'By the month in which it would expire; null never does.' },
  ),
  debts: Type.Array(
    Type.Object({
      unit: UnitCode,
      amount: Type.Integer({ description: 'Below zero: paid back from what comes next.' }),
    }),
  ),
  expired: Type.Array(Type.Object({ unit: UnitCode, month: Month, amount: Type.Integer() }), {
    description: 'Expired unused in the last year (breakage).',
  }),
});
