import type { Job } from '#kernel/jobs';
import { deleteOldRows } from './store.ts';

/** Codes that were shown, claims and certificates that are over. */
export const forgetCardsJob: Job<Record<string, never>> = {
  name: 'cards.forget',
  cron: '41 * * * *',
  run: (db) => deleteOldRows(db, db.clock.now()),
};
