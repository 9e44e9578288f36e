// Shapes of the API: what staff see of customers, masked and unmasked, and what a customer sees of herself.
import { type Static, Type } from 'typebox';
import { EmailAddress, Id, Instant, Nullable, PlainDate, Text } from '#kernel/schemas';

const Field = Type.Optional(Type.String());

const ProfileShape = Type.Object({
  familyName: Field,
  givenName: Field,
  fullName: Field,
  familyKana: Field,
  givenKana: Field,
  fullKana: Field,
  companyName: Field,
  email: Field,
  phone: Field,
  mobilePhone: Field,
  country: Field,
  postalCode: Field,
  prefecture: Field,
  city: Field,
  address: Field,
  birthDate: Type.Optional(PlainDate),
  gender: Field,
  memberNumber: Field,
  note: Field,
  attributes: Type.Optional(Type.Record(Type.String(), Type.String())),
});

/** What is shown before a reason is given: enough to recognise her, not to reach her. */
const MaskedShape = Type.Object({
  name: Nullable(Type.String({ examples: ['大野 あ＊＊'] })),
  email: Nullable(Type.String()),
  phone: Nullable(Type.String()),
});

const recordFields = {
  id: Id('record'),
  source: Type.String(),
  kind: Type.String(),
  placeId: Nullable(Id('place')),
  registeredAt: Nullable(Instant),
  createdAt: Instant,
  isErased: Type.Boolean(),
  stoppedAt: Nullable(Instant),
};

export const CustomerSummary = Type.Object({
  id: Id('customer'),
  createdAt: Instant,
  masked: MaskedShape,
  records: Type.Array(Type.Object(recordFields)),
});
export type CustomerSummary = Static<typeof CustomerSummary>;

export const CustomerList = Type.Object({
  customers: Type.Array(CustomerSummary),
  next: Nullable(Id('customer')),
});

const LinkShape = Type.Object({
  id: Id('link'),
  recordIds: Type.Array(Id('record')),
  verdict: Type.String(),
  kind: Type.String(),
  strength: Type.String(),
  probability: Nullable(Type.Number()),
  evidence: Type.Record(Type.String(), Type.Unknown()),
  source: Type.String(),
  ruleVersion: Type.Integer(),
  madeAt: Instant,
  madeBy: Type.String(),
  withdrawnAt: Nullable(Instant),
});

export const CustomerDetail = Type.Object({
  id: Id('customer'),
  isUnmasked: Type.Boolean({ description: 'Whether profiles are shown; the look is logged.' }),
  records: Type.Array(
    Type.Object({
      ...recordFields,
      purposes: Type.Array(Type.String(), { description: 'What she agreed to.' }),
      masked: MaskedShape,
      profile: Nullable(ProfileShape),
    }),
  ),
  links: Type.Array(LinkShape),
});
export type CustomerDetail = Static<typeof CustomerDetail>;

/** Codes of reasons to see a person unmasked; free words could say something of her. */
const accessReasons = [
  'customer_present',
  'follow_up',
  'order_question',
  'delivery',
  'complaint',
  'correction',
  'legal_request',
] as const;
export const AccessReason = Type.Union(accessReasons.map((reason) => Type.Literal(reason)));

export const Timeline = Type.Object({
  moments: Type.Array(
    Type.Object({
      eventId: Id('event'),
      recordId: Id('record'),
      type: Type.String(),
      subject: Type.String(),
      occurredAt: Instant,
      placeId: Nullable(Id('place')),
      channel: Nullable(Type.String()),
      actor: Type.String(),
      data: Type.Record(Type.String(), Type.Unknown()),
    }),
  ),
  next: Nullable(Type.String()),
});
export type Timeline = Static<typeof Timeline>;

const SignKindShape = Type.Union([
  Type.Literal('email'),
  Type.Literal('phone'),
  Type.Literal('line'),
  Type.Literal('member'),
  Type.Literal('card'),
  Type.Literal('device'),
]);
const WhyShape = Type.Object({ ja: Type.String(), en: Type.String() });

/** Bounded: what is longer is no name and no address. */
const ToldField = Type.Optional(Text(300));
const ToldProfile = Type.Object(
  {
    familyName: ToldField,
    givenName: ToldField,
    fullName: ToldField,
    familyKana: ToldField,
    givenKana: ToldField,
    fullKana: ToldField,
    companyName: ToldField,
    email: ToldField,
    phone: ToldField,
    mobilePhone: ToldField,
    country: ToldField,
    postalCode: ToldField,
    prefecture: ToldField,
    city: ToldField,
    address: ToldField,
    birthDate: Type.Optional(PlainDate),
    gender: ToldField,
    memberNumber: ToldField,
    note: Type.Optional(Text(2000)),
  },
  { additionalProperties: false },
);

export const RecordToTellShape = Type.Object(
  {
    source: Type.String({ pattern: '^[a-z][a-z0-9_-]{1,39}$', description: 'The system.' }),
    key: Text(200),
    kind: Type.Optional(
      Type.Union([
        Type.Literal('customer'),
        Type.Literal('card'),
        Type.Literal('messenger'),
        Type.Literal('organisation'),
      ]),
    ),
    placeId: Type.Optional(Id('place')),
    partyId: Type.Optional(Id('party')),
    profile: Type.Optional(ToldProfile),
    signs: Type.Array(
      Type.Object(
        { kind: SignKindShape, value: Text(254), issuer: Type.Optional(Text(100)) },
        { additionalProperties: false },
      ),
      { maxItems: 10, description: 'What she proved or showed there; each may link her.' },
    ),
    provedBy: Type.String({ pattern: '^[a-z][a-z_]{1,39}$', examples: ['till', 'line_login'] }),
  },
  { additionalProperties: false },
);

export const RecordTold = Type.Object({
  recordId: Id('record'),
  customerId: Id('customer'),
  isNew: Type.Boolean(),
  links: Type.Integer({ description: 'Links that the signs made.' }),
  refused: Type.Array(Type.Object({ reason: Type.String(), why: WhyShape })),
});

const PhoneText = Type.String({ minLength: 6, maxLength: 40, pattern: '^[^A-Za-z]*$' });
/** One of the two. */
const contactFields = { email: Type.Optional(EmailAddress), phone: Type.Optional(PhoneText) };

export const SignInStart = Type.Object(contactFields, { additionalProperties: false });
export const SignInStarted = Type.Object({
  isSent: Type.Literal(true),
  expiresInSeconds: Type.Integer(),
});
export const SignInFinish = Type.Object(
  { ...contactFields, code: Text(12) },
  { additionalProperties: false },
);
export const SignedInAnswer = Type.Object({
  recordId: Id('record'),
  token: Type.String({ description: 'Bearer token; browsers have it in a cookie too.' }),
  expiresAt: Instant,
  isNew: Type.Boolean(),
});

export const Me = Type.Object({
  recordId: Id('record'),
  customerId: Id('customer'),
  profile: ProfileShape,
  purposes: Type.Array(Type.String()),
  stoppedAt: Nullable(
    Type.String({
      format: 'date-time',
      description: 'Since when she has stopped every use but what contract and law demand.',
    }),
  ),
});
