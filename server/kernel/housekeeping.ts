// What the kernel does by itself: partitions for the months ahead, and forgetting what has had its time.
import { type Database, statement } from './db.ts';
import type { Job } from './jobs.ts';

const ensurePartitions = statement<object>('SELECT kernel.ensure_event_partitions(3)');
const forgetKeys = statement<object>(
  `DELETE FROM kernel.idempotency WHERE created_at < $1::timestamptz - interval '30 days'`,
);
const forgetSessions = statement<object>(
  `DELETE FROM kernel.session WHERE coalesce(ended_at, expires_at) < $1::timestamptz - interval '90 days'`,
);
const forgetAttempts = statement<object>(
  `DELETE FROM kernel.attempt WHERE last_failed_at < $1::timestamptz - interval '30 days'`,
);

/** Partitions of the log for this month and the three after it; cheap when they exist. */
export async function ensureEventPartitions(db: Database): Promise<void> {
  await db.all(ensurePartitions);
}

/** Once a night: idempotency keys after 30 days, ended sessions after 90, failed attempts after 30. */
export const housekeeping: Job<Record<string, never>> = {
  name: 'kernel.housekeeping',
  cron: '17 18 * * *',
  run: async (db) => {
    await ensureEventPartitions(db);
    const now = db.clock.now();
    await db.run(forgetKeys, [now]);
    await db.run(forgetSessions, [now]);
    await db.run(forgetAttempts, [now]);
  },
};
