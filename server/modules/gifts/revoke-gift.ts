// Taking a gift back before it was taken: the value is unmade, and the money goes back the way it came, as a return of
// its part of the order. A claim at the same moment: one of the two wins, behind the gift's lock.
import { formatId } from '#kernel/ids';
import type { Tx } from '#kernel/transaction';
import { takeReturn } from '#orders';
import { findPaymentsOfOrders, needsProvider } from '#payments';
import { refuseClosed } from './claim-gift.ts';
import { returnPart } from './end-unclaimed.ts';
import { giftsRefusals } from './errors.ts';
import { giftsRevoked } from './events.ts';
import { postAll } from './issue-gifts.ts';
import { endGiftRow, findPurchase, lockGift, type PurchaseRow } from './store.ts';
import { noteRefund } from './store-unclaimed.ts';

export type Revoking = {
  /** uuids */
  readonly giftId: string;
  /** Only of this purchase: the giver's own. */
  readonly purchaseIds?: readonly string[];
  /** A clerk gives cash back at this place. */
  readonly placeId?: string;
};

/**
 * Takes a gift back and asks for the refund. Refuses with gifts.not_yours, gifts.claimed, gifts.revoked, gifts.over,
 * gifts.at_counter (a giver cannot pay herself cash), and as `takeReturn` does.
 */
export async function revokeGift(tx: Tx, wish: Revoking): Promise<void> {
  const gift = await lockGift(tx, wish.giftId);
  if (
    gift === undefined ||
    (wish.purchaseIds !== undefined && !wish.purchaseIds.includes(gift.purchase_id))
  ) {
    throw giftsRefusals.not_yours();
  }
  const purchase = await findPurchase(tx, gift.purchase_id);
  if (gift.refund === 'counter' && wish.placeId !== undefined) {
    await refundAtCounter(tx, gift.id, purchase, wish.placeId);
    return;
  }
  refuseClosed(gift, tx.now);
  const payments = await findPaymentsOfOrders(tx, [purchase.order_id]);
  const isOutside = payments.every(({ method, provider }) => needsProvider(method, provider));
  if (!isOutside && wish.placeId === undefined) {
    throw giftsRefusals.at_counter();
  }
  const reference = formatId('gift', gift.id);
  await endGiftRow(tx, gift.id, 'revoked');
  await postAll(tx, [{ kind: 'reverse', of: 'earn', reference, amount: purchase.amount_minor }]);
  await takeReturn(tx, {
    orderId: purchase.order_id,
    placeId: wish.placeId ?? purchase.place_id,
    lines: [{ line: 1, quantityMilli: purchase.amount_minor * 1000, disposition: 'kept' }],
    reason: 'gift_revoked',
    isValueUnmade: true,
  });
  tellRevoked(tx, reference, purchase);
}

/** Goods that nobody took, paid at the counter, where the house gives the money back. */
async function refundAtCounter(
  tx: Tx,
  giftId: string,
  purchase: PurchaseRow,
  placeId: string,
): Promise<void> {
  await noteRefund(tx, giftId, 'done');
  await endGiftRow(tx, giftId, 'revoked');
  await returnPart(tx, purchase, placeId);
  tellRevoked(tx, formatId('gift', giftId), purchase);
}

function tellRevoked(tx: Tx, reference: string, purchase: PurchaseRow): void {
  const { kind, amount_minor: amountMinor, currency } = purchase;
  tx.emit(
    giftsRevoked.make(
      reference,
      { giftId: reference, kind, amountMinor, currency },
      { recordId: purchase.record_id, placeId: purchase.place_id },
    ),
  );
}
