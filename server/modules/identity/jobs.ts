// The run over the whole book: at night, soon after many records came, and when somebody asks. One at a time in a
// process, since each needs its memory; of two processes that finish at once one begins again.
import type { Database } from '#kernel/db';
import { enqueue, type Job } from '#kernel/jobs';
import type { Tx } from '#kernel/transaction';
import { learnBook } from './learn-book.ts';

/** Waiting runs are one run: the key replaces. */
const learnBookKey = 'identity.learn_book';
/** What a person asked for is not put off by what comes in meanwhile. */
const askedKey = 'identity.learn_book.asked';

let running: Promise<unknown> = Promise.resolve();

export const learnBookJob: Job<object> = {
  name: 'identity.learn_book',
  cron: '40 17 * * *',
  attemptsMax: 3,
  run: async (db) => {
    const mine = running.then(() => learn(db));
    running = mine.catch(() => undefined);
    await mine;
  },
};

async function learn(db: Database): Promise<void> {
  await learnBook(db, { actor: 'job:identity.learn_book' });
}

/** Has the whole book looked at as soon as may be. */
export async function askForRun(tx: Tx): Promise<void> {
  await enqueue(tx, learnBookJob, {}, { key: askedKey });
}

/** Has the whole book looked at when no more records come. */
export async function planRun(tx: Tx, runAt: Temporal.Instant): Promise<void> {
  await enqueue(tx, learnBookJob, {}, { key: learnBookKey, runAt });
}
