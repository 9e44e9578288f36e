// What can come back of a sale: as the house tells it, or, without a line, as this till sold it.

import { answerOf, Unreachable } from '@engawa/client';
import { feeGivenBack, shareOf } from '@engawa/totals';
import { api } from '../api.ts';
import { findEntryOfOrder } from './book/entries.ts';
import { reckon } from './sale/basket.ts';

export type ReturnableLine = {
  readonly line: number;
  readonly name: string;
  /** Sold, and of it come back already; thousandths. */
  readonly quantityMilli: number;
  readonly returnedMilli: number;
  /** Paid for all of it. */
  readonly netMinor: number;
};

export type Returnable = {
  readonly orderId: string;
  readonly number: string | null;
  readonly lines: readonly ReturnableLine[];
  /** Paid for it to be sent. */
  readonly deliveryMinor: number;
  /** Without a line: the house may know of returns that this till does not. */
  readonly isLocal: boolean;
  readonly isKnownToHouse: boolean;
};

export async function findReturnable(orderId: string): Promise<Returnable> {
  try {
    const params = { path: { orderId } };
    const order = await answerOf(api.GET('/api/orders/{orderId}', { params }));
    return {
      orderId,
      number: order.number,
      lines: order.lines.map((line) => ({
        line: line.line,
        name: line.name,
        quantityMilli: Math.round(line.quantity * 1000),
        returnedMilli: Math.round(line.returnedQuantity * 1000),
        netMinor: line.amountMinor - line.discountMinor,
      })),
      deliveryMinor: order.deliveryMinor,
      isLocal: false,
      isKnownToHouse: true,
    };
  } catch (error) {
    const local = await findLocal(orderId);
    if (local === undefined || !(error instanceof Unreachable || local.isWaiting)) {
      throw error;
    }
    return local.returnable;
  }
}

/** Of a promotion only what it took off matters to a return. */
const unnamed = { promotionId: null, version: 1, nameJa: '', nameEn: null, couponCode: null };

async function findLocal(orderId: string) {
  const entry = await findEntryOfOrder(orderId);
  const sale = entry?.told.sale;
  if (entry === undefined || sale === undefined) {
    return undefined;
  }
  const lines = sale.lines.map((line, index) => ({
    key: String(index),
    itemId: line.itemId ?? null,
    code: line.code ?? '',
    name: line.name,
    nameEn: null,
    quantityMilli: Math.round(line.quantity * 1000),
    unitPriceMinor: line.unitPriceMinor,
    pricePer: line.pricePer ?? 1,
    taxRateBp: line.taxRateBp,
    discountMinor: line.discountMinor ?? 0,
    discountReason: null,
  }));
  const offers = (sale.offers ?? []).map(({ shares }) => ({ ...unnamed, shares }));
  const reckoned = reckon({ lines, discountMinor: sale.discountMinor ?? 0, offers });
  const returnable: Returnable = {
    orderId,
    number: entry.answer?.number ?? null,
    lines: lines.map((line, index) => ({
      line: index + 1,
      name: line.name,
      quantityMilli: line.quantityMilli,
      returnedMilli: 0,
      netMinor: (reckoned.lineMinor[index] ?? 0) - (reckoned.shares[index] ?? 0),
    })),
    deliveryMinor: 0,
    isLocal: true,
    isKnownToHouse: entry.state === 'booked',
  };
  return { returnable, isWaiting: entry.state === 'waiting' };
}

/** What is given back for so much of each line (thousandths by line number), as the house reckons it. */
export function worthOf(
  { lines, deliveryMinor }: Pick<Returnable, 'lines' | 'deliveryMinor'>,
  wanted: Readonly<Record<number, number>>,
  reason: string,
): number {
  const isWhole = lines.every(
    (line) => (wanted[line.line] ?? 0) === line.quantityMilli - line.returnedMilli,
  );
  return lines.reduce(
    (sum, line) => {
      const milli = wanted[line.line] ?? 0;
      return milli === 0
        ? sum
        : sum +
            shareOf(
              line.netMinor,
              line.returnedMilli,
              line.returnedMilli + milli,
              line.quantityMilli,
            );
    },
    feeGivenBack(deliveryMinor, reason, isWhole),
  );
}
