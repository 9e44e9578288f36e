// What orders for a chosen day need to know. Orders without one ask nothing of the database.
import type { Tx } from '#kernel/transaction';
import { findPlaceHours, type PlaceRow } from '#places';
import { type OrderToPlace, stockPlaceOf } from '../checkout/order-to-place.ts';
import { dayKey, isNear, isOffered, noPreorders, type PreorderFacts } from './preorder.ts';
import { findPreorders, lockPreorderDays } from './store.ts';

/**
 * Locks the days that orders want, after everything else: whoever cancels locks them last too. Days that are not
 * offered get no row, so that nobody can fill the table with wishes.
 */
export async function loadPreorders(
  tx: Tx,
  inputs: readonly OrderToPlace[],
  places: ReadonlyMap<string, PlaceRow>,
): Promise<PreorderFacts> {
  const wishes = inputs.flatMap((input) =>
    input.lines.flatMap(({ itemId, day }) =>
      day === undefined ? [] : [{ itemId, day, placeId: stockPlaceOf(input) }],
    ),
  );
  if (wishes.length === 0) {
    return { now: tx.now, ...noPreorders };
  }
  const preorders = await findPreorders(tx, [...new Set(wishes.map((each) => each.itemId))]);
  const near = wishes
    .filter(({ day }) => isNear(day, tx.now))
    .toSorted((a, b) => Temporal.PlainDate.compare(a.day, b.day));
  const [first, last] = [near[0]?.day, near.at(-1)?.day];
  if (first === undefined || last === undefined) {
    return { now: tx.now, ...noPreorders, preorders };
  }
  const placeIds = new Set(near.map((each) => each.placeId));
  const asked = [...placeIds].flatMap((id) => places.get(id) ?? []);
  const hours = await findPlaceHours(tx, asked, first, last);
  const offered = new Map<string, { preorderId: string; day: Temporal.PlainDate }>();
  for (const { itemId, day, placeId } of near) {
    const preorder = preorders.get(itemId);
    if (preorder !== undefined && isOffered(preorder, day, hours.get(placeId), tx.now)) {
      offered.set(dayKey(preorder.id, day), { preorderId: preorder.id, day });
    }
  }
  const locked = offered.size === 0 ? [] : await lockPreorderDays(tx, [...offered.values()]);
  const days = new Map(locked.map((each) => [dayKey(each.preorderId, each.day), each]));
  return { now: tx.now, preorders, hours, days };
}
