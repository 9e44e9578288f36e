// The log under several processes: 8 writers whose commits are delayed at random, long transactions beside
// them, readers inside a process, over HTTP, and over HTTP with breaks. Every reader must see every moment
// once, in order, soon.
import { type ChildProcess, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { openDatabase } from '#kernel/db';
import type { LoggedEvent } from '#kernel/events';
import { openKeyStore } from '#kernel/key-store';
import { openLog } from '#kernel/log';
import { silentLogger } from '#kernel/logger';
import {
  ask,
  databaseUrlOf,
  makeHome,
  type RealServer,
  startServer,
} from '../support/real-server.ts';
import { readSse, type SseReader } from '../support/sse.ts';

/** What one reader saw, in the order it came. */
export type Seen = {
  readonly name: string;
  readonly events: { readonly position: number; readonly writer: number; readonly n: number }[];
  /** When each came, by the clock that the writers use too (ns). */
  readonly at: bigint[];
  breaks: number;
};

export type LogFigures = {
  readonly writers: number;
  readonly events: number;
  readonly transactions: number;
  readonly seconds: number;
  readonly readers: readonly {
    readonly name: string;
    readonly breaks: number;
    readonly p50Ms: number;
    readonly p99Ms: number;
    readonly maxMs: number;
  }[];
  /** From the commit of the long transaction's own moment until it was on the log; nobody stamps it but the look of each second. */
  readonly lateMs: number;
  readonly differences: readonly string[];
};

const lateWriter = 99;

export async function proveLogOrder(options: {
  readonly writers: number;
  readonly events: number;
}): Promise<LogFigures> {
  const { home, remove } = makeHome('log');
  const server = await startServer({ home });
  const perWriter = Math.ceil(options.events / options.writers);
  const url = databaseUrlOf(home);
  try {
    await delayCommits(url);
    const held = await holdTransactions(url);
    const readers = await openReaders(server, url);
    const writers = Array.from({ length: options.writers }, (_, index) =>
      startWriter(url, home, index, perWriter),
    );
    await Promise.all(writers.map((writer) => writer.ready));
    const startedAt = performance.now();
    const reports = await Promise.all(writers.map((writer) => writer.run()));
    const seconds = (performance.now() - startedAt) / 1000;
    const total = perWriter * options.writers;
    await untilSeen(readers.seen, total);
    const lateMs = await held.commit(readers.seen, total + 1);
    await readers.close();
    return {
      writers: options.writers,
      events: total + 1,
      transactions: reports.reduce((sum, report) => sum + report.length, 0),
      seconds,
      lateMs,
      readers: readers.seen.map((seen) => ({
        name: seen.name,
        breaks: seen.breaks,
        ...latencies(seen, reports),
      })),
      differences: readers.seen.flatMap((seen) => differencesOf(seen, options.writers, perWriter)),
    };
  } finally {
    await server.stop();
    await remove();
  }
}

/** Between the insert and the commit of each moment 0 to 20 ms pass, so that commits overtake each other. */
async function delayCommits(url: string): Promise<void> {
  await ask(
    url,
    `CREATE FUNCTION kernel.proof_delay() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN PERFORM pg_sleep(random() * 0.02); RETURN NULL; END $$`,
  );
  await ask(
    url,
    `CREATE CONSTRAINT TRIGGER proof_delay AFTER INSERT ON kernel.event_pending
      DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION kernel.proof_delay()`,
  );
}

/**
 * Two transactions that stay open all the while, one in a neighbouring database, one in ours with a moment of
 * its own: drawn first, committed last, stamped by nobody.
 */
async function holdTransactions(url: string) {
  await ask(url, 'CREATE DATABASE proof_neighbour');
  const neighbour = await connect(url.replace(/\/engawa$/, '/proof_neighbour'));
  await neighbour.query('BEGIN; CREATE TABLE long (n int); INSERT INTO long VALUES (1)');
  const own = await connect(url);
  await own.query("BEGIN ISOLATION LEVEL REPEATABLE READ; SET LOCAL engawa.purpose = '-1'");
  await own.query(`
    WITH e AS (INSERT INTO kernel.event (id, type, version, subject, actor, occurred_at, recorded_at, data)
      VALUES (gen_random_uuid(), 'kernel.proved', 1, 'late', 'proof', now(), now(),
        '{"writer": ${lateWriter}, "n": 0}') RETURNING id)
    INSERT INTO kernel.event_pending (event_ids) SELECT ARRAY[id] FROM e`);
  return {
    commit: async (seen: readonly Seen[], total: number): Promise<number> => {
      await own.query('COMMIT');
      const committedAt = performance.now();
      await untilSeen(seen, total);
      const lateMs = performance.now() - committedAt;
      await neighbour.query('ROLLBACK');
      await Promise.all([own.end(), neighbour.end()]);
      return lateMs;
    },
  };
}

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

async function openReaders(server: RealServer, url: string) {
  const owner = await server.signIn();
  const db = await openDatabase({
    url,
    log: silentLogger,
    masters: openKeyStore(server.home),
    connectionsMax: 4,
    applicationName: 'proof-reader',
  });
  const log = await openLog(db);
  const from = log.head;
  const inProcess = seenBy('in a process');
  const end = log.subscribe(from, (events) => {
    for (const event of events) {
      take(inProcess, event);
    }
  });
  const steady = followSteadily(server, owner, `${log.epoch}-${from}`, seenBy('over HTTP'), 0);
  const broken = followSteadily(
    server,
    owner,
    `${log.epoch}-${from}`,
    seenBy('over HTTP with breaks'),
    200,
  );
  return {
    seen: [inProcess, steady.seen, broken.seen],
    close: async () => {
      end();
      await Promise.all([steady.stop(), broken.stop()]);
      await log.stop();
      await db.close();
    },
  };
}

/** Follows the stream; with `breakAfterMax` it hangs up after a random number of moments and resumes. */
function followSteadily(
  server: RealServer,
  headers: Readonly<Record<string, string>>,
  after: string,
  seen: Seen,
  breakAfterMax: number,
) {
  let cursor = after;
  let isStopped = false;
  let reader: SseReader | undefined;
  const run = async () => {
    while (!isStopped) {
      let left = breakAfterMax === 0 ? Number.POSITIVE_INFINITY : randomInt(1, breakAfterMax);
      const opened = await readSse(
        `${server.base}/api/log/stream`,
        { ...headers, 'last-event-id': cursor },
        (message) => {
          if (message.event === 'moment' && left > 0) {
            cursor = message.id;
            take(seen, JSON.parse(message.data) as LoggedEvent);
            left -= 1;
            if (left === 0) {
              seen.breaks += 1;
              reader?.close();
            }
          }
        },
      );
      reader = opened;
      if (isStopped || left === 0) {
        opened.close();
      }
      await opened.ended;
    }
  };
  const running = run();
  return {
    seen,
    stop: async () => {
      isStopped = true;
      reader?.close();
      await running;
    },
  };
}

function seenBy(name: string): Seen {
  return { name, events: [], at: [], breaks: 0 };
}

function take(seen: Seen, event: LoggedEvent): void {
  if (event.type === 'kernel.proved') {
    const { writer, n } = event.data as { writer: number; n: number };
    seen.events.push({ position: event.position, writer, n });
    seen.at.push(process.hrtime.bigint());
  }
}

/** Ends early when something came twice; gives up after 20 s without anything new. */
async function untilSeen(readers: readonly Seen[], total: number): Promise<void> {
  let last = -1;
  let lastAt = performance.now();
  while (readers.some((seen) => seen.events.length < total)) {
    const now = readers.reduce((sum, seen) => sum + seen.events.length, 0);
    if (now !== last) {
      last = now;
      lastAt = performance.now();
    } else if (performance.now() - lastAt > 20_000) {
      return;
    }
    await sleep(5);
  }
}

type Report = readonly (readonly [first: number, count: number, at: string])[];

function startWriter(url: string, home: string, writer: number, events: number) {
  const file = fileURLToPath(new URL('./log-writer.ts', import.meta.url));
  const words = [file, url, home, String(writer), String(events)];
  const child = spawn(process.execPath, words, { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = linesOf(child);
  return {
    ready: lines.next(),
    run: async (): Promise<Report> => {
      child.stdin.write('go\n');
      const { value } = await lines.next();
      return JSON.parse(String(value)) as Report;
    },
  };
}

async function* linesOf(child: ChildProcess): AsyncGenerator<string> {
  let text = '';
  for await (const chunk of child.stdout ?? []) {
    const parts = (text + String(chunk)).split('\n');
    text = parts.pop() ?? '';
    yield* parts;
  }
  throw new Error(`a writer ended with ${child.exitCode} before it had said all`);
}

/** What is wrong with what a reader saw, as sentences; empty when every moment came once and in order. */
export function differencesOf(seen: Seen, writers: number, perWriter: number): string[] {
  const differences: string[] = [];
  const next = new Map<number, number>();
  let position = (seen.events[0]?.position ?? 1) - 1;
  for (const event of seen.events) {
    if (event.position !== position + 1) {
      differences.push(`${seen.name}: position ${event.position} came after ${position}`);
    }
    ({ position } = event);
    const wanted = next.get(event.writer) ?? 0;
    if (event.n !== wanted) {
      differences.push(
        `${seen.name}: writer ${event.writer}'s ${event.n} came instead of ${wanted}`,
      );
    }
    next.set(event.writer, event.n + 1);
  }
  for (let writer = 0; writer < writers; writer += 1) {
    const got = next.get(writer) ?? 0;
    if (got !== perWriter) {
      differences.push(`${seen.name}: writer ${writer} wrote ${perWriter}, seen were ${got}`);
    }
  }
  return differences.slice(0, 20);
}

function latencies(seen: Seen, reports: readonly Report[]) {
  const acknowledgedAt = reports.map((report) => {
    const at: bigint[] = [];
    for (const [first, count, text] of report) {
      for (let n = first; n < first + count; n += 1) {
        at[n] = BigInt(text);
      }
    }
    return at;
  });
  const ms = seen.events.flatMap(({ writer, n }, index) => {
    const from = acknowledgedAt[writer]?.[n];
    const to = seen.at[index];
    return from === undefined || to === undefined ? [] : [Math.max(0, Number(to - from) / 1e6)];
  });
  const sorted = ms.toSorted((a, b) => a - b);
  const at = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
  return { p50Ms: at(0.5), p99Ms: at(0.99), maxMs: at(1) };
}
