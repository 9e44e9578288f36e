// What is kept for somebody goes with them: to another place, or to another subject, without a moment in between in
// which somebody else could have it.
import { Refusal } from '#kernel/errors';
import { formatId } from '#kernel/ids';
import { fromMilli } from '#kernel/quantity';
import type { Tx } from '#kernel/transaction';
import { BalanceMoves } from '../apply-stock.ts';
import { balanceOf, decideHold } from '../balance.ts';
import { stockRefusals } from '../errors.ts';
import { stockHoldMoved } from '../events.ts';
import { updateBalances } from '../store.ts';
import { type Hold, lockHolds, refuseBound, toHold } from './end-holds.ts';
import { moveHoldRow } from './store.ts';

/**
 * Keeps the same quantity at another place instead; the hold stays the same one. Emits stock.hold_moved.
 * Refuses with stock.hold_unknown, stock.hold_bound, stock.short, stock.uncertain, stock.place_unknown.
 */
export async function moveHold(
  tx: Tx,
  holdId: string,
  toPlaceId: string,
): Promise<Hold & { readonly fromPlaceId: string }> {
  const { facts, rows } = await lockHolds(tx, { holdIds: [holdId] }, toPlaceId);
  const [row] = rows;
  if (row === undefined) {
    throw stockRefusals.hold_unknown();
  }
  refuseBound(rows);
  const hold = toHold(row);
  const fromPlaceId = hold.placeId;
  if (fromPlaceId === toPlaceId) {
    return { ...hold, fromPlaceId };
  }
  const expiresAt = null;
  const decision = decideHold(facts, { ...hold, placeId: toPlaceId, expiresAt });
  if (decision instanceof Refusal) {
    throw decision;
  }
  balanceOf(facts, hold).heldMilli -= hold.quantityMilli;
  const moves = new BalanceMoves();
  moves.add(hold, { heldMilli: -hold.quantityMilli });
  moves.add({ ...hold, placeId: toPlaceId }, { heldMilli: hold.quantityMilli });
  await moveHoldRow(tx, holdId, toPlaceId);
  await updateBalances(tx, moves.all());
  const id = formatId('hold', holdId);
  tx.emit(
    stockHoldMoved.make(
      id,
      {
        holdId: id,
        itemId: formatId('item', hold.itemId),
        fromPlaceId: formatId('place', hold.placeId),
        toPlaceId: formatId('place', toPlaceId),
        quantity: fromMilli(hold.quantityMilli),
      },
      { placeId: toPlaceId },
    ),
  );
  return { ...hold, placeId: toPlaceId, fromPlaceId };
}
