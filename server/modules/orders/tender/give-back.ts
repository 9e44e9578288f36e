// By which means an order gives money and value back: the last means taken first, or the first, as the house's
// policy says. Of money that is still to come less is taken; what was taken goes back the way it came, or in
// cash at the place of return; points and gift value go back into the lots they came from.
import type { Tx } from '#kernel/transaction';
import type { LedgerEntry } from '#ledger';
import {
  forgoPayment,
  isPaymentOpen,
  lockPaymentsOfOrders,
  type PaymentRow,
  requestRefund,
} from '#payments';
import { ordersRefusals } from '../errors.ts';
import type { SalesPolicy } from '../policy.ts';
import { pointTermsOf, type RefundPart } from '../store/changes.ts';
import type { OrderRow } from '../store/orders.ts';
import { isOnAccount, isValue, postValue, restoreCredit, reverseSpend } from './settle-value.ts';

export type GiveBack = {
  readonly order: OrderRow;
  /** Of all means but points that were a discount. */
  readonly moneyMinor: number;
  /** Worth of points that were a discount. */
  readonly pointsMinor: number;
  readonly refundOrder: SalesPolicy['refundOrder'];
  /** A code: `return`, `cancelled`. */
  readonly reason: string;
  /** uuid; where it is given back. */
  readonly placeId: string;
  /** Money that was taken goes back in cash and not the way it came. */
  readonly paidOutAs?: 'cash';
  /** So much of the money pays for what is taken instead of the goods that came back. */
  readonly exchangeMinor?: number;
  /** Posted with it, in the same locking of accounts. */
  readonly entries: readonly LedgerEntry[];
};

/** How much of the money that an order would give back can pay for what is taken instead: not points or gift value. */
export async function exchangeableOf(
  tx: Tx,
  { order, moneyMinor, refundOrder }: Pick<GiveBack, 'order' | 'moneyMinor' | 'refundOrder'>,
): Promise<number> {
  const rows = await lockPaymentsOfOrders(tx, [order.id]);
  const inOrder = refundOrder === 'last_first' ? rows.toReversed() : rows;
  const paying = inOrder.filter((row) => !(row.method === 'points' && order.points_minor > 0));
  return divide(paying, moneyMinor)
    .filter(({ row }) => !isPaymentOpen(row) && !isValue(row))
    .reduce((sum, { amountMinor }) => sum + amountMinor, 0);
}

/** Gives back; answers by which means. Refuses with orders.refund_too_large. */
export async function giveBack(tx: Tx, wanted: GiveBack): Promise<RefundPart[]> {
  const rows = await lockPaymentsOfOrders(tx, [wanted.order.id]);
  const inOrder = wanted.refundOrder === 'last_first' ? rows.toReversed() : rows;
  const isDiscount = (row: PaymentRow) => row.method === 'points' && wanted.order.points_minor > 0;
  const paying = inOrder.filter((row) => !isDiscount(row));
  const shares = [
    ...divide(inOrder.filter(isDiscount), wanted.pointsMinor),
    ...splitExchange(divide(paying, wanted.moneyMinor), wanted.exchangeMinor ?? 0),
  ];
  const { pointValueMinor } = await pointTermsOf(tx, wanted.order.id);
  const parts: RefundPart[] = [];
  const entries: LedgerEntry[] = [];
  const before = new Map(rows.map((row) => [row.id, row]));
  for (const {
    row: { id },
    amountMinor,
    isExchange,
  } of shares) {
    const row = before.get(id) as PaymentRow;
    const isOpen = isPaymentOpen(row);
    const paidOutAs = isExchange
      ? 'exchange'
      : isOpen || isValue(row)
        ? undefined
        : wanted.paidOutAs;
    if (isOpen) {
      if (isOnAccount(row)) {
        entries.push(restoreCredit(row, wanted.placeId, amountMinor));
      }
      await forgoPayment(tx, row.id, amountMinor);
      if (isValue(row) && amountMinor === row.amount_minor - row.forgone_minor) {
        entries.push({ kind: 'release', subjectId: row.id });
      }
    } else {
      await requestRefund(tx, {
        paymentId: row.id,
        amountMinor,
        reason: wanted.reason,
        placeId: wanted.placeId,
        ...(paidOutAs === undefined ? {} : { paidOutAs }),
      });
      if (isValue(row)) {
        entries.push(...reverseSpend(row, amountMinor, pointValueMinor, wanted.placeId));
      }
    }
    before.set(id, afterwards(row, amountMinor));
    parts.push({ paymentId: row.id, method: paidOutAs ?? row.method, amountMinor });
  }
  await postValue(tx, [...entries, ...wanted.entries]);
  return parts;
}

/** A payment as it stands when so much of it was given back. */
function afterwards(row: PaymentRow, amountMinor: number): PaymentRow {
  return isPaymentOpen(row)
    ? { ...row, forgone_minor: row.forgone_minor + amountMinor }
    : { ...row, refunding_minor: row.refunding_minor + amountMinor };
}

type Share = {
  readonly row: PaymentRow;
  readonly amountMinor: number;
  readonly isExchange?: boolean;
};

/** What pays for an exchange comes out of money that was taken, whatever way it came. */
function splitExchange(shares: readonly Share[], exchangeMinor: number): Share[] {
  let rest = exchangeMinor;
  const split = shares.flatMap(({ row, amountMinor }) => {
    const part = isPaymentOpen(row) || isValue(row) ? 0 : Math.min(rest, amountMinor);
    rest -= part;
    return [
      { row, amountMinor: part, isExchange: true },
      { row, amountMinor: amountMinor - part },
    ].filter((share) => share.amountMinor > 0);
  });
  if (rest > 0) {
    throw ordersRefusals.refund_too_large({ left: exchangeMinor - rest, wanted: exchangeMinor });
  }
  return split;
}

/** How much each means gives, none more than is left of it. */
function divide(rows: readonly PaymentRow[], wantedMinor: number): Share[] {
  const shares: Share[] = [];
  let rest = wantedMinor;
  for (const row of rows) {
    const amountMinor = Math.min(rest, leftOf(row));
    if (amountMinor > 0) {
      shares.push({ row, amountMinor });
      rest -= amountMinor;
    }
  }
  if (rest > 0) {
    throw ordersRefusals.refund_too_large({ left: wantedMinor - rest, wanted: wantedMinor });
  }
  return shares;
}

/** What a payment can still give: of what was taken, or of what is still to be taken. */
function leftOf(row: PaymentRow): number {
  if (isPaymentOpen(row)) {
    return row.amount_minor - row.forgone_minor;
  }
  return row.captured_minor - row.refunding_minor;
}
