// Points outside of orders: for a review, for an event of the log, for a visit, for an invitation. Each is given once a
// cause; how often a person can have them is bounded here.
import { type Static, Type } from 'typebox';
import { Text } from '#kernel/schemas';
import { Points, type Sentence } from './facts.ts';

const PerDayMax = Type.Integer({ minimum: 1, maximum: 100 });

export const ReviewTerms = Type.Object(
  { points: Points, perDayMax: Type.Optional(PerDayMax) },
  { additionalProperties: false },
);

export const EventTerms = Type.Object(
  {
    points: Points,
    /** An event of the log: `bookings.fulfilled`. */
    type: Text(60),
    perDayMax: Type.Optional(PerDayMax),
  },
  { additionalProperties: false },
);

export const VisitTerms = Type.Object(
  {
    points: Points,
    /** How near she has to be. */
    radiusMetres: Type.Integer({ minimum: 10, maximum: 2000 }),
    perDayMax: Type.Optional(PerDayMax),
  },
  { additionalProperties: false },
);

export const InviteTerms = Type.Object(
  {
    points: Points,
    /** For whoever was invited. */
    newcomerPoints: Points,
    leastMinor: Type.Integer({ minimum: 1, maximum: 1_000_000_000 }),
    /** So many invitations give points. */
    perMemberMax: Type.Integer({ minimum: 1, maximum: 1000 }),
  },
  { additionalProperties: false },
);

export const givenSentences = {
  review: ({ points }: Static<typeof ReviewTerms>): Sentence => ({
    ja: `レビューの投稿で${points}ポイント`,
    en: `${points} points for a review`,
  }),
  event: ({ points, type }: Static<typeof EventTerms>): Sentence => ({
    ja: `${type} で${points}ポイント`,
    en: `${points} points for ${type}`,
  }),
  visit: ({ points, radiusMetres }: Static<typeof VisitTerms>): Sentence => ({
    ja: `ご来店(${radiusMetres}m以内でQR)で${points}ポイント`,
    en: `${points} points for a visit (QR within ${radiusMetres} m)`,
  }),
  invite: ({ points, newcomerPoints, leastMinor }: Static<typeof InviteTerms>): Sentence => ({
    ja: `お友だちの最初の${leastMinor}円以上のお買い物で、紹介した方に${points}、お友だちに${newcomerPoints}ポイント`,
    en: `${points} points for whoever invited and ${newcomerPoints} for the friend at her first purchase from ¥${leastMinor}`,
  }),
} as const;
