// COMMIT that goes out behind writes which nobody waits for: it must never keep a part of them.
import { expect, test } from '#testing';
import { asFlight, createBatch, type HotCommand, performOne } from './batch.ts';
import { statement } from './db.ts';
import { type Tx, transaction } from './transaction.ts';

const insert = statement<object>(
  'INSERT INTO kernel.setting (name, value) SELECT given, to_jsonb(1) FROM unnest($1::text[]) AS given',
);
const find = statement<{ name: string }>(
  'SELECT name FROM kernel.setting WHERE name LIKE $1 ORDER BY name',
);

const keep: HotCommand<string, undefined, string, string> = {
  name: 'test.keep',
  load: () => Promise.resolve(undefined),
  decide: (_facts, name) => name,
  apply: (tx, names) => {
    tx.commitBehind(tx.run(insert, [names]));
    return Promise.resolve(names);
  },
};

test('what COMMIT followed without waiting is there when the transaction ends', async ({
  house,
}) => {
  await transaction(house.db, {}, (tx) => {
    tx.commitBehind(Promise.all([tx.run(insert, [['behind a']]), tx.run(insert, [['behind b']])]));
    return Promise.resolve();
  });
  expect(await house.db.all(find, ['behind _'])).toEqual([
    { name: 'behind a' },
    { name: 'behind b' },
  ]);
});

test('one write that fails undoes those beside it, and its own error is thrown', async ({
  house,
}) => {
  const twice = (tx: Tx) => {
    tx.commitBehind(
      Promise.all([
        tx.run(insert, [['failing a']]),
        tx.run(insert, [['failing a']]),
        tx.run(insert, [['failing b']]),
      ]),
    );
    tx.runLast(insert, [['failing c']]);
    return Promise.resolve();
  };
  await expect(transaction(house.db, {}, twice)).rejects.toThrow('duplicate key');
  expect(await house.db.all(find, ['failing _'])).toEqual([]);
});

test('a write that fails before it is sent undoes those that were', async ({ house }) => {
  const unsendable = async (tx: Tx) => {
    await tx.run(insert, [[{ amount: 1n }]]);
  };
  await expect(
    transaction(house.db, {}, (tx) => {
      tx.commitBehind(Promise.all([tx.run(insert, [['unsent a']]), unsendable(tx)]));
      return Promise.resolve();
    }),
  ).rejects.toThrow('BigInt');
  expect(await house.db.all(find, ['unsent _'])).toEqual([]);
});

test('a statement that comes after such a write has begun to commit is a bug that undoes it', async ({
  house,
}) => {
  await expect(
    transaction(house.db, {}, async (tx) => {
      await tx.run(insert, [['late a']]);
      const later = async () => {
        await new Promise<void>((resolve) => {
          process.nextTick(resolve);
        });
        await tx.run(insert, [['late b']]);
      };
      tx.commitBehind(later());
    }),
  ).rejects.toThrow('an await is missing');
  expect(await house.db.all(find, ['late _'])).toEqual([]);
});

test('of a flight whose write is refused only the member whose fault it was fails', async ({
  house,
}) => {
  const batch = createBatch(house.db, asFlight(keep));
  await batch.submit('flight a');
  const outcomes = await Promise.allSettled(
    ['flight b', 'flight a', 'flight c'].map((name) => batch.submit(name)),
  );
  expect(outcomes.map((each) => each.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  const names = (await house.db.all(find, ['flight _'])).map(({ name }) => name);
  expect(names).toEqual(['flight a', 'flight b', 'flight c']);
});

test('inside a larger transaction a failure is heard where it happened', async ({ house }) => {
  const heard: string[] = [];
  await expect(
    transaction(house.db, {}, async (tx) => {
      await performOne(tx, keep, 'inside a');
      await performOne(tx, keep, 'inside a').catch((error: Error) => {
        heard.push(error.message);
        throw error;
      });
    }),
  ).rejects.toThrow('duplicate key');
  expect(heard).toHaveLength(1);
  expect(await house.db.all(find, ['inside _'])).toEqual([]);
});
