// What rights takes and answers.
import { type Static, Type } from 'typebox';
import { purposes } from '#kernel/purposes';
import { Id, Instant, Nullable, Text } from '#kernel/schemas';
import { outgoingItems, outgoingPurposes } from './outgoing.ts';

const Code = Type.String({
  pattern: '^[a-z][a-z_]{1,39}$',
  description: 'A word, not a sentence.',
});
export const PurposeWord = Type.Union(
  Object.keys(purposes)
    .filter((word) => word !== 'duty')
    .map((word) => Type.Literal(word)),
);

const StoppedAt = Nullable(
  Type.String({
    format: 'date-time',
    description: 'Since when every use but what contract and law demand is stopped.',
  }),
);
export const Standing = Type.Object({ stoppedAt: StoppedAt });

const Scope = Type.Union([Type.Literal('agreed'), Type.Literal('all')], {
  description: 'agreed: what she agreed to; all: every use but what contract and law demand.',
});
const Language = Type.Union([Type.Literal('ja'), Type.Literal('en')]);
export const StopWish = Type.Object(
  { scope: Type.Optional(Scope), language: Type.Optional(Language) },
  { additionalProperties: false },
);
export const ResumeWish = Type.Object(
  { language: Type.Optional(Language) },
  { additionalProperties: false },
);

export const Mine = Type.Object({
  records: Type.Integer(),
  stoppedAt: StoppedAt,
  purposes: Type.Array(
    Type.Object({ purpose: Type.String(), isGiven: Type.Boolean(), isAsked: Type.Boolean() }),
  ),
  looks: Type.Array(
    Type.Object({ at: Instant, by: Type.String(), reason: Type.String(), what: Type.String() }),
  ),
  transfers: Type.Array(
    Type.Object({
      at: Instant,
      direction: Type.String(),
      party: Type.String(),
      items: Type.Array(Type.String()),
      purpose: Type.String(),
    }),
  ),
  erasure: Type.Object({
    certain: Type.Integer({ description: 'Records that go at once.' }),
    probable: Type.Array(Type.Object({ recordId: Id('record'), source: Type.String() }), {
      description: 'Records that are only probably hers; people decide about them.',
    }),
  }),
});

export const ConsentWish = Type.Object(
  {
    decision: Type.Union([Type.Literal('given'), Type.Literal('withdrawn')]),
    language: Type.Optional(Type.Union([Type.Literal('ja'), Type.Literal('en')])),
  },
  { additionalProperties: false },
);

export const ReceiptShape = Type.Object({
  consentId: Type.String(),
  purpose: Type.String(),
  decision: Type.String(),
  decidedAt: Instant,
  text: Nullable(Type.String()),
  textVersion: Type.String(),
  language: Type.String(),
  channel: Type.String(),
  signed: Type.String({
    description: 'The receipt (ISO/IEC TS 27560) as JWS; GET /api/privacy/receipt-key verifies it.',
  }),
});
export const ReceiptList = Type.Object({ receipts: Type.Array(ReceiptShape) });

const field = Type.Optional(Text(200, 0));
export const Correction = Type.Object(
  {
    familyName: field,
    givenName: field,
    familyKana: field,
    givenKana: field,
    email: field,
    phone: field,
    mobilePhone: field,
    postalCode: field,
    prefecture: field,
    city: field,
    address: field,
    birthDate: Type.Optional(Type.String({ pattern: '^([0-9]{4}-[0-9]{2}-[0-9]{2})?$' })),
    gender: field,
  },
  { additionalProperties: false, minProperties: 1 },
);
export type Correction = Static<typeof Correction>;

