// The tail of the log of moments: one reader a process, any number of subscribers. A cursor is
// `<epoch>-<position>`; it can be kept anywhere and resumed after any crash. NOTIFY is only a hint, polling
// works without it.
import type pg from 'pg';
import type { Database } from './db.ts';
import type { LoggedEvent } from './events.ts';
import { readAfter, readHead, toLoggedEvent } from './events-store.ts';
import { type Sequencer, startSequencer } from './sequencer.ts';

export type Cursor = { readonly epoch: number; readonly position: number };

/** Called with events in order, each exactly once; a batch is never empty. */
export type Sink = (events: readonly LoggedEvent[]) => void;

export type Log = {
  readonly epoch: number;
  /** The newest position that this process has read. */
  readonly head: number;
  /** Delivers everything after `position`, first from the table, then live. Answers a function that ends it. */
  subscribe(position: number, sink: Sink, onFailure?: (error: unknown) => void): () => void;
  /** Resolves when all that was committed before has been delivered to every live subscriber. */
  settle(): Promise<void>;
  stop(): Promise<void>;
};

const pageSize = 500;
const pollMs = 500;

/** Starts the sequencer and the tail. */
export async function openLog(db: Database): Promise<Log> {
  const start = await db.one(readHead);
  const live = new Set<Sink>();
  let head = start.head;
  let isNudged = false;
  let reading: Promise<void> | undefined;
  let isStopped = false;

  const readPage = async (position: number) =>
    (await db.all(readAfter, [position, pageSize])).map((row) => toLoggedEvent(row, start.epoch));
  const catchUp = async () => {
    for (;;) {
      isNudged = false;
      const events = await readPage(head);
      head = events.at(-1)?.position ?? head;
      if (events.length > 0) {
        for (const sink of live) {
          sink(events);
        }
      }
      if (!isNudged && events.length < pageSize) {
        return;
      }
    }
  };
  // Whatever hints at something new reads at once, without asking for the head first; hints that come
  // meanwhile are one more look. What fails is read at the next poll.
  const nudge = () => {
    isNudged = true;
    if (isStopped) {
      return;
    }
    reading ??= catchUp()
      .catch((error: unknown) => {
        isNudged = false;
        db.log.warn({ error: String(error) }, 'the log could not be read');
      })
      .finally(() => {
        reading = undefined;
        if (isNudged) {
          nudge();
        }
      });
  };
  const sequencer: Sequencer = startSequencer(db, (position) => {
    if (position > head) {
      nudge();
    }
  });
  const timer = setInterval(nudge, pollMs);
  const ears = listen(db, nudge);

  return {
    epoch: start.epoch,
    get head() {
      return head;
    },
    subscribe: (position, sink, onFailure) => {
      let isEnded = false;
      let at = position;
      const deliver = (events: readonly LoggedEvent[]) => {
        const fresh = events.filter((event) => event.position > at);
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
    settle: async () => {
      await sequencer.settle();
      nudge();
      while (reading !== undefined) {
        await reading;
      }
    },
    stop: async () => {
      isStopped = true;
      clearInterval(timer);
      await ears.stop();
      await sequencer.stop();
      await reading;
    },
  };
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
function listen(db: Database, onHint: () => void): { stop(): Promise<void> } {
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
    } catch {
      reconnect();
    }
  };
  const reconnect = () => {
    client?.release(true);
    client = undefined;
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
