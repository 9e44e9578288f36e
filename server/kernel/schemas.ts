// Shapes that every module's API shares.
import { Type } from 'typebox';
import type { Problem } from './problem.ts';

export { Currency, Id, Text } from '@engawa/shapes/schemas';

export function Nullable<Schema extends Parameters<typeof Type.Array>[0]>(schema: Schema) {
  return Type.Union([schema, Type.Null()]);
}

/**
 * A mail address as people type it: some Japanese carriers' break RFC 5321 (`a..b@`), and an at-sign may be full-width.
 * Mail that cannot be sent to it is told as failed.
 */
export const EmailAddress = Type.String({
  minLength: 3,
  maxLength: 254,
  pattern: '^\\s*[^\\s@＠]{1,64}[@＠][^\\s@＠]{1,190}\\s*$',
});

/** Minor units of the currency: yen, pence. */
export const AmountMinor = Type.Integer({
  minimum: -9_000_000_000_000_000,
  maximum: 9_000_000_000_000_000,
  description: 'Whole minor units of the currency (yen; pence for GBP).',
});

export const Instant = Type.String({ format: 'date-time', description: 'RFC 3339, UTC.' });
export const PlainDate = Type.String({ format: 'date' });
/** A quantity in the API; thousandths at the finest, see quantity.ts. */
export const Quantity = Type.Number({ minimum: -1_000_000, maximum: 1_000_000 });
/** A quantity that somebody asks for. */
export const WantedQuantity = Type.Number({ minimum: 0.001, maximum: 100_000 });
/** Query of a list: `after` is the `next` of the page before. */
export const PageQuery = {
  after: Type.Optional(Type.String({ maxLength: 200 })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })),
};

/** The header that makes a write repeatable. */
export const IdempotencyHeaders = Type.Object({
  'idempotency-key': Type.Optional(
    Type.String({
      maxLength: 200,
      description: 'Same key and content → same answer; other content → refusal.',
    }),
  ),
});

const ProblemReference = Type.Unsafe<Problem>({ $ref: 'Problem#' });

/** Answers every operation may give beside its own. */
export const problems = {
  400: ProblemReference,
  401: ProblemReference,
  403: ProblemReference,
  404: ProblemReference,
  409: ProblemReference,
  410: ProblemReference,
  429: ProblemReference,
  503: ProblemReference,
} as const;
