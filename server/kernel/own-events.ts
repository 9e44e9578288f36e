// What this process has just written, kept until the log gives it its position: most of what a process tells its
// screens it wrote itself, and reading that back cost more than all the rest of telling it.
import type { Database } from './db.ts';
import type { LoggedEvent, NewEvent } from './events.ts';
import { asLoggedEvent } from './events-store.ts';
import { type EventsBy, onCommittedNews } from './transaction.ts';

export type OwnEvents = {
  /** The event at its place; undefined when it is another process's, or was let go. */
  take(id: string, position: number): LoggedEvent | undefined;
};

const keptMax = 20_000;

/** Keeps the events that this process commits from now on. */
export function keepOwnEvents(db: Database, epoch: number): OwnEvents {
  const kept = new Map<string, { readonly event: NewEvent; readonly by: EventsBy }>();
  onCommittedNews(db, (events, { actor, now }) => {
    const by = { actor, now };
    for (const event of events) {
      if (isExact(event.occurredAt)) {
        kept.set(event.id, { event, by });
      }
    }
    // The oldest first; they are read from the table then.
    for (const id of kept.keys()) {
      if (kept.size <= keptMax) {
        break;
      }
      kept.delete(id);
    }
  });
  return {
    take: (id, position) => {
      const own = kept.get(id);
      kept.delete(id);
      return own === undefined ? undefined : asLoggedEvent(own.event, own.by, { position, epoch });
    },
  };
}

/** The database keeps microseconds; what is finer would differ from what it gives back. */
function isExact(occurredAt: Temporal.Instant | null): boolean {
  return occurredAt === null || occurredAt.epochNanoseconds % 1000n === 0n;
}
