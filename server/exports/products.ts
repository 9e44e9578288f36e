// Items with their price of today, one row each.
import { findItems, findPrices, priceKey, searchItems } from '#catalog';
import type { Database } from '#kernel/db';
import { fromMinor } from '#kernel/money';
import { transaction } from '#kernel/transaction';
import type { ExportedRow, Exporter } from './index.ts';

const pageSize = 500;

export const exportProducts = {
  columns: ['item_code', 'source', 'product_name', 'kind', 'unit_price', 'currency', 'tax_rate'],
  async *rows(db: Database): AsyncIterable<ExportedRow> {
    let after: string | undefined;
    for (;;) {
      const page = await transaction(db, { readOnly: true, timeoutMs: 60_000 }, async (tx) => {
        const found = await searchItems(tx, { after, limit: pageSize });
        const items = await findItems(tx, found.itemIds);
        const asked = found.itemIds.map((itemId) => ({ itemId, placeId: null }));
        return { ...found, items, prices: await findPrices(tx, asked, tx.now) };
      });
      for (const id of page.itemIds) {
        const item = page.items.get(id);
        const price = page.prices.get(priceKey(id, null));
        yield {
          item_code: item?.code ?? null,
          source: item?.source ?? null,
          product_name: item?.name ?? null,
          kind: item?.kind ?? null,
          unit_price: price === undefined ? null : fromMinor(price.amountMinor, price.currency),
          currency: price?.currency ?? null,
          tax_rate: price === undefined ? null : price.taxRateBp / 100,
        };
      }
      if (page.next === null) {
        return;
      }
      after = page.next;
    }
  },
} satisfies Exporter;
