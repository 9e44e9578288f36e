import { expect, test } from 'vitest';
import {
  advance,
  beginningOf,
  nextStep,
  type PaymentState,
  type TellableState,
} from './payment.ts';

const states: PaymentState[] = [
  'pending',
  'authorised',
  'captured',
  'voided',
  'refunded',
  'failed',
  'unknown',
];
const told: TellableState[] = ['pending', 'authorised', 'captured', 'voided', 'failed'];

test('hearing the same answer twice is hearing it once, from every state', () => {
  for (const state of states) {
    for (const answer of told) {
      const once = advance(state, answer);
      const twice = advance(once.state, answer);
      expect(twice, `${state} told ${answer}`).toEqual({ state: once.state, mustGoBack: false });
    }
  }
});

test('money that was taken is never forgotten, whatever is told afterwards', () => {
  for (const answer of told) {
    expect(advance('captured', answer).state).toBe('captured');
    expect(advance('refunded', answer).state).toBe('refunded');
  }
});

test('money that comes after the payment was given up has to go back', () => {
  expect(advance('voided', 'captured')).toEqual({ state: 'captured', mustGoBack: true });
  expect(advance('failed', 'authorised')).toEqual({ state: 'authorised', mustGoBack: true });
});

test('a call whose answer is missing is looked up, never simply repeated', () => {
  const open = { wanted: 'authorised', attempts: 2, capturedMinor: 0, refundingMinor: 0 } as const;
  expect(nextStep({ ...open, state: 'pending' })).toBe('look_up');
  expect(nextStep({ ...open, state: 'unknown' })).toBe('look_up');
  expect(nextStep({ ...open, state: 'pending', attempts: 1 })).toBe('authorise');
});

test('a card never counts as paid because somebody names an inside provider', () => {
  for (const provider of ['cash', 'ledger', 'invoice', undefined]) {
    expect(beginningOf('card', provider)).toEqual({ provider: 'default', state: 'pending' });
  }
  expect(beginningOf('card', 'counter')).toEqual({ provider: 'counter', state: 'pending' });
});
