import { expect, test } from 'vitest';
import { recordProof, roundsOf } from '../checks/proof-results.ts';
import { proveFourServers } from './four-servers.ts';

test('four servers on one database sell crossing baskets without a deadlock, and the sums agree', async () => {
  const figures = await proveFourServers({
    seconds: roundsOf({ full: 60, short: 5 }),
    clients: 32,
    pieces: roundsOf({ full: 20_000, short: 300 }),
  });
  const { servers, seconds, orders, refused, repeated, deadlocks, differences } = figures;
  recordProof({
    claim:
      'four server processes on one database: no deadlock, one answer a key whichever server is asked, same sums',
    measured:
      `${servers} servers, ${seconds} s, 32 clients with 2 to 4 of the same 6 items in any order: ${orders} orders, ` +
      `${refused} refused as sold out, ${repeated} sent to two servers at once, ${deadlocks} deadlocks, ` +
      `${differences.length} differences`,
    holds: differences.length === 0 && deadlocks === 0,
    seconds,
  });
  expect(differences).toEqual([]);
  expect(deadlocks).toBe(0);
  expect(orders).toBeGreaterThan(0);
});
