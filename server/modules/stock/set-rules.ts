// What a shop decides about its shelves: how much is kept back, how sure a promise must be, what is usually lost.
import { formatId } from '#kernel/ids';
import type { Tx } from '#kernel/transaction';
import type { StockKey } from './balance.ts';
import { stockRulesChanged } from './events.ts';
import { loadStock } from './load-stock.ts';
import { updateRules } from './store.ts';

/** What is not told stays as it is. */
export type StockRules = StockKey & {
  readonly safetyMilli?: number | undefined;
  /** 0 asks nothing, 9000 is 90%. */
  readonly confidenceMinBp?: number | undefined;
  /** Where it stands in the shop; empty: nowhere special. */
  readonly shelf?: string | undefined;
  /** 150 is 1.5% of what moves or stands a year. */
  readonly shrinkageBp?: number | undefined;
};

/** Sets rules for items at places. Emits stock.rules_changed. Refuses with stock.place_unknown, stock.item_unknown. */
export async function setStockRules(tx: Tx, rules: readonly StockRules[]): Promise<void> {
  await loadStock(tx, rules);
  await updateRules(tx, rules);
  for (const [placeId, ofPlace] of Map.groupBy(rules, (each) => each.placeId)) {
    const place = formatId('place', placeId);
    const itemIds = [...new Set(ofPlace.map((each) => formatId('item', each.itemId)))];
    tx.emit(stockRulesChanged.make(place, { placeId: place, itemIds }, { placeId }));
  }
}
