// Files that go out: every kind as a stream of plain rows whose headers `engawa import` knows again, read in
// pages by key, each page its own short transaction, so that a big export holds nothing up.
import type { Database } from '#kernel/db';
import { readAfter, toLoggedEvent } from '#kernel/events-store';
import { exportCustomers } from './customers.ts';
import { exportOrders } from './orders.ts';
import { exportPlaces } from './places.ts';
import { exportProducts } from './products.ts';
import { exportStock } from './stock.ts';

export type ExportedRow = Readonly<Record<string, string | number | null>>;

export type Exporter = {
  /** The columns of a CSV; events have a shape of their own and go out as JSON lines only. */
  readonly columns: readonly string[] | undefined;
  rows(db: Database, reason: string): AsyncIterable<object>;
};

export const exporters = {
  customers: exportCustomers,
  orders: exportOrders,
  places: exportPlaces,
  products: exportProducts,
  stock: exportStock,
  events: { columns: undefined, rows: exportEvents },
} as const satisfies Record<string, Exporter>;

export type ExportKind = keyof typeof exporters;

/** The whole log in its order, as CloudEvents. */
async function* exportEvents(db: Database): AsyncIterable<object> {
  let position = 0;
  for (;;) {
    const rows = await db.all(readAfter, [position, 1000]);
    for (const row of rows) {
      yield toLoggedEvent(row, 0);
      position = row.position;
    }
    if (rows.length === 0) {
      return;
    }
  }
}
