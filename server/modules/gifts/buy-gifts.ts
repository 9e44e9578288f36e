// Buying gifts, one or a list: an order for the value, paid like any other, and a link for each receiver. Links open when
// the payment is there.
import { findItems, findPrices, priceKey } from '#catalog';
import type { Profile } from '#customers';
import { performOne } from '#kernel/batch';
import { formatId, newId } from '#kernel/ids';
import { type CurrencyCode, fromMinor } from '#kernel/money';
import type { Tx } from '#kernel/transaction';
import { type OrderToPlace, placeOrder } from '#orders';
import { type CardWords, keyOf, type Receiver, sealCard, sealReceiver } from './card-words.ts';
import { giftsRefusals } from './errors.ts';
import { giftsBought } from './events.ts';
import { currencyAt, ensureGiftItem } from './gift-item.ts';
import { issueWhenPaid } from './issue-gifts.ts';
import { refuseKnownOrder } from './known-order.ts';
import { giftTokenOf, hashSecret, manageTokenOf } from './secrets.ts';
import { insertGiftRows, insertPurchaseRow } from './store.ts';

const leastMinor = 100;
const mostMinor = 100_000;
/** Longer than this, gift value falls under the rules for prepaid means of payment (資金決済法). */
export const prepaidDays = 180;

export type GiftsToBuy = {
  /** uuid; may be made by the client, so that it can repeat itself. */
  readonly orderId?: string;
  /** uuid; where it is bought. */
  readonly placeId: string;
  /** A free amount for each receiver, or an item that she can choose the colour and size of. */
  readonly amountMinor?: number;
  readonly itemId?: string;
  readonly quantity?: number;
  readonly receivers: readonly Receiver[];
  readonly card: CardWords;
  /** How long it can be taken; 180 days unless told. */
  readonly days?: number;
  /** The giver: her record, or how a guest is reached. */
  readonly recordId?: string;
  readonly contact?: Profile;
  readonly payment: OrderToPlace['payment'];
  readonly channel: string;
  readonly language: string;
  readonly actor: string;
};

export type GiftsBought = {
  readonly purchaseId: string;
  readonly orderId: string;
  readonly expiresAt: Temporal.Instant;
  readonly giftIds: readonly string[];
};

/**
 * Buys gifts. Refuses with gifts.giver_needed, gifts.what_needed, gifts.amount_odd, gifts.item_not_for, and as
 * `placeOrder` does.
 */
export async function buyGifts(tx: Tx, wish: GiftsToBuy): Promise<GiftsBought> {
  const currency = await currencyAt(tx, wish.placeId);
  const amountMinor = await worthOf(tx, wish, currency);
  const { recordId: giverId, contact } = wish;
  if (giverId === undefined && contact?.email === undefined) {
    throw giftsRefusals.giver_needed();
  }
  if (wish.orderId !== undefined) {
    await refuseKnownOrder(tx, wish.orderId);
  }
  const giftItemId = await ensureGiftItem(tx, currency);
  const count = wish.receivers.length;
  const placed = await performOne(tx, placeOrder, {
    ...(wish.orderId === undefined ? {} : { orderId: wish.orderId }),
    placeId: wish.placeId,
    fulfilment: 'carry_out',
    channel: wish.channel,
    lines: [{ itemId: giftItemId, quantityMilli: amountMinor * count * 1000 }],
    ...(giverId === undefined ? {} : { recordId: giverId }),
    ...(contact === undefined ? {} : { contact }),
    payment: wish.payment,
    isValueSold: true,
    actor: wish.actor,
  });
  const recordId = placed.row.record_id;
  const key = recordId === null ? undefined : await keyOf(tx, recordId);
  if (recordId === null || key === undefined) {
    throw giftsRefusals.giver_needed();
  }
  const id = newId();
  const expiresAt = tx.now.add({ hours: 24 * (wish.days ?? prepaidDays) });
  await insertPurchaseRow(
    tx,
    {
      id,
      order_id: placed.row.id,
      record_id: recordId,
      place_id: wish.placeId,
      kind: wish.itemId === undefined ? 'value' : 'item',
      item_id: wish.itemId ?? null,
      quantity: wish.quantity ?? 1,
      amount_minor: amountMinor,
      currency,
      gift_count: count,
      sealed: sealCard(key, wish.card),
      language: wish.language,
    },
    hashSecret(manageTokenOf(tx.masters, id)),
  );
  const gifts = wish.receivers.map((receiver) => {
    const giftId = newId();
    const tokenHash = hashSecret(giftTokenOf(tx.masters, giftId));
    return { id: giftId, tokenHash, receiver: sealReceiver(key, receiver) };
  });
  await insertGiftRows(tx, { id, record_id: recordId }, gifts, expiresAt);
  const orderId = formatId('order', placed.row.id);
  const kind = wish.itemId === undefined ? 'value' : 'item';
  tx.emit(
    giftsBought.make(
      orderId,
      { orderId, kind, count, amountMinor, currency },
      { recordId, placeId: wish.placeId, channel: wish.channel },
    ),
  );
  await issueWhenPaid(tx, placed.row.id);
  return {
    purchaseId: id,
    orderId: placed.row.id,
    expiresAt,
    giftIds: gifts.map((gift) => gift.id),
  };
}

/** In minor units they are the same in every currency: 100 to 100,000 yen, one to a thousand pounds. */
function boundsIn(currency: CurrencyCode) {
  const [least, most] = [leastMinor, mostMinor].map((each) => fromMinor(each, currency));
  const ja = (amount: string | undefined) =>
    currency === 'JPY' ? `${amount ?? ''}円` : `${amount ?? ''} ${currency}`;
  return {
    least: `${least ?? ''} ${currency}`,
    most: `${most ?? ''} ${currency}`,
    leastJa: ja(least),
    mostJa: ja(most),
  };
}

/** What one gift is worth. */
async function worthOf(
  tx: Tx,
  { itemId, amountMinor, quantity = 1, placeId }: GiftsToBuy,
  currency: CurrencyCode,
): Promise<number> {
  if ((itemId === undefined) === (amountMinor === undefined)) {
    throw giftsRefusals.what_needed();
  }
  if (amountMinor !== undefined) {
    if (amountMinor < leastMinor || amountMinor > mostMinor) {
      throw giftsRefusals.amount_odd(boundsIn(currency));
    }
    return amountMinor;
  }
  const item = (await findItems(tx, [itemId ?? ''])).get(itemId ?? '');
  const asked = { itemId: itemId ?? '', placeId };
  const price = (await findPrices(tx, [asked], tx.now)).get(priceKey(asked.itemId, placeId));
  if (item?.isActive !== true || item.kind === 'fee' || price?.currency !== currency) {
    throw giftsRefusals.item_not_for();
  }
  if (item.isWeighed || price.amountMinor === 0) {
    throw giftsRefusals.item_not_for();
  }
  return price.amountMinor * quantity;
}
