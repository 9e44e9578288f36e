// The catalogue for whoever keeps all of it without a line: one short text a row, with every price that can hold from
// now on, so that a till prices rightly also when a price begins or ends while it is alone, and by what promotions may
// name it: product, category, brand (uuids in base64, the shortest way to write 300,000 of them).
import { statement } from '#kernel/db';
import { formatId } from '#kernel/ids';
import type { Tx } from '#kernel/transaction';

type CompactRow = { id: string; text: string };

// Tabs and newlines part fields and rows: inside of words they become spaces. A price is
// `amount`, or `amount,from,until,p` with seconds where it does not simply hold, several parted by `;`.
const columns = `i.id, translate(concat_ws(chr(31), i.code,
  coalesce((SELECT string_agg(CASE WHEN c.quantity_milli = 1000 THEN c.value ELSE c.value || '*' || c.quantity_milli END,
      ' ' ORDER BY c.created_at, c.value)
    FROM catalog.code c WHERE c.item_id = i.id AND (c.place_id IS NULL OR c.place_id = $1)), ''),
  p.name_ja || coalesce(' ' || i.variant_name_ja, ''),
  coalesce(p.name_en || coalesce(' ' || i.variant_name_en, ''), ''), coalesce(p.name_kana, ''),
  left(i.tax_class, 1) || left(i.unit, 1) || CASE WHEN i.is_weighed THEN 'w' ELSE '-' END
    || CASE WHEN i.is_active AND p.is_active THEN '1' ELSE '0' END || CASE WHEN p.kind = 'fee' THEN 'f' ELSE '-' END,
  i.price_per,
  coalesce((SELECT string_agg(CASE WHEN s.is_plain THEN s.amount_minor::text ELSE s.amount_minor || ','
      || coalesce(extract(epoch FROM s.valid_from)::bigint::text, '') || ','
      || coalesce(extract(epoch FROM s.valid_until)::bigint::text, '') || ','
      || CASE WHEN s.place_id IS NULL THEN '' ELSE 'p' END END, ';' ORDER BY s.valid_from DESC, s.number DESC)
    FROM (
      SELECT *, place_id IS NULL AND valid_from <= $3 AND valid_until IS NULL AS is_plain,
        bool_or(valid_from <= $3 AND valid_until IS NULL) OVER (PARTITION BY place_id
          ORDER BY valid_from DESC, number DESC ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS is_followed
      FROM catalog.price c WHERE c.item_id = i.id AND c.price_list_id IS NULL AND c.currency = $2
        AND (c.place_id IS NULL OR c.place_id = $1)
    ) s WHERE s.is_followed IS NOT TRUE AND (s.valid_until IS NULL OR s.valid_until > $3)), ''),
  rtrim(encode(uuid_send(p.id), 'base64'), '=') || ' ' || coalesce(rtrim(encode(uuid_send(p.category_id), 'base64'), '='), '')
    || ' ' || coalesce(rtrim(encode(uuid_send(p.brand_id), 'base64'), '='), '')),
  chr(9) || chr(10) || chr(13) || chr(31), '   ' || chr(9)) AS text`;

const page = statement<CompactRow>(`
  SELECT ${columns} FROM catalog.item i JOIN catalog.product p ON p.id = i.product_id
  WHERE i.id > $4 ORDER BY i.id LIMIT $5`);
const changed = statement<CompactRow>(`
  SELECT ${columns} FROM catalog.item i JOIN catalog.product p ON p.id = i.product_id
  WHERE i.id > $5 AND (i.updated_at >= $4 OR p.updated_at >= $4
    OR EXISTS (SELECT FROM catalog.price x WHERE x.item_id = i.id AND x.created_at >= $4)
    OR EXISTS (SELECT FROM catalog.code k WHERE k.item_id = i.id AND k.created_at >= $4))
  ORDER BY i.id LIMIT $6`);
const count = statement<{ items: number }>('SELECT count(*) AS items FROM catalog.item');
const rates = statement<{ taxClass: string; validFrom: string; rateBp: number }>(`
  SELECT tax_class AS "taxClass", valid_from::text AS "validFrom", rate_bp AS "rateBp"
  FROM catalog.tax_rate ORDER BY tax_class, valid_from DESC LIMIT 1000`);

export type CompactShelf = {
  /**
   * One line an item: id, code, barcodes, names, kana, kind, price per, prices, product with category and brand;
   * parted by tabs.
   */
  readonly rows: string;
  /** uuid; where the next page begins, undefined at the end. */
  readonly next: string | undefined;
};

export type CompactAsked = {
  /** uuid; for prices and in-store codes of its own. */
  readonly placeId: string;
  readonly currency: string;
  /** uuid of the last item of the page before. */
  readonly after: string;
  readonly limit: number;
};

/** A page of all items in the order of their ids. */
export async function listCompactShelf(tx: Tx, asked: CompactAsked): Promise<CompactShelf> {
  const { placeId, currency, after, limit } = asked;
  return toShelf(await tx.all(page, [placeId, currency, tx.now, after, limit]), limit);
}

/** The same of what changed since a moment. */
export async function listCompactChanges(
  tx: Tx,
  asked: CompactAsked & { readonly since: Temporal.Instant },
): Promise<CompactShelf> {
  const { placeId, currency, since, after, limit } = asked;
  return toShelf(await tx.all(changed, [placeId, currency, tx.now, since, after, limit]), limit);
}

function toShelf(rows: readonly CompactRow[], limit: number): CompactShelf {
  return {
    rows: rows.map(({ id, text }) => `${formatId('item', id)}\t${text}`).join('\n'),
    next: rows.length < limit ? undefined : rows.at(-1)?.id,
  };
}

export async function countItems(tx: Tx): Promise<number> {
  return (await tx.one(count, [])).items;
}

/** Tax rates by class and the Japanese day from which they hold, newest first. */
export function listTaxRates(tx: Tx) {
  return tx.all(rates, []);
}
