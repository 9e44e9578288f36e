// Reads of the JSON API over HTTP with 10,000 products and 50 shops: one product at a shop's price, lists of 20 with
// prices, Japanese search, availability of one item at the 10 nearest shops while it is being sold. Beside them the
// same load on a server that answers the same bytes without looking anywhere. Claims and what they are not: bench/README.md.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { formatId } from '../server/kernel/ids.ts';
import { transaction } from '../server/kernel/transaction.ts';
import { openSearchIndex } from '../server/modules/catalog/index.ts';
import { postFacts } from '../server/modules/stock/index.ts';
import { type BrowseShop, openBrowseShop } from './browse-shop.ts';
import { type CleanHouse, openCleanHouse } from './clean-house.ts';
import { loadHttp } from './http-load.ts';
import type { BenchResult, BenchRun, Load } from './result.ts';

const size = { products: 10_000, shops: 50 };
const connections = 32;
const pathsOfEach = 10_000;
const saleEveryMs = 50;

export const run: BenchRun = async ({ seconds, say }) => {
  const clean = await openCleanHouse();
  try {
    say(`${size.products} products × ${size.shops} shops …`);
    const shop = await openBrowseShop(clean, size);
    await clean.house.settle();
    await clean.house.app.listen({ host: '127.0.0.1', port: 0 });
    await openSearchIndex(clean.house.db);
    const port = Number(new URL(clean.house.app.listeningOrigin).port);
    const results: BenchResult[] = [];
    for (const [name, paths] of Object.entries(pathsOf(shop))) {
      say(`${name} …`);
      const body = (await clean.house.app.inject(paths[0] ?? '/')).body;
      const raw = await measureRaw(body, seconds);
      const sales = name === 'availability' ? sellMeanwhile(clean, shop) : undefined;
      // Whatever is asked for the first time comes from the database.
      const firstPass = await askOnce(clean, paths);
      const cpuBefore = process.cpuUsage();
      const load = await loadHttp({ port, paths, connections, seconds });
      const cpu = process.cpuUsage(cpuBefore);
      results.push({
        ...toResult(name, load),
        ratios: { raw_http: load.perSecond / raw.perSecond },
        first_pass: firstPass,
        body_bytes: Buffer.byteLength(body),
        cpu_us: Math.round((cpu.user + cpu.system) / (load.count * 1.2)),
        ...(await sales?.()),
      });
    }
    return results;
  } finally {
    await clean.stop();
  }
};

function toResult(name: string, load: Load): BenchResult {
  const { perSecond: value, p50Ms, p99Ms } = load;
  return { name, value, unit: 'requests/s', p50_ms: p50Ms, p99_ms: p99Ms };
}

/** Different ones, so that what is measured is not one hot answer. */
function pathsOf(shop: BrowseShop): Record<string, readonly string[]> {
  const pick = <Value>(from: readonly Value[], at: number): Value =>
    from[(at * 7919) % from.length] as Value;
  const place = (at: number) => formatId('place', pick(shop.placeIds, at));
  const item = (at: number) => formatId('item', pick(shop.itemIds, at));
  const many = (path: (at: number) => string) =>
    Array.from({ length: pathsOfEach }, (_, at) => path(at));
  const cursors = shop.placeIds.length * 4;
  return {
    product: many((at) => `/api/catalog/items/${item(at)}?placeId=${place(at * 3)}`),
    list: many((at) => `/api/catalog/items?limit=20&placeId=${place(at % cursors)}`),
    search: many(
      (at) => `/api/catalog/items?limit=20&q=${encodeURIComponent(pick(shop.queries, at))}`,
    ),
    availability: many(
      (at) =>
        `/api/stock/items/${item(at)}?limit=10&latitude=${31 + ((at * 17) % 130) / 10}&longitude=${130 + ((at * 29) % 120) / 10}`,
    ),
  };
}

/** The same load on a bare server: what the machine gives to anybody at this moment. */
async function measureRaw(body: string, seconds: number): Promise<Load> {
  const bytes = Buffer.from(body);
  const headers = { 'content-type': 'application/json', 'content-length': bytes.length };
  const bare = createServer((_request, response) => response.writeHead(200, headers).end(bytes));
  await new Promise<void>((resolve) => bare.listen(0, '127.0.0.1', resolve));
  const { port } = bare.address() as AddressInfo;
  const load = await loadHttp({ port, paths: ['/x'], connections, seconds: seconds / 2 });
  await new Promise((resolve) => bare.close(resolve));
  return load;
}

/** Asks everything for the first time; answers how many a second. */
async function askOnce({ house }: CleanHouse, paths: readonly string[]): Promise<number> {
  const begun = performance.now();
  const waiting = paths.values();
  const ask = async () => {
    for (const path of waiting) {
      await house.app.inject(path);
    }
  };
  await Promise.all(Array.from({ length: connections }, ask));
  return (paths.length * 1000) / (performance.now() - begun);
}

/** Sells out and brings back single items, and looks each time whether the next answer says so. */
function sellMeanwhile({ house }: CleanHouse, shop: BrowseShop) {
  let isOver = false;
  let sales = 0;
  let wrong = 0;
  const [placeId = ''] = shop.placeIds;
  const wordAt = async (itemId: string) => {
    const answer = await house.app.inject(`/api/stock/items/${formatId('item', itemId)}`);
    const { places } = answer.json<{ places: { placeId: string; state: string }[] }>();
    return places.find((place) => place.placeId === formatId('place', placeId))?.state;
  };
  const move = (itemId: string, quantityMilli: number) =>
    transaction(house.db, {}, (tx) =>
      postFacts(tx, [{ placeId, itemId, quantityMilli, kind: 'adjustment' }]),
    );
  const loop = (async () => {
    while (!isOver) {
      const itemId = shop.itemIds[(sales * 31) % shop.itemIds.length] ?? '';
      await move(itemId, 100_000);
      wrong += (await wordAt(itemId)) === 'in_stock' ? 0 : 1;
      await move(itemId, -200_000);
      wrong += (await wordAt(itemId)) === 'out_of_stock' ? 0 : 1;
      await move(itemId, 100_000);
      sales += 3;
      await new Promise((resolve) => setTimeout(resolve, saleEveryMs));
    }
  })();
  return async () => {
    isOver = true;
    await loop;
    return { changes_meanwhile: sales, wrong_answers: wrong };
  };
}
