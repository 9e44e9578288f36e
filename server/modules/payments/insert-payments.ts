// How payments begin, set-based: part of the hot command that places orders, so it makes no job and meets no
// network. What needs a provider is announced, and the listener makes the job.
import { formatId, newId } from '#kernel/ids';
import { sealSecret } from '#kernel/sealing';
import type { Tx } from '#kernel/transaction';
import { paymentsCaptured, paymentsRequested } from './events.ts';
import { beginningOf, isInside, type PaymentMethod } from './payment.ts';
import { insertPaymentRows, type PaymentRow } from './store.ts';
import { tell } from './tell-payment.ts';

/** What is bound into the sealed bytes of `payments.payment.token_sealed`. */
export const tokenUse = 'payments.token';

export type NewPayment = {
  /** uuid; made when it is not given. */
  readonly id?: string;
  /** uuid; the order it pays. */
  readonly orderId: string;
  readonly method: PaymentMethod;
  /** A provider of this house; without one a card goes to the house's first. */
  readonly provider?: string;
  /** The provider's token of the means of payment. */
  readonly token?: string;
  readonly amountMinor: number;
  readonly currency: string;
  /** Take the money with the authorisation (goods leave at once). */
  readonly captureAtOnce?: boolean;
  readonly placeId?: string | null;
  readonly recordId?: string | null;
  /** uuid; the bearer of the gift value that pays. */
  readonly bearerId?: string | null;
  /** Cash that was handed over; the change is the rest. */
  readonly tenderedMinor?: number | null;
  /** Points and gift value that are only kept so far: another part of the order is not agreed yet. */
  readonly isHeld?: boolean;
};

/**
 * Writes payments and answers their rows in the order of the input. Cash, points and gift value are captured
 * at once, an invoice is authorised, the rest is pending.
 */
export async function insertPayments(
  tx: Tx,
  payments: readonly NewPayment[],
): Promise<PaymentRow[]> {
  const { rows, written } = beginPayments(tx, payments);
  await written;
  return rows;
}

/**
 * Like `insertPayments`; rows and events are there at once. `written` must be awaited, or given to `tx.commitBehind`.
 */
export function beginPayments(
  tx: Tx,
  payments: readonly NewPayment[],
): { readonly rows: PaymentRow[]; readonly written: Promise<unknown> } {
  if (payments.length === 0) {
    return { rows: [], written: Promise.resolve() };
  }
  const { rows, written } = insertPaymentRows(
    tx,
    payments.map((each) => {
      const id = each.id ?? newId();
      const isNothing = each.amountMinor === 0;
      const beginning = isNothing
        ? ({ provider: 'ledger', state: 'captured' } as const)
        : beginningOf(each.method, each.provider, each.isHeld);
      return {
        id,
        order_id: each.orderId,
        method: each.method,
        provider: beginning.provider,
        amount_minor: each.amountMinor,
        currency: each.currency,
        state: beginning.state,
        wanted:
          beginning.state === 'captured' || each.captureAtOnce === true ? 'captured' : 'authorised',
        provider_key: formatId('payment', id),
        token_sealed:
          each.token === undefined ? null : sealSecret(tx.masters, tokenUse, each.token),
        place_id: each.placeId ?? null,
        record_id: each.recordId ?? null,
        bearer_id: each.bearerId ?? null,
        tendered_minor: each.tenderedMinor ?? null,
        hasToWait: beginning.state === 'pending' && !isInside(beginning.provider),
      };
    }),
  );
  for (const row of rows) {
    if (row.state === 'captured') {
      tell(tx, paymentsCaptured, row);
    } else if (row.next_try_at !== null) {
      tell(tx, paymentsRequested, row);
    }
  }
  return { rows, written };
}
