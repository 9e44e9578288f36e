import type { Job } from '#kernel/jobs';
import { transaction } from '#kernel/transaction';
import { expireHolds } from './end-holds.ts';

const holdsAtOnce = 500;

/** Every minute, ends the holds whose time is over; small transactions, so that nobody waits for it. */
export const expireHoldsJob: Job<Record<string, never>> = {
  name: 'stock.expire_holds',
  cron: '* * * * *',
  run: async (db) => {
    for (;;) {
      const ended = await transaction(db, { actor: 'job:stock.expire_holds' }, (tx) =>
        expireHolds(tx, tx.now, holdsAtOnce),
      );
      if (ended.length < holdsAtOnce) {
        return;
      }
    }
  },
};
