// What the search index is made of, read page by page and then by what changed.
import { type Executor, statement } from '#kernel/db';

export type SearchableRow = {
  id: string;
  product_id: string;
  sort_key: string;
  code: string;
  name_ja: string;
  name_en: string | null;
  name_kana: string | null;
  variant_ja: string | null;
  variant_en: string | null;
  options: Readonly<Record<string, string>>;
  tags: string[];
  category_ja: string | null;
  category_en: string | null;
  is_active: boolean;
};

const columns = `i.id, i.product_id, p.sort_key, i.code, p.name_ja, p.name_en, p.name_kana,
  i.variant_name_ja AS variant_ja, i.variant_name_en AS variant_en, i.option_values AS options, p.tags,
  c.name_ja AS category_ja, c.name_en AS category_en, (i.is_active AND p.is_active) AS is_active
  FROM catalog.item i JOIN catalog.product p ON p.id = i.product_id
  LEFT JOIN catalog.category c ON c.id = p.category_id`;
const page = statement<SearchableRow>(
  `SELECT ${columns} WHERE i.id > $1 AND i.is_active AND p.is_active ORDER BY i.id LIMIT $2`,
);
const byId = statement<SearchableRow>(`SELECT ${columns} WHERE i.id = ANY ($1::uuid[])`);
// One transaction writes with one moment: the moments of the events say which rows to read.
const byMoment = statement<SearchableRow>(`
  SELECT ${columns} WHERE i.updated_at = ANY ($1::timestamptz[]) OR p.updated_at = ANY ($1::timestamptz[])
  LIMIT 500000`);

/** Active items in the order of their ids, after one (uuid). */
export function pageSearchable(
  db: Executor,
  after: string,
  limit: number,
): Promise<SearchableRow[]> {
  return db.all(page, [after, limit]);
}

export function findSearchable(db: Executor, itemIds: readonly string[]): Promise<SearchableRow[]> {
  return db.all(byId, [itemIds]);
}

/** Items that were written at these moments. */
export function findSearchableOf(
  db: Executor,
  moments: readonly string[],
): Promise<SearchableRow[]> {
  return db.all(byMoment, [moments]);
}
