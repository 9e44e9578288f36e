// The server's time for product pages of a shop with 5,300 items, one after the other: routing, loaders, React,
// compression, from the request's arrival to the last byte. Beside it what a client in the same process waited. Claim:
// p95 at most 20 ms.
import { buildAppIfNeeded } from '../server/kernel/apps-build.ts';
import { formatId } from '../server/kernel/ids.ts';
import { serveShop } from '../server/storefront/serve-shop.ts';
import { openCleanHouse } from './clean-house.ts';
import type { BenchRun } from './result.ts';
import { openBenchShop } from './shop-for-bench.ts';

const items = 5300;
const pages = 500;
const warmUpPages = 100;

export const run: BenchRun = async ({ say }) => {
  const clean = await openCleanHouse();
  try {
    say(`${items} items …`);
    const shop = await openBenchShop(clean, items);
    const dist = await buildAppIfNeeded('shop', say);
    const ofServer: number[] = [];
    clean.house.app.addHook('onResponse', async (_request, reply) => {
      ofServer.push(reply.elapsedTime);
    });
    const storefront = await serveShop(clean.house.app, clean.house, dist);
    await storefront.settle();
    const base = await clean.house.app.listen({ host: '127.0.0.1', port: 0 });
    const times: number[] = [];
    for (let count = 0; count < warmUpPages + pages; count += 1) {
      const itemId = shop.itemIds[(count * 7919) % shop.itemIds.length] ?? '';
      const startedAt = performance.now();
      const answer = await fetch(`${base}/shop/items/${formatId('item', itemId)}`);
      await answer.text();
      times.push(performance.now() - startedAt);
      if (answer.status !== 200) {
        throw new Error(`a product page answered ${answer.status}`);
      }
    }
    const server = percentilesOf(ofServer.slice(warmUpPages));
    const client = percentilesOf(times.slice(warmUpPages));
    return [
      {
        name: `product page, ${items} items, p95 of ${pages}`,
        value: server(0.95),
        unit: 'ms',
        p50_ms: server(0.5),
        p99_ms: server(0.99),
        client_p95_ms: client(0.95),
      },
    ];
  } finally {
    await clean.stop();
  }
};

function percentilesOf(times: readonly number[]): (share: number) => number {
  const sorted = times.toSorted((a, b) => a - b);
  return (share) => sorted[Math.floor(sorted.length * share)] ?? 0;
}
