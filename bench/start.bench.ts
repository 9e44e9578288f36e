// How soon a house answers: the first start makes the database and its tables, the second finds them; from the start
// of the process to the first answer that it is ready, with the apps built before. Then the memory of Node while orders come in over HTTP.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  freePort,
  type RealServer,
  runEngawa,
  startServer,
} from '../server/tests/support/real-server.ts';
import { openRealShop, pickupOrder } from '../server/tests/support/real-shop.ts';
import { type BenchResult, type BenchRun, loadWith } from './result.ts';

const readyMsMax = 180_000;

export const run: BenchRun = async ({ seconds, say }) => {
  const home = mkdtempSync(join(tmpdir(), 'engawa-start-'));
  try {
    say('the apps are built, if they are not yet …');
    await timeStart(join(home, 'unmeasured'));
    say('first start …');
    const first = await timeStart(join(home, 'measured'));
    const seconds2: number[] = [];
    for (let round = 1; round <= 3; round += 1) {
      say(`second start, ${round} of 3 …`);
      seconds2.push(await timeStart(join(home, 'measured')));
    }
    say('memory under load …');
    const results: BenchResult[] = [
      { name: 'first_start', value: first, unit: 's' },
      { name: 'second_start', value: Math.min(...seconds2), unit: 's', all_s: seconds2 },
    ];
    return [...results, await memoryUnderLoad(join(home, 'measured'), seconds)];
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
};

/** Seconds from spawning the process to the first answer 200 of /readyz; it is stopped afterwards. */
async function timeStart(home: string): Promise<number> {
  const port = await freePort();
  const begun = performance.now();
  const { child, ended } = runEngawa(['start', '--port', String(port)], { ENGAWA_HOME: home });
  try {
    while ((await statusOf(port)) !== 200) {
      if (child.exitCode !== null || performance.now() - begun > readyMsMax) {
        throw new Error('the server did not become ready');
      }
      await sleep(10);
    }
    return (performance.now() - begun) / 1000;
  } finally {
    child.kill('SIGTERM');
    await ended;
  }
}

async function memoryUnderLoad(home: string, seconds: number): Promise<BenchResult> {
  const server = await startServer({ home });
  try {
    const shop = await openRealShop(server, { items: 50, pieces: 1_000_000 });
    const samples: number[] = [];
    const timer = setInterval(() => samples.push(rssOf(server)), 200);
    let n = 0;
    const load = await loadWith({ seconds, concurrency: 64 }, async () => {
      n += 1;
      const answer = await server.request('POST', '/api/orders', pickupOrder(shop, n));
      if (answer.status !== 201) {
        throw new Error(`${answer.status}: ${JSON.stringify(answer.body)}`);
      }
    });
    clearInterval(timer);
    return {
      name: 'memory_under_load',
      value: Math.max(...samples),
      unit: 'MB',
      orders_per_second: Math.round(load.perSecond),
      at_rest_mb: samples[0],
    };
  } finally {
    await server.stop();
  }
}

/** Resident memory of the Node process, Postgres apart; Linux only. */
function rssOf({ pid }: RealServer): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Math.round(Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? 0) / 1024);
}

async function statusOf(port: number): Promise<number> {
  try {
    return (await fetch(`http://127.0.0.1:${port}/readyz`)).status;
  } catch {
    return 0;
  }
}
