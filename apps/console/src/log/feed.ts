// What the console holds of the log: the newest moments, each once, in order. Pure: the connection feeds it,
// the screens show it.
import type { LoggedEvent } from '@engawa/client';

/** More would make the page slow; older ones are in the log itself. */
export const feedLengthMax = 300;

export type Feed = {
  readonly epoch: number;
  /** The highest position seen; the log is dense, so anything up to it is known. */
  readonly position: number;
  /** Newest first. */
  readonly events: readonly LoggedEvent[];
  /** How many arrived in which second, oldest first; a minute of it. */
  readonly arrivals: readonly Arrival[];
};

export type Arrival = { readonly second: number; readonly count: number };

/** A feed that begins with a page of the log, newest first, read at `nowMs`. */
export function openFeed(epoch: number, newest: readonly LoggedEvent[], nowMs: number): Feed {
  const seconds = newest
    .map((event) => Math.floor(Date.parse(event.recordedat) / 1000))
    .filter((second) => second > nowMs / 1000 - 60)
    .toReversed();
  return {
    epoch: newest[0]?.epoch ?? epoch,
    position: newest[0]?.position ?? 0,
    events: newest.slice(0, feedLengthMax),
    arrivals: seconds.reduce<readonly Arrival[]>(countArrival, []),
  };
}

/** Adds what is new, oldest first as it came. What was seen before, or is of another epoch, is left out. */
export function receive(feed: Feed, batch: readonly LoggedEvent[], nowMs: number): Feed {
  const fresh: LoggedEvent[] = [];
  let { position } = feed;
  for (const event of batch) {
    if (event.epoch === feed.epoch && event.position > position) {
      ({ position } = event);
      fresh.push(event);
    }
  }
  if (fresh.length === 0) {
    return feed;
  }
  const second = Math.floor(nowMs / 1000);
  const kept = feed.arrivals.filter((arrival) => arrival.second > second - 60);
  return {
    epoch: feed.epoch,
    position,
    events: [...fresh.toReversed(), ...feed.events].slice(0, feedLengthMax),
    arrivals: fresh.reduce<readonly Arrival[]>((all) => countArrival(all, second), kept),
  };
}

/** How many moments arrived within the last 60 seconds. */
export function countLastMinute(feed: Feed, nowMs: number): number {
  const from = Math.floor(nowMs / 1000) - 60;
  return feed.arrivals.reduce((sum, { second, count }) => sum + (second > from ? count : 0), 0);
}

function countArrival(arrivals: readonly Arrival[], second: number): readonly Arrival[] {
  const last = arrivals.at(-1);
  return last?.second === second
    ? [...arrivals.slice(0, -1), { second, count: last.count + 1 }]
    : [...arrivals, { second, count: 1 }];
}

/** The place in the log to go on from, as the stream takes it: `<epoch>-<position>`. */
export function cursorOf({ epoch, position }: Pick<Feed, 'epoch' | 'position'>): string {
  return `${epoch}-${position}`;
}

/** The module a type belongs to: `orders.placed` → `orders`. */
export function moduleOf(type: string): string {
  const dot = type.indexOf('.');
  return dot < 0 ? type : type.slice(0, dot);
}
