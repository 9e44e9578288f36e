import { expect, test } from 'vitest';
import { givesBack, piecesOf, remainingOf } from './pieces.ts';

const lines = [
  { line: 1, quantity: 2, returnedQuantity: 0 },
  { line: 2, quantity: 3, returnedQuantity: 3 },
];
const order = { kind: 'sale', state: 'ready', lines };

test('before the hand-over pieces are taken off, after it they come back', () => {
  expect(givesBack(order)).toBe('cancel');
  expect(givesBack({ ...order, state: 'handed_over' })).toBe('return');
  expect(givesBack({ ...order, state: 'cancelled' })).toBeUndefined();
});

test('a return cannot be returned, nor what has all come back', () => {
  expect(givesBack({ ...order, state: 'completed', kind: 'return' })).toBeUndefined();
  const back = { ...order, state: 'completed', lines: lines.slice(1) };
  expect(givesBack(back)).toBeUndefined();
  expect(remainingOf({ line: 2, quantity: 3, returnedQuantity: 1 })).toBe(2);
});

test('only lines of which something was typed are asked for', () => {
  const form = new FormData();
  form.set('line-1', '1');
  form.set('line-2', '0');
  expect(piecesOf(order, form)).toEqual([{ line: 1, quantity: 1 }]);
});
