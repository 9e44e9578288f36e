// Listeners: what a module does when others announce. Each has a cursor of its own that moves in the same
// transaction as what it did, so every event takes effect once although it may be tried often. A batch that
// fails is tried one event at a time; an event that keeps failing is parked for people and the rest goes on.
import type { Database } from './db.ts';
import { statement } from './db.ts';
import type { LoggedEvent } from './events.ts';
import { readAfter } from './events-store.ts';
import type { Log } from './log.ts';
import type { Purpose } from './purposes.ts';
import { type Tx, transaction } from './transaction.ts';

export type Listener = {
  /** `customers.timeline`: the module and what it keeps. */
  readonly name: string;
  /** Event types it hears; '*' hears all. */
  readonly hears: readonly string[];
  readonly purpose?: Purpose;
  /** Set-based: gets the events of one batch in order. */
  handle(tx: Tx, events: readonly LoggedEvent[]): Promise<void>;
};

export type Listeners = {
  /** Resolves when every listener has digested the log up to its head of now. */
  settle(): Promise<void>;
  stop(): Promise<void>;
};

const batchSize = 400;
/** A batch so large shows that many are coming: then it is worth waiting for more of them. */
const busySize = 50;
const gatherBusyMs = 250;
/**
 * A listener that has just worked lets events gather for so long: a transaction for every commit of a busy checkout
 * cost more than the checkout. Who has been idle begins at once.
 */
const gatherMs = 100;
/** Between two batches of one listener. */
const pauseMs = 5;
const attemptsMax = 5;
/** How often it is looked whether listeners are behind. */
const lookMs = 1000;
/** So many events that nobody heard do not wait for that: well within what the log keeps in memory. */
const passedMax = 4000;

const register = statement<object>(
  'INSERT INTO kernel.listener (name) VALUES ($1) ON CONFLICT DO NOTHING',
);
const take = statement<{ position: number; attempts: number }>(`
  SELECT position, attempts FROM kernel.listener
  WHERE name = $1 AND (retry_at IS NULL OR retry_at <= now()) FOR UPDATE SKIP LOCKED`);
const move = statement<object>(
  'UPDATE kernel.listener SET position = $2, attempts = 0, retry_at = NULL, updated_at = now() WHERE name = $1',
);
const postpone = statement<object>(`
  UPDATE kernel.listener SET attempts = attempts + 1, retry_at = now() + make_interval(secs => $2) WHERE name = $1`);
const park = statement<object>(`
  INSERT INTO kernel.listener_parked (listener, position, reason) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`);
const readStanding = statement<Standing>(`
  SELECT name, position, attempts > 0 AND (retry_at IS NULL OR retry_at <= now()) AS is_due, attempts > 0 AS has_failed
  FROM kernel.listener WHERE name = ANY ($1::text[])`);
// One that is at work elsewhere moves itself.
const pass = statement<object>(`
  WITH free AS (
    SELECT l.name FROM unnest($1::text[], $2::bigint[]) AS m(name, position)
    JOIN kernel.listener l ON l.name = m.name AND l.position = m.position AND l.attempts = 0
    FOR UPDATE OF l SKIP LOCKED
  )
  UPDATE kernel.listener l SET position = $3, updated_at = now() FROM free WHERE l.name = free.name`);
const readPosition = statement<{ position: number }>(
  'SELECT position FROM kernel.listener WHERE name = $1',
);

type Standing = { name: string; position: number; is_due: boolean; has_failed: boolean };

/** Starts every listener of the house; each runs in one process at a time (a row lock decides). */
export async function startListeners(
  db: Database,
  log: Log,
  listeners: readonly Listener[],
): Promise<Listeners> {
  for (const listener of listeners) {
    await db.run(register, [listener.name]);
  }
  let isStopped = false;
  const loops = listeners.map((listener) => {
    let flight: Promise<void> | undefined;
    let restedAtMs = 0;
    let gathering: NodeJS.Timeout | undefined;
    let largest = 0;
    const digestAll = async () => {
      try {
        largest = await drain(db, log, listener, () => isStopped);
      } catch (error) {
        const { name } = listener;
        db.log.warn({ listener: name, error: String(error) }, 'a listener will try again');
      }
    };
    const wake = () => {
      clearTimeout(gathering);
      gathering = undefined;
      flight ??= digestAll().finally(() => {
        flight = undefined;
        restedAtMs = performance.now();
      });
      return flight;
    };
    const hear = () => {
      const wantedMs = largest >= busySize ? gatherBusyMs : gatherMs;
      const waitMs = restedAtMs + wantedMs - performance.now();
      if (waitMs <= 0 && flight === undefined) {
        void wake();
      } else {
        gathering ??= setTimeout(() => void wake(), Math.max(waitMs, wantedMs));
      }
    };
    void wake();
    return {
      listener,
      wake,
      hear,
      /** The last event that it hears, of those that came since the start. */
      heardAt: 0,
      rest: () => clearTimeout(gathering),
      flight: () => flight,
    };
  });
  const passing = passBy(db, log, loops);
  return {
    settle: async () => {
      await log.settle();
      for (const loop of loops) {
        for (let round = 0; round < 200; round += 1) {
          await loop.wake();
          const { position } = await db.one(readPosition, [loop.listener.name]);
          if (position >= log.head) {
            break;
          }
          await new Promise((resolve) => setTimeout(resolve, 10));
        }
      }
    },
    stop: async () => {
      isStopped = true;
      await passing.stop();
      for (const loop of loops) {
        loop.rest();
      }
      for (const loop of loops) {
        await loop.flight();
      }
    },
  };
}

