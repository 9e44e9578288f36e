// Shapes of feeds, schemas and the quarantine in the API. What arrives on the wires is Segment's and CloudEvents'.
import { type Static, Type } from 'typebox';
import { Id, Instant, Nullable, Text } from '#kernel/schemas';
import { fieldKinds } from './custom-schemas.ts';

const Code = Type.String({ pattern: '^[a-z0-9][a-z0-9-]{1,39}$' });
const Channel = Type.Union(
  ['web', 'app', 'line', 'store', 'phone'].map((word) => Type.Literal(word)),
);
const UnknownNames = Type.Union([Type.Literal('quarantine'), Type.Literal('count')]);
export const FeedParams = Type.Object({ code: Code });

export const NewFeed = Type.Object(
  {
    code: Code,
    name: Text(100),
    channel: Channel,
    placeId: Type.Optional(Id('place')),
    unknownNames: Type.Optional(UnknownNames),
    trustsConsent: Type.Optional(
      Type.Boolean({ description: 'Its word that she agreed makes a person known.' }),
    ),
  },
  { additionalProperties: false },
);
export const FeedChangeBody = Type.Object(
  {
    unknownNames: Type.Optional(UnknownNames),
    trustsConsent: Type.Optional(Type.Boolean()),
    isEnded: Type.Optional(Type.Literal(true)),
  },
  { additionalProperties: false },
);
export const Feed = Type.Object({
  code: Type.String(),
  name: Type.String(),
  channel: Type.String(),
  placeId: Nullable(Id('place')),
  unknownNames: UnknownNames,
  trustsConsent: Type.Boolean(),
  createdAt: Instant,
  endedAt: Nullable(Instant),
});
export type Feed = Static<typeof Feed>;
export const FeedList = Type.Object({ feeds: Type.Array(Feed) });
export const FeedMade = Type.Object({
  code: Type.String(),
  writeKey: Type.String({ description: 'Shown this once.' }),
});

const FieldKind = Type.Union(Object.keys(fieldKinds).map((word) => Type.Literal(word)));
const Fields = Type.Record(
  Type.String({ pattern: '^[A-Za-z][A-Za-z0-9_]{0,39}$' }),
  Type.Object({ kind: FieldKind, isNeeded: Type.Boolean() }, { additionalProperties: false }),
  { maxProperties: 40, additionalProperties: false },
);
export const NewSchema = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 100, pattern: '^[^\\u0000-\\u001f\\u007f@]+$' }),
    fields: Fields,
  },
  { additionalProperties: false },
);
export const SchemaMade = Type.Object({ type: Type.String(), version: Type.Integer() });
export const SchemaList = Type.Object({
  schemas: Type.Array(
    Type.Object({
      name: Type.String(),
      type: Type.String(),
      version: Type.Integer(),
      fields: Type.Record(Type.String(), Type.Unknown()),
      createdAt: Instant,
    }),
  ),
});

const filter = {
  feed: Type.Optional(Code),
  reason: Type.Optional(Type.String({ pattern: '^[a-z_]{1,30}$' })),
};
export const QuarantineQuery = Type.Object({
  ...filter,
  state: Type.Optional(
    Type.Union([Type.Literal('waiting'), Type.Literal('replayed'), Type.Literal('discarded')]),
  ),
  after: Type.Optional(Id('event')),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })),
});
export const Quarantine = Type.Object({
  waiting: Type.Array(
    Type.Object({ feed: Type.String(), reason: Type.String(), count: Type.Integer() }),
  ),
  moments: Type.Array(
    Type.Object({
      id: Id('event'),
      feed: Type.String(),
      wire: Type.String(),
      reason: Type.String(),
      detail: Type.String({ description: 'The field and the rule it breaks; never a value.' }),
      state: Type.String(),
      receivedAt: Instant,
      triedAt: Instant,
    }),
  ),
  next: Nullable(Type.String()),
});
const ids = Type.Array(Id('event'), { minItems: 1, maxItems: 500 });
export const ReplayBody = Type.Object(
  { ...filter, ids: Type.Optional(ids), after: Type.Optional(Id('event')) },
  { additionalProperties: false },
);
export const Replayed = Type.Object({
  replayed: Type.Integer(),
  failed: Type.Integer({ description: 'Still not right; they wait on, with the reason of now.' }),
  next: Nullable(Type.String({ description: 'Send it as `after` for the next 500.' })),
});
export const DiscardBody = Type.Object({ ids }, { additionalProperties: false });
export const Discarded = Type.Object({ discarded: Type.Integer() });
