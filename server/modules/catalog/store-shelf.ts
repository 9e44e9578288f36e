// The catalogue read whole, for whoever keeps a copy in memory: page by page, then what changed since.
import { statement } from '#kernel/db';
import type { Tx } from '#kernel/transaction';
import { type FoundItemRow, foundColumns } from './views.ts';

export type ShelfMediaRow = {
  kind: 'image' | 'video' | 'document';
  path: string | null;
  url: string | null;
  altJa: string | null;
  altEn: string | null;
};

export type ShelfRow = FoundItemRow & {
  name_kana: string | null;
  tags: readonly string[];
  description_ja: string | null;
  description_en: string | null;
  attributes: Readonly<Record<string, unknown>>;
  position: number;
  listed_at: Temporal.Instant;
  media: readonly ShelfMediaRow[];
};

const columns = `${foundColumns}, p.name_kana, p.tags, p.description_ja, p.description_en, p.attributes, i.position,
  p.created_at AS listed_at,
  (SELECT coalesce(jsonb_agg(jsonb_build_object('kind', m.kind, 'path', m.path, 'url', m.url, 'altJa', m.alt_ja,
      'altEn', m.alt_en) ORDER BY m.item_id IS NULL, m.position, m.id), '[]')
    FROM catalog.media m WHERE m.product_id = p.id AND (m.item_id IS NULL OR m.item_id = i.id)) AS media`;

// Fees and gift value are no goods to be looked at.
const page = statement<ShelfRow>(`
  SELECT ${columns} FROM catalog.item i JOIN catalog.product p ON p.id = i.product_id
  WHERE i.id > $1 AND p.kind <> 'fee' ORDER BY i.id LIMIT $2`);
// A price also changes the shelf by beginning or ending, without anybody writing.
const changed = statement<ShelfRow>(`
  SELECT ${columns} FROM catalog.item i JOIN catalog.product p ON p.id = i.product_id
  WHERE p.kind <> 'fee' AND (i.updated_at >= $1 OR p.updated_at >= $1 OR EXISTS (
    SELECT FROM catalog.price c WHERE c.item_id = i.id
      AND (c.created_at >= $1 OR c.valid_from BETWEEN $1 AND $2 OR c.valid_until BETWEEN $1 AND $2)))
  LIMIT 100000`);
const categories = statement<{
  id: string;
  parent_id: string | null;
  name_ja: string;
  name_en: string | null;
}>(`
  SELECT id, parent_id, name_ja, name_en FROM catalog.category
  ORDER BY position, name_ja COLLATE kernel.ja, id LIMIT 5000`);

const ofCategory = statement<{ id: string }>(`
  WITH RECURSIVE below AS (
    SELECT id FROM catalog.category WHERE id = $1
    UNION SELECT c.id FROM catalog.category c JOIN below b ON c.parent_id = b.id)
  SELECT i.id FROM catalog.product p JOIN catalog.item i ON i.product_id = p.id
  WHERE p.category_id IN (SELECT id FROM below) AND i.is_active ORDER BY i.id LIMIT $2`);

/** Items (uuid) of a category and of those below it. */
export async function listItemsOfCategory(
  tx: Tx,
  categoryId: string,
  limit: number,
): Promise<string[]> {
  return (await tx.all(ofCategory, [categoryId, limit])).map((row) => row.id);
}

export function listShelfRows(tx: Tx, after: string, limit: number): Promise<ShelfRow[]> {
  return tx.all(page, [after, limit]);
}

export function listChangedShelfRows(tx: Tx, since: Temporal.Instant): Promise<ShelfRow[]> {
  return tx.all(changed, [since, tx.now]);
}

export function listCategoryRows(tx: Tx) {
  return tx.all(categories);
}
