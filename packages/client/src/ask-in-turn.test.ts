import { expect, test } from 'vitest';
import { askInTurn } from './ask-in-turn.ts';

test('what is asked for while an answer is awaited is asked once more, after it', async () => {
  const waiting: (() => void)[] = [];
  const heard = askInTurn(() => new Promise<void>((resolve) => waiting.push(resolve)));
  const all = heard();
  void heard();
  void heard();
  expect(waiting).toHaveLength(1);
  waiting[0]?.();
  await expect.poll(() => waiting.length).toBe(2);
  waiting[1]?.();
  await all;
  expect(waiting).toHaveLength(2);
});

test('a question that failed is asked again the next time', async () => {
  let asked = 0;
  const heard = askInTurn(() => {
    asked += 1;
    return Promise.reject(new Error('no line'));
  });
  await heard();
  await heard();
  expect(asked).toBe(2);
});
