// Stock over all places: what wants attention, and what there is of an item.
import { findItems } from '#catalog';
import { formatId } from '#kernel/ids';
import { fromMilli } from '#kernel/quantity';
import type { Tx } from '#kernel/transaction';
import { listStockAlerts, sumStockAlerts, sumStockOf } from '#stock';
import type { StockAlerts } from './schemas.ts';

const latestMax = 8;

export async function tellStockAlerts(tx: Tx): Promise<StockAlerts> {
  const sums = await sumStockAlerts(tx);
  const rows = await listStockAlerts(tx, latestMax);
  const items = await findItems(
    tx,
    rows.map((row) => row.item_id),
  );
  return {
    ...sums,
    latest: rows.map((row) => {
      const item = items.get(row.item_id);
      return {
        placeId: formatId('place', row.place_id),
        itemId: formatId('item', row.item_id),
        name: { ja: item?.name ?? '', en: item?.nameEn ?? null },
        left: fromMilli(row.on_hand_milli - row.held_milli),
        safety: fromMilli(row.safety_milli),
        changedAt: row.updated_at.toString(),
      };
    }),
  };
}

/** Items (uuid) that no place knows are left out. */
export async function tellStockTotals(tx: Tx, itemIds: readonly string[]) {
  const rows = await sumStockOf(tx, itemIds);
  return {
    totals: rows.map((row) => ({
      itemId: formatId('item', row.item_id),
      onHand: fromMilli(row.on_hand_milli),
      available: fromMilli(row.available_milli),
    })),
  };
}
