import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type FitAsked, firstFit, fitInto, loadKey } from './throttle.ts';

const slotMs = 300_000;
const asked = (over: Partial<FitAsked> = {}): FitAsked => ({
  stations: [{ code: 'bar', unitsPerSlot: 6 }],
  taken: new Map(),
  units: new Map([['bar', 1]]),
  slotMs,
  nowMs: 0,
  prepareMs: 90_000,
  opensMs: 0,
  ...over,
});

test('one drink is ready at the end of the running slot, or of the next when it takes longer', () => {
  expect(firstFit(asked(), 90_000, 36 * slotMs)?.readyAtMs).toBe(slotMs);
  const late = asked({ nowMs: 4 * 60_000 });
  expect(firstFit(late, late.nowMs + late.prepareMs, 36 * slotMs)?.readyAtMs).toBe(2 * slotMs);
});

test('a large order is made over several slots and promised for the last of them', () => {
  const fit = firstFit(asked({ units: new Map([['bar', 15]]) }), 0, 36 * slotMs);
  expect(fit?.readyAtMs).toBe(3 * slotMs);
  expect(fit?.loads.map(({ units }) => units)).toEqual([6, 6, 3]);
});

test('nothing is made before the shop opens, and nothing at a station that is not there', () => {
  const early = asked({ units: new Map([['bar', 12]]), opensMs: 10 * slotMs });
  expect(fitInto(early, 10 * slotMs)).toBeUndefined();
  expect(fitInto(early, 11 * slotMs)?.readyAtMs).toBe(12 * slotMs);
  expect(fitInto(asked({ units: new Map([['grill', 1]]) }), 0)).toBeUndefined();
});

test('however orders come, no slot of a station takes more than it makes, and every unit has its slot', () => {
  const order = fc.record({
    bar: fc.integer({ min: 1, max: 9 }),
    food: fc.integer({ min: 0, max: 5 }),
    fromSlot: fc.integer({ min: 0, max: 20 }),
  });
  fc.assert(
    fc.property(fc.array(order, { maxLength: 60 }), (orders) => {
      const stations = [
        { code: 'bar', unitsPerSlot: 6 },
        { code: 'food', unitsPerSlot: 3 },
      ];
      const taken = new Map<string, number>();
      for (const { bar, food, fromSlot } of orders) {
        const units = new Map([
          ['bar', bar],
          ['food', food],
        ]);
        const fit = firstFit(asked({ stations, taken, units }), fromSlot * slotMs, 200 * slotMs);
        const made = fit?.loads.reduce((sum, load) => sum + load.units, 0) ?? 0;
        expect(made).toBe(bar + food);
        for (const load of fit?.loads ?? []) {
          const key = loadKey(load.station, load.startsAtMs);
          taken.set(key, (taken.get(key) ?? 0) + load.units);
          expect(load.startsAtMs + slotMs).toBeLessThanOrEqual(fit?.readyAtMs ?? 0);
        }
      }
      for (const [key, units] of taken) {
        expect(units).toBeLessThanOrEqual(key.startsWith('bar') ? 6 : 3);
      }
    }),
  );
});
