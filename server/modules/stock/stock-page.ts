// One page of the stock screen: rows with the names of their items.
import { findItems, searchItems } from '#catalog';
import { formatId, parseId } from '#kernel/ids';
import { fromMilli } from '#kernel/quantity';
import type { Tx } from '#kernel/transaction';
import { availableMilli } from './balance.ts';
import type { StockOfItem } from './schemas.ts';
import { confidenceOfOne } from './stock-word.ts';
import { findStock, listOnShelf, listStockRows, type StockRow, toBalance } from './views.ts';

export type StockAsked = {
  /** uuid */
  readonly placeId?: string | undefined;
  readonly query?: string | undefined;
  /** How the shelf begins; needs a place. */
  readonly shelf?: string | undefined;
  /** `next` of the page before. */
  readonly after?: string | undefined;
  readonly limit: number;
};

const start = '00000000-0000-0000-0000-000000000000';

/** A page; with a query in the order of the search, else by place and item. */
export async function pageStock(
  tx: Tx,
  asked: StockAsked,
): Promise<{ rows: StockOfItem[]; next: string | null }> {
  const placeId = asked.placeId ?? null;
  if (placeId !== null && asked.shelf !== undefined) {
    const standing = await listOnShelf(tx, placeId, asked.shelf, asked.limit);
    return { rows: await nameRows(tx, standing), next: null };
  }
  if (asked.query !== undefined && asked.query.trim() !== '') {
    const found = await searchItems(tx, asked);
    const rows = await findStock(tx, found.itemIds, placeId);
    return { rows: await nameRows(tx, rows), next: found.next };
  }
  const rows = await listStockRows(tx, placeId, readCursor(asked.after), asked.limit + 1);
  const page = rows.slice(0, asked.limit);
  const last = page.at(-1);
  const next = rows.length > asked.limit && last !== undefined ? writeCursor(last) : null;
  return { rows: await nameRows(tx, page), next };
}

async function nameRows(tx: Tx, rows: readonly StockRow[]): Promise<StockOfItem[]> {
  const items = await findItems(tx, [...new Set(rows.map((row) => row.item_id))]);
  return rows.map((row) => ({
    placeId: formatId('place', row.place_id),
    itemId: formatId('item', row.item_id),
    code: items.get(row.item_id)?.code ?? '',
    name: items.get(row.item_id)?.name ?? '',
    onHand: fromMilli(row.on_hand_milli),
    held: fromMilli(row.held_milli),
    safety: fromMilli(row.safety_milli),
    available: fromMilli(availableMilli(toBalance(row))),
    incoming: fromMilli(row.incoming_milli),
    confidence: Math.round(confidenceOfOne(toBalance(row), tx.now) * 1000) / 1000,
    countedAt: row.counted_at?.toString() ?? null,
    shelf: row.shelf,
  }));
}

/** Place and item of the last row, dot between: `plc_….itm_…`. Refuses with kernel.id_malformed. */
function readCursor(after: string | undefined): { placeId: string; itemId: string } {
  if (after === undefined) {
    return { placeId: start, itemId: start };
  }
  const [place = '', item = ''] = after.split('.');
  return { placeId: parseId('place', place), itemId: parseId('item', item) };
}

function writeCursor(row: StockRow): string {
  return `${formatId('place', row.place_id)}.${formatId('item', row.item_id)}`;
}
