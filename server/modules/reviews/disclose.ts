// What reviews hold of a person: what she wrote, and the answers she gave.
import { findItems } from '#catalog';
import { type DisclosureSource, disclosedPart, labels, loadRecordKeys } from '#privacy';
import { openPhoto, openWords } from './sealed-words.ts';
import { readReviewsOf } from './store-disclosure.ts';
import { readPhotosOf } from './store-photos.ts';
import { listPhotoRows } from './views.ts';

export const reviewsDisclosure: DisclosureSource = {
  module: 'reviews',
  tables: ['reviews.review'],
  disclose: async (tx, recordIds) => {
    const keys = await loadRecordKeys(tx, recordIds);
    const rows = await readReviewsOf(tx, recordIds);
    const items = await findItems(tx, [...new Set(rows.map((row) => row.item_id))]);
    const photos = Map.groupBy(
      await listPhotoRows(
        tx,
        rows.map(({ id }) => id),
      ),
      (photo) => photo.review_id,
    );
    return [
      disclosedPart(
        'reviews.review',
        { ja: '書いたレビュー', en: 'Reviews you wrote' },
        {
          posted_at: labels.when,
          item: { ja: '品名', en: 'Item' },
          stars: { ja: '星', en: 'Stars' },
          fit: { ja: 'サイズ感', en: 'Fit' },
          name: { ja: '表示名', en: 'Shown as' },
          text: { ja: '本文', en: 'Text' },
          photos: { ja: '写真の数', en: 'Photos' },
          state: labels.state,
        },
        rows.map((row) =>
          Object.assign(row, openWords(keys.get(row.record_id), row.sealed), {
            item: items.get(row.item_id)?.name ?? null,
            photos: photos.get(row.id)?.length ?? 0,
          }),
        ),
      ),
      disclosedPart(
        'reviews.photo',
        { ja: 'レビューの写真', en: 'Photographs with your reviews' },
        {
          item: { ja: '品名', en: 'Item' },
          width: { ja: '幅(画素)', en: 'Width, pixels' },
          height: { ja: '高さ(画素)', en: 'Height, pixels' },
          picture: { ja: '写真', en: 'Photograph' },
        },
        (await readPhotosOf(tx, recordIds)).map(({ record_id, review_id, sealed, ...size }) => {
          const key = keys.get(record_id);
          const picture =
            key === undefined
              ? null
              : `data:image/webp;base64,${openPhoto(key, sealed).toString('base64')}`;
          const review = rows.find(({ id }) => id === review_id);
          return { ...size, picture, item: items.get(review?.item_id ?? '')?.name ?? null };
        }),
      ),
    ];
  },
};
