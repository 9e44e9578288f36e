import { transaction } from '#kernel/transaction';
import { proveStock } from '#stock';
import { expect, openTestHouse, test } from '#testing';
import { loadExampleCompany, simulateMoments } from './index.ts';
import type { MomentKind } from './play-moment.ts';

test('moments of every kind come, and the balances still hold', async ({ house }) => {
  await loadExampleCompany(house, { seed: 7, share: 0.03, say: () => undefined });
  const ending = new AbortController();
  const kinds = new Map<MomentKind, number>();
  const played = await simulateMoments(house, {
    perMinute: 6000,
    seed: 7,
    signal: ending.signal,
    report: (kind) => {
      kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
      if ([...kinds.values()].reduce((sum, count) => sum + count, 0) === 150) {
        ending.abort();
      }
    },
  });
  expect(played).toBe(150);
  expect([...kinds.keys()].toSorted()).toEqual(
    ['delivery', 'look', 'pickup', 'progress', 'receipt', 'sale'].toSorted(),
  );
  await house.settle();
  const { body } = await house.request(
    'GET',
    '/api/orders?limit=200',
    undefined,
    await house.as('owner'),
  );
  const states = new Set(body.orders.map((order: { state: string }) => order.state));
  expect(states.has('handed_over') || states.has('shipped')).toBe(true);
  await transaction(house.db, {}, async (tx) => {
    expect(await proveStock(tx)).toEqual([]);
  });
}, 60_000);

test('a house without the example company is told so', async () => {
  const house = await openTestHouse();
  try {
    const signal = AbortSignal.timeout(1000);
    await expect(simulateMoments(house, { perMinute: 60, seed: 1, signal })).rejects.toThrow(
      'example company is not in this house',
    );
  } finally {
    await house.drop();
  }
});

test('where mail or payments are real, nothing is simulated', async () => {
  const house = await openTestHouse({ environment: { ENGAWA_SMTP_URL: 'smtp://127.0.0.1:1' } });
  try {
    const signal = AbortSignal.timeout(1000);
    await expect(simulateMoments(house, { perMinute: 60, seed: 1, signal })).rejects.toThrow(
      'sends real mail',
    );
  } finally {
    await house.drop();
  }
});
