import { expect, test } from '#testing';
import { statement } from './db.ts';
import { runHopefully } from './hopeful-write.ts';
import { transaction } from './transaction.ts';

const insert = statement<object>(
  'INSERT INTO kernel.setting (name, value) SELECT given, to_jsonb(1) FROM unnest($1::text[]) AS given',
);
const count = statement<{ n: number }>(
  "SELECT count(*) AS n FROM kernel.setting WHERE name LIKE 'hopeful %'",
);
const fail = statement<object>('SELECT 1 / (SELECT count(*) FROM kernel.setting WHERE false)');

test('a write that meets nothing is written', async ({ house }) => {
  const written = await transaction(house.db, {}, (tx) =>
    runHopefully(tx, insert, [['hopeful a', 'hopeful b']]),
  );
  expect(written).toBe(2);
  expect(await house.db.one(count)).toEqual({ n: 2 });
});

test('a write that meets a taken key writes nothing, and its transaction goes on', async ({
  house,
}) => {
  const answers = await transaction(house.db, {}, async (tx) => {
    const first = await runHopefully(tx, insert, [['hopeful c']]);
    const second = await runHopefully(tx, insert, [['hopeful d', 'hopeful c']]);
    return [first, second, (await tx.one(count)).n];
  });
  const { n } = await house.db.one(count);
  expect(answers).toEqual([1, undefined, n]);
});

test('what fails for another reason fails its transaction, and later failures keep their own', async ({
  house,
}) => {
  await expect(transaction(house.db, {}, (tx) => runHopefully(tx, fail, []))).rejects.toThrow(
    'division by zero',
  );
  await expect(
    transaction(house.db, {}, async (tx) => {
      await runHopefully(tx, insert, [['hopeful e']]);
      await runHopefully(tx, insert, [['hopeful e']]);
      await tx.run(fail);
    }),
  ).rejects.toThrow('division by zero');
});
