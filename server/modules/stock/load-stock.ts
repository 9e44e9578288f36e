import type { Tx } from '#kernel/transaction';
import { type StockBalance, type StockFacts, type StockKey, stockKey } from './balance.ts';
import { lockBalances, makeBalances } from './store.ts';

/**
 * Loads balances and locks them, sorted by place and item, so that crossing baskets wait instead of
 * deadlocking; missing rows are made. The facts are good for this transaction only.
 * Refuses with stock.place_unknown, stock.item_unknown.
 */
export async function loadStock(tx: Tx, keys: readonly StockKey[]): Promise<StockFacts> {
  const balances = new Map<string, StockBalance>();
  const wanted = new Map(keys.map((key) => [stockKey(key), key]));
  if (wanted.size === 0) {
    return { now: tx.now, balances };
  }
  // Rows are missing only the first time, so looking and locking is one statement. Rows made afterwards are
  // locked out of order; should that ever cross with another, the database says so and it runs again.
  let found = await lockBalances(tx, [...wanted.values()]);
  if (found.length < wanted.size) {
    const known = new Set(found.map(stockKey));
    const missing = [...wanted].filter(([text]) => !known.has(text)).map(([, key]) => key);
    await makeBalances(tx, missing);
    found = [...found, ...(await lockBalances(tx, missing))];
  }
  for (const balance of found) {
    balances.set(stockKey(balance), balance);
  }
  return { now: tx.now, balances };
}
