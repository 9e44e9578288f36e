// What the books of privacy take and answer.
import { Type } from 'typebox';
import { Id, Instant, Nullable, PlainDate, Text } from '#kernel/schemas';

const Code = Type.String({
  pattern: '^[a-z][a-z_]{1,39}$',
  description: 'A word, not a sentence.',
});

export const PurposeList = Type.Object({
  purposes: Type.Array(
    Type.Object({
      purpose: Type.String(),
      dpv: Type.String({ description: 'Term of the W3C Data Privacy Vocabulary.' }),
      version: Type.Integer(),
      text: Type.Object({ ja: Type.String(), en: Type.String() }),
    }),
  ),
});

export const ReceiptKey = Type.Object(
  { kty: Type.String(), crv: Type.String(), x: Type.String() },
  { description: 'JSON Web Key (RFC 8037) that our receipts are signed with.' },
);

export const ProvisionBook = Type.Object({
  provisions: Type.Array(
    Type.Object({
      recordId: Id('record'),
      direction: Type.String(),
      party: Type.Object({
        name: Type.String(),
        address: Nullable(Type.String()),
        representative: Nullable(Type.String()),
      }),
      items: Type.Array(Type.String()),
      purpose: Type.String(),
      basis: Type.String(),
      acquiredHow: Nullable(Type.String()),
      channel: Type.String(),
      at: Instant,
      keepUntil: PlainDate,
    }),
  ),
});

const LeakStepWord = Type.Union([
  Type.Literal('preliminary_report'),
  Type.Literal('final_report'),
  Type.Literal('people_told'),
  Type.Literal('published'),
]);
const LeakKindWord = Type.Union([
  Type.Literal('sensitive'),
  Type.Literal('property'),
  Type.Literal('malicious'),
  Type.Literal('over_1000'),
  Type.Literal('none'),
]);

export const NewLeak = Type.Object(
  {
    knownAt: Instant,
    happenedAt: Type.Optional(Instant),
    kind: LeakKindWord,
    cause: Code,
    story: Text(4000),
    people: Type.Integer({ minimum: 0, maximum: 2_000_000_000 }),
    items: Type.Array(Code, { maxItems: 40 }),
  },
  { additionalProperties: false },
);

export const LeakStepDone = Type.Object(
  { step: LeakStepWord, reference: Type.Optional(Text(200)) },
  { additionalProperties: false },
);

export const LeakBook = Type.Object({
  leaks: Type.Array(
    Type.Object({
      id: Id('leak'),
      knownAt: Instant,
      happenedAt: Nullable(Instant),
      kind: Type.String(),
      cause: Type.String(),
      story: Type.String(),
      people: Type.Integer(),
      items: Type.Array(Type.String()),
      openedBy: Type.String(),
      clocks: Type.Array(
        Type.Object({
          step: Type.String(),
          state: Type.String({ description: 'done, open, soon or late.' }),
          dueAt: Nullable(Instant),
          warnAt: Nullable(Instant),
        }),
      ),
      steps: Type.Array(
        Type.Object({
          step: Type.String(),
          doneAt: Instant,
          doneBy: Type.String(),
          reference: Nullable(Type.String()),
        }),
      ),
    }),
  ),
});
