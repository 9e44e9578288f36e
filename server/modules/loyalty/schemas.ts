// Shapes of loyalty's API: rules, stamp cards, tiers, and what a customer has, explained.
import { type Static, Type } from 'typebox';
import { Id, Instant, Nullable, PlainDate, Text } from '#kernel/schemas';
import { type RuleKind, ruleKinds } from './rules/rules.ts';
import { settingMoves, settingPhases, settingStates } from './setting-state.ts';
import { CardTerms } from './stamps/stamps-for.ts';

const Code = Type.String({ pattern: '^[a-z0-9][a-z0-9_-]{0,39}$' });
const Days = Type.Integer({ minimum: 1, maximum: 3660 });
const Kind = Type.Unsafe<RuleKind>(Type.Union(ruleKinds.map((kind) => Type.Literal(kind))));

const terms = {
  nameJa: Text(80),
  nameEn: Type.Optional(Nullable(Text(80))),
  validFrom: Type.Optional(Nullable(Instant)),
  validUntil: Type.Optional(Nullable(Instant)),
  isActive: Type.Optional(Type.Boolean()),
  isDraft: Type.Optional(
    Type.Boolean({ description: 'Kept for approval; without it an owner sets it at once.' }),
  ),
  /** As it was when it was looked at; without it the last one to save wins. */
  changedAt: Type.Optional(Instant),
};

const SentenceShape = Type.Object({ ja: Type.String(), en: Type.String() });
const literals = <Word extends string>(words: readonly Word[]) =>
  Type.Unsafe<Word>(Type.Union(words.map((word) => Type.Literal(word))));

export const SettingMoveWish = Type.Object(
  { to: literals(settingMoves) },
  { additionalProperties: false },
);

const Conflicts = Type.Array(
  Type.Object({
    id: Type.String(),
    nameJa: Type.String(),
    nameEn: Nullable(Type.String()),
    how: literals(['adds', 'older_only']),
    says: SentenceShape,
  }),
  { description: 'Others that are on or scheduled at the same time and give for the same.' },
);

const Waits = Nullable(literals(['draft', 'proposed']));
const life = {
  state: literals(settingStates),
  phase: literals(settingPhases),
  nextState: Waits,
  writtenBy: Type.String(),
  writtenAt: Instant,
  approvedBy: Nullable(Type.String()),
  approvedAt: Nullable(Instant),
  /** When its newest wording was written. */
  changedAt: Instant,
  changedBy: Nullable(
    Type.String({ description: 'Name of who wrote that; null for whoever is not staff.' }),
  ),
  conflicts: Conflicts,
};

export const RuleToSave = Type.Object(
  {
    code: Code,
    kind: Kind,
    ...terms,
    terms: Type.Record(Type.String(), Type.Unknown(), {
      description: 'Of the kind: order {perMinor, points, leastMinor}, line {itemIds, points} …',
    }),
    pointDays: Type.Optional(Nullable(Days)),
  },
  { additionalProperties: false },
);
export type RuleToSave = Static<typeof RuleToSave>;

export const Rule = Type.Object({
  id: Id('earnRule'),
  code: Code,
  kind: Kind,
  nameJa: Type.String(),
  nameEn: Nullable(Type.String()),
  terms: Type.Record(Type.String(), Type.Unknown()),
  sentenceJa: Type.String({ description: 'What the rule says, as people read it.' }),
  sentenceEn: Type.String(),
  pointDays: Nullable(Type.Integer()),
  validFrom: Nullable(Instant),
  validUntil: Nullable(Instant),
  isActive: Type.Boolean(),
  ...life,
  next: Nullable(
    Type.Object({
      nameJa: Type.String(),
      nameEn: Nullable(Type.String()),
      terms: Type.Record(Type.String(), Type.Unknown()),
      sentenceJa: Type.String(),
      sentenceEn: Type.String(),
      pointDays: Nullable(Type.Integer()),
      validFrom: Nullable(Instant),
      validUntil: Nullable(Instant),
    }),
  ),
});

const Reward = Type.Object(
  {
    code: Code,
    titleJa: Text(80),
    titleEn: Text(80),
    discountMinor: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000_000 })),
    discountBp: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000 })),
  },
  { additionalProperties: false },
);

export const CardToSave = Type.Object(
  {
    code: Code,
    ...terms,
    size: Type.Integer({ minimum: 1, maximum: 100 }),
    terms: CardTerms,
    rewards: Type.Array(Reward, { minItems: 1, maxItems: 20 }),
    stampDays: Type.Optional(Nullable(Days)),
    rewardDays: Type.Optional(Days),
  },
  { additionalProperties: false },
);
export type CardToSave = Static<typeof CardToSave>;

const cardFields = {
  id: Id('stampCard'),
  code: Code,
  nameJa: Type.String(),
  nameEn: Nullable(Type.String()),
  size: Type.Integer(),
  rewards: Type.Array(Reward),
  validUntil: Nullable(Instant),
};
export const Card = Type.Object({
  ...cardFields,
  terms: CardTerms,
  stampDays: Nullable(Type.Integer()),
  rewardDays: Type.Integer(),
  validFrom: Nullable(Instant),
  isActive: Type.Boolean(),
  ...life,
  says: Type.Array(SentenceShape, { description: 'When stamps are given, and for what.' }),
  next: Nullable(
    Type.Object({
      nameJa: Type.String(),
      nameEn: Nullable(Type.String()),
      terms: CardTerms,
      rewards: Type.Array(Reward),
      stampDays: Nullable(Type.Integer()),
      rewardDays: Type.Integer(),
      validFrom: Nullable(Instant),
      validUntil: Nullable(Instant),
      says: Type.Array(SentenceShape),
    }),
  ),
});

