import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Following, followLog } from './follow-log.ts';
import type { LoggedEvent } from './shapes.ts';

/** The browser's side of a stream, driven by hand. */
class HandSource extends EventTarget {
  readonly url: string;
  isClosed = false;

  constructor(url: string) {
    super();
    this.url = url;
  }

  close(): void {
    this.isClosed = true;
  }

  say(type: string, lastEventId: string, data: unknown = {}): void {
    const event = Object.assign(new Event(type), { lastEventId, data: JSON.stringify(data) });
    this.dispatchEvent(event);
  }

  fail(): void {
    this.dispatchEvent(new Event('error'));
  }
}

function follow() {
  const sources: HandSource[] = [];
  const states: Following[] = [];
  const positions: number[] = [];
  const seen = { resets: 0 };
  const stop = followLog({
    after: '1-4',
    onState: (state) => states.push(state),
    onMoments: (events: readonly LoggedEvent[]) =>
      positions.push(...events.map((event) => event.position)),
    onReset: () => {
      seen.resets += 1;
    },
    open: (url) => {
      const source = new HandSource(url);
      sources.push(source);
      return source as unknown as EventSource;
    },
  });
  return { sources, states, positions, seen, stop };
}

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

test('it begins after the cursor it is given', () => {
  const { sources, stop } = follow();
  expect(sources[0]?.url).toBe('/api/log/stream?after=1-4');
  stop();
});

test('after a break it opens again by itself, after the last cursor it saw', () => {
  const { sources, states, stop } = follow();
  sources[0]?.say('ready', '1-4');
  sources[0]?.say('moment', '1-5', { position: 5 });
  sources[0]?.fail();
  vi.advanceTimersByTime(1000);
  expect(sources[0]?.isClosed).toBe(true);
  expect(sources[1]?.url).toBe('/api/log/stream?after=1-5');
  expect(states).toStrictEqual(['connecting', 'open', 'retrying']);
  stop();
});

test('while the server is away it tries at least once a second', () => {
  const { sources, stop } = follow();
  for (let second = 0; second < 20; second += 1) {
    sources.at(-1)?.fail();
    vi.advanceTimersByTime(1000);
  }
  expect(sources.length).toBeGreaterThanOrEqual(21);
  stop();
});

test('a beat moves the cursor though nothing was shown', () => {
  const { sources, stop } = follow();
  sources[0]?.say('beat', '1-90');
  sources[0]?.fail();
  vi.advanceTimersByTime(1000);
  expect(sources[1]?.url).toBe('/api/log/stream?after=1-90');
  stop();
});

test('a line that has gone silent counts as broken', () => {
  const { sources, stop } = follow();
  sources[0]?.say('ready', '1-4');
  vi.advanceTimersByTime(45_000);
  expect(sources.length).toBeGreaterThan(1);
  stop();
});

test('moments that arrive together are told together', () => {
  const { sources, positions, stop } = follow();
  sources[0]?.say('moment', '1-5', { position: 5 });
  sources[0]?.say('moment', '1-6', { position: 6 });
  expect(positions).toStrictEqual([]);
  vi.advanceTimersByTime(100);
  expect(positions).toStrictEqual([5, 6]);
  stop();
});

test('another epoch ends this stream and asks for everything anew', () => {
  const { sources, seen } = follow();
  sources[0]?.say('reset', '2-0');
  vi.advanceTimersByTime(60_000);
  expect(seen.resets).toBe(1);
  expect(sources).toHaveLength(1);
  expect(sources[0]?.isClosed).toBe(true);
});

test('once stopped it stays stopped', () => {
  const { sources, stop } = follow();
  sources[0]?.fail();
  stop();
  vi.advanceTimersByTime(60_000);
  expect(sources).toHaveLength(1);
});
