import { privacyErased } from '#events/privacy';
import { tryParseId } from '#kernel/ids';
import type { Listener } from '#kernel/listeners';
import { lockReviewsOfRecords } from './store.ts';
import { takeAway } from './withdraw-review.ts';

/** What an erased person wrote and showed goes with her. */
export const forgetReviews: Listener = {
  name: 'reviews.forget',
  hears: [privacyErased.type],
  handle: async (tx, events) => {
    const ids = events.flatMap((event) => tryParseId('record', event.subject) ?? []);
    await takeAway(tx, await lockReviewsOfRecords(tx, ids));
  },
};
