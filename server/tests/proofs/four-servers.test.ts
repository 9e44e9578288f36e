import { expect, test } from 'vitest';
import { proveFourServers } from './four-servers.ts';

test('four servers sell the same few goods in crossing baskets: no deadlock, and the sums agree', {
  timeout: 180_000,
}, async () => {
  const figures = await proveFourServers({ seconds: 4, clients: 16, pieces: 100 });
  expect(figures.differences).toEqual([]);
  expect(figures.deadlocks).toBe(0);
  expect(figures.servers).toBe(4);
  expect(figures.orders).toBeGreaterThan(20);
  expect(figures.repeated).toBeGreaterThan(0);
});
