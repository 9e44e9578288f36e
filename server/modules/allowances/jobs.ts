// When nothing can arrive by an allowance any more, what is left of it is hers again.
import type { Job } from '#kernel/jobs';
import { transaction } from '#kernel/transaction';
import { endAllowance } from './end-allowance.ts';
import { lockDueAllowances } from './store.ts';

const atOnce = 100;

/** Every ten minutes. */
export const endAllowances: Job<Record<string, never>> = {
  name: 'allowances.end',
  cron: '*/10 * * * *',
  run: async (db) => {
    for (;;) {
      const count = await transaction(db, { actor: 'job:allowances.end' }, async (tx) => {
        const rows = await lockDueAllowances(tx, atOnce);
        for (const row of rows) {
          await endAllowance(tx, row);
        }
        return rows.length;
      });
      if (count < atOnce) {
        return;
      }
    }
  },
};
