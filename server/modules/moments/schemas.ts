// What apps send and staff see.
import { type Static, type TSchema, Type } from 'typebox';
import { Id, Instant, Nullable, Text } from '#kernel/schemas';

const ClientId = Type.String({
  pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$',
  description: 'Made by the app, best a UUIDv7. The same id is taken once, for ever.',
});
const Code = Type.String({
  pattern: '^[a-z0-9][a-z0-9-]{1,39}$',
  description: 'The code behind `?s=` of a tracked link or poster.',
});
const Channel = Type.Union(
  ['web', 'app', 'line', 'store', 'phone'].map((word) => Type.Literal(word)),
);
const item = { itemId: Id('item') };
const anyItem = { itemId: Type.Optional(Id('item')) };

function moment<Kind extends string, Fields extends Record<string, TSchema>>(
  kind: Kind,
  fields: Fields,
) {
  return Type.Object(
    {
      id: ClientId,
      kind: Type.Literal(kind),
      at: Type.Optional(Instant),
      source: Type.Optional(Code),
      ...fields,
    },
    { additionalProperties: false },
  );
}

export const MomentToTake = Type.Union([
  moment('viewed', {
    page: Type.Union(['home', 'category', 'item', 'page'].map((word) => Type.Literal(word))),
    ...anyItem,
  }),
  moment('searched', { results: Type.Integer({ minimum: 0, maximum: 1_000_000 }) }),
  moment('carted', { ...item, quantity: Type.Number({ minimum: -100_000, maximum: 100_000 }) }),
  moment('wished', { ...item, isWished: Type.Optional(Type.Boolean()) }),
  moment('scanned', anyItem),
  moment('proposed', item),
  moment('signed_up', {}),
]);

export const MomentBatch = Type.Object(
  {
    channel: Channel,
    placeId: Type.Optional(Id('place')),
    recordId: Type.Optional(Id('record')),
    moments: Type.Array(MomentToTake, { minItems: 1, maxItems: 50 }),
  },
  { additionalProperties: false },
);

export const Taken = Type.Object({
  accepted: Type.Integer(),
  repeated: Type.Integer({ description: 'Taken before; counted once.' }),
  rejected: Type.Array(Type.Object({ id: Type.String(), reason: Type.String() })),
  isKnown: Type.Boolean({ description: 'False: she has not agreed; only counts were kept.' }),
});

export const Visit = Type.Object(
  {
    id: ClientId,
    placeId: Type.Optional(Id('place')),
    source: Type.Optional(Code),
    channel: Type.Optional(Channel),
    at: Type.Optional(Instant),
  },
  { additionalProperties: false },
);

export const ConsentChoice = Type.Object(
  {
    decision: Type.Union([Type.Literal('given'), Type.Literal('withdrawn')]),
    channel: Type.Optional(Channel),
    language: Type.Optional(Type.Union([Type.Literal('ja'), Type.Literal('en')])),
  },
  { additionalProperties: false },
);
export const ConsentAnswer = Type.Object({ isKnown: Type.Boolean() });

const SourceKind = Type.Union(
  ['poster', 'link', 'ad', 'line', 'receipt'].map((word) => Type.Literal(word)),
);

export const Source = Type.Object({
  code: Type.String(),
  kind: Type.String(),
  name: Type.String(),
  placeId: Nullable(Id('place')),
  target: Type.String(),
  address: Type.String({ description: 'What the link or QR code leads to.' }),
  createdAt: Instant,
  counts: Type.Record(Type.String(), Type.Integer(), {
    description: 'Moments of the last 30 days by kind, of everybody.',
  }),
});
export type Source = Static<typeof Source>;
export const SourceList = Type.Object({ sources: Type.Array(Source) });
export const SourceParams = Type.Object({ code: Code });

export const NewSource = Type.Object(
  {
    code: Type.Optional(Code),
    kind: SourceKind,
    name: Text(100),
    placeId: Type.Optional(Id('place')),
    target: Type.Optional(Type.String({ pattern: '^/([^/\\\\\\s][^\\\\\\s]*)?$', maxLength: 300 })),
  },
  { additionalProperties: false },
);
