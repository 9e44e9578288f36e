// Shapes of the API of segments.
import { type Static, Type } from 'typebox';
import { Id, Instant, Nullable, Text } from '#kernel/schemas';
import { Condition } from './conditions.ts';
import { type SegmentPurpose, segmentPurposes } from './purposes.ts';

const PurposeOf = Type.Unsafe<SegmentPurpose>(
  Type.Union(segmentPurposes.map((word) => Type.Literal(word))),
);
const Conditions = Type.Array(Condition, { maxItems: 10 });

export const SegmentToSave = Type.Object(
  { name: Text(80), purpose: PurposeOf, conditions: Conditions },
  { additionalProperties: false },
);
export type SegmentToSave = Static<typeof SegmentToSave>;
export const SegmentToChange = Type.Object(
  {
    ...SegmentToSave.properties,
    changedAt: Type.Optional(
      Type.String({
        format: 'date-time',
        description: 'Of the wording that was looked at; another one since is not written over.',
      }),
    ),
  },
  { additionalProperties: false },
);

export const SegmentToTry = Type.Object(
  { purpose: PurposeOf, conditions: Conditions },
  { additionalProperties: false },
);

const said = {
  sentenceJa: Type.String({ description: 'What it selects, as people read it.' }),
  sentenceEn: Type.String(),
};

export const SegmentShape = Type.Object({
  id: Id('segment'),
  name: Type.String(),
  purpose: PurposeOf,
  conditions: Type.Array(Condition),
  ...said,
  changedAt: Instant,
});

export type SegmentShape = Static<typeof SegmentShape>;

export const SendingShape = Type.Object({
  id: Id('sending'),
  subject: Type.String(),
  state: Type.String({ description: 'running while it is put into the outbox, then queued' }),
  queued: Type.Integer(),
  notBefore: Instant,
  askedAt: Instant,
  askedBy: Type.String(),
});

export const SegmentList = Type.Object({ segments: Type.Array(SegmentShape) });
export const SegmentView = Type.Object({
  segment: SegmentShape,
  sendings: Type.Array(SendingShape),
});
export const SegmentParams = Type.Object({ segmentId: Id('segment') });

export const Counted = Type.Object({
  customers: Type.Integer({ description: 'Who agreed and for whom every condition holds, now.' }),
  isMore: Type.Boolean({ description: 'Counting ended at the most that one look counts.' }),
  ...said,
});

export const SendingToStart = Type.Object(
  {
    subject: Text(200),
    text: Text(4000),
    notBefore: Type.Optional(Nullable(Instant)),
  },
  { additionalProperties: false },
);
