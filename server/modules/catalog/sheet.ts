// The catalogue for a spreadsheet: items in pages, each with the prices that hold now or will.
import type { Tx } from '#kernel/transaction';
import { listSheetRows, type SheetCursor, type SheetItemRow } from './store-sheet.ts';
import { sheetPriceRows } from './views.ts';

export type SheetPrice = {
  /** uuid; null is everywhere. */
  readonly placeId: string | null;
  readonly amountMinor: number;
  readonly compareAtMinor: number | null;
  readonly currency: string;
  /** Null: it holds now. */
  readonly validFrom: Temporal.Instant | null;
  readonly validUntil: Temporal.Instant | null;
};

export type SheetItem = {
  readonly item: SheetItemRow;
  /** What holds everywhere now first; then by place, the latest first. */
  readonly prices: readonly SheetPrice[];
};

const first: SheetCursor = {
  productId: '00000000-0000-0000-0000-000000000000',
  itemId: '00000000-0000-0000-0000-000000000000',
};

/** A page of the catalogue, variants of a product together; `next` is null after the last. */
export async function readSheet(
  tx: Tx,
  after: SheetCursor | undefined,
  limit: number,
): Promise<{ readonly items: readonly SheetItem[]; readonly next: SheetCursor | null }> {
  const rows = await listSheetRows(tx, after ?? first, limit);
  const ids = rows.map((row) => row.id);
  const prices = ids.length === 0 ? [] : await sheetPriceRows(tx, ids, tx.now);
  const byItem = Map.groupBy(prices, (row) => row.item_id);
  const items = rows.map((item): SheetItem => {
    // By place and currency the first that has begun holds now; what lies under it begins in the past.
    const holding = new Set<string>();
    const told = (byItem.get(item.id) ?? []).flatMap((row): SheetPrice[] => {
      const { amount_minor: amountMinor, currency, valid_from: from } = row;
      if (
        row.price_list_id !== null ||
        amountMinor === null ||
        currency === null ||
        from === null
      ) {
        return [];
      }
      const key = `${row.place_id ?? ''} ${currency}`;
      const holds = Temporal.Instant.compare(from, tx.now) <= 0 && !holding.has(key);
      if (holds) {
        holding.add(key);
      }
      const { place_id: placeId, compare_at_minor: compareAtMinor, valid_until: validUntil } = row;
      const validFrom = holds ? null : from;
      return [{ placeId, amountMinor, compareAtMinor, currency, validFrom, validUntil }];
    });
    return { item, prices: told.toSorted((a, b) => rankOf(a) - rankOf(b)) };
  });
  const last = rows.at(-1);
  const isLast = last === undefined || rows.length < limit;
  return { items, next: isLast ? null : { productId: last.product_id, itemId: last.id } };
}

function rankOf({ placeId, validFrom }: SheetPrice): number {
  return placeId === null ? (validFrom === null ? 0 : 1) : 2;
}
