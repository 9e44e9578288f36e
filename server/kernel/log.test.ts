import { Type } from 'typebox';
import { expect, test } from '#testing';
import { openDatabase } from './db.ts';
import type { LoggedEvent } from './events.ts';
import { defineEvent } from './events.ts';
import { readAfter, toLoggedEvent } from './events-store.ts';
import { newId } from './ids.ts';
import { transaction } from './transaction.ts';

const happened = defineEvent('kernel.tested', 1, Type.Object({ n: Type.Integer() }));

test('an event is on the log once its transaction has committed, and not before', async ({
  house,
}) => {
  const seen: LoggedEvent[] = [];
  const end = house.log.subscribe(house.log.head, (events) => seen.push(...events));
  await transaction(house.db, {}, async (tx) => {
    tx.emit(happened.make('evt_test', { n: 1 }));
  });
  await house.log.settle();
  expect(seen.map((event) => event.data)).toEqual([{ n: 1 }]);
  end();
});

test('an event of a transaction that fails is never on the log', async ({ house }) => {
  const before = house.log.head;
  const failing = transaction(house.db, {}, async (tx) => {
    tx.emit(happened.make('evt_test', { n: 2 }));
    throw new Error('no');
  });
  await expect(failing).rejects.toThrow('no');
  await house.log.settle();
  expect(house.log.head).toBe(before);
});

test('what was just read is told from memory as the table has it, and what is older from the table', async ({
  house,
}) => {
  const { log, db } = house;
  const before = log.head;
  for (const n of [3, 4, 5]) {
    await transaction(db, {}, async (tx) => {
      tx.emit(happened.make('evt_test', { n }));
    });
  }
  await log.settle();
  const asked: number[] = [];
  const after = (position: number, types: readonly string[] | null = null) =>
    transaction(db, {}, (tx) => {
      const counting = {
        all: (...query: Parameters<typeof tx.all>) => {
          asked.push(position);
          return tx.all(...query);
        },
      } as Pick<typeof tx, 'all'>;
      return log.after(counting, position, { limit: 2, types });
    });
  const told = await after(before + 1);
  expect(told.events.map((event) => event.data)).toEqual([{ n: 4 }, { n: 5 }]);
  expect(told.last).toBe(log.head);
  // What nobody wants is passed over.
  expect(await after(before, ['kernel.other'])).toEqual({ events: [], last: log.head });
  expect(asked).toEqual([]);
  // Nobody has a place before the first: no memory holds it.
  const [fromTable] = (await after(-1)).events;
  expect(asked).toEqual([-1]);
  expect(fromTable).toEqual((await after(0)).events[0]);
  expect(await after(-1, ['kernel.other'])).toEqual({ events: [], last: 1 });
  expect(await after(log.head)).toEqual({ events: [], last: log.head });
});

test('what a process tells of its own events is what the table says of them', async ({ house }) => {
  const odd = defineEvent(
    'kernel.odd',
    2,
    Type.Object({ n: Type.Unknown(), gone: Type.Unknown() }),
  );
  const live: LoggedEvent[] = [];
  const from = house.log.head;
  const end = house.log.subscribe(from, (events) => live.push(...events));
  const data = { n: { b: [1.5, '縁側\u2028', null], a: -0 }, gone: undefined };
  const context = {
    recordId: newId(),
    placeId: newId(),
    channel: 'web',
    occurredAt: Temporal.Instant.from('2026-03-01T09:00:00.120+09:00'),
  };
  await transaction(house.db, { actor: 'batch:test' }, async (tx) => {
    tx.emit(odd.make('evt_1', data, { ...context, actor: 'staff:stf_1' }));
    tx.emit(odd.make('evt_2', data));
    const fine = Temporal.Instant.from('2026-03-01T00:00:00.123456789Z');
    tx.emit(odd.make('evt_3', data, { occurredAt: fine }));
  });
  await house.log.settle();
  end();
  const rows = await house.db.all(readAfter, [from, 10]);
  const read = rows.map((row) => toLoggedEvent(row, house.log.epoch));
  expect(live).toHaveLength(3);
  expect(live).toEqual(JSON.parse(JSON.stringify(read)));
});

test('events of another process come between those of this one, in order and each once', async ({
  house,
}) => {
  const { db, log } = house;
  const seen: number[] = [];
  const end = log.subscribe(log.head, (events) => seen.push(...events.map((e) => e.position)));
  const from = log.head;
  // Without a sequencer of its own: its events wait until somebody stamps them, as after a process has died.
  const other = await openDatabase({
    url: house.url,
    log: db.log,
    masters: db.masters,
  });
  try {
    for (let n = 0; n < 30; n += 1) {
      await Promise.all(
        [db, other, db].map((each) =>
          transaction(each, {}, async (tx) => {
            tx.emit(happened.make('evt_test', { n }));
            tx.emit(happened.make('evt_test', { n }));
          }),
        ),
      );
    }
  } finally {
    await other.close();
  }
  await log.settle();
  end();
  expect(log.head).toBe(from + 180);
  expect(seen).toEqual(Array.from({ length: 180 }, (_, index) => from + 1 + index));
});
