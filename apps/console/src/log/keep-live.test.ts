import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { keepLive } from './keep-live.ts';
import type { LiveLog } from './live-log.ts';

/** A page that is brought in and out of sight by hand. */
class HandPage extends EventTarget {
  visibilityState: DocumentVisibilityState = 'visible';

  turn(to: DocumentVisibilityState): void {
    this.visibilityState = to;
    this.dispatchEvent(new Event('visibilitychange'));
  }
}

function keep() {
  const open = { count: 0 };
  const log: LiveLog = {
    read: () => ({ following: 'open', feed: undefined }),
    subscribe: () => () => undefined,
    hear: () => () => undefined,
    start: () => {
      open.count += 1;
      return () => {
        open.count -= 1;
      };
    },
  };
  const page = new HandPage();
  const end = keepLive(log, page as unknown as Document);
  return { open, page, end };
}

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

test('a page in sight follows the log', () => {
  const { open, end } = keep();
  expect(open.count).toBe(1);
  end();
  expect(open.count).toBe(0);
});

test('a glance at another tab does not break the line', () => {
  const { open, page } = keep();
  page.turn('hidden');
  vi.advanceTimersByTime(30_000);
  page.turn('visible');
  vi.advanceTimersByTime(120_000);
  expect(open.count).toBe(1);
});

test('a tab long out of sight lets go, and follows again when it is seen', () => {
  const { open, page } = keep();
  page.turn('hidden');
  vi.advanceTimersByTime(61_000);
  expect(open.count).toBe(0);
  page.turn('visible');
  expect(open.count).toBe(1);
});
