// The tail of the log of moments: one reader a process, any number of subscribers. A cursor is
// `<epoch>-<position>`; it can be kept anywhere and resumed after any crash. NOTIFY is only a hint, polling
// works without it.
import type pg from 'pg';
import type { Database } from './db.ts';
import type { LoggedEvent } from './events.ts';
import {
  readAfter,
  readAt,
  readBetween,
  readHead,
  readPositions,
  toLoggedEvent,
} from './events-store.ts';
import { keepOwnEvents } from './own-events.ts';
import { type Sequencer, type Stamped, startSequencer } from './sequencer.ts';
import type { Tx } from './transaction.ts';

export type Cursor = { readonly epoch: number; readonly position: number };

/** Called with events in order, each exactly once; a batch is never empty. */
export type Sink = (events: readonly LoggedEvent[]) => void;

export type Log = {
  readonly epoch: number;
  /** The newest position that this process has read. */
  readonly head: number;
  /**
   * When the last look began that found the end of the log (performance.now); all before it is delivered. Never,
   * while the connection that follows the log is away or the database turned out to be of another history.
   */
  readonly readAtMs: number;
  /** Delivers everything after `position`, first from the table, then live. Answers a function that ends it. */
  subscribe(position: number, sink: Sink, onFailure?: (error: unknown) => void): () => void;
  /**
   * At most `limit` events of some types (null: all) after a position, in order, and the last position looked at; from
   * memory when this process has just read them. Looks no further than this process has read.
   */
  after(
    tx: Pick<Tx, 'all'>,
    position: number,
    wanted: { readonly limit: number; readonly types: readonly string[] | null },
  ): Promise<{ readonly events: readonly LoggedEvent[]; readonly last: number }>;
  /** Resolves when all that was committed before has been delivered to every live subscriber. */
  settle(): Promise<void>;
  stop(): Promise<void>;
};

const pageSize = 500;
/** Events kept in memory for those who follow closely: every listener of the house reads each of them. */
const recentMax = 10_000;
const pollMs = 500;

const logs = new WeakMap<Database, Log>();
const breakHooks = new WeakMap<Database, Set<() => void>>();

/** The open log of a database; undefined for tools that opened none. */
export function logOf(db: Database): Log | undefined {
  return logs.get(db);
}

/** Tells when the connection that follows the log was lost and is back: what is known may be of another history. */
export function onLogBreak(db: Database, hook: () => void): void {
  const hooks = breakHooks.get(db) ?? new Set();
  breakHooks.set(db, hooks.add(hook));
}

