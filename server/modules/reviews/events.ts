// What reviews announce: which, of what, how many stars. Never a word of it.
import { Type } from 'typebox';
import { defineEvent } from '#kernel/events';

const Review = {
  reviewId: Type.String(),
  itemId: Type.String(),
  stars: Type.Integer(),
};

/** It came in, or its words changed; `state` says whether it is shown or waits for somebody to look. */
export const reviewsReceived = defineEvent(
  'reviews.received',
  1,
  Type.Object({
    ...Review,
    state: Type.String(),
    waitsFor: Type.Union([Type.String(), Type.Null()]),
  }),
);
/** Shown for the first time; once for each review. */
export const reviewsPosted = defineEvent('reviews.posted', 1, Type.Object(Review));
/** Somebody of the house decided whether it is shown. */
export const reviewsDecided = defineEvent(
  'reviews.decided',
  1,
  Type.Object({ ...Review, state: Type.String(), reason: Type.String() }),
);
export const reviewsReported = defineEvent(
  'reviews.reported',
  1,
  Type.Object({ ...Review, reason: Type.String() }),
);
/** Whoever wrote it took it back, or was erased. */
export const reviewsWithdrawn = defineEvent('reviews.withdrawn', 1, Type.Object(Review));
