// Reviews as everybody may read them, and as the house reads those that wait.
import { findItems } from '#catalog';
import { formatId } from '#kernel/ids';
import type { Tx } from '#kernel/transaction';
import { loadRecordKeys } from '#privacy';
import { openWords } from './sealed-words.ts';
import type { ReviewRow } from './store.ts';
import { listPhotoRows, listQueueRows, listShownRows } from './views.ts';

export type ShownReview = {
  readonly id: string;
  readonly itemId: string;
  readonly stars: number;
  readonly fit: ReviewRow['fit'];
  /** The variant she bought. */
  readonly variant: Readonly<Record<string, string>>;
  readonly name: string;
  readonly text: string;
  readonly language: string;
  readonly postedAt: string;
  readonly photos: { id: string; width: number; height: number }[];
};

/** Of a product (uuid), newest first. */
export async function listShown(tx: Tx, productId: string, limit: number): Promise<ShownReview[]> {
  return tell(tx, await listShownRows(tx, productId, limit));
}

async function tell(tx: Tx, rows: readonly ReviewRow[]): Promise<ShownReview[]> {
  const keys = await loadRecordKeys(tx, [...new Set(rows.map((row) => row.record_id))]);
  const items = await findItems(tx, [...new Set(rows.map((row) => row.item_id))]);
  const photos = Map.groupBy(
    await listPhotoRows(
      tx,
      rows.map(({ id }) => id),
    ),
    (photo) => photo.review_id,
  );
  return rows.flatMap((row) => {
    const words = openWords(keys.get(row.record_id), row.sealed);
    return words === undefined
      ? []
      : [
          {
            id: formatId('review', row.id),
            itemId: formatId('item', row.item_id),
            stars: row.stars,
            fit: row.fit,
            variant: items.get(row.item_id)?.optionValues ?? {},
            name: words.name,
            text: words.text,
            language: row.language,
            postedAt: row.posted_at.toString(),
            photos: (photos.get(row.id) ?? []).map(({ id, width, height }) => ({
              id: formatId('reviewPhoto', id),
              width,
              height,
            })),
          },
        ];
  });
}

/** For whoever decides: what it says, of which item, why it is here. */
export async function listQueue(tx: Tx, which: ReviewRow['state'], limit: number) {
  const rows = await listQueueRows(tx, which, limit);
  const told = new Map((await tell(tx, rows)).map((each) => [each.id, each]));
  const items = await findItems(tx, [...new Set(rows.map((row) => row.item_id))]);
  return rows.flatMap((row) => {
    const review = told.get(formatId('review', row.id));
    return review === undefined
      ? []
      : [
          {
            ...review,
            itemName: items.get(row.item_id)?.name ?? '',
            state: row.state,
            changedAt: row.changed_at.toString(),
            waitsFor: row.waits_for,
            reports: row.reports,
            reportReasons: row.reasons,
          },
        ];
  });
}
