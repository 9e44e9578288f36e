// The receipt of a sale (適格簡易請求書) or of a return (適格返還請求書), as data: who sells under which number,
// when, what, by rate and with its tax. Source: 消費税法 57条の4, NTA Q&A 57. A seller without a registration
// number gives a plain receipt.
import { dayOf } from '#kernel/clock';
import { formatId } from '#kernel/ids';
import { fromMilli } from '#kernel/quantity';
import type { Tx } from '#kernel/transaction';
import { findPaymentsOfOrders, type PaymentRow } from '#payments';
import { findPlaces, findSeller } from '#places';
import { findRefundParts, findSoldLines, type SoldLineRow } from '../store/changes.ts';
import type { OrderRow } from '../store/orders.ts';
import { changeOf } from '../tender/tender.ts';
import { type OrderView, viewOrder } from '../views.ts';
import type { Receipt } from './schemas.ts';

/** From this day 8% is the reduced rate; before it 8% was the rate of everything. */
const reducedSince = Temporal.PlainDate.from('2019-10-01');

/** The receipt of an order (uuid); undefined when there is no such order. */
export async function makeReceipt(tx: Tx, orderId: string): Promise<Receipt | undefined> {
  const view = await viewOrder(tx, orderId);
  if (view === undefined) {
    return undefined;
  }
  const { order } = view;
  const [place] = await findPlaces(tx, [order.place_id]);
  const seller = await findSeller(tx, order.place_id);
  const of =
    order.returns_order_id === null ? undefined : await viewOrder(tx, order.returns_order_id);
  const timeZone = place?.time_zone ?? tx.database.timeZone;
  const invoiceNumber = seller?.invoice_number ?? null;
  return {
    kind: kindOf(order, invoiceNumber),
    orderId: formatId('order', order.id),
    number: order.number,
    issuedAt: order.ordered_at.toString(),
    day: dayOf(order.ordered_at, timeZone).toString(),
    seller: { name: seller?.name_ja ?? place?.name_ja ?? '', invoiceNumber },
    place: {
      name: place?.name_ja ?? '',
      address: place?.address ?? null,
      phone: place?.phone ?? null,
      timeZone,
    },
    returns: of === undefined ? null : toOriginal(of, timeZone),
    isTaxIncluded: order.is_tax_included,
    lines: (await findSoldLines(tx, orderId))
      .filter((line) => line.quantity_milli !== 0)
      .map((line) => toLine(order, line)),
    discountMinor: order.discount_minor,
    pointsMinor: order.points_minor,
    deliveryMinor: order.delivery_minor,
    rates: view.taxes
      .filter((tax) => tax.taxed_minor !== 0)
      .map((tax) => ({
        rateBp: tax.rate_bp,
        isReduced: isReduced(order, tax.rate_bp),
        taxedMinor: tax.taxed_minor,
        netMinor: tax.taxed_minor - tax.tax_minor,
        taxMinor: tax.tax_minor,
      })),
    totalMinor: order.total_minor,
    taxMinor: order.tax_minor,
    currency: order.currency,
    ...(await paidBy(tx, order)),
    note: view.taxes.some((tax) => isReduced(order, tax.rate_bp))
      ? { ja: '※印は軽減税率(8%)対象商品です', en: '※ marks goods at the reduced rate (8%)' }
      : null,
  };
}

function kindOf(order: OrderRow, invoiceNumber: string | null): Receipt['kind'] {
  if (invoiceNumber === null) {
    return order.kind === 'return' ? 'return_receipt' : 'receipt';
  }
  return order.kind === 'return' ? 'return_invoice' : 'simplified_invoice';
}

function isReduced({ business_day: day }: OrderRow, rateBp: number): boolean {
  return rateBp === 800 && Temporal.PlainDate.compare(day, reducedSince) >= 0;
}

function toOriginal({ order }: OrderView, timeZone: string) {
  return {
    orderId: formatId('order', order.id),
    number: order.number,
    day: dayOf(order.ordered_at, timeZone).toString(),
  };
}

function toLine(order: OrderRow, line: SoldLineRow) {
  const reduced = isReduced(order, line.tax_rate_bp);
  return {
    line: line.line,
    name: line.name,
    mark: reduced ? ('※' as const) : ('' as const),
    quantity: fromMilli(line.quantity_milli),
    unitPrice: line.unit_price,
    amountMinor: line.amount_minor,
    discountMinor: line.discount_minor,
    taxRateBp: line.tax_rate_bp,
    isReduced: reduced,
  };
}

/** What paid a sale, points that were a discount left out; or by which means a return gave back. */
async function paidBy(tx: Tx, order: OrderRow): Promise<Pick<Receipt, 'payments' | 'changeMinor'>> {
  if (order.kind === 'return') {
    const parts = await findRefundParts(tx, order.id);
    const payments = parts.filter((part) => order.points_minor === 0 || part.method !== 'points');
    return {
      payments: payments.map(({ method, amountMinor }) => ({
        method,
        amountMinor: -amountMinor,
        tenderedMinor: null,
      })),
      changeMinor: 0,
    };
  }
  const rows = (await findPaymentsOfOrders(tx, [order.id])).filter(
    (row) => isPaying(row) && !(row.method === 'points' && order.points_minor > 0),
  );
  const payments = rows.map((row) => ({
    method: row.method,
    amountMinor: row.amount_minor - row.forgone_minor,
    tenderedMinor: row.tendered_minor,
  }));
  return { payments, changeMinor: changeOf(payments) };
}

function isPaying(row: PaymentRow): boolean {
  return row.state !== 'voided' && row.state !== 'failed' && row.amount_minor > row.forgone_minor;
}