/** Starts the sequencer and the tail. */
export async function openLog(db: Database): Promise<Log> {
  const start = await db.one(readHead);
  const live = new Set<Sink>();
  let head = start.head;
  let readAtMs = performance.now();
  let isFollowed = true;
  let isLookWanted = false;
  let reading: Promise<void> | undefined;
  let isStopped = false;
  let recent: LoggedEvent[] = [];

  const remember = (events: readonly LoggedEvent[]) => {
    recent.push(...events);
    if (recent.length > recentMax) {
      recent = recent.slice(-recentMax / 2);
    }
  };
  const readPage = async (position: number) =>
    (await db.all(readAfter, [position, pageSize])).map((row) => toLoggedEvent(row, start.epoch));
  // The tail asks only which events there are; what this process wrote it knows, others' it reads.
  const own = keepOwnEvents(db, start.epoch);
  const readNews = async (position: number): Promise<LoggedEvent[]> =>
    readPlaces(await db.all(readPositions, [position, pageSize]));
  const readPlaces = async (places: readonly Place[]): Promise<LoggedEvent[]> => {
    const known = new Map(
      places.map((place) => [place.position, own.take(place.id, place.position)]),
    );
    const unknown = places.filter((place) => known.get(place.position) === undefined);
    if (unknown.length > 0) {
      for (const row of await db.all(readAt, [unknown.map((place) => place.position)])) {
        known.set(row.position, toLoggedEvent(row, start.epoch));
      }
    }
    return places.flatMap((place) => known.get(place.position) ?? []);
  };
  // What this process gave the positions that come next it need not ask for either.
  let stamped: Stamped[] = [];
  const takeStamped = (): Stamped | undefined => {
    stamped = stamped.filter((each) => each.head > head);
    return stamped.find((each) => each.head - each.ids.length === head);
  };
  const catchUp = async () => {
    for (;;) {
      const next = takeStamped();
      if (next === undefined && !isLookWanted && stamped.length === 0) {
        return;
      }
      const begunMs = next?.begunMs ?? performance.now();
      const before = new Set(stamped);
      isLookWanted &&= next !== undefined;
      const events = await (next === undefined ? readNews(head) : readPlaces(placesOf(next)));
      head = events.at(-1)?.position ?? head;
      if (events.length > 0) {
        remember(events);
        for (const sink of live) {
          sink(events);
        }
      }
      if (next === undefined && events.length === pageSize) {
        isLookWanted = true;
      } else {
        readAtMs = Math.max(readAtMs, begunMs);
        stamped = stamped.filter((each) => next !== undefined || !before.has(each));
      }
    }
  };
  // What fails is read at the next poll.
  const wake = () => {
    if (isStopped) {
      return;
    }
    reading ??= catchUp()
      .catch((error: unknown) => {
        isLookWanted = false;
        stamped = [];
        db.log.warn({ error: String(error) }, 'the log could not be read');
      })
      .finally(() => {
        reading = undefined;
        if (isLookWanted || stamped.length > 0) {
          wake();
        }
      });
  };
  // Whatever hints at something new reads at once, without asking for the head first; hints that come meanwhile are
  // one more look.
  const nudge = () => {
    isLookWanted = true;
    wake();
  };
  const sequencer: Sequencer = startSequencer(db, (each) => {
    if (each.head > head) {
      stamped.push(each);
      wake();
    }
  });
  const timer = setInterval(nudge, pollMs);
  const onHint = ({ payload = '' }: pg.Notification) => {
    if (payload === '' || !(Number(payload) <= head)) {
      nudge();
    }
  };
  const ears = listen(db, onHint, {
    onLost: () => {
      isFollowed = false;
    },
    // A restored or failed-over database may have lost what this process has read.
    onBack: async () => {
      for (const tell of breakHooks.get(db) ?? []) {
        tell();
      }
      const now = await db.one(readHead);
      isFollowed = now.epoch === start.epoch && now.head >= head;
      if (!isFollowed) {
        db.log.error({ epoch: now.epoch }, 'the log began anew: restart this server');
      }
    },
  });

  const log: Log = {
    epoch: start.epoch,
    get head() {
      return head;
    },
    get readAtMs() {
      return isFollowed ? readAtMs : Number.NEGATIVE_INFINITY;
    },
    subscribe: (position, sink, onFailure) => {
      let isEnded = false;
      let at = position;
      const deliver = (events: readonly LoggedEvent[]) => {
        const isAllFresh = (events[0]?.position ?? 0) > at;
        const fresh = isAllFresh ? events : events.filter((event) => event.position > at);
        at = Math.max(at, events.at(-1)?.position ?? at);
        if (fresh.length > 0 && !isEnded) {
          sink(fresh);
        }
      };
      const follow = async () => {
        while (!isEnded) {
          if (at >= head) {
            live.add(deliver);
            return;
          }
          deliver(await readPage(at));
        }
      };
      follow().catch((error: unknown) => onFailure?.(error));
      return () => {
        isEnded = true;
        live.delete(deliver);
      };
    },
    after: async (tx, position, { limit, types }) => {
      const [first] = recent;
      if (position >= head) {
        return { events: [], last: position };
      }
      if (first === undefined || position < first.position - 1 || !isFollowed) {
        const last = Math.min(position + limit, head);
        const rows = await tx.all(readBetween, [position, last, types]);
        return { events: rows.map((row) => toLoggedEvent(row, start.epoch)), last };
      }
      const events: LoggedEvent[] = [];
      let last = position;
      // Positions are dense, so the place in memory is known.
      for (let at = position + 1 - first.position; at < recent.length; at += 1) {
        const event = recent[at];
        if (event === undefined || events.length === limit) {
          break;
        }
        if (types === null || types.includes(event.type)) {
          events.push(event);
        }
        last = event.position;
      }
      return { events, last };
    },
    settle: async () => {
      await sequencer.settle();
      nudge();
      while (reading !== undefined) {
        await reading;
      }
    },
    stop: async () => {
      isStopped = true;
      logs.delete(db);
      clearInterval(timer);
      await ears.stop();
      await sequencer.stop();
      await reading;
    },
  };
  logs.set(db, log);
  return log;
}

type Place = { readonly position: number; readonly id: string };

function placesOf({ head, ids }: Stamped): Place[] {
  return ids.map((id, index) => ({ position: head - ids.length + 1 + index, id }));
}

/** Reads `<epoch>-<position>`; undefined when it is no cursor. */
export function parseCursor(text: string): Cursor | undefined {
  const match = /^(\d{1,15})-(\d{1,15})$/.exec(text.trim());
  return match === null ? undefined : { epoch: Number(match[1]), position: Number(match[2]) };
}

export function formatCursor(event: { readonly epoch: number; readonly position: number }): string {
  return `${event.epoch}-${event.position}`;
}

/** One connection that hears the other processes' hints; without it polling carries on. */
function listen(
  db: Database,
  onHint: (hint: pg.Notification) => void,
  { onLost, onBack }: { readonly onLost: () => void; readonly onBack: () => Promise<void> },
): { stop(): Promise<void> } {
  let isLost = false;
  let client: pg.PoolClient | undefined;
  let isStopped = false;
  let retry: NodeJS.Timeout | undefined;
  const connect = async () => {
    try {
      const connected = await db.pool.connect();
      if (isStopped) {
        connected.release(true);
        return;
      }
      client = connected;
      connected.on('notification', onHint);
      connected.once('end', reconnect);
      connected.once('error', reconnect);
      await connected.query('LISTEN engawa_log');
      if (isLost) {
        await onBack();
        isLost = false;
      }
    } catch {
      reconnect();
    }
  };
  const reconnect = () => {
    client?.release(true);
    client = undefined;
    isLost = true;
    onLost();
    if (!isStopped && retry === undefined) {
      retry = setTimeout(() => {
        retry = undefined;
        void connect();
      }, 500);
      retry.unref();
    }
  };
  const first = connect();
  return {
    stop: async () => {
      isStopped = true;
      clearTimeout(retry);
      await first;
      client?.removeAllListeners('end');
      client?.release(true);
      client = undefined;
    },
  };
}
