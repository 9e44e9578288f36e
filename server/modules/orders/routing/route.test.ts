import fc from 'fast-check';
import { expect, test } from 'vitest';
import { explainReason } from './explain-route.ts';
import { positionOf } from './prefecture-positions.ts';
import {
  type NoRoute,
  type Route,
  type RouteCandidate,
  type RouteLine,
  strategies,
  wantsOf,
} from './route.ts';

function place(placeId: string, stock: Record<string, number>, more: Partial<RouteCandidate> = {}) {
  const availableMilli = new Map(Object.entries(stock).map(([item, n]) => [item, n * 1000]));
  const usual = { distanceM: 1000, confidence: 1, capacityLeft: null, isOpen: true };
  return { placeId, availableMilli, ...usual, ...more };
}
const wish = (lines: Record<string, number>, parcelsMax = 5) => ({
  lines: Object.entries(lines).map(([itemId, n]) => ({ itemId, quantityMilli: n * 1000 })),
  parcelsMax,
  confidenceMin: 0.8,
});
const sendersOf = (found: Route | NoRoute) =>
  'parcels' in found ? found.parcels.map((each) => each.placeId) : found.because;

test('the nearest sends what it has and the next the rest; fewest parcels asks one that has it all', () => {
  const places = [
    place('far', { cup: 5, tea: 5 }, { distanceM: 9000 }),
    place('near', { cup: 1 }, { distanceM: 100 }),
    place('middle', { tea: 2 }, { distanceM: 500 }),
  ];
  const asked = wish({ cup: 1, tea: 2 });
  expect(sendersOf(strategies.nearest(asked, places))).toEqual(['near', 'middle']);
  expect(sendersOf(strategies.fewest(asked, places))).toEqual(['far']);
  expect(sendersOf(strategies.nearest(wish({ cup: 1, tea: 2 }, 1), places))).toEqual(['far']);
});

test('who has most room packs it; who has none or is closed is not asked', () => {
  const places = [
    place('near', { cup: 5 }, { distanceM: 100, capacityLeft: 2 }),
    place('roomy', { cup: 5 }, { distanceM: 900, capacityLeft: 40 }),
    place('full', { cup: 5 }, { capacityLeft: 0 }),
    place('closed', { cup: 5 }, { isOpen: false }),
  ];
  const found = strategies.capacity(wish({ cup: 1 }), places);
  expect(sendersOf(found)).toEqual(['roomy']);
  const codes = Object.fromEntries(found.reasons.map((each) => [each.placeId, each.code]));
  expect(codes).toEqual({
    roomy: 'capacity',
    near: 'not_needed',
    full: 'full',
    closed: 'closed',
  });
});

test('a shop that is not sure of its stock is asked only when nobody else has it all', () => {
  const unsure = place('unsure', { cup: 5 }, { distanceM: 1, confidence: 0.5 });
  const sure = place('sure', { cup: 2 }, { distanceM: 50 });
  expect(sendersOf(strategies.nearest(wish({ cup: 2 }), [unsure, sure]))).toEqual(['sure']);
  expect(sendersOf(strategies.fewest(wish({ cup: 3 }), [unsure, sure]))).toEqual(['unsure']);
});

test('what is nowhere is short; what is in too many places says that it would be parcels', () => {
  const places = [place('a', { cup: 1 }), place('b', { cup: 1 })];
  expect(sendersOf(strategies.fewest(wish({ cup: 3 }), places))).toBe('short');
  expect(sendersOf(strategies.fewest(wish({ cup: 2 }, 1), places))).toBe('parcels');
});

test('each reason is a sentence in both languages that names the place', () => {
  expect(explainReason('nearest', '青山店')).toEqual({
    ja: '「青山店」から発送します。在庫があり、お届け先に最も近いためです。',
    en: '青山店 sends it: it has the goods and is nearest to where they go.',
  });
});

test('where it goes is the seat of the prefecture that is named or begins the address', () => {
  expect(positionOf({ prefecture: '沖縄県' })?.latitude).toBeCloseTo(26.2, 1);
  expect(positionOf({ address: '京都府京都市下京区1' })?.longitude).toBeCloseTo(135.8, 1);
  expect(positionOf({ address: '1 Main Street' })).toBeUndefined();
});

