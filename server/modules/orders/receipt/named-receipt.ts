// 領収書 with the name of whom it is made out to. It can be split over several names, never over more than was paid; each
// is shown once as it is and marked 再発行 after that, so that no expense is claimed twice. Sources: 消費税法 57条の4
// (what a qualified simplified invoice tells), 印紙税法 別表第一 17 (stamps on paper).
import { formatId } from '#kernel/ids';
import { seal, sealSecret, unseal, unsealSecret } from '#kernel/sealing';
import type { Tx } from '#kernel/transaction';
import { loadRecordKeys } from '#privacy';
import { ordersRefusals } from '../errors.ts';
import { ordersReceiptIssued } from '../events.ts';
import { type OrderView, viewOrder } from '../views.ts';
import { receiptRefusals } from './errors.ts';
import { makeReceipt } from './receipt.ts';
import type { Receipt } from './schemas.ts';
import { leftOfMethods, type MethodShare, needsStamp, shareMethods } from './share-methods.ts';
import { leftOfRates, type RateShare, shareRates } from './share-rates.ts';
import {
  countShown,
  findNamedRow,
  insertNamedRow,
  listNamedRows,
  lockOrderOfReceipts,
  type NamedReceiptRow,
} from './store-named.ts';

const use = 'orders.named_receipt';
const namedReceiptsMax = 20;

export type Addressee = {
  /** 宛名, with its 様 or 御中. */
  readonly to: string;
  /** 但し書き: what it was for. */
  readonly purpose: string;
};

export type NamedReceipt = Addressee & {
  readonly id: string;
  readonly position: number;
  readonly amountMinor: number;
  readonly rates: readonly RateShare[];
  /** By what its amount was paid; empty where the order does not say. */
  readonly payments: readonly MethodShare[];
  readonly issuedAt: string;
  readonly timesShown: number;
  /** On paper it would need a revenue stamp. */
  readonly needsStamp: boolean;
};

export type ReceiptsOfOrder = {
  readonly receipt: Receipt;
  readonly named: readonly NamedReceipt[];
  /** What may still be made out; 0 before it is paid. */
  readonly leftMinor: number;
  /** The same of each rate. */
  readonly leftRates: readonly RateShare[];
  /** And of what it was paid by. */
  readonly leftMethods: readonly MethodShare[];
};

const paidStates: ReadonlySet<string> = new Set(['shipped', 'handed_over', 'completed']);

/** What was issued of an order (uuid), and what may be; undefined when there is no such order. */
export async function viewNamedReceipts(
  tx: Tx,
  orderId: string,
): Promise<ReceiptsOfOrder | undefined> {
  const [view, receipt] = [await viewOrder(tx, orderId), await makeReceipt(tx, orderId)];
  if (view === undefined || receipt === undefined || view.order.kind !== 'sale') {
    return undefined;
  }
  const rows = await listNamedRows(tx, orderId);
  const named = await Promise.all(rows.map((row) => open(tx, row)));
  let returned = 0;
  const returnedRates: RateShare[] = [];
  const refunded: MethodShare[] = [];
  for (const id of view.returnIds) {
    const back = await viewOrder(tx, id);
    returned -= back?.order.total_minor ?? 0;
    returnedRates.push(...(back?.taxes ?? []).map(toShare));
    refunded.push(...((await makeReceipt(tx, id))?.payments ?? []));
  }
  const issued = rows.reduce((sum, row) => sum + row.amount_minor, 0);
  const isPaid = paidStates.has(view.order.state);
  const left = isPaid ? view.order.total_minor - returned - issued : 0;
  const issuedRates = rows.flatMap(({ rates }) => rates);
  return {
    receipt,
    named,
    leftMinor: Math.max(0, left),
    leftRates: leftOfRates(receipt.rates, returnedRates, issuedRates),
    leftMethods: leftOfMethods(
      receipt.payments,
      refunded,
      rows.flatMap(({ payments }) => payments),
    ),
  };
}

function toShare(tax: OrderView['taxes'][number]): RateShare {
  return { rateBp: tax.rate_bp, taxedMinor: tax.taxed_minor, taxMinor: tax.tax_minor };
}

