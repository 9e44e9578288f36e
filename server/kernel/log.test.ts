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
