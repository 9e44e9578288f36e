import { expect, test } from 'vitest';
import { mayTry } from './pin-rules.ts';

const dayMs = 86_400_000;
const standing = { checkedMs: 0, failures: 0, triedMs: 0 };

test('a PIN that the house knew is good for five days, and no longer where the clock was set back', () => {
  expect(mayTry(standing, dayMs)).toEqual({ may: true });
  expect(mayTry(standing, 5 * dayMs + 1)).toEqual({ may: false, why: 'over' });
  expect(mayTry({ ...standing, checkedMs: dayMs }, 0)).toEqual({ may: false, why: 'over' });
});

test('five wrong PINs are free, each further one doubles the wait, the twelfth ends it', () => {
  const after = (failures: number, laterMs: number) =>
    mayTry({ ...standing, failures, triedMs: dayMs }, dayMs + laterMs);
  expect(after(4, 0)).toEqual({ may: true });
  expect(after(5, 0)).toEqual({ may: false, why: 'wait', seconds: 10 });
  expect(after(6, 5000)).toEqual({ may: false, why: 'wait', seconds: 15 });
  expect(after(6, 20_000)).toEqual({ may: true });
  expect(after(11, 0)).toEqual({ may: false, why: 'wait', seconds: 640 });
  expect(after(12, dayMs)).toEqual({ may: false, why: 'over' });
});

test('nobody finds a PIN of four digits in the tries that a tablet lets through', () => {
  let nowMs = 1;
  let triedMs = 0;
  let tries = 0;
  for (let second = 0; second < 6 * 86_400; second += 1) {
    nowMs += 1000;
    if (mayTry({ checkedMs: 1, failures: tries, triedMs }, nowMs).may) {
      tries += 1;
      triedMs = nowMs;
    }
  }
  expect(tries).toBe(12);
});