/** Why staff do what she asks for. */
const AskedBecause = Type.Union(
  (['customer_present', 'correction', 'complaint', 'legal_request', 'her_wish'] as const).map(
    (word) => Type.Literal(word),
  ),
);
export const CorrectionByStaff = Type.Object(
  {
    reason: AskedBecause,
    changes: Type.Object(
      {
        familyName: field,
        givenName: field,
        familyKana: field,
        givenKana: field,
        email: field,
        phone: field,
        postalCode: field,
        prefecture: field,
        city: field,
        address: field,
        birthDate: field,
      },
      { additionalProperties: false, minProperties: 1 },
    ),
  },
  { additionalProperties: false },
);
export const StopByStaff = Type.Object(
  {
    reason: AskedBecause,
    purposes: Type.Optional(
      Type.Array(PurposeWord, { minItems: 1, maxItems: 20, description: 'Missing: all of them.' }),
    ),
    scope: Type.Optional(Scope),
  },
  { additionalProperties: false },
);
export const ResumeByStaff = Type.Object({ reason: AskedBecause }, { additionalProperties: false });

export const Erased = Type.Object({
  erased: Type.Integer(),
  waiting: Type.Integer({ description: 'Records that people look at first.' }),
});

const PackagePart = Type.Object({
  name: Type.String(),
  title: Type.Object({ ja: Type.String(), en: Type.String() }),
  columns: Type.Record(Type.String(), Type.Object({ ja: Type.String(), en: Type.String() })),
  rows: Type.Array(Type.Record(Type.String(), Type.Unknown())),
});
export const PackageShape = Type.Object({
  format: Type.String(),
  madeAt: Instant,
  records: Type.Array(Type.String()),
  parts: Type.Array(PackagePart),
});

const Items = Type.Array(Type.Union(outgoingItems.map((word) => Type.Literal(word))), {
  minItems: 1,
  maxItems: 20,
});

export const NewRequest = Type.Object(
  {
    kind: Type.Union([
      Type.Literal('package'),
      Type.Literal('erasure'),
      Type.Literal('pseudonymised'),
      Type.Literal('transfer'),
      Type.Literal('export'),
      Type.Literal('segment'),
    ]),
    recordId: Type.Optional(Id('record')),
    reason: Code,
    transfer: Type.Optional(
      Type.Object(
        {
          partyId: Id('party'),
          purpose: Type.Union(outgoingPurposes.map((word) => Type.Literal(word))),
          items: Items,
        },
        { additionalProperties: false },
      ),
    ),
    segment: Type.Optional(
      Type.Object({ segmentId: Id('segment'), items: Items }, { additionalProperties: false }),
    ),
  },
  { additionalProperties: false },
);

export type NewRequest = Static<typeof NewRequest>;

export const RequestShape = Type.Object({
  id: Id('request'),
  kind: Type.String(),
  recordIds: Type.Array(Id('record')),
  probableIds: Type.Array(Id('record')),
  reason: Type.String(),
  state: Type.String(),
  askedBy: Type.String(),
  askedAt: Instant,
  decidedBy: Nullable(Type.String()),
  decidedAt: Nullable(Instant),
  expiresAt: Nullable(Instant),
  partyId: Nullable(Id('party')),
  purpose: Nullable(Type.String()),
  items: Type.Array(Type.String()),
  segmentId: Nullable(Id('segment')),
});
export type RequestShape = Static<typeof RequestShape>;
export const RequestList = Type.Object({ requests: Type.Array(RequestShape) });
export const RequestParams = Type.Object({ requestId: Id('request') });

const Records = Type.Optional(Type.Array(Id('record'), { maxItems: 500 }));
export const RequestDecision = Type.Object(
  { isApproved: Type.Boolean(), alsoErase: Records, notHers: Records },
  { additionalProperties: false },
);

export const Rules = Type.Object({
  rules: Type.Array(
    Type.Object({
      rule: Type.String(),
      days: Type.Integer(),
      leastDays: Type.Integer({ description: 'Fewer are refused.' }),
    }),
  ),
});
export const RuleChange = Type.Object(
  { days: Type.Integer({ minimum: 1, maximum: 36_500 }) },
  { additionalProperties: false },
);
