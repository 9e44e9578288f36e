// Reads over HTTP, from a process of their own (load-process.ts): each connection asks one path after the other.

import { countingFrom, openConnection, quantileMs, runLoad, serveLoad } from './load-process.ts';
import type { Load } from './result.ts';

export type HttpLoadOptions = {
  readonly port: number;
  /** Asked by turns, each connection from another one on. */
  readonly paths: readonly string[];
  readonly connections: number;
  readonly seconds: number;
};

/** Runs the load; fails when any answer is not 200. */
export function loadHttp(options: HttpLoadOptions): Promise<Load> {
  return runLoad(import.meta.url, options);
}

async function load({ port, paths, connections, seconds }: HttpLoadOptions): Promise<Load> {
  const requests = paths.map((path) =>
    Buffer.from(`GET ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\naccept: application/json\r\n\r\n`),
  );
  const { countFromMs, untilMs } = countingFrom(seconds);
  const times: number[] = [];
  const run = async (first: number) => {
    const connection = await openConnection(port, '200');
    for (let next = first; ; next += 1) {
      const sentMs = performance.now();
      await connection.ask(requests[next % requests.length] ?? '');
      const nowMs = performance.now();
      if (nowMs >= untilMs) {
        connection.end();
        return;
      }
      if (sentMs >= countFromMs) {
        times.push(nowMs - sentMs);
      }
    }
  };
  const step = Math.ceil(requests.length / connections);
  await Promise.all(Array.from({ length: connections }, (_, at) => run(at * step)));
  return {
    perSecond: times.length / seconds,
    count: times.length,
    p50Ms: quantileMs(times, 0.5),
    p99Ms: quantileMs(times, 0.99),
  };
}

await serveLoad(import.meta.url, load);
