// Where somebody should look at the stock: nothing left to sell, or no more than is kept back. The balances are
// read through: an index over what changes all day would cost every sale more than this page is worth.
import { statement } from '#kernel/db';
import type { Tx } from '#kernel/transaction';
import type { StockRow } from './views.ts';

export type StockAlerts = {
  readonly balances: number;
  readonly out: number;
  readonly low: number;
  readonly openConflicts: number;
};

/** A row that was made to be locked, and that nobody ever counted, moved or wished for, is no empty shelf. */
const isKept = `(on_hand_milli <> 0 OR safety_milli > 0 OR counted_at IS NOT NULL
  OR moved_since_count_milli > 0)`;

const sums = statement<{ balances: number; out: number; low: number; open_conflicts: number }>(`
  SELECT count(*) AS balances,
    count(*) FILTER (WHERE on_hand_milli - held_milli <= 0) AS out,
    count(*) FILTER (WHERE on_hand_milli - held_milli > 0 AND on_hand_milli - held_milli <= safety_milli) AS low,
    (SELECT count(*) FROM stock.conflict WHERE state = 'open') AS open_conflicts
  FROM stock.balance WHERE ${isKept}`);
const latest = statement<StockRow>(`
  SELECT place_id, item_id, on_hand_milli, held_milli, safety_milli, incoming_milli, counted_at, updated_at,
    moved_since_count_milli, shrinkage_bp, piece_milli, shelf
  FROM stock.balance WHERE on_hand_milli - held_milli <= safety_milli AND ${isKept}
  ORDER BY updated_at DESC, place_id, item_id LIMIT $1`);
const any = statement<{ is_there: boolean }>(
  'SELECT EXISTS (SELECT FROM stock.balance) AS is_there',
);
const totals = statement<{ item_id: string; on_hand_milli: number; available_milli: number }>(`
  SELECT item_id, sum(on_hand_milli)::bigint AS on_hand_milli,
    sum(greatest(0, on_hand_milli - held_milli - safety_milli))::bigint AS available_milli
  FROM stock.balance WHERE item_id = ANY ($1::uuid[]) GROUP BY item_id`);

/** How many balances have run out, are down to their safety, or are in conflict. */
export async function sumStockAlerts(tx: Tx): Promise<StockAlerts> {
  const { balances, out, low, open_conflicts: openConflicts } = await tx.one(sums);
  return { balances, out, low, openConflicts };
}

/** Balances that ran out or down to their safety, those that moved last first. */
export function listStockAlerts(tx: Tx, limit: number): Promise<StockRow[]> {
  return tx.all(latest, [limit]);
}

export async function hasStock(tx: Tx): Promise<boolean> {
  return (await tx.one(any)).is_there;
}

/** What all places have of items (uuid); an item that no place knows is not in the answer. */
export function sumStockOf(
  tx: Tx,
  itemIds: readonly string[],
): Promise<{ item_id: string; on_hand_milli: number; available_milli: number }[]> {
  return tx.all(totals, [itemIds]);
}
