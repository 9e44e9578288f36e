// Gives the log its order. A process stamps what it has just committed (at most one stamping under way, the
// rest gathers meanwhile) and looks once a second for events whose process died before it could. Chosen over
// reading "id > cursor" (skips what commits late) and over waiting for the oldest running transaction (a
// long transaction in a neighbouring database would freeze every screen). See docs/decisions/0006-the-log.md.
import type { Database } from './db.ts';
import { sequence } from './events-store.ts';
import { onCommittedEvents } from './transaction.ts';

export type Sequencer = {
  /** Resolves when everything committed before the call has its position. */
  settle(): Promise<void>;
  stop(): Promise<void>;
};

/** What one stamping did. */
export type Stamped = {
  readonly head: number;
  /** The events that were given the newest positions, the last of them `head`. */
  readonly ids: readonly string[];
  /** When it began (performance.now): whatever had a position before then is not beyond these. */
  readonly begunMs: number;
};

const deepLookMs = 1000;

/** Starts stamping; `onStamped` hears of each. */
export function startSequencer(db: Database, onStamped: (stamped: Stamped) => void): Sequencer {
  let waiting: number[] = [];
  let isDeepWanted = true;
  let flight: Promise<void> | undefined;
  let isStopped = false;

  const fly = async () => {
    while (waiting.length > 0 || isDeepWanted) {
      const own = waiting;
      const deep = isDeepWanted;
      waiting = [];
      isDeepWanted = false;
      try {
        const begunMs = performance.now();
        onStamped({ ...(await db.one(sequence, [own, deep])), begunMs });
      } catch (error) {
        // The deep look of the next second finds what this one could not stamp.
        db.log.warn({ error: String(error) }, 'events wait for their positions');
        return;
      }
    }
  };
  const launch = () => {
    flight ??= fly().finally(() => {
      flight = undefined;
      if (waiting.length > 0 && !isStopped) {
        void launch();
      }
    });
    return flight;
  };

  onCommittedEvents(db, (seqs) => {
    for (const seq of seqs) {
      waiting.push(seq);
    }
    void launch();
  });
  const timer = setInterval(() => {
    isDeepWanted = true;
    void launch();
  }, deepLookMs);
  timer.unref();

  return {
    settle: async () => {
      isDeepWanted = true;
      await launch();
      if (waiting.length > 0 || isDeepWanted) {
        await launch();
      }
    },
    stop: async () => {
      isStopped = true;
      clearInterval(timer);
      onCommittedEvents(db, () => undefined);
      await flight;
    },
  };
}
