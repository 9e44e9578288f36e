import fc from 'fast-check';
import { expect, test } from '#testing';
import { type Spend, standingOn, type Tier, tierOn } from './standing.ts';

const day = (text: string) => Temporal.PlainDate.from(text);
const tiers: readonly Tier[] = [
  { code: 'silver', thresholdMinor: 30_000 },
  { code: 'gold', thresholdMinor: 100_000 },
];
const scheme = { periodMonths: 12, graceDays: 30 };
const bought = (on: string, netMinor: number): Spend => ({ day: day(on), netMinor });

test('a tier counts from the day on which it is reached, and says what is missing to the next', () => {
  const spends = [bought('2026-01-10', 20_000), bought('2026-03-01', 10_000)];
  expect(tierOn(spends, tiers, scheme, day('2026-02-28'))).toBeNull();
  const standing = standingOn(spends, tiers, scheme, day('2026-03-01'));
  expect(standing.tier?.code).toBe('silver');
  expect(standing.next).toMatchObject({ tier: { code: 'gold' }, missingMinor: 70_000 });
});

test('what is reached no more stays for the days of grace; the day of the downgrade is known before', () => {
  const spends = [bought('2026-01-10', 20_000), bought('2026-03-01', 10_000)];
  // The first purchase leaves the twelve months on 11 January 2027; grace ends 30 days later.
  const { downgrade } = standingOn(spends, tiers, scheme, day('2026-12-01'));
  expect(downgrade).toMatchObject({ to: null, missingMinor: 20_000 });
  const last = downgrade?.on.subtract({ days: 1 }) ?? day('2000-01-01');
  expect(downgrade?.on.toString()).toBe('2027-02-09');
  expect(tierOn(spends, tiers, scheme, last)?.code).toBe('silver');
  expect(tierOn(spends, tiers, scheme, last.add({ days: 1 }))).toBeNull();
  // What is missing, bought on the last day, keeps it.
  const saved = [...spends, { day: last, netMinor: downgrade?.missingMinor ?? 0 }];
  expect(tierOn(saved, tiers, scheme, last.add({ days: 1 }))?.code).toBe('silver');
});

test('what comes back counts against the day on which it came', () => {
  const spends = [bought('2026-01-10', 120_000), bought('2026-01-20', -100_000)];
  expect(tierOn(spends, tiers, { ...scheme, graceDays: 0 }, day('2026-01-10'))?.code).toBe('gold');
  expect(tierOn(spends, tiers, { ...scheme, graceDays: 0 }, day('2026-01-20'))).toBeNull();
});

test('two customers joined and parted again stand exactly where they stood', () => {
  const spend = fc.record({
    days: fc.integer({ min: 0, max: 700 }),
    netMinor: fc.integer({ min: -50_000, max: 90_000 }),
  });
  const begin = day('2025-01-01');
  fc.assert(
    fc.property(fc.array(spend), fc.array(spend), fc.nat(800), (a, b, days) => {
      const of = (all: typeof a): Spend[] =>
        all.map((each) => ({ day: begin.add({ days: each.days }), netMinor: each.netMinor }));
      const on = begin.add({ days });
      const apart = standingOn(of(a), tiers, scheme, on);
      const joined = standingOn([...of(a), ...of(b)], tiers, scheme, on);
      expect(standingOn([...of(b), ...of(a)], tiers, scheme, on)).toEqual(joined);
      expect(standingOn(of(a), tiers, scheme, on)).toEqual(apart);
      // The preview is what will be: the day before she still stands as today or higher.
      if (apart.downgrade !== null) {
        const before = tierOn(of(a), tiers, scheme, apart.downgrade.on.subtract({ days: 1 }));
        expect(before?.thresholdMinor ?? 0).toBeGreaterThanOrEqual(apart.tier?.thresholdMinor ?? 0);
      }
    }),
  );
});
