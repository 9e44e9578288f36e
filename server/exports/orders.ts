// Order lines, one row each.
import { findItems } from '#catalog';
import type { Database } from '#kernel/db';
import { formatOptionalId } from '#kernel/ids';
import { fromMilli } from '#kernel/quantity';
import { transaction } from '#kernel/transaction';
import { exportLines } from '#orders';
import { findPlaces } from '#places';
import type { ExportedRow, Exporter } from './index.ts';

const pageSize = 5000;

export const exportOrders = {
  columns: [
    'order_number',
    'source',
    'source_order_number',
    'kind',
    'state',
    'ordered_at',
    'place_code',
    'record_id',
    'line_number',
    'item_code',
    'item_name',
    'quantity',
    'unit_price',
    'currency',
    'tax_rate',
  ],
  async *rows(db: Database): AsyncIterable<ExportedRow> {
    let after = { orderId: '00000000-0000-0000-0000-000000000000', line: 0 };
    for (;;) {
      const page = await transaction(db, { readOnly: true, timeoutMs: 60_000 }, async (tx) => {
        const lines = await exportLines(tx, after, pageSize);
        const places = await findPlaces(tx, [...new Set(lines.map((line) => line.place_id))]);
        const items = await findItems(tx, [...new Set(lines.map((line) => line.item_id))]);
        return { lines, items, places: new Map(places.map((place) => [place.id, place.code])) };
      });
      for (const line of page.lines) {
        after = { orderId: line.order_id, line: line.line };
        yield {
          order_number: line.number,
          source: line.source,
          source_order_number: line.source_key,
          kind: line.kind,
          state: line.state,
          ordered_at: line.ordered_at.toString(),
          place_code: page.places.get(line.place_id) ?? null,
          record_id: formatOptionalId('record', line.record_id),
          line_number: line.line,
          item_code: page.items.get(line.item_id)?.code ?? null,
          item_name: line.name,
          quantity: fromMilli(line.quantity_milli),
          unit_price: line.unit_price,
          currency: line.currency,
          tax_rate: line.tax_rate_bp / 100,
        };
      }
      if (page.lines.length < pageSize) {
        return;
      }
    }
  },
} satisfies Exporter;
