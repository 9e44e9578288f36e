import { Type } from 'typebox';
import { expect, test } from '#testing';
import type { LoggedEvent } from './events.ts';
import { defineEvent } from './events.ts';
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
  const after = (position: number) =>
    transaction(db, {}, (tx) => {
      const counting = {
        all: (...query: Parameters<typeof tx.all>) => {
          asked.push(position);
          return tx.all(...query);
        },
      } as Pick<typeof tx, 'all'>;
      return log.after(counting, position, 2);
    });
  expect((await after(before + 1)).map((event) => event.data)).toEqual([{ n: 4 }, { n: 5 }]);
  expect(asked).toEqual([]);
  // Nobody has a place before the first: no memory holds it.
  const fromTable = await after(-1);
  expect(asked).toEqual([-1]);
  expect(fromTable).toEqual(await after(0));
  expect(await after(log.head)).toEqual([]);
});