export type ReceiptToIssue = Addressee & {
  /** uuid; whoever asks makes it once, so that what was asked twice is made out once. */
  readonly id: string;
  readonly amountMinor: number;
};

/**
 * Makes one out; the same id and words again answer what was made out. Refuses with orders.unknown,
 * orders.receipt_too_much, orders.receipt_made.
 */
export async function issueNamedReceipt(
  tx: Tx,
  orderId: string,
  wish: ReceiptToIssue,
): Promise<NamedReceipt> {
  await lockOrderOfReceipts(tx, orderId);
  const known = await findNamedRow(tx, wish.id);
  if (known !== undefined) {
    return openSame(tx, known, orderId, wish);
  }
  const found = await viewNamedReceipts(tx, orderId);
  const order = (await viewOrder(tx, orderId))?.order;
  if (found === undefined || order === undefined) {
    throw ordersRefusals.unknown();
  }
  const { named, leftMinor, leftRates, leftMethods } = found;
  const { to, purpose, amountMinor } = wish;
  if (amountMinor < 1 || amountMinor > leftMinor || named.length >= namedReceiptsMax) {
    throw receiptRefusals.receipt_too_much({ left: leftMinor });
  }
  const key =
    order.record_id === null
      ? undefined
      : (await loadRecordKeys(tx, [order.record_id])).get(order.record_id);
  const words = { to, purpose };
  const row = await insertNamedRow(tx, {
    id: wish.id,
    order_id: orderId,
    record_id: key === undefined ? null : order.record_id,
    position: named.length + 1,
    sealed:
      key === undefined
        ? sealSecret(tx.masters, use, JSON.stringify(words))
        : seal(key, use, words),
    amount_minor: amountMinor,
    rates: shareRates(leftRates, amountMinor),
    payments: shareMethods(leftMethods, amountMinor),
  });
  const orderTyped = formatId('order', orderId);
  tx.emit(
    ordersReceiptIssued.make(
      orderTyped,
      { orderId: orderTyped, position: row.position, amountMinor, currency: order.currency },
      { recordId: order.record_id, placeId: order.place_id },
    ),
  );
  return open(tx, row);
}

/** What was made out of this form before; a form that says something else by now is another. */
async function openSame(
  tx: Tx,
  row: NamedReceiptRow,
  orderId: string,
  { to, purpose, amountMinor }: ReceiptToIssue,
): Promise<NamedReceipt> {
  const made = await open(tx, row);
  const isSame =
    row.order_id === orderId &&
    made.to === to &&
    made.purpose === purpose &&
    made.amountMinor === amountMinor;
  if (!isSame) {
    throw receiptRefusals.receipt_made();
  }
  return made;
}

/** Shows one to be printed; `timesShown` above 1 is marked 再発行. Undefined when it is none of this order. */
export async function showNamedReceipt(
  tx: Tx,
  orderId: string,
  receiptId: string,
): Promise<NamedReceipt | undefined> {
  const row = await countShown(tx, receiptId, orderId);
  return row === undefined ? undefined : open(tx, row);
}

async function open(tx: Tx, row: NamedReceiptRow): Promise<NamedReceipt> {
  const { to, purpose } = await openAddressee(tx, row);
  return {
    id: row.id,
    position: row.position,
    to,
    purpose,
    amountMinor: row.amount_minor,
    rates: row.rates,
    payments: row.payments,
    issuedAt: row.issued_at.toString(),
    timesShown: row.times_shown,
    needsStamp: needsStamp(row.rates, row.payments),
  };
}

const erased: Addressee = { to: '', purpose: '' };

/** Empty once she was erased. */
export async function openAddressee(tx: Tx, row: NamedReceiptRow): Promise<Addressee> {
  if (row.record_id === null) {
    return JSON.parse(unsealSecret(tx.masters, use, row.sealed)) as Addressee;
  }
  const key = (await loadRecordKeys(tx, [row.record_id])).get(row.record_id);
  return key === undefined ? erased : unseal<Addressee>(key, use, row.sealed);
}
