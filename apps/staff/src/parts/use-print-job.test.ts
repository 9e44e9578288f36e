import { expect, test } from 'vitest';
import { stateOfJob } from './use-print-job.ts';

const job = {
  jobId: 'a',
  printer: 'counter',
  orderId: null,
  madeAt: '2026-11-22T00:00:00Z',
  state: 'waiting',
  attempts: 0,
  failure: null,
} as const;

test('a job that is gone was printed; one that a printer has is waited for, and is never called off', () => {
  expect(stateOfJob([], 'a', 10)).toEqual({ state: 'printed', failure: null });
  const sending = { ...job, state: 'sending', attempts: 1 } as const;
  expect(stateOfJob([job], 'a', 10)).toBeUndefined();
  expect(stateOfJob([sending], 'a', 20_000)).toBeUndefined();
  expect(stateOfJob([sending], 'a', 60_000)).toEqual({ state: 'uncertain', failure: null });
});

test('one that nobody took is off, at once where the printer says why; one that may be out is asked about', () => {
  expect(stateOfJob([job], 'a', 7000)).toEqual({ state: 'off', failure: null });
  const empty = { ...job, failure: 'no_paper' } as const;
  expect(stateOfJob([empty], 'a', 10)).toEqual({ state: 'off', failure: 'no_paper' });
  const open = { ...job, state: 'uncertain', attempts: 1 } as const;
  expect(stateOfJob([open], 'a', 10)).toEqual({ state: 'uncertain', failure: null });
});
