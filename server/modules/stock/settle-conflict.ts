import { formatId } from '#kernel/ids';
import type { Tx } from '#kernel/transaction';
import type { StockKey } from './balance.ts';
import { stockRefusals } from './errors.ts';
import { stockConflictSettled } from './events.ts';
import { loadStock } from './load-stock.ts';
import { settleConflictRow } from './store.ts';

export const settlements = [
  'counted',
  'transferred',
  'rerouted',
  'released',
  'apologised',
  'accepted',
] as const;
export type Settlement = (typeof settlements)[number];

/** Somebody says how a conflict ended. Refuses with stock.conflict_unknown. */
export async function settleConflict(tx: Tx, key: StockKey, settlement: Settlement): Promise<void> {
  await loadStock(tx, [key]);
  const isSettled = await settleConflictRow(tx, key, settlement);
  if (!isSettled) {
    throw stockRefusals.conflict_unknown();
  }
  const placeId = formatId('place', key.placeId);
  const itemId = formatId('item', key.itemId);
  tx.emit(
    stockConflictSettled.make(itemId, { placeId, itemId, settlement }, { placeId: key.placeId }),
  );
}
