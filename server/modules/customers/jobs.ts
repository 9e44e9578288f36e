import type { Job } from '#kernel/jobs';
import { deleteExpiredCodeRows } from './store-sign-in.ts';

/** One-time codes that nobody used leave no trace of who had asked for them. */
export const forgetCodesJob: Job<Record<string, never>> = {
  name: 'customers.forget_codes',
  cron: '23 * * * *',
  run: (db) => deleteExpiredCodeRows(db, db.clock.now()),
};