const items = ['cup', 'tea', 'bowl'];
const candidate = fc.record({
  stock: fc.array(fc.nat({ max: 4 }), { minLength: 3, maxLength: 3 }),
  distanceM: fc.option(fc.nat({ max: 3 })),
  confidence: fc.constantFrom(0.5, 1),
  capacityLeft: fc.constantFrom(null, 0, 1, 5),
  isOpen: fc.boolean(),
});
const candidates = fc.array(candidate, { maxLength: 6 }).map((all) =>
  all.map(
    ({ stock, ...rest }, index): RouteCandidate => ({
      ...rest,
      placeId: `place ${index}`,
      availableMilli: new Map(items.map((item, at) => [item, (stock[at] ?? 0) * 1000])),
    }),
  ),
);
const lines = fc.array(
  fc.record({
    itemId: fc.constantFrom(...items),
    quantityMilli: fc.integer({ min: 1, max: 4 }).map((n) => n * 1000),
  }),
  { minLength: 1, maxLength: 4 },
);
const wishes = fc.record({
  lines,
  parcelsMax: fc.integer({ min: 1, max: 6 }),
  confidenceMin: fc.constantFrom(0, 0.8),
});

/** Every set of places, by trying them all: the size of the smallest that has what is wanted. */
function smallest(wanted: readonly RouteLine[], places: readonly RouteCandidate[]): number {
  const wants = [...wantsOf(wanted)];
  let best = Infinity;
  for (let mask = 0; mask < 1 << places.length; mask += 1) {
    const set = places.filter((_, index) => (mask & (1 << index)) !== 0);
    const sum = (item: string) =>
      set.reduce((all, each) => all + (each.availableMilli.get(item) ?? 0), 0);
    if (wants.every(([item, milli]) => sum(item) >= milli)) {
      best = Math.min(best, set.length);
    }
  }
  return best;
}

const able = (all: readonly RouteCandidate[]) =>
  all.filter((each) => each.isOpen && each.capacityLeft !== 0);

test.each(['nearest', 'fewest', 'capacity'] as const)(
  '%s sends exactly what is wanted, from nowhere more than is there, or refuses because it cannot be done',
  (name) => {
    fc.assert(
      fc.property(wishes, candidates, (asked, places) => {
        const found = strategies[name](asked, places);
        const possible = smallest(asked.lines, able(places));
        const parcels = 'parcels' in found ? found.parcels : [];
        const sent = wantsOf(parcels.flatMap((each) => each.lines));
        const beyond = parcels.flatMap(({ placeId, lines: given }) =>
          given.filter(({ itemId, quantityMilli }) => {
            const from = able(places).find((each) => each.placeId === placeId);
            return quantityMilli <= 0 || quantityMilli > (from?.availableMilli.get(itemId) ?? 0);
          }),
        );
        expect(beyond).toEqual([]);
        expect(parcels.length).toBeLessThanOrEqual(asked.parcelsMax);
        expect(new Set(parcels.map((each) => each.placeId)).size).toBe(parcels.length);
        const because = possible === Infinity ? 'short' : 'parcels';
        expect('parcels' in found ? sent : found.because).toEqual(
          possible <= asked.parcelsMax ? wantsOf(asked.lines) : because,
        );
        expect(found.reasons.map((each) => each.placeId).toSorted()).toEqual(
          places.map((each) => each.placeId),
        );
      }),
      { numRuns: 500 },
    );
  },
);

test.each(['fewest', 'capacity'] as const)('%s sends no parcel more than has to be', (name) => {
  fc.assert(
    fc.property(wishes, candidates, (wanted, places) => {
      const asked = { ...wanted, confidenceMin: 0, parcelsMax: 6 };
      const found = strategies[name](asked, places);
      expect('parcels' in found ? found.parcels.length : Infinity).toBe(
        smallest(asked.lines, able(places)),
      );
    }),
    { numRuns: 500 },
  );
});

test('the same question has the same answer, in whatever order the places come', () => {
  fc.assert(
    fc.property(wishes, candidates, fc.integer(), (asked, places, turn) => {
      const at = places.length === 0 ? 0 : Math.abs(turn) % places.length;
      const turned = [...places.slice(at), ...places.slice(0, at)].toReversed();
      for (const choose of Object.values(strategies)) {
        expect(choose(asked, turned)).toEqual(choose(asked, places));
      }
    }),
  );
});
