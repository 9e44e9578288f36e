import type { Job } from '#kernel/jobs';
import { runRetention } from './retention.ts';

/** Every night at 03:41 in Tokyo. */
export const retentionJob: Job<Record<string, never>> = {
  name: 'rights.retention',
  cron: '41 18 * * *',
  run: async (db) => {
    const gone = await runRetention(db);
    db.log.info({ gone }, 'what had its time was erased');
  },
};
