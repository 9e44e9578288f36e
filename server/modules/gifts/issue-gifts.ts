// When the payment is there, the value of each gift stands in the ledger as a bearer's, and the links are sent to those
// receivers whose address the giver gave.

import { Refusal } from '#kernel/errors';
import { formatId } from '#kernel/ids';
import type { Tx } from '#kernel/transaction';
import { applyPostings, decidePosting, type LedgerEntry, loadLedger } from '#ledger';
import { type MessageToQueue, queueMessages } from '#messages';
import { findPaymentsOfOrders } from '#payments';
import { keyOf, openCard, openReceiver } from './card-words.ts';
import { giftsIssued } from './events.ts';
import { giftWords, languageOf } from './mail-words.ts';
import { giftTokenOf } from './secrets.ts';
import {
  type GiftRow,
  issueGiftRows,
  lockPurchaseOfOrder,
  type PurchaseRow,
  voidGiftRows,
} from './store.ts';
import { listSentGifts } from './views.ts';

export function giftUnit(currency: string): string {
  return `gift:${currency}`;
}

/** The account in which the value of a gift (uuid) waits: nobody has its code. */
export function purseOf(giftId: string, currency: string) {
  return { ownerKind: 'bearer', ownerId: giftId, unit: giftUnit(currency) } as const;
}

/** Posts in order, all or nothing. */
export async function postAll(tx: Tx, entries: readonly LedgerEntry[]): Promise<void> {
  const facts = await loadLedger(tx, entries);
  const decisions = entries.map((entry) => {
    const decision = decidePosting(facts, entry);
    if (decision instanceof Refusal) {
      throw decision;
    }
    return decision;
  });
  await applyPostings(tx, facts, decisions, { isAnnounced: false });
}

/** Issues the gifts that an order (uuid) pays for once all of it is paid. Repeatable; nothing for other orders. */
export async function issueWhenPaid(tx: Tx, orderId: string): Promise<void> {
  const purchase = await lockPurchaseOfOrder(tx, orderId);
  if (purchase === undefined) {
    return;
  }
  const payments = await findPaymentsOfOrders(tx, [orderId]);
  if (payments.length === 0 || payments.some(({ state }) => state !== 'captured')) {
    return;
  }
  const issued = await issueGiftRows(tx, purchase.id);
  if (issued.length === 0) {
    return;
  }
  await postAll(
    tx,
    issued.map((gift) => ({
      kind: 'earn',
      account: purseOf(gift.id, purchase.currency),
      amount: purchase.amount_minor,
      expiresAt: gift.expires_at,
      reference: formatId('gift', gift.id),
      placeId: purchase.place_id,
      source: 'gift',
    })),
  );
  const about = formatId('order', orderId);
  tx.emit(
    giftsIssued.make(
      about,
      { orderId: about, count: issued.length },
      { recordId: purchase.record_id, placeId: purchase.place_id },
    ),
  );
  await mailReceivers(tx, purchase, issued);
}

/** The order could not be paid for: its links never open. */
export async function voidUnpaid(tx: Tx, orderId: string): Promise<void> {
  const purchase = await lockPurchaseOfOrder(tx, orderId);
  if (purchase !== undefined) {
    await voidGiftRows(tx, purchase.id);
  }
}

async function mailReceivers(
  tx: Tx,
  purchase: PurchaseRow,
  issued: readonly GiftRow[],
): Promise<void> {
  const key = await keyOf(tx, purchase.record_id);
  const card = openCard(key, purchase.sealed);
  const rows = new Map((await listSentGifts(tx, [purchase.id])).map((row) => [row.id, row]));
  const messages = issued.flatMap((gift): MessageToQueue[] => {
    const { email } = openReceiver(key, rows.get(gift.id)?.receiver_sealed ?? null);
    return email === null
      ? []
      : [
          {
            // The address was given by the giver and is sealed and erased with her.
            recordId: purchase.record_id,
            channel: 'mail',
            to: email,
            language: languageOf(purchase.language),
            template: 'gift_received',
            words: giftWords.received(languageOf(purchase.language), {
              giverName: card.giverName,
              link: `house:/shop/gift/${giftTokenOf(tx.masters, gift.id)}`,
              until: gift.expires_at,
            }),
            cause: `gift_received:${gift.id}`,
            expiresAt: gift.expires_at,
          },
        ];
  });
  if (messages.length > 0) {
    await queueMessages(tx, messages);
  }
}
