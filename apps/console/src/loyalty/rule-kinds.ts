// What the editor of earning rules knows of them: which fields each kind has, and with what they begin. Tables only, so
// that a test can hold them against the rules of the server.
import type { RuleField } from '../offers/rule-kinds.ts';

export type EarningTerms = Readonly<Record<string, unknown>>;

const points: RuleField = { name: 'points', as: 'count' };
const perMinor: RuleField = { name: 'perMinor', as: 'money' };
const leastMinor: RuleField = { name: 'leastMinor', as: 'money' };
const perDayMax: RuleField = { name: 'perDayMax', as: 'count', isOptional: true };
const optional = (field: RuleField): RuleField => ({ ...field, isOptional: true });

export const earningKinds = {
  order: [points, perMinor, optional(leastMinor)],
  line: [{ name: 'itemIds', as: 'items' }, points, optional(perMinor)],
  place: [
    points,
    perMinor,
    { name: 'placeIds', as: 'places', isOptional: true },
    { name: 'channels', as: 'channels', isOptional: true },
  ],
  tier: [perMinor, { name: 'tiers', as: 'tier_points' }],
  time: [
    points,
    perMinor,
    { name: 'weekdays', as: 'weekdays', isOptional: true },
    { name: 'monthDays', as: 'numbers', isOptional: true },
    { name: 'fromMinute', as: 'minute', isOptional: true },
    { name: 'untilMinute', as: 'minute', isOptional: true },
  ],
  first_visit: [points, optional(leastMinor)],
  review: [points, perDayMax],
  event: [{ name: 'type', as: 'event' }, points, perDayMax],
  visit: [points, { name: 'radiusMetres', as: 'count' }, perDayMax],
  invite: [
    points,
    { name: 'newcomerPoints', as: 'count' },
    leastMinor,
    { name: 'perMemberMax', as: 'count' },
  ],
} as const satisfies Readonly<Record<string, readonly RuleField[]>>;
export type EarningKind = keyof typeof earningKinds;

const begins: Readonly<Record<EarningKind, EarningTerms>> = {
  order: { points: 1, perMinor: 100 },
  line: { itemIds: [], points: 10 },
  place: { points: 1, perMinor: 100, channels: ['app'] },
  tier: { perMinor: 100, tiers: [] },
  time: { points: 1, perMinor: 100, monthDays: [5, 15, 25] },
  first_visit: { points: 100 },
  review: { points: 20, perDayMax: 1 },
  event: { type: 'bookings.fulfilled', points: 30 },
  visit: { points: 5, radiusMetres: 100, perDayMax: 1 },
  invite: { points: 300, newcomerPoints: 300, leastMinor: 1000, perMemberMax: 10 },
};

/** With what a rule of a kind begins. */
export function newEarningTerms(kind: EarningKind): EarningTerms {
  return begins[kind];
}