type Loop = {
  readonly listener: Listener;
  readonly wake: () => Promise<void>;
  readonly hear: () => void;
  heardAt: number;
};

/**
 * Tells loops what they hear, and moves the cursors of those that hear none of what came: all in one statement, seldom. A
 * transaction a listener for every batch of foreign events cost a third of all transactions in the log's proof, and
 * one each second for each of forty listeners held up the screens.
 */
function passBy(db: Database, log: Log, loops: readonly Loop[]): { stop(): Promise<void> } {
  const from = log.head;
  const names = loops.map(({ listener }) => listener.name);
  let passed = 0;
  let looking: Promise<void> | undefined;
  const look = async () => {
    passed = 0;
    const { head } = log;
    const standing = new Map((await db.all(readStanding, [names])).map((row) => [row.name, row]));
    const idle: Standing[] = [];
    for (const loop of loops) {
      const row = standing.get(loop.listener.name);
      if (row === undefined || (row.has_failed && !row.is_due) || row.position >= head) {
        continue;
      }
      if (!row.has_failed && row.position >= Math.max(from, loop.heardAt)) {
        idle.push(row);
      } else {
        void loop.wake();
      }
    }
    if (idle.length > 0) {
      await db.run(pass, [idle.map((row) => row.name), idle.map((row) => row.position), head]);
    }
  };
  const launch = () => {
    looking ??= look()
      .catch((error: unknown) => {
        db.log.warn({ error: String(error) }, 'listeners will be looked at again');
      })
      .finally(() => {
        looking = undefined;
      });
  };
  const unsubscribe = log.subscribe(from, (events) => {
    const newest = new Map(events.map((event) => [event.type, event.position]));
    for (const loop of loops) {
      const heardAt = newestHeard(loop.listener, newest);
      if (heardAt > 0) {
        loop.heardAt = heardAt;
        loop.hear();
      }
    }
    passed += events.length;
    if (passed > passedMax) {
      launch();
    }
  });
  const timer = setInterval(launch, lookMs);
  return {
    stop: async () => {
      unsubscribe();
      clearInterval(timer);
      await looking;
    },
  };
}

/** The place of the newest event that a listener hears; 0 when it hears none. */
function newestHeard({ hears }: Listener, newest: ReadonlyMap<string, number>): number {
  const places = hears.includes('*')
    ? [...newest.values()]
    : hears.map((type) => newest.get(type) ?? 0);
  return Math.max(0, ...places);
}

/** Digests what there is; answers how many events the largest batch had. */
async function drain(
  db: Database,
  log: Log,
  listener: Listener,
  isStopped: () => boolean,
): Promise<number> {
  let size = batchSize;
  let largest = 0;
  while (!isStopped()) {
    const { progress, heard } = await digest(db, log, listener, size).catch(
      async (error: unknown): Promise<Digested> => {
        if (size > 1) {
          size = 1;
          return { progress: 'again', heard: 0 };
        }
        await failed(db, listener, error);
        return { progress: 'done', heard: 0 };
      },
    );
    largest = Math.max(largest, heard);
    if (progress === 'done') {
      break;
    }
    // Requests that came meanwhile go first.
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
  return largest;
}

type Digested = { readonly progress: 'again' | 'done'; readonly heard: number };

async function digest(db: Database, log: Log, listener: Listener, size: number): Promise<Digested> {
  const options = {
    purpose: listener.purpose ?? 'service',
    actor: `listener:${listener.name}`,
  } as const;
  return transaction(db, { ...options, timeoutMs: 30_000 }, async (tx) => {
    const mine = await tx.maybe(take, [listener.name]);
    if (mine === undefined) {
      return { progress: 'done', heard: 0 };
    }
    const types = listener.hears.includes('*') ? null : listener.hears;
    const { events, last } = await log.after(tx, mine.position, { limit: size, types });
    if (last === mine.position) {
      return { progress: 'done', heard: 0 };
    }
    if (events.length > 0) {
      await listener.handle(tx, events);
    }
    await tx.run(move, [listener.name, last]);
    return { progress: last < log.head ? 'again' : 'done', heard: events.length };
  });
}

async function failed(db: Database, listener: Listener, error: unknown): Promise<void> {
  await transaction(db, { actor: `listener:${listener.name}` }, async (tx) => {
    const mine = await tx.maybe(take, [listener.name]);
    if (mine === undefined) {
      return;
    }
    if (mine.attempts + 1 < attemptsMax) {
      await tx.run(postpone, [listener.name, Math.min(60, 2 ** mine.attempts)]);
      return;
    }
    const [row] = await tx.all(readAfter, [mine.position, 1]);
    if (row !== undefined) {
      await tx.run(park, [listener.name, row.position, reasonOf(error)]);
      await tx.run(move, [listener.name, row.position]);
      db.log.error({ listener: listener.name, position: row.position }, 'an event was parked');
    }
  });
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}`.slice(0, 300) : 'unknown';
}
