import type { Job } from '#kernel/jobs';
import { deleteOldChallenges } from './store-passkeys.ts';

/** What a passkey was asked and nobody answered. */
export const forgetChallengesJob: Job<Record<string, never>> = {
  name: 'staff.forget_challenges',
  cron: '41 * * * *',
  run: (db) => deleteOldChallenges(db, db.clock.now()),
};
