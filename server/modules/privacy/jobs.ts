import type { Job } from '#kernel/jobs';
import { resealSecrets } from '#kernel/sealed-secrets';
import { rewrapKeys } from './master-keys.ts';

/** Finishes a rotation of the master key; without one it finds nothing to do and costs one look-up. */
export const rewrapJob: Job<Record<string, never>> = {
  name: 'privacy.rewrap',
  cron: '17 * * * *',
  run: async (db) => {
    const { rewrapped, retirable } = await rewrapKeys(db);
    await resealSecrets(db);
    if (rewrapped > 0) {
      db.log.info({ rewrapped, retirable }, 'record keys were wrapped under the new master key');
    }
  },
};
