// What shoppers are told of many items at one place, in the order they asked.
import { findKeptItems } from '#catalog';
import type { Database } from '#kernel/db';
import { findKeptStock } from './kept-stock.ts';
import type { StockWord } from './schemas.ts';
import { stockWordOf } from './stock-word.ts';

/** Items (uuid) that the place does not know are out of stock there; unknown items are left out. Never inside a transaction. */
export async function findPlaceAvailability(
  db: Database,
  placeId: string,
  itemIds: readonly string[],
): Promise<{ readonly itemId: string; readonly word: StockWord }[]> {
  const asked = [...new Set(itemIds)];
  const [items, stock] = await Promise.all([findKeptItems(db, asked), findKeptStock(db, asked)]);
  return asked.flatMap((itemId) => {
    const item = items.get(itemId);
    const shown = stock.get(itemId)?.get(placeId);
    const word =
      shown === undefined
        ? 'out_of_stock'
        : stockWordOf(shown.availableMilli, item?.unit ?? 'each', shown.confidence);
    return item === undefined ? [] : [{ itemId, word }];
  });
}
