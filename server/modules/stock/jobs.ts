import type { Job } from '#kernel/jobs';
import { transaction } from '#kernel/transaction';
import { expireHolds } from './holds/end-holds.ts';
import { learnShrinkage } from './learn-shrinkage.ts';
import { blockExpiredLots, firstDatedLot } from './lots/block-lots.ts';

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

const lotsAtOnce = 200;

/** Every hour, since days begin at other hours elsewhere: blocks lots whose last good day is over. */
export const blockExpiredLotsJob: Job<Record<string, never>> = {
  name: 'stock.block_expired_lots',
  cron: '1 * * * *',
  run: async (db) => {
    let after: typeof firstDatedLot | null = firstDatedLot;
    while (after !== null) {
      const from: typeof firstDatedLot = after;
      after = await transaction(db, { actor: 'job:stock.block_expired_lots' }, (tx) =>
        blockExpiredLots(tx, from, lotsAtOnce),
      );
    }
  },
};

/** Every Monday before dawn (UTC Sunday evening), learns from counts what is usually lost. */
export const learnShrinkageJob: Job<Record<string, never>> = {
  name: 'stock.learn_shrinkage',
  cron: '10 19 * * 0',
  run: learnShrinkage,
};
