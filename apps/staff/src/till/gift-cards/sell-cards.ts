// A sale of gift cards is the house's to book, since value is made there: it needs a line. What was asked is written down
// first, with its key, so that a page that was closed while the answer was open asks the same again and shows the same
// codes; it is forgotten when the clerk goes on. The drawer of this till counts it once.
import { answerOf, Refused } from '@engawa/client';
import { api } from '../../api.ts';
import { findEntryOfOrder, keepValue, readValue } from '../book/entries.ts';
import { type Counter, record } from '../book/record.ts';

export const means = ['cash', 'card', 'jpqr'] as const;
export type Means = (typeof means)[number];

/** As it was asked of the house. */
export type CardSale = {
  readonly saleId: string;
  readonly key: string;
  readonly amountMinor: number;
  readonly count: number;
  readonly method: Means;
  readonly tenderedMinor: number;
  /** Who asked: to nobody else the house answers the same again. */
  readonly clerk: string | null;
};

export type CardsMade = { readonly codes: readonly string[]; readonly expiresAt: string };

const kept = 'gift-sale';

/** What was asked and not finished yet. */
export async function findCardSale(): Promise<CardSale | undefined> {
  return (await readValue<CardSale | null>(kept)) ?? undefined;
}

export function forgetCardSale(): Promise<void> {
  return keepValue(kept, null);
}

/** Asks the house, again and again the same. Throws `Unreachable` with the sale kept, or `Refused` with it forgotten. */
export async function sellCards(counter: Counter, sale: CardSale): Promise<CardsMade> {
  await keepValue(kept, sale);
  const { saleId, amountMinor, count, method, tenderedMinor } = sale;
  const totalMinor = amountMinor * count;
  const header = { 'idempotency-key': sale.key };
  const payment = { method, ...(method === 'cash' ? { tenderedMinor } : {}) };
  const body = { saleId, placeId: counter.placeId, amountMinor, count, payment };
  try {
    const made = await answerOf(api.POST('/api/gifts/cards', { params: { header }, body }));
    await countOnce(counter, { orderId: saleId, totalMinor, method });
    return made;
  } catch (error) {
    // Booked under a colleague's name: she sees the codes when she takes over again.
    if (error instanceof Refused && error.status < 500 && error.code !== 'gifts.sale_known') {
      await forgetCardSale();
    }
    throw error;
  }
}

/** Takes cards back that nobody has paid with; the money goes out of this drawer by the means it came in. */
export async function voidCards(counter: Counter, saleId: string): Promise<void> {
  const header = { 'idempotency-key': `void-${saleId}` };
  const body = { saleId, placeId: counter.placeId };
  const back = await answerOf(api.POST('/api/gifts/cards/void', { params: { header }, body }));
  const sold = await findEntryOfOrder(saleId);
  const [method = 'cash'] = Object.keys(sold?.parts ?? {});
  const { orderId, totalMinor } = back;
  await countOnce(counter, { orderId, totalMinor, method, takesBack: saleId });
}

type Booked = {
  readonly orderId: string;
  readonly totalMinor: number;
  readonly method: string;
  readonly takesBack?: string;
};

async function countOnce(counter: Counter, { method, ...booked }: Booked): Promise<void> {
  const { orderId, totalMinor } = booked;
  if ((await findEntryOfOrder(orderId)) === undefined) {
    const told = { kind: 'counted', counted: { orderId, totalMinor } } as const;
    await record(counter, told, { ...booked, parts: { [method]: totalMinor } });
  }
}
