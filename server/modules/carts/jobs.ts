import type { Job } from '#kernel/jobs';
import { transaction } from '#kernel/transaction';
import { deleteCartRowsBefore } from './store.ts';

/** A browser keeps its token as long. */
const forgottenAfter = { hours: 24 * 90 } as const;

/** Carts that nobody has touched for a season. */
export const sweepCarts: Job<Record<string, never>> = {
  name: 'carts.sweep',
  cron: '41 3 * * *',
  run: async (db) => {
    await transaction(db, { actor: 'job:carts.sweep' }, (tx) =>
      deleteCartRowsBefore(tx, tx.now.subtract(forgottenAfter)),
    );
  },
};
