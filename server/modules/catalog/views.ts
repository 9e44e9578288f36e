// Read-only queries of the catalogue: answers for other modules and for the screens.
import { type Executor, statement } from '#kernel/db';
import type { Tx } from '#kernel/transaction';
import type { ProductKind, TaxClass, Unit } from './store.ts';

export type FoundItemRow = {
  id: string;
  product_id: string;
  source: string;
  code: string;
  kind: ProductKind;
  name_ja: string;
  name_en: string | null;
  variant_name_ja: string | null;
  variant_name_en: string | null;
  option_values: Readonly<Record<string, string>>;
  brand_id: string | null;
  category_id: string | null;
  tax_class: TaxClass;
  unit: Unit;
  price_per: number;
  is_weighed: boolean;
  is_active: boolean;
};

/** The columns of FoundItemRow, of `catalog.item i JOIN catalog.product p`. */
export const foundColumns = `i.id, i.product_id, i.source, i.code, p.kind, p.name_ja, p.name_en, i.variant_name_ja,
  i.variant_name_en, i.option_values, p.brand_id, p.category_id, i.tax_class, i.unit, i.price_per, i.is_weighed,
  (i.is_active AND p.is_active) AS is_active`;

const findItems = statement<FoundItemRow>(`
  SELECT ${foundColumns} FROM catalog.item i JOIN catalog.product p ON p.id = i.product_id
  WHERE i.id = ANY ($1::uuid[])`);
const findByCode = statement<FoundItemRow & { asked: string; quantity_milli: number }>(`
  SELECT w.asked, m.quantity_milli, ${foundColumns}
  FROM unnest($1::text[], $2::text[], $3::text[]) AS w(asked, kind, value)
  JOIN LATERAL (
    SELECT c.item_id, c.quantity_milli FROM catalog.code c WHERE c.value = w.value AND c.kind = w.kind
      AND (c.place_id IS NULL OR c.place_id = $4)
    UNION ALL SELECT o.id, 1000 FROM catalog.item o WHERE o.code = w.asked
  ) m ON true
  JOIN catalog.item i ON i.id = m.item_id
  JOIN catalog.product p ON p.id = i.product_id
  ORDER BY w.asked, (i.is_active AND p.is_active) DESC, i.source = 'house' DESC, i.created_at, i.id`);
const findPrices = statement<FoundPriceRow>(`
  SELECT w.number, p.amount_minor, p.compare_at_minor, p.currency, i.tax_class, i.price_per,
    coalesce(r.rate_bp, 0) AS rate_bp
  FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[])
    WITH ORDINALITY AS w(item_id, place_id, price_list_id, currency, number)
  JOIN catalog.item i ON i.id = w.item_id
  CROSS JOIN LATERAL (
    SELECT amount_minor, compare_at_minor, currency FROM catalog.price p
    WHERE p.item_id = w.item_id AND (p.place_id IS NULL OR p.place_id = w.place_id)
      AND (p.price_list_id IS NULL OR p.price_list_id = w.price_list_id)
      AND p.valid_from <= $5 AND (p.valid_until IS NULL OR p.valid_until > $5)
      AND (w.currency IS NULL OR p.currency = w.currency)
    ORDER BY p.price_list_id IS NULL, p.place_id IS NULL, p.valid_from DESC, p.number DESC LIMIT 1
  ) p
  LEFT JOIN LATERAL (
    SELECT rate_bp FROM catalog.tax_rate t
    WHERE t.tax_class = i.tax_class AND t.valid_from <= ($5::timestamptz AT TIME ZONE $6::text)::date
    ORDER BY t.valid_from DESC LIMIT 1
  ) r ON true`);

