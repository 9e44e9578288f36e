// Visitors in a process of their own (load-process.ts): each opens a cart with two items and orders it, one request
// at a time on a connection that stays. An order's time is that of both requests together.

import {
  type Connection,
  countingFrom,
  openConnection,
  quantileMs,
  runLoad,
  serveLoad,
} from './load-process.ts';
import type { Load } from './result.ts';

export type CheckoutLoadOptions = {
  readonly port: number;
  readonly connections: number;
  readonly seconds: number;
  /** Ids as the API has them. */
  readonly placeId: string;
  readonly handoverPlaceId: string;
  readonly itemIds: readonly string[];
  readonly contact: object;
};

export type CheckoutLoad = Load & {
  /** Of one request, whichever of the two. */
  readonly requestP99Ms: number;
  /** With the warm-up, which does not count otherwise. */
  readonly orders: number;
  readonly requests: number;
};

/** Runs the load; fails when any answer is not 201. */
export function loadCheckouts(options: CheckoutLoadOptions): Promise<CheckoutLoad> {
  return runLoad(import.meta.url, options);
}

function post(connection: Connection, path: string, body: string, key?: string): Promise<string> {
  const named = key === undefined ? '' : `idempotency-key: ${key}\r\n`;
  return connection.ask(
    `POST ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\n${named}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}

async function visit(options: CheckoutLoadOptions): Promise<CheckoutLoad> {
  const { port, connections, seconds, itemIds, placeId, handoverPlaceId, contact } = options;
  const payment = { method: 'cash' };
  const rest = JSON.stringify({
    placeId,
    handoverPlaceId,
    fulfilment: 'pickup',
    contact,
    payment,
  }).slice(1);
  const open = await Promise.all(
    Array.from({ length: connections }, () => openConnection(port, '201')),
  );
  const times: number[] = [];
  const ofRequests: number[] = [];
  let orders = 0;
  const pick = (below: number) => Math.floor(Math.random() * below);
  const { countFromMs, untilMs } = countingFrom(seconds);
  const run = performance.now().toString(36);
  const buy = async (connection: Connection) => {
    const begunMs = performance.now();
    const first = pick(itemIds.length);
    const second = (first + 1 + pick(itemIds.length - 1)) % itemIds.length;
    const lines = [first, second].map((n) => ({ itemId: itemIds[n], quantity: 1 }));
    const opened = await post(connection, '/api/carts', JSON.stringify({ placeId, lines }));
    const betweenMs = performance.now();
    const token = opened.slice(10, 42);
    orders += 1;
    await post(connection, '/api/orders', `{"cartToken":"${token}",${rest}`, `${run}-${orders}`);
    const endedMs = performance.now();
    if (begunMs >= countFromMs && endedMs < untilMs) {
      times.push(endedMs - begunMs);
      ofRequests.push(betweenMs - begunMs, endedMs - betweenMs);
    }
  };
  await Promise.all(
    open.map(async (connection) => {
      while (performance.now() < untilMs) {
        await buy(connection);
      }
      connection.end();
    }),
  );
  return {
    perSecond: times.length / seconds,
    count: times.length,
    p50Ms: quantileMs(times, 0.5),
    p99Ms: quantileMs(times, 0.99),
    requestP99Ms: quantileMs(ofRequests, 0.99),
    orders,
    requests: orders * 2,
  };
}

await serveLoad(import.meta.url, visit);
