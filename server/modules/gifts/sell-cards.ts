// Gift cards over the counter: the value is sold like any article, and each card is a code, printed now or on a card from
// the drawer. Whoever holds the code holds the value; the house keeps its hash only.
import { performOne } from '#kernel/batch';
import { formatId } from '#kernel/ids';
import type { Tx } from '#kernel/transaction';
import { availableOf, ensureBearers } from '#ledger';
import { placeOrder } from '#orders';
import { confirmAtCounter } from '#payments';
import { prepaidDays } from './buy-gifts.ts';
import { giftsRefusals } from './errors.ts';
import { giftsCardsSold } from './events.ts';
import { currencyAt, ensureGiftItem } from './gift-item.ts';
import { giftUnit, postAll } from './issue-gifts.ts';
import { refuseKnownOrder } from './known-order.ts';
import { valueCodeOf } from './secrets.ts';

export type CardsToSell = {
  /** uuid, made by the till: the same sale again sells nothing again. */
  readonly saleId: string;
  readonly placeId: string;
  readonly amountMinor: number;
  readonly count: number;
  /** Codes printed on cards from the drawer; without them new ones are made. */
  readonly codes?: readonly string[];
  readonly days?: number;
  /** The clerk has seen the money, or the terminal agree: no provider is asked. */
  readonly payment: {
    readonly method: 'card' | 'cash' | 'jpqr';
    readonly tenderedMinor?: number;
  };
  readonly staffId?: string;
  readonly actor: string;
};

/** The codes of a sale that were made for it. */
export function codesOfSale(masters: Tx['masters'], saleId: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => valueCodeOf(masters, `${saleId} ${index}`));
}

/** What the value of a sale's (uuid) cards stands under in the ledger. */
export function cardsReference(saleId: string): string {
  return `${formatId('order', saleId)}:card`;
}

/** Sells cards, paid at the counter. Refuses with gifts.amount_odd, and as `placeOrder` does. */
export async function sellCards(
  tx: Tx,
  wish: CardsToSell,
): Promise<{ readonly orderId: string; readonly expiresAt: Temporal.Instant }> {
  const { saleId, placeId, amountMinor, count } = wish;
  if (wish.codes !== undefined && new Set(wish.codes).size !== count) {
    throw giftsRefusals.what_needed();
  }
  await refuseKnownOrder(tx, saleId);
  const currency = await currencyAt(tx, placeId);
  const itemId = await ensureGiftItem(tx, currency);
  await performOne(tx, placeOrder, {
    orderId: saleId,
    placeId,
    fulfilment: 'carry_out',
    channel: 'pos',
    lines: [{ itemId, quantityMilli: amountMinor * count * 1000 }],
    payment:
      wish.payment.method === 'cash' ? wish.payment : { ...wish.payment, provider: 'counter' },
    isValueSold: true,
    ...(wish.staffId === undefined ? {} : { staffId: wish.staffId }),
    actor: wish.actor,
  });
  await confirmAtCounter(tx, saleId);
  const unit = giftUnit(currency);
  const codes = wish.codes ?? codesOfSale(tx.masters, saleId, count);
  const bearers = await ensureBearers(tx, unit, codes);
  // Two ways of writing one code are one card.
  if (new Set(bearers.values()).size !== count) {
    throw giftsRefusals.what_needed();
  }
  const expiresAt = tx.now.add({ hours: 24 * (wish.days ?? prepaidDays) });
  const reference = formatId('order', saleId);
  for (const ownerId of wish.codes === undefined ? [] : bearers.values()) {
    // A card from the drawer is filled once.
    if ((await availableOf(tx, { ownerKind: 'bearer', ownerId, unit })) !== 0) {
      throw giftsRefusals.claimed();
    }
  }
  await postAll(
    tx,
    [...bearers.values()].map((ownerId) => ({
      kind: 'earn',
      account: { ownerKind: 'bearer', ownerId, unit },
      amount: amountMinor,
      expiresAt,
      reference: cardsReference(saleId),
      placeId,
      source: 'gift_card',
    })),
  );
  tx.emit(
    giftsCardsSold.make(
      reference,
      { orderId: reference, count, amountMinor, currency },
      { placeId, channel: 'pos' },
    ),
  );
  return { orderId: saleId, expiresAt };
}