// What can hold from $2 on. A price that was followed in its list, place and currency by another without an end
// never holds again.
const sheetPrices = statement<SheetPriceRow>(`
  SELECT i.id AS item_id, i.tax_class, i.price_per, p.place_id, p.price_list_id, p.amount_minor,
    p.compare_at_minor, p.currency, p.valid_from, p.valid_until
  FROM catalog.item i LEFT JOIN (
    SELECT *, bool_or(valid_from <= $2 AND valid_until IS NULL) OVER (
      PARTITION BY item_id, place_id, price_list_id, currency ORDER BY valid_from DESC, number DESC
      ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS is_followed
    FROM catalog.price WHERE item_id = ANY ($1::uuid[])
  ) AS p ON p.item_id = i.id AND p.is_followed IS NOT TRUE AND (p.valid_until IS NULL OR p.valid_until > $2)
  WHERE i.id = ANY ($1::uuid[]) ORDER BY i.id, p.valid_from DESC, p.number DESC`);
const taxRates = statement<TaxRate>(`
  SELECT tax_class AS "taxClass", valid_from::text AS "validFrom", rate_bp AS "rateBp"
  FROM catalog.tax_rate ORDER BY tax_class, valid_from DESC LIMIT 1000`);

const listPage = statement<HitRow>(`
  SELECT i.id, 0 AS rank, p.sort_key FROM catalog.product p JOIN catalog.item i ON i.product_id = p.id
  WHERE p.is_active AND i.is_active AND (p.sort_key, i.id) > ($1::text, $2::uuid)
  ORDER BY p.sort_key, i.id LIMIT $3`);
// Every word must be somewhere; a barcode comes first, then what begins with the words.
const searchPage = statement<HitRow>(`
  SELECT id, rank, sort_key FROM (
    SELECT i.id, p.sort_key, CASE WHEN i.id = ANY ($3::uuid[]) THEN 0
      WHEN p.search_text LIKE $2 OR i.search_text LIKE $2 THEN 1 ELSE 2 END AS rank
    FROM catalog.item i JOIN catalog.product p ON p.id = i.product_id
    WHERE i.is_active AND p.is_active
      AND (i.id = ANY ($3::uuid[]) OR (p.search_text || ' ' || i.search_text) LIKE ALL ($1::text[]))
  ) hit
  WHERE (rank, sort_key, id) > ($4::int, $5::text, $6::uuid) ORDER BY rank, sort_key, id LIMIT $7`);
const findIdsByCode = statement<{ item_id: string }>(
  'SELECT item_id FROM catalog.code WHERE kind = $1 AND value = $2',
);
const findCards = statement<CardRow>(`
  SELECT ${foundColumns}, p.name_kana, p.tags, p.description_ja, p.description_en, p.attributes,
    (SELECT coalesce(jsonb_agg(jsonb_build_object('id', m.id, 'kind', m.kind, 'address', coalesce('/media/files/' || ltrim(m.path, '/'), m.url),
        'altJa', m.alt_ja, 'altEn', m.alt_en, 'width', m.width, 'height', m.height)
        ORDER BY m.item_id IS NULL, m.position, m.id), '[]')
      FROM catalog.media m WHERE m.product_id = p.id AND (m.item_id IS NULL OR m.item_id = i.id)) AS media,
    (SELECT coalesce(jsonb_agg(c.value ORDER BY c.kind, c.created_at, c.value), '[]')
      FROM catalog.code c WHERE c.item_id = i.id) AS codes,
    (SELECT coalesce(jsonb_agg(v.id ORDER BY v.position, v.created_at, v.id), '[]')
      FROM catalog.item v WHERE v.product_id = p.id AND v.is_active) AS variant_ids
  FROM catalog.item i JOIN catalog.product p ON p.id = i.product_id WHERE i.id = ANY ($1::uuid[])`);

export type HitRow = { id: string; rank: number; sort_key: string };

export type CardRow = FoundItemRow & {
  name_kana: string | null;
  tags: string[];
  description_ja: string | null;
  description_en: string | null;
  attributes: Readonly<Record<string, unknown>>;
  media: {
    id: string;
    kind: 'image' | 'video' | 'document';
    address: string;
    altJa: string | null;
    altEn: string | null;
    width: number | null;
    height: number | null;
  }[];
  codes: string[];
  variant_ids: string[];
};

