import { expect, test } from '#testing';
import { pointsFor } from './points-for.ts';

const taxes = [
  { rateBp: 1000, taxedMinor: 1100, taxMinor: 100 },
  { rateBp: 800, taxedMinor: 1620, taxMinor: 120 },
];

test('one point for every 100 yen without tax; what is left over gives none', () => {
  const rule = { pointPerMinor: 100, pointBase: 'net' } as const;
  expect(pointsFor({ taxes, hasRecord: true }, rule)).toBe(25);
  expect(pointsFor({ taxes, hasRecord: true }, { ...rule, pointBase: 'gross' })).toBe(27);
});

test('what bears no tax gives none: gift value is money in another shape', () => {
  const rule = { pointPerMinor: 100, pointBase: 'gross' } as const;
  const giftValue = { rateBp: 0, taxedMinor: 5000, taxMinor: 0 };
  expect(pointsFor({ taxes: [giftValue], hasRecord: true }, rule)).toBe(0);
  expect(pointsFor({ taxes: [...taxes, giftValue], hasRecord: true }, rule)).toBe(27);
});

test('nobody’s order gives no points, nor does a house without them', () => {
  const rule = { pointPerMinor: 100, pointBase: 'net' } as const;
  expect(pointsFor({ taxes, hasRecord: false }, rule)).toBe(0);
  expect(pointsFor({ taxes, hasRecord: true }, { ...rule, pointPerMinor: 0 })).toBe(0);
});
