// What an order for pickup is promised, within a checkout. Found without changing anything, so that a refusal of
// something else needs no way back; taken when everything else is settled.
import type { Refusal } from '#kernel/errors';
import type { PlaceRow } from '#places';
import { balanceOf, confidenceOf } from '#stock';
import type { CheckoutFacts, OrderToPlace } from '../checkout/order-to-place.ts';
import { ordersRefusals } from '../errors.ts';
import { type Desk, findPromise, type Promised } from './desk.ts';
import { deskOf, workAt } from './load-desks.ts';

/** Below this, one in five who come would stand before an empty shelf (as the word 店舗に確認 has it). */
const sureEnough = 0.8;

type Facts = Pick<CheckoutFacts, 'now' | 'promises' | 'stock' | 'items'>;

/**
 * Undefined for what needs no promise. Refuses with orders.no_pickup_time, and with orders.promise_later where it would
 * be later than what she saw.
 */
export function decidePromise(
  facts: Facts,
  input: OrderToPlace,
  shop: PlaceRow | undefined,
): Promised | Refusal | undefined {
  const placeId = deskOf(input);
  const desk = placeId === undefined ? undefined : facts.promises.desks.get(placeId);
  if (placeId === undefined || desk === undefined) {
    return undefined;
  }
  const ofPlace = facts.promises.taken.get(placeId);
  const promised = findPromise(desk, (hourMs) => ofPlace?.get(hourMs) ?? 0, {
    nowMs: facts.now.epochMilliseconds,
    work: workAt(desk, input),
    isUnsure: isUnsure(facts, input, placeId, desk),
  });
  if (promised === undefined) {
    return ordersRefusals.no_pickup_time({ place: shop?.name_ja ?? '' });
  }
  const seenMs = input.seenReadyBy?.epochMilliseconds ?? Infinity;
  return promised.readyByMs > seenMs
    ? ordersRefusals.promise_later({
        readyBy: Temporal.Instant.fromEpochMilliseconds(promised.readyByMs)
          .toZonedDateTimeISO(desk.hours.timeZone)
          .toPlainDateTime()
          .toString({ smallestUnit: 'minute' })
          .replace('T', ' '),
      })
    : promised;
}

/** Whether somebody has to look on the shelf before it is promised; asked only where that takes time. */
function isUnsure(facts: Facts, input: OrderToPlace, placeId: string, desk: Desk): boolean {
  return (
    desk.rule.checkMinutes > 0 &&
    input.lines.some(({ itemId, quantityMilli }) => {
      if (facts.items.get(itemId)?.isStocked !== true) {
        return false;
      }
      const balance = balanceOf(facts.stock, { placeId, itemId });
      return confidenceOf(balance, balance.heldMilli + quantityMilli, facts.now) < sureEnough;
    })
  );
}
