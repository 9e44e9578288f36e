// A light HTTP/1.1 load in a process of its own, so that it takes as little as it can of the two cores it shares
// with the server: some sockets, one request at a time on each, written and read as bytes. Chosen over a library
// because a generator that parses headers takes half of the machine it measures.
import { spawn } from 'node:child_process';
import { connect } from 'node:net';
import { fileURLToPath } from 'node:url';

export type HttpLoad = {
  readonly perSecond: number;
  readonly count: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
};

export type HttpLoadOptions = {
  readonly port: number;
  /** Asked by turns, each connection from another one on. */
  readonly paths: readonly string[];
  readonly connections: number;
  readonly seconds: number;
};

/** Runs the load; fails when any answer is not 200. A fifth of the time warms up and does not count. */
export async function loadHttp(options: HttpLoadOptions): Promise<HttpLoad> {
  const child = spawn(process.execPath, [fileURLToPath(import.meta.url), 'load'], {
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
  return JSON.parse(told) as HttpLoad;
}

const headEnd = Buffer.from('\r\n\r\n');

/** One answer out of what has come so far; undefined while it is not whole. */
export function readAnswer(bytes: Buffer): { status: string; size: number } | undefined {
  const at = bytes.indexOf(headEnd);
  if (at < 0) {
    return undefined;
  }
  const head = bytes.toString('latin1', 0, at);
  const length = /\ncontent-length: (\d+)/i.exec(head)?.[1];
  if (length === undefined) {
    throw new Error(`an answer without its length: ${head.slice(0, 200)}`);
  }
  const size = at + headEnd.length + Number(length);
  return bytes.length < size ? undefined : { status: head.slice(9, 12), size };
}

async function load(options: HttpLoadOptions): Promise<HttpLoad> {
  const { port, connections, seconds } = options;
  const requests = options.paths.map((path) =>
    Buffer.from(`GET ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\naccept: application/json\r\n\r\n`),
  );
  const countFromMs = performance.now() + seconds * 200;
  const untilMs = countFromMs + seconds * 1000;
  const times: number[] = [];
  const run = (first: number) =>
    new Promise<void>((resolve, reject) => {
      let next = first;
      let sentMs = 0;
      let bytes: Buffer = Buffer.alloc(0);
      const socket = connect({ port, host: '127.0.0.1', noDelay: true });
      const send = () => {
        sentMs = performance.now();
        socket.write(requests[next % requests.length] ?? '');
        next += 1;
      };
      socket.once('connect', send);
      socket.once('error', reject);
      socket.on('data', (part) => {
        const come = part as Buffer;
        bytes = bytes.length === 0 ? come : Buffer.concat([bytes, come]);
        const answer = readAnswer(bytes);
        if (answer === undefined) {
          return;
        }
        if (answer.status !== '200') {
          reject(
            new Error(`${options.paths[(next - 1) % requests.length] ?? ''}: ${bytes.toString()}`),
          );
          return;
        }
        bytes = bytes.subarray(answer.size);
        const nowMs = performance.now();
        if (nowMs >= untilMs) {
          socket.destroy();
          resolve();
          return;
        }
        if (sentMs >= countFromMs) {
          times.push(nowMs - sentMs);
        }
        send();
      });
    });
  const step = Math.ceil(requests.length / connections);
  await Promise.all(Array.from({ length: connections }, (_, at) => run(at * step)));
  times.sort((a, b) => a - b);
  return {
    perSecond: times.length / seconds,
    count: times.length,
    p50Ms: times[Math.floor(times.length * 0.5)] ?? 0,
    p99Ms: times[Math.floor(times.length * 0.99)] ?? 0,
  };
}

if (process.argv[2] === 'load' && process.argv[1] === fileURLToPath(import.meta.url)) {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) {
    chunks.push(chunk as Buffer);
  }
  const options = JSON.parse(Buffer.concat(chunks).toString()) as HttpLoadOptions;
  process.stdout.write(JSON.stringify(await load(options)));
}
