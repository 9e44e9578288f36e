// Four servers on one database, crossing baskets: each client orders the same few items in another order, through a
// server by turns, and repeats some orders at another server under the same key. Nobody may deadlock, every answer of
// one key must be the same, and the sums must agree.
import { randomInt } from 'node:crypto';
import {
  ask,
  databaseUrlOf,
  makeHome,
  type RealServer,
  startServer,
} from '../support/real-server.ts';
import { type OrderBody, openRealShop, pickupOrder, type RealShop } from '../support/real-shop.ts';
import { checkBooks, runOwnProofs } from './order-books.ts';

export type CrossingFigures = {
  readonly servers: number;
  readonly seconds: number;
  readonly orders: number;
  readonly refused: number;
  readonly repeated: number;
  readonly deadlocks: number;
  readonly differences: readonly string[];
};

const serverCount = 4;
const itemCount = 6;

export async function proveFourServers(options: {
  readonly seconds: number;
  readonly clients: number;
  /** Of each item; when they are gone, orders are refused and nothing is promised beyond them. */
  readonly pieces: number;
}): Promise<CrossingFigures> {
  const { home, remove } = makeHome('four-servers');
  const servers = [await startServer({ home })];
  try {
    const [first] = servers;
    const url = databaseUrlOf(home);
    const shop = await openRealShop(first as RealServer, {
      items: itemCount,
      pieces: options.pieces,
    });
    while (servers.length < serverCount) {
      servers.push(await startServer({ home, environment: { DATABASE_URL: url } }));
    }
    const figures = await cross(servers, shop, url, options);
    return { servers: servers.length, ...figures };
  } finally {
    for (const server of servers.toReversed()) {
      await server.stop();
    }
    await remove();
  }
}

async function cross(
  servers: readonly RealServer[],
  shop: RealShop,
  url: string,
  { seconds, clients, pieces }: { seconds: number; clients: number; pieces: number },
) {
  const deadlocksBefore = await countDeadlocks(url);
  const differences: string[] = [];
  const placed: { readonly body: OrderBody }[] = [];
  let refused = 0;
  let repeated = 0;
  let next = 0;
  const until = performance.now() + seconds * 1000;
  const order = async (body: OrderBody, at: number): Promise<string> => {
    const server = servers[at % servers.length] as RealServer;
    const answer = await server.request('POST', '/api/orders', body, {
      'idempotency-key': `kill-${body.id}`,
    });
    if (answer.status !== 201 && answer.body.code !== 'stock.short') {
      differences.push(`answered ${answer.status} ${JSON.stringify(answer.body)}`);
    }
    return answer.status === 201 ? JSON.stringify(answer.body) : '';
  };
  const shopUntilTheEnd = async () => {
    while (performance.now() < until) {
      next += 1;
      const n = next;
      const body = crossingOrder(shop, n);
      const isRepeated = n % 5 === 0;
      const answers = await Promise.all([
        order(body, n),
        ...(isRepeated ? [order(body, n + 1)] : []),
      ]);
      if (isRepeated) {
        repeated += 1;
        if (new Set(answers).size > 1) {
          differences.push(`${body.id} was answered in two ways: ${answers.join(' / ')}`);
        }
      }
      if (answers[0] === '') {
        refused += 1;
      } else {
        placed.push({ body });
      }
    }
  };
  await Promise.all(Array.from({ length: clients }, shopUntilTheEnd));
  const deadlocks = (await countDeadlocks(url)) - deadlocksBefore;
  const books = await checkBooks(url, { known: placed, mustBe: placed });
  const [sold] = await ask<{ held: number }>(
    url,
    'SELECT coalesce(max(held_milli), 0)::int AS held FROM stock.balance',
  );
  if ((sold?.held ?? 0) > pieces * 1000) {
    differences.push(`${sold?.held} thousandths are promised of ${pieces} pieces`);
  }
  return {
    seconds,
    orders: placed.length,
    refused,
    repeated,
    deadlocks,
    differences: [
      ...differences,
      ...books.differences,
      ...(await runOwnProofs(servers[0]?.home ?? '')),
    ],
  };
}

/** Two to four of the same few items, in any order. */
function crossingOrder(shop: RealShop, n: number): OrderBody {
  const items = shop.itemIds
    .map((itemId) => ({ itemId, by: randomInt(1_000_000) }))
    .toSorted((a, b) => a.by - b.by)
    .slice(0, 2 + (n % 3));
  const lines = items.map(({ itemId }) => ({ itemId, quantity: 1 }));
  return { ...pickupOrder(shop, n), lines };
}

async function countDeadlocks(url: string): Promise<number> {
  const [row] = await ask<{ deadlocks: number }>(
    url,
    `SELECT pg_stat_force_next_flush(), deadlocks::int AS deadlocks FROM pg_stat_database
     WHERE datname = current_database()`,
  );
  return row?.deadlocks ?? 0;
}
