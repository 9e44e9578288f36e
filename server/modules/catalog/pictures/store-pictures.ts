// SQL of a product's pictures.
import { statement } from '#kernel/db';
import type { Tx } from '#kernel/transaction';

export type PictureRow = {
  id: string;
  product_id: string;
  path: string;
  alt_ja: string | null;
  alt_en: string | null;
  width: number;
  height: number;
};

const insert = statement<object>(`
  INSERT INTO catalog.media (id, product_id, item_id, kind, path, alt_ja, alt_en, width, height, position, created_at)
  SELECT $1, $2, NULL, 'image', $3, $4, $5, $6, $7,
    (SELECT coalesce(max(position), -1) + 1 FROM catalog.media WHERE product_id = $2), $8`);
const ofProduct = statement<{ id: string }>(`
  SELECT id FROM catalog.media WHERE product_id = $1 AND kind = 'image' ORDER BY position, id`);
const place = statement<object>(`
  UPDATE catalog.media m SET position = w.number FROM unnest($1::uuid[]) WITH ORDINALITY AS w(id, number)
  WHERE m.id = w.id`);
const remove = statement<object>('DELETE FROM catalog.media WHERE id = ANY ($1::uuid[])');

const dropFilms = statement<object>(
  "DELETE FROM catalog.media WHERE product_id = $1 AND kind = 'video'",
);
const insertFilm = statement<object>(`
  INSERT INTO catalog.media (id, product_id, item_id, kind, path, position, created_at)
  VALUES ($1, $2, NULL, 'video', $3, 0, $4)`);

/** One film a product; null takes it away. */
export async function replaceFilmRow(
  tx: Tx,
  id: string,
  productId: string,
  path: string | null,
): Promise<void> {
  await tx.run(dropFilms, [productId]);
  if (path !== null) {
    await tx.run(insertFilm, [id, productId, path, tx.now]);
  }
}

export async function insertPictureRow(tx: Tx, row: PictureRow): Promise<void> {
  const { id, product_id, path, alt_ja, alt_en, width, height } = row;
  await tx.run(insert, [id, product_id, path, alt_ja, alt_en, width, height, tx.now]);
}

/** In their order. */
export async function listPictureIds(tx: Tx, productId: string): Promise<string[]> {
  return (await tx.all(ofProduct, [productId])).map(({ id }) => id);
}

export async function placePictureRows(tx: Tx, ids: readonly string[]): Promise<void> {
  await tx.run(place, [ids]);
}

export async function deletePictureRows(tx: Tx, ids: readonly string[]): Promise<void> {
  if (ids.length > 0) {
    await tx.run(remove, [ids]);
  }
}
