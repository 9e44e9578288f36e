// Gifts whose time is over. Value that nobody took is over, as its notice said: gift value is prepaid, and giving it back is
// as a rule not allowed (資金決済法 第20条第5項), so it is never refunded at its end. Goods are a sale that was not delivered:
// the house keeps what was paid (the default), or gives it back to whoever bought them, the way it was paid. The buyer is
// told before, and at the end.
import { readProfiles } from '#customers';
import type { Database } from '#kernel/db';
import { Refusal } from '#kernel/errors';
import { formatId } from '#kernel/ids';
import { type Tx, transaction } from '#kernel/transaction';
import { type MessageToQueue, queueMessages } from '#messages';
import { takeReturn } from '#orders';
import { findPaymentsOfOrders, needsProvider } from '#payments';
import { giftsExpired, giftsRefunded } from './events.ts';
import { giftWords, languageOf } from './mail-words.ts';
import { manageTokenOf } from './secrets.ts';
import {
  endGiftRow,
  findPurchase,
  type GiftRow,
  lockDueGifts,
  lockGift,
  type PurchaseRow,
} from './store.ts';
import { findRefundsDue, findUnclaimed, noteRefund } from './store-unclaimed.ts';

const atOnce = 200;
const actor = 'job:gifts.end';

/** Ends what is over and gives back what is owed for it; each refund in a transaction of its own. */
export async function endUnclaimed(db: Database): Promise<void> {
  let count = atOnce;
  while (count === atOnce) {
    count = await transaction(db, { actor }, endSome);
  }
  for (const id of await transaction(db, { actor, readOnly: true }, (tx) =>
    findRefundsDue(tx, 1000),
  )) {
    await refundGift(db, id);
  }
}

async function endSome(tx: Tx): Promise<number> {
  const gifts = await lockDueGifts(tx, atOnce);
  const isRefunded = gifts.length > 0 && (await findUnclaimed(tx)) === 'refund';
  const ended = new Map<
    string,
    { purchase: PurchaseRow; count: number; refund: GiftRow['refund'] }
  >();
  for (const gift of gifts) {
    await endGiftRow(tx, gift.id, 'expired');
    const purchase = await findPurchase(tx, gift.purchase_id);
    const known = ended.get(purchase.id);
    const refund = known?.refund ?? (isRefunded ? await refundOf(tx, purchase) : null);
    ended.set(purchase.id, { purchase, refund, count: (known?.count ?? 0) + 1 });
    if (refund !== null) {
      await noteRefund(tx, gift.id, refund);
    }
    tellEnded(tx, giftsExpired, gift.id, purchase);
  }
  const mails: MessageToQueue[] = [];
  for (const each of ended.values()) {
    mails.push(...(await mailOf(tx, each)));
  }
  await queueMessages(tx, mails);
  return gifts.length;
}

/** Of goods only; what was paid at the counter is given back there. */
async function refundOf(tx: Tx, purchase: PurchaseRow): Promise<GiftRow['refund']> {
  if (purchase.kind !== 'item') {
    return null;
  }
  const payments = await findPaymentsOfOrders(tx, [purchase.order_id]);
  return payments.every(({ method, provider }) => needsProvider(method, provider))
    ? 'due'
    : 'counter';
}

async function refundGift(db: Database, id: string): Promise<void> {
  try {
    await transaction(db, { actor }, (tx) => giveBack(tx, id));
  } catch (error) {
    if (!(error instanceof Refusal)) {
      throw error;
    }
    // The order went another way: people look at it, and nobody is paid twice.
    await transaction(db, { actor }, (tx) => noteRefund(tx, id, 'counter'));
  }
}

/** The value in the ledger is over by its own date; the money goes back as a return of its part of the order. */
async function giveBack(tx: Tx, id: string): Promise<void> {
  const gift = await lockGift(tx, id);
  if (gift?.refund !== 'due') {
    return;
  }
  const purchase = await findPurchase(tx, gift.purchase_id);
  await noteRefund(tx, id, 'done');
  await returnPart(tx, purchase, purchase.place_id);
  tellEnded(tx, giftsRefunded, id, purchase);
}

/** Gives back what one gift of a purchase cost. */
export async function returnPart(tx: Tx, purchase: PurchaseRow, placeId: string): Promise<void> {
  await takeReturn(tx, {
    orderId: purchase.order_id,
    placeId,
    lines: [{ line: 1, quantityMilli: purchase.amount_minor * 1000, disposition: 'kept' }],
    reason: 'gift_unclaimed',
    isValueUnmade: true,
  });
}

function tellEnded(tx: Tx, kind: typeof giftsExpired, id: string, purchase: PurchaseRow): void {
  const giftId = formatId('gift', id);
  const { kind: what, amount_minor: amountMinor, currency } = purchase;
  tx.emit(
    kind.make(
      giftId,
      { giftId, kind: what, amountMinor, currency },
      { recordId: purchase.record_id, placeId: purchase.place_id },
    ),
  );
}

async function mailOf(
  tx: Tx,
  ended: { purchase: PurchaseRow; count: number; refund: GiftRow['refund'] },
): Promise<MessageToQueue[]> {
  const { purchase, count, refund } = ended;
  const to = (await readProfiles(tx, [purchase.record_id])).get(purchase.record_id)?.email;
  if (to === undefined) {
    return [];
  }
  const language = languageOf(purchase.language);
  const link = `house:/shop/gifts/${manageTokenOf(tx.masters, purchase.id)}`;
  return [
    {
      recordId: purchase.record_id,
      channel: 'mail',
      to,
      language,
      template: 'gift_ended',
      words: giftWords.ended(language, { count, refund, link }),
      // One for a list, however long.
      cause: `gift_ended:${purchase.id}`,
    },
  ];
}
