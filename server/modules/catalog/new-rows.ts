// What a product and an item are until somebody says more.
import { newId } from '#kernel/ids';
import { searchTextOf } from './search-text.ts';
import type { ItemRow, ProductRow } from './store.ts';

/** A product that has but a name. */
export function newProductRow(source: string, code: string, nameJa: string): ProductRow {
  return withProductSearch({
    id: newId(),
    source,
    code,
    kind: 'goods',
    name_ja: nameJa,
    name_en: null,
    name_kana: null,
    description_ja: null,
    description_en: null,
    brand_id: null,
    maker_id: null,
    category_id: null,
    tags: [],
    attributes: {},
    is_active: true,
    search_text: '',
  });
}

/** An item that has but a code. */
export function newItemRow(source: string, code: string, productId: string): ItemRow {
  return withItemSearch({
    id: newId(),
    product_id: productId,
    source,
    code,
    variant_name_ja: null,
    variant_name_en: null,
    option_values: {},
    tax_class: 'standard',
    unit: 'each',
    price_per: 1,
    is_weighed: false,
    unit_cost: null,
    unit_cost_currency: null,
    is_active: true,
    search_text: '',
  });
}

export function withProductSearch(row: ProductRow): ProductRow {
  return { ...row, search_text: searchTextOf(row.name_ja, row.name_kana, row.name_en) };
}

export function withItemSearch(row: ItemRow): ItemRow {
  const options = Object.values(row.option_values);
  const parts = [row.code, row.variant_name_ja, row.variant_name_en, ...options];
  return { ...row, search_text: searchTextOf(...parts) };
}
