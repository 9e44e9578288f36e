// Shapes of the API of identity.
import { type Static, Type } from 'typebox';
import { Id, Instant, Nullable, PageQuery, Text } from '#kernel/schemas';

const Strength = Type.Union([
  Type.Literal('strong'),
  Type.Literal('weak'),
  Type.Literal('doubtful'),
]);
const VerdictShape = Type.Union([
  Type.Literal('same'),
  Type.Literal('different'),
  Type.Literal('unsure'),
]);

const EvidenceShape = Type.Object({
  field: Type.String({
    description: 'The field that was compared; start and household frame them.',
  }),
  level: Type.String({ description: 'How the two stand to each other in it.' }),
  bits: Type.Number({ description: 'Doublings of the odds: above zero speaks for one person.' }),
});

export const ReviewSide = Type.Object({
  recordId: Id('record'),
  customerId: Id('customer'),
  source: Type.String(),
  kind: Type.String(),
  fields: Type.Record(Type.String(), Type.String()),
});
export type ReviewSide = Static<typeof ReviewSide>;

export const ReviewQuery = Type.Object({
  ...PageQuery,
  state: Type.Optional(
    Type.Union([Type.Literal('open'), Type.Literal('unsure')], {
      description: 'Pairs that wait (open, unless told), or those that somebody was not sure of.',
    }),
  ),
});

export const ReviewQueue = Type.Object({
  pairs: Type.Array(
    Type.Object({
      sides: Type.Array(ReviewSide, { minItems: 2, maxItems: 2 }),
      probability: Type.Number(),
      strength: Strength,
      reason: Type.String({
        description: 'doubt, conflict, bridge, lone, policy or refused',
      }),
      conflict: Nullable(Type.String({ description: 'The field that contradicts.' })),
      evidence: Type.Array(EvidenceShape),
      foundAt: Instant,
    }),
  ),
  open: Type.Integer(),
  unsure: Type.Integer(),
  isUnmasked: Type.Boolean({ description: 'Whether values are shown; the look is logged.' }),
  next: Nullable(Type.String()),
});
export type ReviewQueue = Static<typeof ReviewQueue>;

export const Decisions = Type.Object(
  {
    decisions: Type.Array(
      Type.Object(
        {
          recordIds: Type.Array(Id('record'), { minItems: 2, maxItems: 2 }),
          verdict: VerdictShape,
        },
        { additionalProperties: false },
      ),
      { minItems: 1, maxItems: 50 },
    ),
  },
  { additionalProperties: false },
);
export const Decided = Type.Object({ decided: Type.Integer() });

export const Suggestions = Type.Object({
  suggestions: Type.Array(
    Type.Object({
      recordIds: Type.Array(Id('record'), {
        minItems: 2,
        maxItems: 2,
        description: 'Hers, and the one that may be hers too.',
      }),
      other: Type.Omit(ReviewSide, ['recordId', 'customerId']),
    }),
  ),
});
export const Said = Type.Object(
  {
    recordIds: Type.Array(Id('record'), { minItems: 2, maxItems: 2 }),
    verdict: VerdictShape,
  },
  { additionalProperties: false },
);

export const UndoPreviewShape = Type.Object({
  isHeld: Type.Boolean({ description: 'Other links hold the two together; nothing would move.' }),
  parts: Type.Array(
    Type.Object({ customerId: Id('customer'), recordIds: Type.Array(Id('record')) }),
  ),
});
export const Undo = Type.Object(
  { isNever: Type.Boolean({ description: 'Also write down that they are different people.' }) },
  { additionalProperties: false },
);
export const Undone = Type.Object({ linkId: Id('link') });

export const PolicyShape = Type.Object(
  {
    strong: Type.Union([Type.Literal('link'), Type.Literal('review'), Type.Literal('nothing')]),
    weak: Type.Union([Type.Literal('link'), Type.Literal('review'), Type.Literal('nothing')]),
    doubtful: Type.Union([Type.Literal('review'), Type.Literal('nothing')]),
  },
  { additionalProperties: false },
);

export const IdentityState = Type.Object({
  policy: PolicyShape,
  counts: Type.Record(Type.String(), Type.Integer(), {
    description: 'Pairs by state: linked, open, quiet, same, different, unsure.',
  }),
  runs: Type.Array(
    Type.Object({
      version: Type.Integer(),
      records: Type.Integer(),
      pairs: Type.Integer(),
      seconds: Type.Number(),
      learntAt: Instant,
      learntBy: Type.String(),
    }),
  ),
});
export const RunWanted = Type.Object({ isWanted: Type.Literal(true) });

const SignKindShape = Type.Union([
  Type.Literal('email'),
  Type.Literal('phone'),
  Type.Literal('line'),
  Type.Literal('member'),
  Type.Literal('card'),
  Type.Literal('device'),
]);
export const Block = Type.Object(
  {
    kind: SignKindShape,
    value: Text(254),
    issuer: Type.Optional(Text(100)),
    isBlocked: Type.Boolean({ description: 'False lets it join people again.' }),
  },
  { additionalProperties: false },
);
export const Cap = Type.Object(
  {
    kind: SignKindShape,
    most: Type.Integer({ minimum: 2, maximum: 1000, description: 'Records that may share one.' }),
  },
  { additionalProperties: false },
);
export const SignRules = Type.Object({
  caps: Type.Array(Type.Object({ kind: SignKindShape, most: Type.Integer() })),
  blocked: Type.Array(
    Type.Object({
      id: Type.String({ description: 'Names the sign without saying it.' }),
      kind: SignKindShape,
      why: Type.Union([Type.Literal('shared'), Type.Literal('house')], {
        description: 'shared: too many records have it; house: staff say it is nobody’s own.',
      }),
      value: Nullable(Type.String({ description: 'As staff typed it.' })),
      holders: Type.Integer({ description: 'Records that hold it.' }),
      recordIds: Type.Array(Id('record'), { description: 'Some of them.' }),
      blockedAt: Instant,
      blockedBy: Type.String(),
    }),
  ),
});
export const Release = Type.Object({ id: Text(60) }, { additionalProperties: false });
export const Blocked = Type.Object({ kind: SignKindShape, isBlocked: Type.Boolean() });
export const RefusedLinks = Type.Object({
  refused: Type.Array(
    Type.Object({
      recordId: Id('record'),
      customerId: Id('customer'),
      kind: SignKindShape,
      reason: Type.String({
        description: 'placeholder, role_address, house, shared or never_same',
      }),
      why: Type.Object({ ja: Type.String(), en: Type.String() }),
      holders: Type.Integer({ description: 'How many records had the sign then.' }),
      refusedAt: Instant,
    }),
  ),
});
