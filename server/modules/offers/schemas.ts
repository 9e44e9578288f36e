// Request and response shapes of offers.

import { PromotionTerms } from '@engawa/promotions';
import { type Static, Type } from 'typebox';
import { AmountMinor, Id, Instant, Nullable, Text } from '#kernel/schemas';

const SentenceShape = Type.Object({ ja: Type.String(), en: Type.String() });
const PromotionCode = Type.String({
  pattern: '^[a-z0-9][a-z0-9-]{1,39}$',
  description: 'autumn-2026',
});

const Named = {
  nameJa: Text(100),
  nameEn: Type.Optional(Nullable(Text(100))),
  validFrom: Type.Optional(Nullable(Instant)),
  validUntil: Type.Optional(Nullable(Instant)),
  terms: PromotionTerms,
};

export const NewPromotion = Type.Object(
  { code: PromotionCode, ...Named },
  { additionalProperties: false },
);
export type NewPromotion = Static<typeof NewPromotion>;

export const PromotionEdit = Type.Object(
  {
    ...Named,
    version: Type.Integer({ minimum: 1, description: 'The newest version when it was looked at.' }),
  },
  { additionalProperties: false },
);

export const PromotionMoveWish = Type.Object(
  {
    to: Type.Union([
      Type.Literal('propose'),
      Type.Literal('approve'),
      Type.Literal('withdraw'),
      Type.Literal('pause'),
      Type.Literal('resume'),
      Type.Literal('end'),
    ]),
  },
  { additionalProperties: false },
);

export const PromotionSummary = Type.Object({
  id: Id('promotion'),
  code: Type.String(),
  nameJa: Type.String(),
  nameEn: Nullable(Type.String()),
  state: Type.Union([
    Type.Literal('draft'),
    Type.Literal('active'),
    Type.Literal('paused'),
    Type.Literal('ended'),
  ]),
  newestVersion: Type.Integer(),
  proposedVersion: Nullable(Type.Integer()),
  liveVersion: Nullable(Type.Integer()),
  validFrom: Nullable(Instant),
  validUntil: Nullable(Instant),
  says: Type.Array(SentenceShape, { description: 'What goes off, of the newest version.' }),
});

export const PromotionPage = Type.Object({
  promotions: Type.Array(PromotionSummary),
  next: Nullable(Type.String()),
});

export const RulesRead = Type.Object({
  conditions: Type.Array(SentenceShape),
  benefits: Type.Array(SentenceShape),
  limits: Type.Array(SentenceShape),
  neighbours: Type.Array(
    Type.Object({
      id: Id('promotion'),
      nameJa: Type.String(),
      nameEn: Nullable(Type.String()),
      how: Type.Union([
        Type.Literal('together'),
        Type.Literal('first'),
        Type.Literal('after'),
        Type.Literal('instead'),
      ]),
    }),
    { description: 'Promotions that are on and can meet it in a basket.' },
  ),
});

export const PromotionDetail = Type.Object({
  ...PromotionSummary.properties,
  terms: PromotionTerms,
  rules: RulesRead,
  uses: Type.Integer({ description: 'Reserved and used.' }),
  spentMinor: AmountMinor,
  versions: Type.Array(
    Type.Object({
      version: Type.Integer(),
      writtenBy: Type.String(),
      writer: Nullable(
        Type.String({ description: 'Name of who wrote it; null for whoever is not staff.' }),
      ),
      writtenAt: Instant,
      approvedBy: Nullable(Type.String()),
      approvedAt: Nullable(Instant),
    }),
  ),
});

export const RulesToRead = Type.Object(
  { promotionId: Type.Optional(Id('promotion')), terms: PromotionTerms },
  { additionalProperties: false },
);

const Dates = {
  validFrom: Type.Optional(Nullable(Instant)),
  validUntil: Type.Optional(Nullable(Instant)),
};

export const NewLot = Type.Object(
  { name: Text(100), codes: Type.Integer({ minimum: 1, maximum: 1_000_000 }), ...Dates },
  { additionalProperties: false },
);

export const LotShape = Type.Object({
  id: Id('lot'),
  name: Type.String(),
  codes: Type.Integer(),
  made: Type.Integer(),
  used: Type.Integer(),
  validFrom: Nullable(Instant),
  validUntil: Nullable(Instant),
  isEnded: Type.Boolean(),
});

export const NewCoupons = Type.Object(
  {
    recordIds: Type.Optional(
      Type.Array(Id('record'), { minItems: 1, maxItems: 1000, description: 'One coupon each.' }),
    ),
    count: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 1000, description: 'For whoever brings them.' }),
    ),
    uses: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000 })),
    ...Dates,
  },
  { additionalProperties: false },
);

export const CouponsIssued = Type.Object({
  coupons: Type.Array(
    Type.Object({
      id: Id('coupon'),
      recordId: Nullable(Id('record')),
      code: Type.String({ description: 'Shown here once more; find it by scanning.' }),
    }),
  ),
});

export const OwnCoupons = Type.Object({
  coupons: Type.Array(
    Type.Object({
      id: Id('coupon'),
      code: Type.String(),
      title: SentenceShape,
      says: Type.Array(SentenceShape),
      usesLeft: Type.Integer(),
      validFrom: Nullable(Instant),
      validUntil: Nullable(Instant),
    }),
  ),
});

export const WeatherToTell = Type.Object(
  {
    weather: Nullable(
      Type.Union([
        Type.Literal('rain'),
        Type.Literal('snow'),
        Type.Literal('hot'),
        Type.Literal('cold'),
      ]),
    ),
    until: Type.Optional(Instant),
  },
  { additionalProperties: false },
);
export const WeatherTold = Type.Object({ weather: Nullable(Type.String()), until: Instant });
