// What people do in a shop as Segment's library writes it; run by itself, a client that sends it.
import { Agent, request as httpRequest } from 'node:http';
import { newId } from '../server/kernel/ids.ts';
import { loadWith } from './result.ts';

export const peopleCount = 2000;
const itemCount = 200;

type Batch = { readonly batch: readonly object[]; readonly sentAt: string };

/** A batch of the calls that a shop sends most. */
export function batchOf(size: number): Batch {
  const now = new Date().toISOString();
  return { batch: Array.from({ length: size }, () => callOf(now)), sentAt: now };
}

function callOf(timestamp: string): object {
  const dice = Math.random();
  const person = Math.floor(Math.random() * peopleCount);
  const shared = {
    messageId: `node-next-${newId()}`,
    userId: `user-${person}`,
    anonymousId: `device-${person}`,
    timestamp,
    context: { library: { name: '@segment/analytics-node', version: '2.2.0' } },
    integrations: {},
  };
  if (dice < 0.3) {
    return { ...shared, type: 'page', name: 'Home', properties: { path: '/', title: 'Home' } };
  }
  const sku = `item-${Math.floor(Math.random() * itemCount)}`;
  const product = { product_id: sku, name: 'A thing', price: 1100, currency: 'JPY' };
  const [event, properties] =
    dice < 0.7
      ? ['Product Viewed', product]
      : dice < 0.8
        ? ['Products Searched', { query: 'things', results: 12 }]
        : ['Product Added', { ...product, quantity: 1 }];
  return { ...shared, type: 'track', event, properties };
}

/** Sends batches of 20 for some seconds and tells its parent how fast they were taken. */
async function send(): Promise<void> {
  const { BENCH_ORIGIN, BENCH_WRITE_KEY, BENCH_SECONDS, BENCH_AT_ONCE } = process.env;
  const agent = new Agent({ keepAlive: true, maxSockets: Number(BENCH_AT_ONCE) });
  const headers = {
    'content-type': 'application/json',
    authorization: `Basic ${Buffer.from(`${BENCH_WRITE_KEY}:`).toString('base64')}`,
  };
  const options = { method: 'POST', agent, headers };
  const size = 20;
  const load = await loadWith(
    { seconds: Number(BENCH_SECONDS), concurrency: Number(BENCH_AT_ONCE), size },
    () =>
      new Promise<void>((resolve, reject) => {
        const call = httpRequest(`${BENCH_ORIGIN}/v1/batch`, options, (answer) => {
          answer.resume();
          answer.once('end', () =>
            answer.statusCode === 200 ? resolve() : reject(new Error(`${answer.statusCode}`)),
          );
        });
        call.once('error', reject);
        call.end(JSON.stringify(batchOf(size)));
      }),
  );
  process.send?.(load);
  process.disconnect?.();
  agent.destroy();
}

if (import.meta.main) {
  await send();
}
