import { findItems } from '#catalog';
import type { Tx } from '#kernel/transaction';
import { type StockBalance, type StockFacts, type StockKey, stockKey } from './balance.ts';
import type { LotBalance } from './lots/lot.ts';
import { findOpenLots } from './lots/store.ts';
import { lockBalances, makeBalances } from './store.ts';

const pieceMilli = 1000;
/** What is weighed or poured is handled by the hundred grams or millilitres, not by the gram. */
const weighedPieceMilli = 100_000;

/**
 * Loads balances and locks them, sorted by place and item, so that crossing baskets wait instead of
 * deadlocking; missing rows are made. The facts are good for this transaction only.
 * Refuses with stock.place_unknown, stock.item_unknown.
 */
export async function loadStock(tx: Tx, keys: readonly StockKey[]): Promise<StockFacts> {
  const balances = new Map<string, StockBalance>();
  const wanted = new Map(keys.map((key) => [stockKey(key), key]));
  if (wanted.size === 0) {
    return { now: tx.now, balances, lots: new Map() };
  }
  // Rows are missing only the first time, so looking and locking is one statement. Rows made afterwards are
  // locked out of order; should that ever cross with another, the database says so and it runs again.
  let found = await lockBalances(tx, [...wanted.values()]);
  if (found.length < wanted.size) {
    const known = new Set(found.map(stockKey));
    const missing = [...wanted].filter(([text]) => !known.has(text)).map(([, key]) => key);
    const items = await findItems(
      tx,
      missing.map((key) => key.itemId),
    );
    const made = missing.map((key) => ({
      ...key,
      pieceMilli:
        (items.get(key.itemId)?.unit ?? 'each') === 'each' ? pieceMilli : weighedPieceMilli,
    }));
    await makeBalances(tx, made);
    found = [...found, ...(await lockBalances(tx, missing))];
  }
  for (const balance of found) {
    balances.set(stockKey(balance), balance);
  }
  return { now: tx.now, balances, lots: await loadLots(tx, found) };
}

/** Whoever changes a lot has locked its balance, so these are as good as locked. */
async function loadLots(
  tx: Tx,
  found: readonly StockBalance[],
): Promise<Map<string, readonly LotBalance[]>> {
  const withLots = found.filter((balance) => balance.hasLots);
  return withLots.length === 0
    ? new Map()
    : Map.groupBy(await findOpenLots(tx, withLots), stockKey);
}
