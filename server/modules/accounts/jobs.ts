import type { Job } from '#kernel/jobs';
import { deleteOldRows } from './store.ts';

/** Challenges and trips that nobody came back from. */
export const forgetTripsJob: Job<Record<string, never>> = {
  name: 'accounts.forget_trips',
  cron: '37 * * * *',
  run: (db) => deleteOldRows(db, db.clock.now()),
};
