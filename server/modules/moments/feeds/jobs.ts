// Once a night: partitions for the months ahead, and quarantined bodies that nobody mended in time. Nobody knows what
// stands in them, so they are not kept for ever.
import type { Job } from '#kernel/jobs';
import { transaction } from '#kernel/transaction';
import { discardQuarantineBefore, ensurePartitions } from './store.ts';

const quarantineDays = 180;

export const feedsJob: Job<Record<string, never>> = {
  name: 'moments.feeds_housekeeping',
  cron: '27 18 * * *',
  run: async (db) => {
    await ensurePartitions(db);
    await transaction(db, { actor: 'job:moments.feeds_housekeeping' }, async (tx) => {
      await discardQuarantineBefore(tx, tx.now.subtract({ hours: 24 * quarantineDays }));
    });
  },
};
