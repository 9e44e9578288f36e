// The whole checkout (prices, tax, holds, order, lines, payment row, event, sealed contact of a guest) beside the raw
// limit of the same machine in the same run.
import { asFlight, createBatch } from '../server/kernel/batch.ts';
import { formatId } from '../server/kernel/ids.ts';
import { placeOrder } from '../server/modules/orders/index.ts';
import { openCleanHouse } from './clean-house.ts';
import { measureRaw } from './raw-checkout.ts';
import { type BenchRun, loadWith } from './result.ts';
import { openBenchShop } from './shop-for-bench.ts';

const contact = {
  familyName: '縁側',
  givenName: '花子',
  email: 'hanako@example.com',
  phone: '03-1234-5678',
  postalCode: '1000001',
  address: '東京都千代田区千代田1-1',
};

export const run: BenchRun = async ({ seconds, say }) => {
  const clean = await openCleanHouse();
  try {
    const pick = () => Math.floor(Math.random() * 1000);
    say('raw limit …');
    const raw = await measureRaw(clean.databaseUrl, { seconds, concurrency: 32, pick });
    const shop = await openBenchShop(clean);
    const batch = createBatch(clean.house.db, asFlight(placeOrder));
    say('in process, 32 at once …');
    const inProcess = await loadWith({ seconds, concurrency: 32 }, () =>
      batch.submit({
        placeId: shop.webId,
        fulfilment: 'pickup',
        handoverPlaceId: shop.storeId,
        channel: 'web',
        lines: [0, 1].map((n) => ({
          itemId: shop.itemIds[(pick() + n) % 1000] ?? '',
          quantityMilli: 1000,
        })),
        contact,
        payment: { method: 'cash' },
        actor: 'guest',
      }),
    );
    say('over HTTP, 64 at once …');
    await clean.house.app.listen({ host: '127.0.0.1', port: 0 });
    const overHttp = await overHttpLoad(clean.house.app.listeningOrigin, shop, seconds, pick);
    const ratiosOf = (perSecond: number) => ({
      raw_one_call: perSecond / raw.oneCall.perSecond,
      raw_set_based: perSecond / raw.setBased.perSecond,
    });
    return [
      {
        name: 'raw_one_call_32',
        value: raw.oneCall.perSecond,
        unit: 'orders/s',
        p50_ms: raw.oneCall.p50Ms,
        p99_ms: raw.oneCall.p99Ms,
      },
      {
        name: 'raw_set_based_32x2',
        value: raw.setBased.perSecond,
        unit: 'orders/s',
        p50_ms: raw.setBased.p50Ms,
        p99_ms: raw.setBased.p99Ms,
      },
      {
        name: 'in_process_32',
        value: inProcess.perSecond,
        unit: 'orders/s',
        p50_ms: inProcess.p50Ms,
        p99_ms: inProcess.p99Ms,
        ratios: ratiosOf(inProcess.perSecond),
      },
      {
        name: 'http_64',
        value: overHttp.perSecond,
        unit: 'orders/s',
        p50_ms: overHttp.p50Ms,
        p99_ms: overHttp.p99Ms,
        ratios: ratiosOf(overHttp.perSecond),
      },
    ];
  } finally {
    await clean.stop();
  }
};

async function overHttpLoad(
  origin: string,
  shop: { readonly webId: string; readonly storeId: string; readonly itemIds: readonly string[] },
  seconds: number,
  pick: () => number,
) {
  let key = 0;
  return loadWith({ seconds, concurrency: 64 }, async () => {
    key += 1;
    const answer = await fetch(`${origin}/api/orders`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': `bench-${key}` },
      body: JSON.stringify({
        placeId: formatId('place', shop.webId),
        fulfilment: 'pickup',
        handoverPlaceId: formatId('place', shop.storeId),
        lines: [0, 1].map((n) => ({
          itemId: formatId('item', shop.itemIds[(pick() + n) % 1000] ?? ''),
          quantity: 1,
        })),
        contact,
        payment: { method: 'cash' },
      }),
    });
    if (answer.status !== 201) {
      throw new Error(`${answer.status}: ${await answer.text()}`);
    }
    await answer.arrayBuffer();
  });
}
