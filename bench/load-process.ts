// A load over HTTP in a process of its own, so that it takes as little as it can of the two cores it shares with the
// server: sockets with one request at a time on each, written and read as bytes. Chosen over a library because a
// generator that parses headers takes half of the machine it measures.
import { spawn } from 'node:child_process';
import { connect } from 'node:net';
import { fileURLToPath } from 'node:url';

const word = 'load';

/** Runs the file at `url` by itself, which answers through `serveLoad`; fails when it fails. */
export async function runLoad<Answer>(url: string, options: object): Promise<Answer> {
  const child = spawn(process.execPath, [fileURLToPath(url), word], {
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
  return JSON.parse(told) as Answer;
}

/** The other side of `runLoad`: does nothing where the file was only imported. */
export async function serveLoad<Options>(
  url: string,
  work: (options: Options) => Promise<object>,
): Promise<void> {
  if (process.argv[2] !== word || process.argv[1] !== fileURLToPath(url)) {
    return;
  }
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) {
    chunks.push(chunk as Buffer);
  }
  const options = JSON.parse(Buffer.concat(chunks).toString()) as Options;
  process.stdout.write(JSON.stringify(await work(options)));
}

export type Connection = {
  /** Sends one request; answers its body, or fails when its status is another than the one wanted. */
  ask(request: Buffer | string): Promise<string>;
  end(): void;
};

/** One connection that stays open; `statusWanted` like '200'. */
export async function openConnection(port: number, statusWanted: string): Promise<Connection> {
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
    const { status, size, bodyAt } = answer;
    if (status === statusWanted) {
      waiting?.resolve(bytes.toString('utf8', bodyAt, size));
    } else {
      waiting?.reject(new Error(bytes.toString('utf8', 0, size)));
    }
    bytes = bytes.subarray(size);
  });
  return {
    end: () => socket.destroy(),
    ask: (request) =>
      new Promise((resolve, reject) => {
        waiting = { resolve, reject };
        socket.write(request);
      }),
  };
}

const headEnd = Buffer.from('\r\n\r\n');

/** One answer out of what has come so far; undefined while it is not whole. */
function readAnswer(bytes: Buffer): { status: string; bodyAt: number; size: number } | undefined {
  const at = bytes.indexOf(headEnd);
  if (at < 0) {
    return undefined;
  }
  const head = bytes.toString('latin1', 0, at);
  const length = /\ncontent-length: (\d+)/i.exec(head)?.[1];
  if (length === undefined) {
    throw new Error(`an answer without its length: ${head.slice(0, 200)}`);
  }
  const bodyAt = at + headEnd.length;
  const size = bodyAt + Number(length);
  return bytes.length < size ? undefined : { status: head.slice(9, 12), bodyAt, size };
}

/** When what is measured counts: a fifth of the time warms up before. */
export function countingFrom(seconds: number): {
  readonly countFromMs: number;
  readonly untilMs: number;
} {
  const countFromMs = performance.now() + seconds * 200;
  return { countFromMs, untilMs: countFromMs + seconds * 1000 };
}

/** The time below which a share of them lies; 0 of none. */
export function quantileMs(times: readonly number[], share: number): number {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length * share)] ?? 0;
}
