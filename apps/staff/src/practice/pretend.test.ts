import { expect, test } from 'vitest';
import { lay, passes, pretend } from './pretend.ts';

test('in practice an order goes on where it is shown, and nowhere else', () => {
  const deed = pretend('/api/orders/ord_1/state', { to: 'ready' });
  expect(deed).toEqual({ of: 'ord_1', change: { state: 'ready' } });
  const laid = new Map([[deed?.of ?? '', deed?.change ?? {}]]);
  const answer = {
    orders: [
      { id: 'ord_1', state: 'placed', lines: [{ id: 'x' }] },
      { id: 'ord_2', state: 'placed' },
    ],
  };
  expect(lay(answer, laid)).toEqual({
    orders: [
      { id: 'ord_1', state: 'ready', lines: [{ id: 'x' }] },
      { id: 'ord_2', state: 'placed' },
    ],
  });
});

test('a line that is picked in practice is picked whole', () => {
  const deed = pretend('/api/orders/ord_1/picks/2', {});
  const laid = new Map([[deed?.of ?? '', deed?.change ?? {}]]);
  const lines = [1, 2].map((line) => ({ orderId: 'ord_1', line, quantity: 3, picked: 0 }));
  expect(lay({ lines }, laid)).toEqual({
    lines: [
      { orderId: 'ord_1', line: 1, quantity: 3, picked: 0 },
      { orderId: 'ord_1', line: 2, quantity: 3, picked: 3 },
    ],
  });
});

test('what a shop owes, sells, counts or writes of a customer never goes out in practice', () => {
  const stopped = [
    '/api/orders',
    '/api/orders/ord_1/state',
    '/api/payments/pay_1/confirm',
    '/api/stock/adjustments',
    '/api/stock/counts',
    '/api/floor/customers/cus_1/notes',
    '/api/bookings/bkg_1/arrive',
    '/api/allowances',
    '/api/moments',
  ];
  expect(stopped.filter(passes)).toEqual([]);
  expect(pretend('/api/stock/adjustments', {})).toBeUndefined();
});
