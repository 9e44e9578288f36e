import { Type } from 'typebox';
import { expect, test } from '#testing';
import { statement } from './db.ts';
import { defineEvent } from './events.ts';
import { startListeners } from './listeners.ts';
import { transaction } from './transaction.ts';

const heard = defineEvent('kernel.heard', 1, Type.Object({ n: Type.Integer() }));
const foreign = defineEvent('kernel.foreign', 1, Type.Object({ n: Type.Integer() }));
const standing = statement<{ position: number }>(
  'SELECT position FROM kernel.listener WHERE name = $1',
);

test('a listener passes what it does not hear without being woken, and hears what comes then', async ({
  house,
}) => {
  const { db, log } = house;
  const told: unknown[] = [];
  const listener = {
    name: 'kernel.keen',
    hears: [heard.type],
    handle: async (_tx: unknown, events: readonly { readonly data: unknown }[]) => {
      told.push(...events.map(({ data }) => data));
    },
  };
  const listeners = await startListeners(db, log, [listener]);
  const positionOf = async () => (await db.one(standing, [listener.name])).position;
  try {
    await listeners.settle();
    const emit = (kind: typeof heard, n: number) =>
      transaction(db, {}, async (tx) => {
        tx.emit(kind.make('evt_test', { n }));
      });
    await emit(foreign, 1);
    await emit(foreign, 2);
    await log.settle();
    const { head } = log;
    await expect.poll(positionOf, { timeout: 5000 }).toBeGreaterThanOrEqual(head);
    expect(told).toEqual([]);
    await emit(foreign, 3);
    await emit(heard, 4);
    await emit(foreign, 5);
    await expect.poll(() => told, { timeout: 5000 }).toEqual([{ n: 4 }]);
    await log.settle();
    await expect.poll(positionOf, { timeout: 5000 }).toBeGreaterThanOrEqual(log.head);
    expect(told).toEqual([{ n: 4 }]);
  } finally {
    await listeners.stop();
  }
});

test('a listener that failed is not passed by and is woken when it is due', async ({ house }) => {
  const { db, log } = house;
  let failures = 0;
  const told: unknown[] = [];
  const listeners = await startListeners(db, log, [
    {
      name: 'kernel.failing',
      hears: [heard.type],
      handle: async (_tx, events) => {
        if (failures < 2) {
          failures += 1;
          throw new Error('not yet');
        }
        told.push(...events.map(({ data }) => data));
      },
    },
  ]);
  try {
    await listeners.settle();
    await transaction(db, {}, async (tx) => {
      tx.emit(heard.make('evt_test', { n: 7 }));
      tx.emit(foreign.make('evt_test', { n: 8 }));
    });
    await expect.poll(() => told.at(-1), { timeout: 10_000 }).toEqual({ n: 7 });
    expect(failures).toBe(2);
  } finally {
    await listeners.stop();
  }
});
