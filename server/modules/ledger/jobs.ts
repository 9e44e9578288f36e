import type { Job } from '#kernel/jobs';
import { transaction } from '#kernel/transaction';
import { expireValue } from './expire-value.ts';

const atOnce = 500;

/** Every five minutes, ends reservations and lots whose time is over. Balances count without them before. */
export const expireValueJob: Job<Record<string, never>> = {
  name: 'ledger.expire_value',
  cron: '*/5 * * * *',
  run: async (db) => {
    for (;;) {
      const { holds, lots } = await transaction(db, { actor: 'job:ledger.expire_value' }, (tx) =>
        expireValue(tx, tx.now, atOnce),
      );
      if (holds < atOnce && lots < atOnce) {
        return;
      }
    }
  },
};
