// The run over the whole book: at night, and soon after many records came.
import type { Job } from '#kernel/jobs';
import { learnBook } from './learn-book.ts';

/** Waiting runs are one run: the key replaces. */
export const learnBookKey = 'identity.learn_book';

export const learnBookJob: Job<object> = {
  name: 'identity.learn_book',
  cron: '40 17 * * *',
  attemptsMax: 3,
  run: async (db) => {
    await learnBook(db, { actor: 'job:identity.learn_book' });
  },
};
