// Writing a review, or writing it anew: one for each item and person, whichever of her records bought it.
import { findItems } from '#catalog';
import { newId } from '#kernel/ids';
import type { Tx } from '#kernel/transaction';
import { loadRecordKeys } from '#privacy';
import { reviewsRefusals } from './errors.ts';
import { reviewsPosted, reviewsReceived } from './events.ts';
import type { Buyer } from './find-buyer.ts';
import type { PhotoFile } from './photos.ts';
import { sealPhoto, sealWords } from './sealed-words.ts';
import { lockReviewOf, markAnnounced, putReviewRow, type ReviewRow } from './store.ts';
import { countPhotoRows, replacePhotoRows } from './store-photos.ts';
import { aboutReview } from './withdraw-review.ts';
import {
  type Fit,
  nameLengthMax,
  textLengthMax,
  textLengthMin,
  tidyText,
  whyWait,
} from './words.ts';

export type ReviewToPost = {
  readonly itemId: string;
  readonly stars: number;
  readonly fit: Fit | null;
  readonly name: string;
  readonly text: string;
  /** Instead of those there are; none leaves them. */
  readonly photos: readonly PhotoFile[];
  readonly dropsPhotos?: boolean;
  readonly language: 'ja' | 'en';
};

/** Refuses with reviews.nothing_written, reviews.not_bought. */
export async function postReview(tx: Tx, buyer: Buyer, review: ReviewToPost): Promise<ReviewRow> {
  const words = {
    name: tidyText(review.name).replaceAll('\n', ' ').slice(0, nameLengthMax),
    text: tidyText(review.text).slice(0, textLengthMax),
  };
  if (words.text.length < textLengthMin || !(review.stars >= 1 && review.stars <= 5)) {
    throw reviewsRefusals.nothing_written();
  }
  const item = (await findItems(tx, [review.itemId])).get(review.itemId);
  const before = await lockReviewOf(tx, buyer.own, review.itemId);
  const recordId = before?.record_id ?? buyer.own[0] ?? buyer.recordId;
  const key = (await loadRecordKeys(tx, [recordId])).get(recordId);
  if (item === undefined || key === undefined) {
    throw reviewsRefusals.not_bought();
  }
  const keeps = review.photos.length === 0 && review.dropsPhotos !== true && before !== undefined;
  const photoCount = keeps ? await countPhotoRows(tx, before.id) : review.photos.length;
  const waitsFor = whyWait(words, photoCount) ?? null;
  const row = await putReviewRow(tx, {
    id: before?.id ?? newId(),
    record_id: recordId,
    product_id: item.productId,
    item_id: review.itemId,
    order_id: buyer.orderId,
    stars: review.stars,
    fit: review.fit,
    sealed: sealWords(key, words),
    language: review.language,
    state: waitsFor === null && before?.state !== 'hidden' ? 'shown' : 'waiting',
    waits_for: waitsFor,
  });
  if (!keeps) {
    const photos = review.photos.map((photo) => ({
      id: newId(),
      width: photo.width,
      height: photo.height,
      ...sealPhoto(key, photo),
    }));
    await replacePhotoRows(tx, row.id, photos);
  }
  const about = aboutReview(row);
  tx.emit(
    reviewsReceived.make(
      about.reviewId,
      { ...about, state: row.state, waitsFor },
      { recordId: row.record_id },
    ),
  );
  if (row.state === 'shown') {
    await announceReview(tx, row);
  }
  return row;
}

/** Tells of it when it is shown for the first time: what hears of it gives points once. */
export async function announceReview(tx: Tx, row: ReviewRow): Promise<void> {
  if (await markAnnounced(tx, row.id)) {
    const about = aboutReview(row);
    tx.emit(reviewsPosted.make(about.reviewId, about, { recordId: row.record_id }));
  }
}
