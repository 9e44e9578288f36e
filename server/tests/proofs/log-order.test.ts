import { expect, test } from 'vitest';
import { differencesOf, proveLogOrder, type Seen } from './log-order.ts';

function seen(...events: [position: number, writer: number, n: number][]): Seen {
  return {
    name: 'a reader',
    events: events.map(([position, writer, n]) => ({ position, writer, n })),
    at: [],
    breaks: 0,
  };
}

test('four processes write at once and three readers see every moment once, in order', {
  timeout: 60_000,
}, async () => {
  const { differences, readers, events } = await proveLogOrder({ writers: 4, events: 800 });
  expect(differences).toEqual([]);
  expect(events).toBe(801);
  expect(readers.map((each) => each.name)).toHaveLength(3);
  expect(readers.at(-1)?.breaks).toBeGreaterThan(0);
  // How soon they see it is held by the proof, on a machine of its own; here other tests run beside it.
});

test('a gap, a repetition, a swap and a loss are each told', () => {
  expect(differencesOf(seen([5, 0, 0], [6, 1, 0], [7, 0, 1], [8, 1, 1]), 2, 2)).toEqual([]);
  const told = (reader: Seen) => differencesOf(reader, 1, 2).join(' | ');
  expect(told(seen([5, 0, 0], [7, 0, 1]))).toContain('position 7 came after 5');
  expect(told(seen([5, 0, 0], [5, 0, 0], [6, 0, 1]))).toContain('position 5 came after 5');
  expect(told(seen([5, 0, 1], [6, 0, 0]))).toContain("writer 0's 1 came instead of 0");
  expect(told(seen([5, 0, 0]))).toContain('writer 0 wrote 2, seen were 1');
});
