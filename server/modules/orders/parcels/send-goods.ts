// The goods of an order leave the house: what is kept for it is sold, and what had to leave without.
import { findItems } from '#catalog';
import type { Tx } from '#kernel/transaction';
import { fulfilHolds, type Hold, postFacts } from '#stock';
import { findSoldLines } from '../store/changes.ts';
import type { OrderRow } from '../store/orders.ts';
import type { OrderParcel } from './store.ts';

/** All of it, or what one place sends of it. */
export async function sendGoods(tx: Tx, order: OrderRow, parcel?: OrderParcel): Promise<void> {
  const at = parcel === undefined ? {} : { placeId: parcel.placeId };
  const gone = await fulfilHolds(tx, [order.id], { isAnnounced: false, ...at });
  await sellUnheld(tx, order, gone, parcel);
}

/**
 * Goods that leave although their hold had ended are sold all the same: it is a fact. What was made for a day never
 * lay on the shelf.
 */
async function sellUnheld(
  tx: Tx,
  order: OrderRow,
  gone: readonly Hold[],
  parcel: OrderParcel | undefined,
): Promise<void> {
  const rest = new Map<string, number>();
  for (const line of await findSoldLines(tx, order.id)) {
    if (line.day !== null || parcel?.lines.includes(line.line) === false) {
      continue;
    }
    rest.set(line.item_id, (rest.get(line.item_id) ?? 0) + line.quantity_milli);
  }
  for (const { itemId, quantityMilli } of gone) {
    rest.set(itemId, (rest.get(itemId) ?? 0) - quantityMilli);
  }
  const missing = [...rest].filter(([, quantityMilli]) => quantityMilli > 0);
  if (missing.length === 0 || order.source !== 'engawa') {
    return;
  }
  const ids = missing.map(([itemId]) => itemId);
  const items = await findItems(tx, ids);
  await postFacts(
    tx,
    missing
      .filter(([itemId]) => items.get(itemId)?.isStocked === true)
      .map(([itemId, quantityMilli]) => ({
        placeId: parcel?.placeId ?? gone[0]?.placeId ?? order.handover_place_id ?? order.place_id,
        itemId,
        quantityMilli: -quantityMilli,
        kind: 'sale',
        subjectId: order.id,
      })),
  );
}
