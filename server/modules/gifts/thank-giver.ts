// Whoever took a gift thanks for it; her words reach the giver and nobody else.
import { formatId } from '#kernel/ids';
import type { Tx } from '#kernel/transaction';
import { keyOf, sealThanks } from './card-words.ts';
import { giftsRefusals } from './errors.ts';
import { giftsThanked } from './events.ts';
import { hashSecret } from './secrets.ts';
import { findClaim, findPurchase, lockGiftByToken, saveThanks } from './store.ts';

/** Refuses with gifts.unknown, gifts.claim_needed. */
export async function thankGiver(
  tx: Tx,
  { token, claimKey, text }: { token: string; claimKey: string; text: string },
): Promise<void> {
  const gift = await lockGiftByToken(tx, hashSecret(token));
  if (gift === undefined) {
    throw giftsRefusals.unknown();
  }
  const claim = await findClaim(tx, gift.id);
  if (claim === undefined || !claim.claim_hash.equals(hashSecret(claimKey))) {
    throw giftsRefusals.claim_needed();
  }
  const purchase = await findPurchase(tx, gift.purchase_id);
  const key = await keyOf(tx, purchase.record_id);
  if (key === undefined) {
    return;
  }
  await saveThanks(tx, gift.id, sealThanks(key, text));
  const giftId = formatId('gift', gift.id);
  const { kind, amount_minor: amountMinor, currency } = purchase;
  tx.emit(
    giftsThanked.make(
      giftId,
      { giftId, kind, amountMinor, currency },
      { recordId: purchase.record_id, actor: 'guest' },
    ),
  );
}
