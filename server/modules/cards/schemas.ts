// Shapes of cards: what a phone, a till and a customer see.
import { Type } from 'typebox';
import { Id, Instant, Nullable, PlainDate, Text } from '#kernel/schemas';

const CardNumber = Type.String({ description: '16 digits, the last a check digit.' });

export const MyCard = Type.Object({
  number: CardNumber,
  points: Type.Object({ available: Type.Integer(), pending: Type.Integer() }),
  coupons: Type.Integer(),
  now: Instant,
});

export const PhoneKey = Type.Object(
  {
    publicKey: Type.String({
      pattern: '^[A-Za-z0-9_-]{43}$',
      description: 'Raw Ed25519 public key, base64url.',
    }),
  },
  { additionalProperties: false },
);

export const PhoneCertificate = Type.Object({
  certificate: Type.String({ description: 'base64url; the phone puts it into each code.' }),
  lastDay: PlainDate,
  now: Type.String({ description: 'The house’s clock; the phone sets its own by it.' }),
});

export const TillKeys = Type.Object({
  keys: Type.Array(
    Type.Object({
      id: Type.Integer(),
      publicKey: Type.String({ description: 'Raw Ed25519 public key, base64url.' }),
    }),
  ),
  takenBack: Type.Array(Type.String({ description: 'Certificates not to be taken.' })),
  windowSeconds: Type.Integer(),
  now: Instant,
});

export const CardScan = Type.Object(
  { code: Text(400), placeId: Type.Optional(Id('place')) },
  { additionalProperties: false },
);

export const ScannedCard = Type.Object({
  recordId: Id('record'),
  customerId: Id('customer'),
  number: Nullable(CardNumber),
  by: Type.Union([Type.Literal('code'), Type.Literal('number'), Type.Literal('key')], {
    description:
      'code: her phone was there; number: of a card; key: by what another system calls her.',
  }),
  points: Type.Object({ available: Type.Integer(), pending: Type.Integer() }),
  coupons: Type.Array(
    Type.Object({
      id: Id('coupon'),
      name: Type.String(),
      nameEn: Type.String(),
      code: Type.String(),
      endsAt: Nullable(Instant),
      discountMinor: Nullable(
        Type.Integer({ description: 'By terms of its own; null where a promotion says it.' }),
      ),
      discountBp: Nullable(Type.Integer()),
    }),
  ),
});

export const ClaimToBegin = Type.Object(
  {
    number: Text(40),
    pin: Type.Optional(Text(12)),
    birthDate: Type.Optional(PlainDate),
  },
  { additionalProperties: false },
);
export const ClaimBegun = Type.Object({
  claimId: Type.String(),
  isSent: Type.Literal(true, {
    description: 'Said of every claim; a code comes if the card and what is on file fit.',
  }),
});
export const ClaimToFinish = Type.Object({ code: Text(12) }, { additionalProperties: false });
