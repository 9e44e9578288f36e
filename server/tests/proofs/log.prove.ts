import { expect, test } from 'vitest';
import { boundOf, recordProof, roundsOf } from '../checks/proof-results.ts';
import { proveLogOrder } from './log-order.ts';

const p99MsMax = boundOf(50);

test('every reader of the log sees every moment once, in order, within 50 ms', async () => {
  const figures = await proveLogOrder({
    writers: 8,
    events: roundsOf({ full: 20_000, short: 3000 }),
  });
  const { readers, differences } = figures;
  const told = readers.map(
    ({ name, breaks, p50Ms, p99Ms, maxMs }) =>
      `${name}${breaks > 0 ? ` (${breaks})` : ''} p50 ${p50Ms.toFixed(1)}, p99 ${p99Ms.toFixed(1)}, max ${maxMs.toFixed(0)} ms`,
  );
  // A reader that breaks off waits for its next connection; its order counts, not its time.
  const steady = readers.filter((each) => each.breaks === 0);
  recordProof({
    claim:
      'The log: 8 processes write with random commit delays beside long transactions; every reader sees every moment once, in order, p99 ≤ 50 ms',
    measured:
      `${figures.events} moments in ${figures.transactions} transactions, ${Math.round(figures.events / figures.seconds)} a second; ` +
      `${told.join('; ')}; a moment whose process does not stamp it: ${Math.round(figures.lateMs)} ms; ${differences.length} differences`,
    holds: differences.length === 0 && steady.every((each) => each.p99Ms <= p99MsMax),
    seconds: figures.seconds,
  });
  expect(differences).toEqual([]);
  expect(readers).toHaveLength(3);
  expect(steady).toHaveLength(2);
  for (const { p99Ms } of steady) {
    expect(p99Ms).toBeLessThanOrEqual(p99MsMax);
  }
  expect(figures.lateMs).toBeLessThan(boundOf(3000));
});
