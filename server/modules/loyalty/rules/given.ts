// Points outside of orders: for a review, for an event of the log, for a visit, for an invitation. Each is given once a
// cause; how often a person can have them is bounded here.
import { money } from '@engawa/promotions';
import { type Static, Type } from 'typebox';
import { inPoints, Points, type Sentence } from './facts.ts';

/** Events of the log that rules can give for, and what they are to people. */
export const givingEventWords = {
  'bookings.fulfilled': { ja: 'ご予約のご利用', en: 'a booking that was kept' },
  'customers.signed_in': { ja: 'サインイン', en: 'signing in' },
  'moments.visited': { ja: 'お店でのチェックイン', en: 'checking in at a shop' },
  'reviews.posted': { ja: 'レビューの投稿', en: 'a review' },
} as const satisfies Readonly<Record<string, Sentence>>;
export type GivingEvent = keyof typeof givingEventWords;
export const givingEvents = Object.keys(givingEventWords) as readonly GivingEvent[];

const PerDayMax = Type.Integer({ minimum: 1, maximum: 100 });

export const ReviewTerms = Type.Object(
  { points: Points, perDayMax: Type.Optional(PerDayMax) },
  { additionalProperties: false },
);

export const EventTerms = Type.Object(
  {
    points: Points,
    /** An event of the log: `bookings.fulfilled`. */
    type: Type.Unsafe<GivingEvent>(Type.Union(givingEvents.map((type) => Type.Literal(type)))),
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
  review: ({ points, perDayMax }: Static<typeof ReviewTerms>): Sentence => ({
    ja: `レビューの投稿で${points}ポイント${often(perDayMax).ja}`,
    en: `${inPoints(points)} for a review${often(perDayMax).en}`,
  }),
  event: ({ points, type, perDayMax }: Static<typeof EventTerms>): Sentence => ({
    ja: `${givingEventWords[type].ja}で${points}ポイント${often(perDayMax).ja}`,
    en: `${inPoints(points)} for ${givingEventWords[type].en}${often(perDayMax).en}`,
  }),
  visit: ({ points, radiusMetres, perDayMax }: Static<typeof VisitTerms>): Sentence => ({
    ja: `ご来店(${radiusMetres}m以内でQR)で${points}ポイント${often(perDayMax).ja}`,
    en: `${inPoints(points)} for a visit (QR within ${radiusMetres} m)${often(perDayMax).en}`,
  }),
  invite: (terms: Static<typeof InviteTerms>, currency: string): Sentence => {
    const { points, newcomerPoints, perMemberMax } = terms;
    const least = money(terms.leastMinor, currency);
    return {
      ja: `お友だちの最初の${least.ja}以上のお買い物で、紹介した方に${points}、お友だちに${newcomerPoints}ポイント(おひとり${perMemberMax}人まで)`,
      en: `${inPoints(points)} for whoever invited and ${newcomerPoints} for the friend at her first purchase from ${least.en}, for up to ${perMemberMax} friends`,
    };
  },
} as const;

function often(perDayMax: number | undefined): Sentence {
  return perDayMax === undefined || perDayMax === 1
    ? { ja: '(1日1回まで)', en: ', once a day' }
    : { ja: `(1日${perDayMax}回まで)`, en: `, up to ${perDayMax} times a day` };
}
