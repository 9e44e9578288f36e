// The one live connection of the console, outside of React: the newest page first, then the stream from
// there. All rooms look at it, so that a browser's few connections to a server are not used up.
import {
  answerOf,
  type EngawaClient,
  type Following,
  followLog,
  type LoggedEvent,
} from '@engawa/client';
import { cursorOf, type Feed, openFeed, receive } from './feed.ts';

export type LiveState = {
  readonly following: Following;
  /** Undefined until the first page is there. */
  readonly feed: Feed | undefined;
};

export type LiveLog = {
  readonly read: () => LiveState;
  readonly subscribe: (listener: () => void) => () => void;
  /** Calls with every batch of new moments; answers how to stop. */
  readonly hear: (listener: (events: readonly LoggedEvent[]) => void) => () => void;
  /** Begins; answers how to end. Beginning again after an end resumes where it was. */
  readonly start: () => () => void;
};

const retryMs = 1000;

/** Makes the live log; `onReset` is called when the server's log is another one than before. */
export function createLiveLog(api: EngawaClient, onReset: () => void): LiveLog {
  let state: LiveState = { following: 'connecting', feed: undefined };
  const watchers = new Set<() => void>();
  const hearers = new Set<(events: readonly LoggedEvent[]) => void>();
  let stop: (() => void) | undefined;
  let retrying: ReturnType<typeof setTimeout> | undefined;
  let run = 0;

  const change = (next: Partial<LiveState>) => {
    state = { ...state, ...next };
    for (const watcher of watchers) {
      watcher();
    }
  };
  const follow = (feed: Feed) => {
    stop = followLog({
      after: cursorOf(feed),
      onState: (following) => change({ following }),
      onMoments: (events) => {
        const before = state.feed ?? feed;
        const after = receive(before, events, Date.now());
        if (after !== before) {
          change({ feed: after });
          const fresh = events.filter((event) => event.position > before.position);
          for (const hearer of hearers) {
            hearer(fresh);
          }
        }
      },
      onReset: () => {
        change({ following: 'retrying', feed: undefined });
        onReset();
        void begin(run);
      },
    });
  };
  const begin = async (mine: number): Promise<void> => {
    try {
      const feed = state.feed ?? (await readFeed(api));
      if (mine === run) {
        change({ feed });
        follow(feed);
      }
    } catch {
      if (mine === run) {
        change({ following: 'retrying' });
        retrying = setTimeout(() => void begin(mine), retryMs);
      }
    }
  };

  return {
    read: () => state,
    subscribe: (listener) => subscribeTo(watchers, listener),
    hear: (listener) => subscribeTo(hearers, listener),
    start: () => {
      run += 1;
      void begin(run);
      return () => {
        run += 1;
        clearTimeout(retrying);
        stop?.();
        stop = undefined;
      };
    },
  };
}

async function readFeed(api: EngawaClient): Promise<Feed> {
  const page = await answerOf(api.GET('/api/log/events', { params: { query: { limit: 50 } } }));
  if (page.events.length > 0) {
    return openFeed(0, page.events, Date.now());
  }
  const house = await answerOf(api.GET('/api/house'));
  return openFeed(house.epoch, [], Date.now());
}

function subscribeTo<Listener>(listeners: Set<Listener>, listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
