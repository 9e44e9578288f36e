// A gift as its two sides see it. The receiver sees card, goods and, when she took it, her order or code. The giver sees
// how far each is and thanks; nothing here that she is shown is read from a claim's order, contact or place.
import { findItems } from '#catalog';
import { formatId } from '#kernel/ids';
import type { Tx } from '#kernel/transaction';
import { availableOf, findBearers } from '#ledger';
import { viewTokenOf } from '#orders';
import { keyOf, openCard, openReceiver, openThanks } from './card-words.ts';
import { codeSubject } from './claim-gift.ts';
import { giftsRefusals } from './errors.ts';
import { findChoices } from './find-choices.ts';
import { giftUnit } from './issue-gifts.ts';
import { giftTokenOf, hashSecret, valueCodeOf } from './secrets.ts';
import {
  findClaim,
  findGiftByToken,
  findPurchase,
  type GiftRow,
  type PurchaseRow,
} from './store.ts';
import { listSentGifts, type SentGiftRow } from './views.ts';

/** For whoever holds the link; what she took is shown to her key only. Refuses with gifts.unknown. */
export async function viewGift(tx: Tx, token: string, claimKey: string | undefined) {
  const gift = await findGiftByToken(tx, hashSecret(token));
  if (gift === undefined || gift.state === 'void') {
    throw giftsRefusals.unknown();
  }
  const purchase = await findPurchase(tx, gift.purchase_id);
  const card = openCard(await keyOf(tx, purchase.record_id), purchase.sealed);
  const item = (await findItems(tx, purchase.item_id === null ? [] : [purchase.item_id])).get(
    purchase.item_id ?? '',
  );
  const isOver = gift.state === 'issued' && Temporal.Instant.compare(gift.expires_at, tx.now) <= 0;
  return {
    giftId: gift.id,
    state: isOver ? ('expired' as const) : gift.state,
    kind: purchase.kind,
    amountMinor: purchase.kind === 'value' ? purchase.amount_minor : null,
    currency: purchase.currency,
    quantity: purchase.quantity,
    itemName: item?.name ?? null,
    itemNameEn: item?.nameEn ?? null,
    itemId: purchase.item_id === null ? null : formatId('item', purchase.item_id),
    ...card,
    expiresAt: gift.expires_at.toString(),
    choices: (await findChoices(tx, purchase)).map((choice) => ({
      ...choice,
      itemId: formatId('item', choice.itemId),
    })),
    taken: await viewTaken(tx, gift, purchase, claimKey),
  };
}

/** Her order's page or her code; null for everybody else, the giver among them. */
async function viewTaken(
  tx: Tx,
  gift: GiftRow,
  purchase: PurchaseRow,
  claimKey: string | undefined,
) {
  const claim = gift.state === 'claimed' ? await findClaim(tx, gift.id) : undefined;
  if (claim === undefined || claimKey === undefined) {
    return null;
  }
  if (!claim.claim_hash.equals(hashSecret(claimKey))) {
    return null;
  }
  return tellTaken(tx, { giftId: gift.id, orderId: claim.order_id }, purchase.currency);
}

/**
 * What whoever took it is told. Goods that cost less than was given for them, or that came back, leave value on the code
 * that paid: then she is told that too.
 */
export async function tellTaken(
  tx: Tx,
  claim: { readonly giftId: string; readonly orderId: string | null },
  currency: string,
) {
  const { masters } = tx;
  const code = valueCodeOf(masters, codeSubject(claim.giftId));
  if (claim.orderId === null) {
    return { orderId: null, orderToken: null, code };
  }
  const unit = giftUnit(currency);
  const bearer = (await findBearers(tx, [code])).get(code);
  const left =
    bearer === undefined
      ? 0
      : await availableOf(tx, { ownerKind: 'bearer', ownerId: bearer.id, unit });
  return {
    orderId: formatId('order', claim.orderId),
    orderToken: viewTokenOf(masters, claim.orderId),
    code: left > 0 ? code : null,
  };
}

/** What a giver sent by these purchases (uuid). */
export async function viewSent(tx: Tx, purchases: readonly PurchaseRow[]) {
  const rows = await listSentGifts(
    tx,
    purchases.map(({ id }) => id),
  );
  return Promise.all(
    purchases.map(async (purchase) => {
      const key = await keyOf(tx, purchase.record_id);
      return {
        orderId: formatId('order', purchase.order_id),
        kind: purchase.kind,
        amountMinor: purchase.amount_minor,
        currency: purchase.currency,
        boughtAt: purchase.created_at.toString(),
        ...openCard(key, purchase.sealed),
        gifts: rows
          .filter((row) => row.purchase_id === purchase.id)
          .map((row) => shapeSent(tx, row, key)),
      };
    }),
  );
}

function shapeSent(tx: Tx, row: SentGiftRow, key: Buffer | undefined) {
  const isOpen = row.state === 'issued' || row.state === 'unpaid';
  const { label, email } = openReceiver(key, row.receiver_sealed);
  return {
    id: formatId('gift', row.id),
    position: row.position,
    label,
    email,
    state: row.state,
    // A link that was used opens nothing for her any more.
    token: isOpen ? giftTokenOf(tx.masters, row.id) : null,
    openedAt: row.opened_at?.toString() ?? null,
    claimedAt: row.claimed_at?.toString() ?? null,
    thanks: openThanks(key, row.thanks_sealed),
    expiresAt: row.expires_at.toString(),
    refund: row.refund,
  };
}
