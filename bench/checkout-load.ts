// Visitors in a process of their own: each opens a cart with two items and orders it, one request at a time on a
// connection that stays, written and read as bytes (see http-load.ts for why). An order's time is that of both
// requests together.
import { spawn } from 'node:child_process';
import { connect } from 'node:net';
import { fileURLToPath } from 'node:url';
import { readAnswer } from './http-load.ts';

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

export type CheckoutLoad = {
  readonly perSecond: number;
  readonly count: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** Of one request, whichever of the two. */
  readonly requestP99Ms: number;
  /** With the warm-up, which does not count otherwise. */
  readonly orders: number;
  readonly requests: number;
};

/** Runs the load; fails when any answer is not 201. A fifth of the time warms up and does not count. */
export async function loadCheckouts(options: CheckoutLoadOptions): Promise<CheckoutLoad> {
  const child = spawn(process.execPath, [fileURLToPath(import.meta.url), 'visit'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  child.stdin.end(JSON.stringify(options));
  let told = '';
  child.stdout.on('data', (part: Buffer) => {
    told += part.toString();
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0) {
    throw new Error('the load over HTTP failed; what it met stands above');
  }
  return JSON.parse(told) as CheckoutLoad;
}

type Asker = {
  post(path: string, key: string | undefined, body: string): Promise<string>;
  end(): void;
};

async function openAsker(port: number): Promise<Asker> {
  let bytes: Buffer = Buffer.alloc(0);
  let waiting: { resolve(body: string): void; reject(reason: unknown): void } | undefined;
  const socket = connect({ port, host: '127.0.0.1', noDelay: true });
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', () => resolve());
    socket.once('error', reject);
  });
  socket.on('error', (error) => waiting?.reject(error));
  socket.on('data', (part) => {
    const come = part as Buffer;
    bytes = bytes.length === 0 ? come : Buffer.concat([bytes, come]);
    const answer = readAnswer(bytes);
    if (answer === undefined) {
      return;
    }
    const text = bytes.toString('utf8', 0, answer.size);
    bytes = bytes.subarray(answer.size);
    if (answer.status === '201') {
      waiting?.resolve(text.slice(text.indexOf('\r\n\r\n') + 4));
    } else {
      waiting?.reject(new Error(text));
    }
  });
  return {
    end: () => socket.destroy(),
    post: (path, key, body) =>
      new Promise((resolve, reject) => {
        waiting = { resolve, reject };
        const named = key === undefined ? '' : `idempotency-key: ${key}\r\n`;
        socket.write(
          `POST ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\n${named}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
        );
      }),
  };
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
  const askers = await Promise.all(Array.from({ length: connections }, () => openAsker(port)));
  const times: number[] = [];
  const ofRequests: number[] = [];
  let orders = 0;
  const pick = (below: number) => Math.floor(Math.random() * below);
  const countFromMs = performance.now() + seconds * 200;
  const untilMs = countFromMs + seconds * 1000;
  const run = performance.now().toString(36);
  const buy = async (asker: Asker) => {
    const begunMs = performance.now();
    const first = pick(itemIds.length);
    const second = (first + 1 + pick(itemIds.length - 1)) % itemIds.length;
    const lines = [first, second].map((n) => ({ itemId: itemIds[n], quantity: 1 }));
    const opened = await asker.post('/api/carts', undefined, JSON.stringify({ placeId, lines }));
    const betweenMs = performance.now();
    const token = opened.slice(10, 42);
    orders += 1;
    await asker.post('/api/orders', `${run}-${orders}`, `{"cartToken":"${token}",${rest}`);
    const endedMs = performance.now();
    if (begunMs >= countFromMs && endedMs < untilMs) {
      times.push(endedMs - begunMs);
      ofRequests.push(betweenMs - begunMs, endedMs - betweenMs);
    }
  };
  await Promise.all(
    askers.map(async (asker) => {
      while (performance.now() < untilMs) {
        await buy(asker);
      }
      asker.end();
    }),
  );
  times.sort((a, b) => a - b);
  ofRequests.sort((a, b) => a - b);
  return {
    perSecond: times.length / seconds,
    count: times.length,
    p50Ms: times[Math.floor(times.length * 0.5)] ?? 0,
    p99Ms: times[Math.floor(times.length * 0.99)] ?? 0,
    requestP99Ms: ofRequests[Math.floor(ofRequests.length * 0.99)] ?? 0,
    orders,
    requests: orders * 2,
  };
}

if (process.argv[2] === 'visit' && process.argv[1] === fileURLToPath(import.meta.url)) {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) {
    chunks.push(chunk as Buffer);
  }
  const options = JSON.parse(Buffer.concat(chunks).toString()) as CheckoutLoadOptions;
  process.stdout.write(JSON.stringify(await visit(options)));
}
