import { Type } from 'typebox';
import { expect, type TestHouse, test } from '#testing';
import { defineEvent } from './events.ts';
import { formatCursor } from './log.ts';
import { transaction } from './transaction.ts';

const one = defineEvent('kernel.one', 1, Type.Object({ n: Type.Integer() }));
const two = defineEvent('kernel.two', 1, Type.Object({ n: Type.Integer() }));

/** Follows a stream until `count` moments came, or a little longer when more might. */
async function follow(base: string, query: string, house: TestHouse, count: number) {
  const headers = await house.as('owner');
  const control = new AbortController();
  const answer = await fetch(`${base}/api/log/stream?${query}`, {
    headers,
    signal: control.signal,
  });
  const numbers: number[] = [];
  const reading = (async () => {
    let text = '';
    for await (const chunk of answer.body ?? []) {
      text += Buffer.from(chunk).toString('utf8');
      numbers.length = 0;
      for (const [, n] of text.matchAll(/"data":\{"n":(\d+)\}/g)) {
        numbers.push(Number(n));
      }
    }
  })().catch(() => undefined);
  return {
    until: async () => {
      for (let round = 0; round < 200 && numbers.length < count; round += 1) {
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
      control.abort();
      await reading;
      return [...numbers];
    },
  };
}

test('each stream is told what it asks for, once and in order, also from a cursor of before', async ({
  house,
}) => {
  const base = await house.app.listen({ host: '127.0.0.1', port: 0 });
  const tell = (numbers: readonly number[]) =>
    transaction(house.db, {}, async (tx) => {
      for (const n of numbers) {
        tx.emit((n % 3 === 0 ? two : one).make(n % 2 === 0 ? 'sub_even' : 'sub_odd', { n }));
      }
    });
  const before = formatCursor({ epoch: house.log.epoch, position: house.log.head });
  await tell([1, 2, 3, 4]);
  await house.log.settle();
  const streams = await Promise.all([
    follow(base, 'types=kernel.one,kernel.two', house, 4),
    follow(base, 'subject=sub_odd', house, 2),
    follow(base, 'types=kernel.two', house, 1),
    follow(base, 'subject=sub_even&types=kernel.two', house, 1),
    follow(base, `subject=sub_odd&after=${before}`, house, 4),
    follow(base, 'subject=sub_nobody', house, 0),
  ]);
  await tell([5, 6, 7, 8]);
  expect(await Promise.all(streams.map((stream) => stream.until()))).toEqual([
    [5, 6, 7, 8],
    [5, 7],
    [6],
    [6],
    [1, 3, 5, 7],
    [],
  ]);
});
