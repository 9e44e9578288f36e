// Balances, one row an item and place.
import { findItems } from '#catalog';
import type { Database } from '#kernel/db';
import { fromMilli } from '#kernel/quantity';
import { transaction } from '#kernel/transaction';
import { findPlaces } from '#places';
import { listStock } from '#stock';
import type { ExportedRow, Exporter } from './index.ts';

const pageSize = 2000;
const first = '00000000-0000-0000-0000-000000000000';

export const exportStock = {
  columns: ['place_code', 'item_code', 'quantity', 'reserved', 'counted_at'],
  async *rows(db: Database): AsyncIterable<ExportedRow> {
    let after = { placeId: first, itemId: first };
    for (;;) {
      const page = await transaction(db, { readOnly: true, timeoutMs: 60_000 }, async (tx) => {
        const rows = await listStock(tx, null, after, pageSize);
        const items = await findItems(
          tx,
          rows.map((row) => row.item_id),
        );
        const places = await findPlaces(tx, [...new Set(rows.map((row) => row.place_id))]);
        return { rows, items, places: new Map(places.map((place) => [place.id, place.code])) };
      });
      for (const row of page.rows) {
        after = { placeId: row.place_id, itemId: row.item_id };
        yield {
          place_code: page.places.get(row.place_id) ?? null,
          item_code: page.items.get(row.item_id)?.code ?? null,
          quantity: fromMilli(row.on_hand_milli),
          reserved: fromMilli(row.held_milli),
          counted_at: row.counted_at?.toString() ?? null,
        };
      }
      if (page.rows.length < pageSize) {
        return;
      }
    }
  },
} satisfies Exporter;
