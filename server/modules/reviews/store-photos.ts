// SQL of the photographs with reviews.
import { statement } from '#kernel/db';
import type { Tx } from '#kernel/transaction';

const drop = statement<object>('DELETE FROM reviews.photo WHERE review_id = $1');
const insert = statement<object>(`
  INSERT INTO reviews.photo (id, review_id, position, width, height, sealed, sealed_small)
  VALUES ($1, $2, $3, $4, $5, $6, $7)`);
const count = statement<{ photos: number }>(
  'SELECT count(*)::int AS photos FROM reviews.photo WHERE review_id = $1',
);

export type PhotoToKeep = {
  readonly id: string;
  readonly width: number;
  readonly height: number;
  readonly sealed: Buffer;
  readonly small: Buffer;
};

/** Instead of those that were there. */
export async function replacePhotoRows(
  tx: Tx,
  reviewId: string,
  photos: readonly PhotoToKeep[],
): Promise<void> {
  await tx.run(drop, [reviewId]);
  for (const [index, { id, width, height, sealed, small }] of photos.entries()) {
    await tx.run(insert, [id, reviewId, index + 1, width, height, sealed, small]);
  }
}

export async function countPhotoRows(tx: Tx, reviewId: string): Promise<number> {
  return (await tx.one(count, [reviewId])).photos;
}

export type PhotoRow = {
  record_id: string;
  state: 'waiting' | 'shown' | 'hidden';
  sealed: Buffer;
};
const whole = statement<PhotoRow>(`
  SELECT r.record_id, r.state, p.sealed FROM reviews.photo p JOIN reviews.review r ON r.id = p.review_id WHERE p.id = $1`);
const small = statement<PhotoRow>(`
  SELECT r.record_id, r.state, p.sealed_small AS sealed FROM reviews.photo p
  JOIN reviews.review r ON r.id = p.review_id WHERE p.id = $1`);

const ofReviews = statement<{
  record_id: string;
  review_id: string;
  width: number;
  height: number;
  sealed: Buffer;
}>(`
  SELECT r.record_id, p.review_id, p.width, p.height, p.sealed FROM reviews.photo p
  JOIN reviews.review r ON r.id = p.review_id WHERE r.record_id = ANY ($1::uuid[])
  ORDER BY r.posted_at DESC, p.review_id, p.position LIMIT 1000`);

/** With what was sealed: for whoever they are of. */
export function readPhotosOf(tx: Tx, recordIds: readonly string[]) {
  return tx.all(ofReviews, [recordIds]);
}

export function findPhotoRow(tx: Tx, id: string, isSmall: boolean): Promise<PhotoRow | undefined> {
  return tx.maybe(isSmall ? small : whole, [id]);
}
