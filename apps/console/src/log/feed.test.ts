import type { LoggedEvent } from '@engawa/client';
import { expect, test } from 'vitest';
import { countLastMinute, cursorOf, feedLengthMax, openFeed, receive } from './feed.ts';

const nowMs = Date.parse('2026-11-21T09:30:00Z');

function momentAt(position: number, epoch = 1): LoggedEvent {
  return {
    specversion: '1.0',
    id: `evt_${epoch}_${position}`,
    source: 'engawa',
    type: 'orders.placed',
    subject: 'ord_1',
    time: new Date(nowMs).toISOString(),
    datacontenttype: 'application/json',
    dataversion: 1,
    position,
    epoch,
    recordedat: new Date(nowMs).toISOString(),
    actor: 'guest',
    recordid: null,
    placeid: null,
    channel: null,
    data: {},
  };
}

const positionsOf = (events: readonly LoggedEvent[]) => events.map((event) => event.position);

test('the stream is asked to go on after the newest moment of the first page', () => {
  const feed = openFeed(7, [momentAt(12), momentAt(11)], nowMs);
  expect(cursorOf(feed)).toBe('1-12');
});

test('an empty log begins at its epoch', () => {
  expect(cursorOf(openFeed(3, [], nowMs))).toBe('3-0');
});

test('new moments come on top, newest first', () => {
  const feed = receive(openFeed(1, [momentAt(1)], nowMs), [momentAt(2), momentAt(3)], nowMs);
  expect(positionsOf(feed.events)).toStrictEqual([3, 2, 1]);
});

test('what was seen before is not shown twice, though it comes again after a break', () => {
  const before = receive(openFeed(1, [momentAt(1)], nowMs), [momentAt(2)], nowMs);
  const after = receive(before, [momentAt(1), momentAt(2), momentAt(3), momentAt(3)], nowMs);
  expect(positionsOf(after.events)).toStrictEqual([3, 2, 1]);
});

test('a batch without anything new leaves the feed as it is', () => {
  const feed = openFeed(1, [momentAt(5)], nowMs);
  expect(receive(feed, [momentAt(5)], nowMs)).toBe(feed);
});

test('moments of another epoch are left out', () => {
  const feed = openFeed(1, [momentAt(5)], nowMs);
  expect(receive(feed, [momentAt(6, 2)], nowMs)).toBe(feed);
});

test('the feed never grows beyond its length', () => {
  const many = Array.from({ length: feedLengthMax + 50 }, (_, index) => momentAt(index + 2));
  const feed = receive(openFeed(1, [momentAt(1)], nowMs), many, nowMs);
  expect(feed.events).toHaveLength(feedLengthMax);
  expect(feed.events[0]?.position).toBe(feedLengthMax + 51);
});

test('the count of the last minute forgets what is older', () => {
  const first = receive(openFeed(1, [], nowMs), [momentAt(1), momentAt(2)], nowMs);
  const later = receive(first, [momentAt(3)], nowMs + 45_000);
  expect(countLastMinute(later, nowMs + 45_000)).toBe(3);
  expect(countLastMinute(later, nowMs + 61_000)).toBe(1);
  expect(countLastMinute(later, nowMs + 200_000)).toBe(0);
});

test('moments of the first page that are fresh are counted too', () => {
  expect(countLastMinute(openFeed(1, [momentAt(2), momentAt(1)], nowMs + 5000), nowMs + 5000)).toBe(
    2,
  );
});