export const CardToRead = Type.Object(
  {
    cardId: Type.Optional(Id('stampCard')),
    size: Type.Integer({ minimum: 1, maximum: 100 }),
    terms: CardTerms,
    rewards: Type.Array(Reward, { maxItems: 20 }),
    stampDays: Type.Optional(Nullable(Days)),
    rewardDays: Type.Optional(Days),
    validFrom: Type.Optional(Nullable(Instant)),
    validUntil: Type.Optional(Nullable(Instant)),
    /** An order of so many pieces that cost so much together. */
    sampleMinor: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000_000 })),
    samplePieces: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
  },
  { additionalProperties: false },
);
export const CardRead = Type.Object({
  says: Type.Array(SentenceShape),
  stamps: Type.Integer({ description: 'For the sample order.' }),
  conflicts: Conflicts,
});

const Tier = Type.Object(
  {
    code: Code,
    nameJa: Text(40),
    nameEn: Type.Optional(Nullable(Text(40))),
    thresholdMinor: Type.Integer({ minimum: 1, maximum: 1_000_000_000_000 }),
  },
  { additionalProperties: false },
);
export const TierTableShape = Type.Object(
  {
    periodMonths: Type.Integer({ minimum: 1, maximum: 60 }),
    graceDays: Type.Integer({ minimum: 0, maximum: 366 }),
    tiers: Type.Array(Tier, { maxItems: 20 }),
  },
  { additionalProperties: false },
);
export type TierTableShape = Static<typeof TierTableShape>;

export const TiersPreviewed = Type.Object({
  customers: Type.Integer({ description: 'Who bought within the period.' }),
  isSample: Type.Boolean({ description: 'Only of those who came last.' }),
  now: Type.Record(Type.String(), Type.Integer(), {
    description: 'Customers by tier; those below the first under the empty name.',
  }),
  proposed: Type.Record(Type.String(), Type.Integer()),
  rising: Type.Integer(),
  falling: Type.Integer(),
});

const minor = Type.Integer({ minimum: 0, maximum: 1_000_000_000 });
export const RuleToRead = Type.Object(
  {
    kind: Kind,
    terms: Type.Record(Type.String(), Type.Unknown()),
    ruleId: Type.Optional(Id('earnRule')),
    validFrom: Type.Optional(Nullable(Instant)),
    validUntil: Type.Optional(Nullable(Instant)),
    /** An order of so much, now, by somebody who bought before. */
    sampleMinor: Type.Optional(minor),
    sampleTier: Type.Optional(Nullable(Code)),
  },
  { additionalProperties: false },
);
export const RuleRead = Type.Object({
  sentenceJa: Type.String(),
  sentenceEn: Type.String(),
  points: Type.Integer({ description: 'For the sample; 0 of rules beside orders.' }),
  conflicts: Conflicts,
});

const TierName = Nullable(
  Type.Object({ code: Code, nameJa: Type.String(), nameEn: Nullable(Type.String()) }),
);
const Amounts = {
  available: Type.Integer({ description: 'Can be used now; below zero is owed.' }),
  pending: Type.Integer({ description: 'Comes when the goods are handed over.' }),
  reserved: Type.Integer({ description: 'Kept for a checkout.' }),
};

export const Value = Type.Object({
  points: Type.Object({
    ...Amounts,
    expiries: Type.Array(Type.Object({ at: Instant, amount: Type.Integer() })),
  }),
  cards: Type.Array(
    Type.Object({
      ...cardFields,
      stamps: Type.Integer(),
      pending: Type.Integer(),
      rewardsTaken: Type.Integer(),
    }),
  ),
  tier: Nullable(
    Type.Object({
      tier: TierName,
      spentMinor: Type.Integer(),
      next: Nullable(Type.Object({ tier: TierName, missingMinor: Type.Integer() })),
      downgrade: Nullable(
        Type.Object({ on: PlainDate, to: TierName, missingMinor: Type.Integer() }),
      ),
    }),
  ),
  lines: Type.Array(
    Type.Object({
      id: Id('posting'),
      at: Instant,
      unit: Type.String(),
      kind: Type.String(),
      amount: Type.Integer(),
      balance: Type.Integer({ description: 'Of this unit after it.' }),
      whyJa: Type.String(),
      whyEn: Type.String(),
      expiresAt: Nullable(Instant),
    }),
  ),
});

export const ScanToStamp = Type.Object(
  {
    scanId: Type.String({ pattern: '^[0-9a-f-]{36}$', description: 'Made by the till: one scan.' }),
    recordId: Id('record'),
    count: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
    placeId: Type.Optional(Id('place')),
  },
  { additionalProperties: false },
);

export const VisitToCount = Type.Object(
  {
    placeId: Id('place'),
    latitude: Type.Optional(Type.Number({ minimum: -90, maximum: 90 })),
    longitude: Type.Optional(Type.Number({ minimum: -180, maximum: 180 })),
    accuracyMetres: Type.Optional(Type.Number({ minimum: 0, maximum: 100_000 })),
  },
  { additionalProperties: false },
);
