import { expect, test } from 'vitest';
import { stepsOf } from './order-steps.ts';

test('what is ready for pickup is handed over, what is to be delivered is shipped', () => {
  expect(stepsOf('ready', 'pickup')).toEqual(['handed_over', 'cancelled']);
  expect(stepsOf('ready', 'delivery')).toEqual(['shipped', 'cancelled']);
  expect(stepsOf('ready', 'delivery', true)).toEqual(['cancelled']);
  expect(stepsOf('shipped', 'delivery', true)).toEqual(['completed']);
});

test('an order that has ended offers nothing', () => {
  for (const state of ['cancelled', 'rejected', 'expired', 'returned', 'completed']) {
    expect(stepsOf(state, 'pickup')).toEqual([]);
  }
});
