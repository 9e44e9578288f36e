// The receipt of a sale as the till knows it, before the house has answered: the same as the house's but for its
// number, which is the till's own until then.
import type { ReceiptToPrint } from '@engawa/receipts';
import { houseNow } from '../book/clock.ts';
import type { Sold } from '../book/record.ts';
import { changeOf } from '../sale/tender.ts';
import type { TillHead } from '../use-counter.ts';

export function receiptOfSale(
  { orderId, basket, parts, reckoned }: Sold,
  head: TillHead | undefined,
  number: string | null,
): ReceiptToPrint {
  return {
    kind: typeof head?.seller.invoiceNumber === 'string' ? 'simplified_invoice' : 'receipt',
    number: number ?? orderId.slice(-8).toUpperCase(),
    issuedAt: new Date(houseNow()).toISOString(),
    seller: head?.seller ?? { name: '', invoiceNumber: null },
    place: {
      name: head?.name.ja ?? '',
      address: head?.address ?? null,
      phone: head?.phone ?? null,
    },
    returns: null,
    lines: basket.lines.map((line, index) => ({
      name: line.name,
      mark: line.taxRateBp === 800 ? '※' : '',
      quantity: line.quantityMilli / 1000,
      unitPrice: String(line.unitPriceMinor),
      amountMinor: reckoned.lineMinor[index] ?? 0,
      discountMinor: reckoned.shares[index] ?? 0,
    })),
    discountMinor: reckoned.discountMinor,
    pointsMinor: 0,
    deliveryMinor: 0,
    rates: reckoned.taxes.map(({ rateBp, taxedMinor, taxMinor }) => ({
      rateBp,
      isReduced: rateBp === 800,
      taxedMinor,
      taxMinor,
    })),
    totalMinor: reckoned.totalMinor,
    currency: head?.currency ?? 'JPY',
    payments: parts.map(({ method, amountMinor, tenderedMinor }) => ({
      method,
      amountMinor,
      tenderedMinor: tenderedMinor ?? null,
    })),
    changeMinor: changeOf(parts),
  };
}
