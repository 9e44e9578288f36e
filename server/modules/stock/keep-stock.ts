// A person keeps a piece for somebody: a hold of its own, outside any order.
import { Refusal } from '#kernel/errors';
import { formatId } from '#kernel/ids';
import { fromMilli } from '#kernel/quantity';
import type { Tx } from '#kernel/transaction';
import { applyHolds } from './apply-stock.ts';
import { decideHold, type HoldDecision, type WantedHold } from './balance.ts';
import { stockHeld } from './events.ts';
import { loadStock } from './load-stock.ts';

/**
 * Keeps one item at one place. Refuses with stock.short, stock.already_expired, stock.place_unknown,
 * stock.item_unknown, stock.quantity_not_positive, stock.quantity_too_large.
 */
export async function keepStock(tx: Tx, wanted: WantedHold): Promise<HoldDecision> {
  const facts = await loadStock(tx, [wanted]);
  const decision = decideHold(facts, wanted);
  if (decision instanceof Refusal) {
    throw decision;
  }
  await applyHolds(tx, facts, [decision]);
  const holdId = formatId('hold', decision.id);
  tx.emit(
    stockHeld.make(
      holdId,
      {
        holdId,
        placeId: formatId('place', wanted.placeId),
        itemId: formatId('item', wanted.itemId),
        quantity: fromMilli(wanted.quantityMilli),
        reason: wanted.reason,
        expiresAt: wanted.expiresAt?.toString() ?? null,
      },
      { placeId: wanted.placeId },
    ),
  );
  return decision;
}
