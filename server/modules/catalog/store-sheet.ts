// The catalogue as a table: every item with what its product says, page by page, the variants of a product together.
import { statement } from '#kernel/db';
import type { Tx } from '#kernel/transaction';
import type { ItemRow, ProductRow } from './store.ts';

type CategoryStep = { readonly code: string; readonly name: string };

export type SheetItemRow = Pick<
  ItemRow,
  | 'id'
  | 'product_id'
  | 'source'
  | 'code'
  | 'variant_name_ja'
  | 'variant_name_en'
  | 'option_values'
  | 'tax_class'
  | 'unit'
  | 'is_weighed'
  | 'unit_cost'
  | 'unit_cost_currency'
  | 'is_active'
> &
  Pick<
    ProductRow,
    | 'kind'
    | 'name_ja'
    | 'name_en'
    | 'name_kana'
    | 'description_ja'
    | 'description_en'
    | 'tags'
    | 'attributes'
  > & {
    readonly product_code: string;
    /** From the widest to the narrowest. */
    readonly categories: readonly CategoryStep[];
    /** Of no place in particular, the oldest first. */
    readonly codes: readonly { readonly kind: string; readonly value: string }[];
  };

export type SheetCursor = { readonly productId: string; readonly itemId: string };

// Fees are no goods of a shopkeeper. Twelve steps of categories: a ring that somebody made by hand ends there.
const page = statement<SheetItemRow>(`
  SELECT i.id, i.product_id, i.source, i.code, i.variant_name_ja, i.variant_name_en, i.option_values, i.tax_class,
    i.unit, i.is_weighed, i.unit_cost, i.unit_cost_currency, i.is_active, p.kind, p.name_ja, p.name_en, p.name_kana,
    p.description_ja, p.description_en, p.tags, p.attributes, p.code AS product_code,
    (WITH RECURSIVE above AS (
        SELECT id, parent_id, code, name_ja, 1 AS depth FROM catalog.category WHERE id = p.category_id
        UNION ALL SELECT c.id, c.parent_id, c.code, c.name_ja, a.depth + 1
        FROM catalog.category c JOIN above a ON c.id = a.parent_id WHERE a.depth < 12)
      SELECT coalesce(jsonb_agg(jsonb_build_object('code', code, 'name', name_ja) ORDER BY depth DESC), '[]')
      FROM above) AS categories,
    (SELECT coalesce(jsonb_agg(jsonb_build_object('kind', c.kind, 'value', c.value)
        ORDER BY c.created_at, c.id), '[]')
      FROM catalog.code c WHERE c.item_id = i.id AND c.place_id IS NULL AND c.source = i.source) AS codes
  FROM catalog.item i JOIN catalog.product p ON p.id = i.product_id
  WHERE (i.product_id, i.id) > ($1, $2) AND p.kind <> 'fee' ORDER BY i.product_id, i.id LIMIT $3`);

/** The next items after a cursor, fees left out. */
export function listSheetRows(tx: Tx, after: SheetCursor, limit: number): Promise<SheetItemRow[]> {
  return tx.all(page, [after.productId, after.itemId, limit]);
}
