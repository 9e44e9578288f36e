// An invoice as the API shows it.
import type { Static } from 'typebox';
import { formatId } from '#kernel/ids';
import { fromMilli } from '#kernel/quantity';
import type { Tx } from '#kernel/transaction';
import { ordersRefusals } from '../errors.ts';
import type { InvoiceDetail, InvoiceSummary } from './schemas.ts';
import {
  findBilledLines,
  findBilledOrders,
  findInvoice,
  findInvoiceTaxes,
  type InvoiceRow,
} from './store-invoices.ts';

const reducedBp = 800;

export function shapeInvoice(row: InvoiceRow): InvoiceSummary {
  return {
    id: formatId('invoice', row.id),
    number: row.number,
    kind: row.seller_number === null ? 'invoice' : 'qualified_invoice',
    partyId: formatId('party', row.party_id),
    buyerName: row.buyer_name,
    seller: { name: row.seller_name, invoiceNumber: row.seller_number },
    closedOn: row.closed_on.toString(),
    dueOn: row.due_on.toString(),
    issuedAt: row.issued_at.toString(),
    currency: row.currency,
    isTaxIncluded: row.is_tax_included,
    totalMinor: row.total_minor,
    taxMinor: row.tax_minor,
    roundingMinor: row.rounding_minor,
    state: row.state,
    paidAt: row.paid_at?.toString() ?? null,
  };
}

/** With its orders and their lines. Refuses with orders.invoice_unknown. */
export async function tellInvoice(tx: Tx, id: string): Promise<Static<typeof InvoiceDetail>> {
  const row = await findInvoice(tx, id);
  if (row === undefined) {
    throw ordersRefusals.invoice_unknown();
  }
  const orders = await findBilledOrders(tx, id);
  const ids = orders.map((each) => each.id);
  const lines = Map.groupBy(await findBilledLines(tx, ids), (line) => line.order_id);
  const taxes = await findInvoiceTaxes(tx, id);
  return {
    ...shapeInvoice(row),
    rates: taxes.map((tax) => ({
      ...tax,
      isReduced: tax.rateBp === reducedBp,
      netMinor: tax.taxedMinor - tax.taxMinor,
    })),
    orders: orders.map((order) => ({
      orderId: formatId('order', order.id),
      number: order.number,
      kind: order.kind,
      day: order.business_day.toString(),
      lines: (lines.get(order.id) ?? []).map((line) => ({
        name: line.name,
        mark: line.tax_rate_bp === reducedBp ? '※' : '',
        quantity: fromMilli(line.quantity_milli),
        unitPrice: line.unit_price,
        amountMinor: line.amount_minor,
        discountMinor: line.discount_minor,
        taxRateBp: line.tax_rate_bp,
      })),
    })),
  };
}
