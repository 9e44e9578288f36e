// The connections of the job queue. graphile-worker does not wait for its own words "this job is done" and "this job
// failed": when the database went away just then, the rejection that nobody heard ended the whole server. Here a
// connection that cannot be had is waited for, and a statement that lost its connection is told as one that may be
// tried again, which the queue does. Both words are safe to repeat: they name the job and who holds it.
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { isOutage } from './db-driver.ts';

const waitMs = 250;
/** serialization_failure: what the queue tries again soon. */
const mayBeTriedAgain = '40001';

export type JobsPool = {
  readonly pool: pg.Pool;
  readonly end: () => Promise<void>;
};

/** Connections for the queue, by a role that is not the owner when one is named. */
export function openJobsPool(url: string, max: number, role?: string): JobsPool {
  const options = role === undefined ? {} : { options: `-c role=${role}` };
  const pool = new pg.Pool({
    connectionString: url,
    max,
    application_name: 'engawa-jobs',
    ...options,
  });
  let isEnded = false;
  pool.on('error', () => undefined);
  pool.on('connect', (client) => {
    client.on('error', () => undefined);
    tellLossAsRetry(client);
  });
  const connect = pool.connect.bind(pool);
  const patiently = async (): Promise<pg.PoolClient> => {
    for (;;) {
      try {
        return await connect();
      } catch (error) {
        if (!isEnded && !isOutage(error)) {
          throw error;
        }
        await sleep(waitMs, undefined, { ref: !isEnded });
      }
    }
  };
  type Connected = Parameters<typeof pool.connect>[0];
  // The pool's own `query` asks with a callback.
  Object.assign(pool, {
    connect: (callback?: Connected) => (callback === undefined ? patiently() : connect(callback)),
  });
  return {
    pool,
    end: async () => {
      isEnded = true;
      await pool.end();
    },
  };
}

function tellLossAsRetry(client: pg.PoolClient): void {
  const query = client.query.bind(client) as (...words: unknown[]) => unknown;
  const patient = (...words: unknown[]): unknown => {
    const answer = query(...words);
    return answer instanceof Promise ? answer.catch(rethrow) : answer;
  };
  Object.assign(client, { query: patient });
}

function rethrow(error: unknown): never {
  throw isOutage(error)
    ? Object.assign(new Error('the database went away', { cause: error }), {
        code: mayBeTriedAgain,
      })
    : error;
}
