// The front door of reviews.
export { type Buyer, findBuyer, type OwnReview, readOwnReview } from './find-buyer.ts';
export { type PhotoFile, photosMax, readPhotos, uploadBytesMax } from './photos.ts';
export { postReview } from './post-review.ts';
export { reportReview } from './report-review.ts';
export { listShown, type ShownReview } from './show-reviews.ts';
export { type ReviewSumRow, sumShown } from './views.ts';
export { withdrawReview } from './withdraw-review.ts';
export { fits, reportReasons } from './words.ts';
