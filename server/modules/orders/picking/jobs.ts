import type { Job } from '#kernel/jobs';
import { tendParcels } from './hand-over.ts';

/** Every minute: what nobody came for, and questions that nobody answered. */
export const tendParcelsJob: Job<Record<string, never>> = {
  name: 'orders.tend_parcels',
  cron: '* * * * *',
  run: async (db) => {
    await tendParcels(db);
  },
};
