// The SQL of price lists. Their prices stand beside the general ones (see catalog.price).
import { statement } from '#kernel/db';
import { violatedConstraint } from '#kernel/db-driver';
import type { Tx } from '#kernel/transaction';
import { catalogRefusals } from './errors.ts';

export type PriceList = {
  /** uuid */
  readonly id: string;
  readonly code: string;
  readonly nameJa: string;
  readonly nameEn: string | null;
  /** False: prices without tax, between companies. */
  readonly isTaxIncluded: boolean;
};

type Row = {
  id: string;
  code: string;
  name_ja: string;
  name_en: string | null;
  is_tax_included: boolean;
};

const columns = 'id, code, name_ja, name_en, is_tax_included';
const find = statement<Row>(`SELECT ${columns} FROM catalog.price_list WHERE id = $1`);
const list = statement<Row>(`
  SELECT ${columns} FROM catalog.price_list ORDER BY name_ja COLLATE kernel.ja, id LIMIT 1000`);
const insert = statement<object>(`
  INSERT INTO catalog.price_list (${columns}, created_at) VALUES ($1, $2, $3, $4, $5, $6)`);
const listed = statement<{ item_id: string }>(`
  SELECT DISTINCT item_id FROM catalog.price
  WHERE item_id = ANY ($2::uuid[]) AND price_list_id = $1 AND (place_id IS NULL OR place_id = $3)
    AND valid_from <= $4 AND (valid_until IS NULL OR valid_until > $4)`);

export type ListedPrice = {
  item_id: string;
  code: string;
  name_ja: string;
  name_en: string | null;
  amount_minor: number;
  currency: string;
  valid_from: Temporal.Instant;
};
// Of an item the newest that is valid; what holds at one place only is not the list's own.
const pricesOf = statement<ListedPrice>(`
  SELECT DISTINCT ON (p.item_id) p.item_id, i.code, o.name_ja, o.name_en, p.amount_minor, p.currency, p.valid_from
  FROM catalog.price p JOIN catalog.item i ON i.id = p.item_id JOIN catalog.product o ON o.id = i.product_id
  WHERE p.price_list_id = $1 AND p.place_id IS NULL AND p.item_id > $2 AND p.valid_from <= $3
    AND (p.valid_until IS NULL OR p.valid_until > $3)
  ORDER BY p.item_id, p.valid_from DESC, p.number DESC LIMIT $4`);

/** What stands on a list now, by item (uuid), after one. */
export function listPricesOf(
  tx: Tx,
  listId: string,
  after: string,
  limit: number,
): Promise<ListedPrice[]> {
  return tx.all(pricesOf, [listId, after, tx.now, limit]);
}

export async function findPriceList(tx: Tx, id: string): Promise<PriceList | undefined> {
  const row = await tx.maybe(find, [id]);
  return row === undefined ? undefined : toList(row);
}

export async function listPriceLists(tx: Tx): Promise<PriceList[]> {
  return (await tx.all(list)).map(toList);
}

/** Refuses with catalog.price_list_taken. */
export async function insertPriceList(tx: Tx, row: PriceList): Promise<void> {
  try {
    await tx.run(insert, [row.id, row.code, row.nameJa, row.nameEn, row.isTaxIncluded, tx.now]);
  } catch (error) {
    throw violatedConstraint(error) === 'price_list_code_key'
      ? catalogRefusals.price_list_taken()
      : error;
  }
}

/** Those of the items (uuid) that have a price of the list at a place and moment. */
export async function findListedItems(
  tx: Tx,
  listId: string,
  asked: { readonly itemIds: readonly string[]; readonly placeId: string },
  at: Temporal.Instant,
): Promise<Set<string>> {
  const rows = await tx.all(listed, [listId, asked.itemIds, asked.placeId, at]);
  return new Set(rows.map((row) => row.item_id));
}

function toList(row: Row): PriceList {
  return {
    id: row.id,
    code: row.code,
    nameJa: row.name_ja,
    nameEn: row.name_en,
    isTaxIncluded: row.is_tax_included,
  };
}
