import { expect, test } from 'vitest';
import { recordProof, roundsOf } from '../checks/proof-results.ts';
import { proveKills } from './kill.ts';

test('orders survive kill -9 of the server and of Postgres: acknowledged is stored, once', async () => {
  const figures = await proveKills({
    rounds: roundsOf({ full: 20, short: 3 }),
    orders: roundsOf({ full: 2000, short: 300 }),
    say: (line) => console.log(line),
  });
  const { rounds, sent, acknowledged, unanswered, stored } = figures;
  const kills = Object.entries(figures.kills).map(([victim, times]) => `${victim} ${times} ×`);
  recordProof({
    claim:
      'kill -9 of server or Postgres at random while orders come in: acknowledged = stored; stock, ledger, payments and log agree',
    measured:
      `${rounds} rounds, killed ${kills.join(', ')}, ${sent} orders by 16 clients: ` +
      `${acknowledged} acknowledged, ${unanswered} unanswered (${figures.storedUnanswered} of them stored) and repeated by their key, ` +
      `${stored} stored, ${figures.differences.length} differences; longest pause ${figures.gapSecondsMax.toFixed(1)} s`,
    holds: figures.differences.length === 0 && stored === sent,
    seconds: figures.seconds,
  });
  expect(figures.differences).toEqual([]);
  expect(stored).toBe(sent);
  expect(acknowledged + unanswered).toBe(sent);
  // A kill that nobody noticed would prove nothing.
  expect(unanswered).toBeGreaterThan(0);
  expect(figures.storedUnanswered).toBeGreaterThan(0);
});
