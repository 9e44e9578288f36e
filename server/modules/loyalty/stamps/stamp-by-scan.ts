// A clerk scans her card and presses: stamps outside of orders, within the bounds of the card.
import type { Tx } from '#kernel/transaction';
import { loyaltyRefusals } from '../errors.ts';
import { givenToday, giveOnce } from '../give.ts';
import { unitOfCard } from '../settle-orders.ts';
import { hasGiven } from '../store.ts';
import { type CardRow, findCards } from '../store-settings.ts';

export type Scan = {
  /** uuids */
  readonly scanId: string;
  readonly cardId: string;
  readonly recordId: string;
  readonly placeId: string | null;
  readonly count: number;
};

/** A card that can be used now. Refuses with loyalty.card_unknown. */
export async function findOpenCard(tx: Tx, cardId: string): Promise<CardRow> {
  const card = (await findCards(tx)).find(({ id }) => id === cardId);
  const isOver =
    card === undefined ||
    !card.is_active ||
    (card.valid_from !== null && Temporal.Instant.compare(card.valid_from, tx.now) > 0) ||
    (card.valid_until !== null && Temporal.Instant.compare(card.valid_until, tx.now) <= 0);
  if (card === undefined || isOver) {
    throw loyaltyRefusals.card_unknown();
  }
  return card;
}

/**
 * Gives stamps; the same scan twice gives them once. Refuses with loyalty.card_unknown, loyalty.scan_not_for,
 * loyalty.customer_unknown, loyalty.stamps_too_many.
 */
export async function stampByScan(tx: Tx, scan: Scan): Promise<{ readonly given: number }> {
  const { scanId, recordId, placeId, count } = scan;
  const card = await findOpenCard(tx, scan.cardId);
  const terms = card.terms.scan;
  if (terms === undefined) {
    throw loyaltyRefusals.scan_not_for();
  }
  const { amount, own } = await givenToday(tx, card.id, recordId);
  if (own.length === 0) {
    throw loyaltyRefusals.customer_unknown();
  }
  const unit = unitOfCard(card.code);
  const { mostAtOnce, perDayMax } = terms;
  const gift = {
    source: card,
    key: `scan:${scanId}`,
    recordId,
    unit,
    amount: count,
    days: card.stamp_days,
    placeId,
  };
  // Told again because no answer came: it stands, and counts towards the bound once.
  if (await hasGiven(tx, card.id, gift.key)) {
    return { given: 0 };
  }
  if (count > mostAtOnce || amount + count > perDayMax) {
    throw loyaltyRefusals.stamps_too_many({ most: mostAtOnce, perDay: perDayMax });
  }
  return { given: (await giveOnce(tx, gift)) ? count : 0 };
}
