// What a till of a place has to know of promotions to apply them without a line: all that come by themselves and can
// mean a sale at its counter, now or in the days to come.
import type { Condition, Promotion } from '@engawa/promotions';
import { formatId } from '#kernel/ids';
import type { Tx } from '#kernel/transaction';
import { keepOffers } from './find-book.ts';

/** For how long a till may be alone. */
const ahead = { hours: 24 * 14 } as const;

/** In the order in which they are applied; rules of a category name those under it as well. */
export async function listTillPromotions(tx: Tx, placeId: string): Promise<readonly Promotion[]> {
  const { book } = await keepOffers(tx);
  const nowMs = tx.now.epochMilliseconds;
  const untilMs = tx.now.add(ahead).epochMilliseconds;
  const place = formatId('place', placeId);
  return book.sorted.filter(
    (promotion) =>
      !promotion.needsCoupon &&
      (promotion.validUntil === null || promotion.validUntil.epochMilliseconds > nowMs) &&
      (promotion.validFrom === null || promotion.validFrom.epochMilliseconds <= untilMs) &&
      promotion.conditions.every((condition) => isOfTill(condition, place)),
  );
}

/** What can never hold at this counter stays at home. */
function isOfTill(condition: Condition, place: string): boolean {
  if (condition.kind === 'at_places') {
    return condition.placeIds.includes(place);
  }
  if (condition.kind === 'on_channels') {
    return condition.channels.includes('pos');
  }
  return condition.kind !== 'by_fulfilment' || condition.ways.includes('carry_out');
}
