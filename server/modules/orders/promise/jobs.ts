import type { Database } from '#kernel/db';
import { Refusal } from '#kernel/errors';
import type { Job } from '#kernel/jobs';
import { transaction } from '#kernel/transaction';
import { movePromise } from './move-promise.ts';
import { findLatePickups } from './store.ts';

const atOnce = 200;

/** Every minute: whoever waits for a late shop is told a new time before she comes. */
export const moveLatePromisesJob: Job<Record<string, never>> = {
  name: 'orders.move_late_promises',
  cron: '* * * * *',
  run: async (db) => {
    await moveLatePromises(db);
  },
};

/**
 * Moves promises that have passed; answers how many. Each in a transaction of its own: one that finds no hour any more,
 * or was just made ready, must not keep the others waiting. It stands in the shop's tasks.
 */
export async function moveLatePromises(db: Database): Promise<number> {
  const options = { actor: 'job:orders.move_late_promises' };
  const late = await transaction(db, options, (tx) => findLatePickups(tx, atOnce));
  let moved = 0;
  for (const orderId of late) {
    try {
      await transaction(db, options, (tx) => movePromise(tx, { orderId, reason: 'late' }));
      moved += 1;
    } catch (error) {
      if (!(error instanceof Refusal)) {
        throw error;
      }
    }
  }
  return moved;
}
