// From commit to the screen: 1,000 live streams over HTTP, 990 of them one subject each and ten that see all. Every
// event goes to its one subscriber and to the ten; every client checks that it got each of its events once and in
// order. Events are written as a busy shop's batches write them, a commit every 2 ms. Servers are processes of their
// own; the clients are this one. A latency runs from the moment the writer knows of its commit to the client's
// socket; `from_send_p99_ms` begins before the commit.
import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { openCleanHouse } from './clean-house.ts';
import { openClients, type Screens } from './propagation-clients.ts';
import type { BenchResult, BenchRun } from './result.ts';

const subscribers = 990;
const screens = 10;

export type Told = { readonly n: number; readonly sentUs: number; readonly committedUs: number };
type Server = {
  readonly origin: string;
  readonly token: string;
  write(rate: number, seconds: number, firstN: number): Promise<readonly Told[]>;
  /** CPU time of the process so far. */
  cpuUs(): Promise<number>;
  stop(): void;
};

export const run: BenchRun = async ({ seconds, say }) => {
  const clean = await openCleanHouse();
  // Only the database of it is needed.
  const { databaseUrl, home } = clean;
  const results: BenchResult[] = [];
  try {
    for (const [name, rate, count] of [
      ['rate_1000', 1000, 1],
      ['rate_5000', 5000, 1],
      ['two_servers_1000', 1000, 2],
    ] as const) {
      say(`${name}: ${subscribers + screens} streams …`);
      const servers = await Promise.all(
        Array.from({ length: count }, () => startServer(databaseUrl, home)),
      );
      const open = await openClients(servers, { subscribers, screens });
      await write(servers, rate, 0.5, 1_000_000);
      await new Promise((resolve) => setTimeout(resolve, 500));
      open.forget();
      const beforeUs = await cpuUsOf(servers);
      const told = await write(servers, rate, seconds, 0);
      const judged = await judge(open, told, seconds);
      const spentUs = (await cpuUsOf(servers)) - beforeUs;
      results.push({ name, ...judged, server_cpu_us_per_event: spentUs / told.length });
      open.close();
      for (const server of servers) {
        server.stop();
      }
    }
    return results;
  } finally {
    await clean.stop();
  }
};

async function write(
  servers: readonly Server[],
  rate: number,
  seconds: number,
  firstN: number,
): Promise<Told[]> {
  const each = rate / servers.length;
  const parts = await Promise.all(
    servers.map((server, index) => server.write(each, seconds, firstN + index * 10_000_000)),
  );
  return parts.flat();
}

async function cpuUsOf(servers: readonly Server[]): Promise<number> {
  const each = await Promise.all(servers.map((server) => server.cpuUs()));
  return each.reduce((sum, us) => sum + us, 0);
}

/** Waits for the last event, then holds what came against what was written. */
async function judge(open: Screens, told: readonly Told[], seconds: number) {
  const wanted = told.length * (screens + 1);
  for (let round = 0; round < 100 && open.received() < wanted; round += 1) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const { latenciesUs, sinceSendUs, missed, twice, disordered } = open.compare(told);
  const at = (sorted: readonly number[], share: number) =>
    (sorted[Math.floor(sorted.length * share)] ?? 0) / 1000;
  return {
    value: told.length / seconds,
    unit: 'events/s',
    p50_ms: at(latenciesUs, 0.5),
    p99_ms: at(latenciesUs, 0.99),
    from_send_p99_ms: at(sinceSendUs, 0.99),
    deliveries: latenciesUs.length,
    missed,
    twice,
    disordered,
  };
}

async function startServer(databaseUrl: string, home: string): Promise<Server> {
  const child = fork(join(import.meta.dirname, 'propagation-server.ts'), {
    env: { ...process.env, BENCH_DATABASE_URL: databaseUrl, BENCH_HOME: home },
  });
  const { origin, token } = await messageOf<{ origin: string; token: string }>(child);
  return {
    origin,
    token,
    write: (rate, seconds, firstN) => {
      child.send({ rate, seconds, firstN, subscribers });
      return messageOf<readonly Told[]>(child);
    },
    cpuUs: () => {
      child.send('cpu');
      return messageOf<number>(child);
    },
    stop: () => child.disconnect(),
  };
}

function messageOf<Message>(child: ChildProcess): Promise<Message> {
  return new Promise((resolve, reject) => {
    const onExit = (code: number | null) => reject(new Error(`a server ended with ${code}`));
    child.once('exit', onExit);
    child.once('message', (message) => {
      child.off('exit', onExit);
      resolve(message as Message);
    });
  });
}