export type FoundPriceRow = {
  number: number;
  amount_minor: number;
  compare_at_minor: number | null;
  currency: string;
  tax_class: TaxClass;
  price_per: number;
  rate_bp: number;
};

export type SheetPriceRow = {
  item_id: string;
  tax_class: TaxClass;
  price_per: number;
  place_id: string | null;
  price_list_id: string | null;
  /** Null, with all that follows, for an item without a price. */
  amount_minor: number | null;
  compare_at_minor: number | null;
  currency: string | null;
  valid_from: Temporal.Instant | null;
  valid_until: Temporal.Instant | null;
};

export type TaxRate = { taxClass: TaxClass; validFrom: string; rateBp: number };

/** All prices that can hold from a moment on, by item, each newest first. */
export function sheetPriceRows(
  db: Executor,
  itemIds: readonly string[],
  from: Temporal.Instant,
): Promise<SheetPriceRow[]> {
  return db.all(sheetPrices, [itemIds, from]);
}

/** Newest first of each class. */
export function listTaxRateRows(db: Executor): Promise<TaxRate[]> {
  return db.all(taxRates);
}

export function findItemRows(tx: Tx, itemIds: readonly string[]): Promise<FoundItemRow[]> {
  return tx.all(findItems, [itemIds]);
}

type CodeAsked = { readonly asked: string; readonly kind: string; readonly value: string };

/** Best first for each code asked: active, then our own, then the oldest. */
export function findItemRowsByCodes(tx: Tx, codes: readonly CodeAsked[], placeId: string | null) {
  return tx.all(findByCode, [
    codes.map((code) => code.asked),
    codes.map((code) => code.kind),
    codes.map((code) => code.value),
    placeId,
  ]);
}

export type PriceAsked = {
  /** uuid */
  readonly itemId: string;
  /** uuid; null asks for the price that holds everywhere. */
  readonly placeId: string | null;
  /** uuid of the customer's price list. */
  readonly priceListId?: string | null;
  /** Only prices in this currency. */
  readonly currency?: string | null;
};

export function findPriceRows(
  tx: Tx,
  asked: readonly PriceAsked[],
  at: Temporal.Instant,
): Promise<FoundPriceRow[]> {
  return tx.all(findPrices, [
    asked.map((each) => each.itemId),
    asked.map((each) => each.placeId),
    asked.map((each) => each.priceListId ?? null),
    asked.map((each) => each.currency ?? null),
    at,
    tx.database.timeZone,
  ]);
}

/** Active items in the order of their folded names, after a hit. */
export function listHits(db: Executor, after: HitRow, limit: number): Promise<HitRow[]> {
  return db.all(listPage, [after.sort_key, after.id, limit]);
}

export type HitsWanted = {
  /** LIKE patterns, each of which must fit. */
  readonly contains: readonly string[];
  readonly prefix: string;
  /** Items found by their barcode; they come first. */
  readonly itemIds: readonly string[];
};

export function searchHits(
  tx: Tx,
  wanted: HitsWanted,
  after: HitRow,
  limit: number,
): Promise<HitRow[]> {
  const { contains, prefix, itemIds } = wanted;
  const { rank, sort_key, id } = after;
  return tx.all(searchPage, [contains, prefix, itemIds, rank, sort_key, id, limit]);
}

export async function findItemIdsByBarcode(tx: Tx, kind: string, value: string): Promise<string[]> {
  return (await tx.all(findIdsByCode, [kind, value])).map((row) => row.item_id);
}

/** Items with all that a page of the shop shows. */
export function findCardRows(db: Executor, itemIds: readonly string[]): Promise<CardRow[]> {
  return db.all(findCards, [itemIds]);
}
