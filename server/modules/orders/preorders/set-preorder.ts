// What is made for chosen days, as the shop sets it. What was promised before stays promised.
import { findItems } from '#catalog';
import { formatId } from '#kernel/ids';
import type { Tx } from '#kernel/transaction';
import { findPlaces } from '#places';
import { ordersRefusals } from '../errors.ts';
import { ordersPreorderChanged } from '../events.ts';
import type { Preorder, PreorderDay } from './preorder.ts';
import { findPreorder, limitPreorderDay, savePreorder } from './store.ts';

/**
 * Writes it whole. Refuses with orders.window_backwards, orders.item_unknown, orders.place_unknown,
 * orders.preorder_taken.
 */
export async function setPreorder(tx: Tx, preorder: Preorder): Promise<Preorder> {
  const { itemId, windows, firstDay, lastDay } = preorder;
  const isBackwards =
    windows.some(
      ({ opensAt, closesAt }) =>
        closesAt !== null && Temporal.Instant.compare(closesAt, opensAt) <= 0,
    ) ||
    (firstDay !== null && lastDay !== null && Temporal.PlainDate.compare(lastDay, firstDay) < 0);
  if (isBackwards) {
    throw ordersRefusals.window_backwards();
  }
  if (!(await findItems(tx, [itemId])).has(itemId)) {
    throw ordersRefusals.item_unknown({ item: formatId('item', itemId) });
  }
  const placeIds = [...new Set(windows.flatMap(({ placeId }) => placeId ?? []))];
  if ((await findPlaces(tx, placeIds)).length < placeIds.length) {
    throw ordersRefusals.place_unknown();
  }
  await savePreorder(tx, preorder);
  announce(tx, preorder, null);
  return preorder;
}

/** A day with a limit of its own: 0 closes it, null makes it like any other. Refuses with orders.preorder_unknown. */
export async function setDayLimit(
  tx: Tx,
  preorderId: string,
  day: Temporal.PlainDate,
  limitMilli: number | null,
): Promise<{ readonly preorder: Preorder; readonly row: PreorderDay }> {
  const preorder = await findPreorder(tx, preorderId);
  if (preorder === undefined) {
    throw ordersRefusals.preorder_unknown();
  }
  const row = await limitPreorderDay(tx, { preorderId, day }, limitMilli);
  announce(tx, preorder, day);
  return { preorder, row };
}

function announce(tx: Tx, { id, itemId }: Preorder, day: Temporal.PlainDate | null): void {
  const preorderId = formatId('preorder', id);
  const told = { preorderId, itemId: formatId('item', itemId), day: day?.toString() ?? null };
  tx.emit(ordersPreorderChanged.make(preorderId, told));
}
