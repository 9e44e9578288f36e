// A period of an account is closed: its orders whose goods have gone stand on one invoice. Orders with prices of another
// basis (with tax, without) or currency have one of their own: tax cannot be rounded once over both.
import { houseDay } from '#kernel/clock';
import { formatId, newId } from '#kernel/ids';
import type { Tx } from '#kernel/transaction';
import { confirmPayment, findPaymentsOfOrders, isPaymentOpen } from '#payments';
import { findParty, findSeller } from '#places';
import { ordersRefusals } from '../errors.ts';
import { ordersInvoiceIssued, ordersInvoicePaid } from '../events.ts';
import { dueAfter } from './closing.ts';
import { sumInvoice } from './invoice.ts';
import { type Account, lockAccount } from './store.ts';
import {
  type BilledOrderRow,
  findBilledLines,
  findBilledOrders,
  type InvoiceRow,
  insertInvoice,
  lockInvoice,
  lockOpenOrders,
  markPaid,
} from './store-invoices.ts';

/**
 * Makes the invoice of what is open until a day; nothing open makes none. Repeatable: what stands on an invoice is not
 * open. Refuses with orders.account_unknown, orders.period_not_over.
 */
export async function closePeriod(
  tx: Tx,
  partyId: string,
  until: Temporal.PlainDate,
): Promise<InvoiceRow[]> {
  const account = await lockAccount(tx, partyId);
  if (account === undefined) {
    throw ordersRefusals.account_unknown();
  }
  if (Temporal.PlainDate.compare(until, houseDay(tx)) >= 0) {
    throw ordersRefusals.period_not_over({ day: until.toString() });
  }
  const orders = await lockOpenOrders(tx, partyId, until);
  const groups = Map.groupBy(
    orders,
    (each) => `${each.currency} ${String(each.is_tax_included)} ${each.tax_rounding}`,
  );
  const made: InvoiceRow[] = [];
  for (const group of groups.values()) {
    made.push(await makeInvoice(tx, account, until, group));
  }
  return made;
}

async function makeInvoice(
  tx: Tx,
  account: Account,
  until: Temporal.PlainDate,
  orders: readonly BilledOrderRow[],
): Promise<InvoiceRow> {
  const [first] = orders;
  if (first === undefined) {
    throw new Error('an invoice has orders');
  }
  const orderIds = orders.map((each) => each.id);
  const lines = await findBilledLines(tx, orderIds);
  const sum = sumInvoice(
    lines.map((line) => ({
      amountMinor: line.amount_minor,
      discountMinor: line.discount_minor,
      taxRateBp: line.tax_rate_bp,
    })),
    orders.reduce((total, each) => total + each.total_minor, 0),
    { isTaxIncluded: first.is_tax_included, rounding: first.tax_rounding },
  );
  const [buyer, seller] = await Promise.all([
    findParty(tx, account.partyId),
    findSeller(tx, first.place_id),
  ]);
  const row = await insertInvoice(
    tx,
    {
      id: newId(),
      party_id: account.partyId,
      buyer_name: buyer?.name_ja ?? '',
      seller_name: seller?.name_ja ?? '',
      seller_number: seller?.invoice_number ?? null,
      closed_on: until,
      due_on: dueAfter(account, until),
      issued_at: tx.now,
      currency: first.currency,
      is_tax_included: first.is_tax_included,
      total_minor: sum.totalMinor,
      tax_minor: sum.taxMinor,
      rounding_minor: sum.roundingMinor,
    },
    sum.taxes,
    orderIds,
  );
  const told = tell(row);
  tx.emit(ordersInvoiceIssued.make(told.invoiceId, told));
  return row;
}

/**
 * The money of an invoice has come: its orders are paid, and the company may buy for as much again. Asked twice it
 * answers the same. Refuses with orders.invoice_unknown.
 */
export async function payInvoice(tx: Tx, invoiceId: string): Promise<InvoiceRow> {
  const row = await lockInvoice(tx, invoiceId);
  if (row === undefined) {
    throw ordersRefusals.invoice_unknown();
  }
  if (row.state === 'paid') {
    return row;
  }
  const orders = await findBilledOrders(tx, invoiceId);
  const payments = await findPaymentsOfOrders(
    tx,
    orders.map((each) => each.id),
  );
  for (const payment of payments) {
    if (payment.method === 'invoice' && isPaymentOpen(payment)) {
      await confirmPayment(tx, payment.id);
    }
  }
  const paid = await markPaid(tx, invoiceId);
  const told = tell(paid);
  tx.emit(ordersInvoicePaid.make(told.invoiceId, told));
  return paid;
}

function tell(row: InvoiceRow) {
  return {
    invoiceId: formatId('invoice', row.id),
    number: row.number,
    partyId: formatId('party', row.party_id),
    totalMinor: row.total_minor,
    taxMinor: row.tax_minor,
    currency: row.currency,
    closedOn: row.closed_on.toString(),
    dueOn: row.due_on.toString(),
  };
}
