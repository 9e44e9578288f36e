// Jobs: timed and queued work, on graphile-worker. Payloads carry ids only. Hot transactions enqueue none (a
// queue's NOTIFY takes a global lock at commit): listeners make jobs from events.
import {
  makeWorkerUtils,
  parseCronItems,
  Logger as QueueLogger,
  type Runner,
  run as runWorker,
  type TaskList,
} from 'graphile-worker';
import type { Database } from './db.ts';
import { statement } from './db.ts';
import { openJobsPool } from './jobs-pool.ts';
import type { Tx } from './transaction.ts';

export type Job<Payload extends object> = {
  /** `messages.deliver`. */
  readonly name: string;
  /** Runs with a database that is not in a transaction; throws to be tried again later. */
  run(db: Database, payload: Payload): Promise<void>;
  /** Five-field cron in UTC; the payload is then empty. */
  readonly cron?: string;
  readonly attemptsMax?: number;
};

/** A job whose payload type the runner does not know any more. */
export type AnyJob = Job<never>;

export type Jobs = { stop(): Promise<void> };

const add = statement<object>(`
  SELECT graphile_worker.add_job($1::text, $2::json, run_at := $3::timestamptz, max_attempts := $4::int,
    job_key := $5::text) IS NOT NULL AS added`);

/** Puts a job into the queue within the transaction. `key` replaces a waiting job of the same key. */
export async function enqueue<Payload extends object>(
  tx: Tx,
  job: Job<Payload>,
  payload: Payload,
  options: { readonly runAt?: Temporal.Instant; readonly key?: string } = {},
): Promise<void> {
  await tx.one(add, [
    job.name,
    JSON.stringify(payload),
    options.runAt ?? tx.now,
    job.attemptsMax ?? 12,
    options.key ?? null,
  ]);
}

// One call for all of them: add_job for each was 400 µs of Postgres a job, two fifths of what a listened-to order cost.
const addMany = statement<object>(`
  SELECT count(*) FROM graphile_worker.add_jobs((
    SELECT array_agg(ROW($1, j.payload::json, NULL, j.run_at, $5, j.key, NULL, NULL)::graphile_worker.job_spec)
    FROM unnest($2::text[], $3::timestamptz[], $4::text[]) AS j(payload, run_at, key)))`);

/** Puts many jobs of one kind into the queue, each under a key of its own; the last of one key counts. */
export async function enqueueMany<Payload extends object>(
  tx: Tx,
  job: Job<Payload>,
  wanted: readonly {
    readonly payload: Payload;
    readonly key: string;
    readonly runAt?: Temporal.Instant;
  }[],
): Promise<void> {
  const jobs = [...new Map(wanted.map((each) => [each.key, each])).values()];
  if (jobs.length > 0) {
    await tx.all(addMany, [
      job.name,
      jobs.map(({ payload }) => JSON.stringify(payload)),
      jobs.map(({ runAt = tx.now }) => runAt),
      jobs.map(({ key }) => key),
      job.attemptsMax ?? 12,
    ]);
  }
}

/** Prepares the queue's own schema; run by the owner at migration. */
export async function migrateJobs(ownerUrl: string): Promise<void> {
  const { pool, end } = openJobsPool(ownerUrl, 2);
  try {
    const utils = await makeWorkerUtils({ pgPool: pool, logger: quiet });
    await utils.migrate();
    await utils.release();
    await pool.query(allowApp);
  } finally {
    await end();
  }
}

/** Works the queue until stopped. */
export async function startJobs(
  db: Database,
  url: string,
  jobs: readonly AnyJob[],
  concurrency: number,
): Promise<Jobs> {
  const { pool, end } = openJobsPool(url, concurrency + 2, 'engawa_app');
  const taskList: TaskList = {};
  for (const job of jobs) {
    taskList[job.name] = async (payload) => job.run(db, payload as never);
  }
  const crontab = jobs.flatMap((job) =>
    job.cron === undefined
      ? []
      : [{ task: job.name, match: job.cron, options: { backfillPeriod: 0 } }],
  );
  const runner: Runner = await runWorker({
    pgPool: pool,
    taskList,
    concurrency,
    noHandleSignals: true,
    pollInterval: 1000,
    logger: quiet,
    parsedCronItems: parseCronItems(crontab),
  });
  return {
    stop: async () => {
      await runner.stop().catch(() => undefined);
      await end();
    },
  };
}

// The queue's tables have row security without policies for anybody but their owner.
const allowApp = `
DO $$
DECLARE t record;
BEGIN
  GRANT USAGE ON SCHEMA graphile_worker TO engawa_app;
  GRANT ALL ON ALL TABLES IN SCHEMA graphile_worker TO engawa_app;
  GRANT ALL ON ALL SEQUENCES IN SCHEMA graphile_worker TO engawa_app;
  GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA graphile_worker TO engawa_app;
  FOR t IN SELECT c.oid::regclass AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = 'graphile_worker' AND c.relkind = 'r' AND c.relrowsecurity
      AND NOT EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid AND p.polname = 'engawa_app')
  LOOP
    EXECUTE format('CREATE POLICY engawa_app ON %s TO engawa_app USING (true) WITH CHECK (true)', t.name);
  END LOOP;
END $$`;

// The queue's own words stay out of the log: failures are told by the job's row.
const quiet = new QueueLogger(() => () => undefined);
