// The pictures of a product: added at the end, put into another order, taken away. The first is the one of lists.
import { newId } from '#kernel/ids';
import type { Tx } from '#kernel/transaction';
import { announceChanges, lockItem } from '../change-item.ts';
import { catalogRefusals } from '../errors.ts';
import { updateProductRows } from '../store.ts';
import type { ReadPicture } from './read-picture.ts';
import {
  deletePictureRows,
  insertPictureRow,
  listPictureIds,
  placePictureRows,
} from './store-pictures.ts';

/** Of one product; the page of an item is no album. */
export const picturesMax = 20;

export type Alt = { readonly ja?: string; readonly en?: string };

/** Shows a picture whose file is kept already. Refuses with catalog.unknown, catalog.pictures_full. */
export async function addPicture(
  tx: Tx,
  itemId: string,
  picture: ReadPicture,
  alt: Alt,
): Promise<void> {
  const { product } = await lockItem(tx, itemId);
  if ((await listPictureIds(tx, product.id)).length >= picturesMax) {
    throw catalogRefusals.pictures_full({ most: picturesMax });
  }
  await insertPictureRow(tx, {
    id: newId(),
    product_id: product.id,
    path: picture.path,
    alt_ja: alt.ja ?? null,
    alt_en: alt.en ?? null,
    width: picture.width,
    height: picture.height,
  });
  await updateProductRows(tx, [product]);
  await announceChanges(tx, itemId);
}

/**
 * Leaves these pictures (uuids) in this order and takes the others away. Refuses with catalog.unknown,
 * catalog.picture_unknown.
 */
export async function arrangePictures(
  tx: Tx,
  itemId: string,
  pictureIds: readonly string[],
): Promise<void> {
  const { product } = await lockItem(tx, itemId);
  const held = await listPictureIds(tx, product.id);
  if (pictureIds.some((id) => !held.includes(id))) {
    throw catalogRefusals.picture_unknown();
  }
  await deletePictureRows(
    tx,
    held.filter((id) => !pictureIds.includes(id)),
  );
  await placePictureRows(tx, pictureIds);
  await updateProductRows(tx, [product]);
  await announceChanges(tx, itemId);
}
