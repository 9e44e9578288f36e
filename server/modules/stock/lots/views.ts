// Lots for people to look at.
import { statement } from '#kernel/db';
import type { Tx } from '#kernel/transaction';
import type { LotRow } from './store.ts';

export type LotsAsked = {
  readonly placeId: string | null;
  readonly itemId: string | null;
  /** Only lots whose last good day is this day or earlier. */
  readonly before: Temporal.PlainDate | null;
  readonly limit: number;
};

const list = statement<LotRow>(`
  SELECT id, place_id, item_id, code, best_before, date_kind, state, on_hand_milli, received_at, blocked_because
  FROM stock.lot
  WHERE on_hand_milli <> 0 AND ($1::uuid IS NULL OR place_id = $1) AND ($2::uuid IS NULL OR item_id = $2)
    AND ($3::date IS NULL OR best_before <= $3)
  ORDER BY best_before NULLS LAST, id LIMIT $4`);

/** Lots that hold something, those whose date comes first before the others. */
export function listLots(tx: Tx, asked: LotsAsked): Promise<LotRow[]> {
  return tx.all(list, [asked.placeId, asked.itemId, asked.before, asked.limit]);
}
