// A piece is kept for somebody outside any order. A hot command: of a thing that is launched at noon everybody wants
// the same row, so those who come at once share one lock, one write and one commit.
import { findItems, isInWholePieces } from '#catalog';
import type { HotCommand } from '#kernel/batch';
import { performOne } from '#kernel/batch';
import { formatId } from '#kernel/ids';
import { fromMilli } from '#kernel/quantity';
import type { Tx } from '#kernel/transaction';
import { applyHolds } from '../apply-stock.ts';
import { decideHold, type HoldDecision, type StockFacts, type WantedHold } from '../balance.ts';
import { stockRefusals } from '../errors.ts';
import { stockHeld } from '../events.ts';
import { loadStock } from '../load-stock.ts';

/**
 * Keeps one item at one place for each input. Refuses with stock.short, stock.uncertain, stock.already_expired,
 * stock.place_unknown, stock.item_unknown, stock.quantity_not_positive, stock.quantity_too_large.
 */
export const holdStock: HotCommand<WantedHold, StockFacts, HoldDecision, HoldDecision> = {
  name: 'stock.hold',
  load: loadStock,
  decide: decideHold,
  apply: (tx, decisions, facts) => {
    tx.commitBehind(applyHolds(tx, facts, decisions));
    announceHeld(tx, decisions);
    return Promise.resolve(decisions);
  },
};

/** One hold within the caller's transaction; throws its refusal, and stock.quantity_not_whole for half a cup. */
export async function keepStock(tx: Tx, wanted: WantedHold): Promise<HoldDecision> {
  const { itemId, quantityMilli } = wanted;
  const item = (await findItems(tx, [itemId])).get(itemId);
  if (item !== undefined && !isInWholePieces(item, quantityMilli)) {
    const quantity = fromMilli(quantityMilli);
    throw stockRefusals.quantity_not_whole({ item: item.name, quantity });
  }
  return performOne(tx, holdStock, wanted);
}

/** One event a place for all that came together: an event each would cost more than the holds. */
function announceHeld(tx: Tx, decisions: readonly HoldDecision[]): void {
  for (const [placeId, ofPlace] of Map.groupBy(decisions, (decision) => decision.placeId)) {
    const place = formatId('place', placeId);
    const holds = ofPlace.map((decision) => ({
      holdId: formatId('hold', decision.id),
      itemId: formatId('item', decision.itemId),
      quantity: fromMilli(decision.quantityMilli),
      reason: decision.reason,
      expiresAt: decision.expiresAt?.toString() ?? null,
    }));
    tx.emit(stockHeld.make(place, { placeId: place, holds }, { placeId }));
  }
}
