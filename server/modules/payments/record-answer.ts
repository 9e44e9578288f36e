// What a provider told becomes the payment's state: from a job's call, from a webhook, or from a terminal at
// the till. Answers may come twice and in any order; the rule is `advance`.

import { tryParseId } from '#kernel/ids';
import type { Tx } from '#kernel/transaction';
import { paymentsRefusals } from './errors.ts';
import {
  paymentsAuthorised,
  paymentsCaptured,
  paymentsFailed,
  paymentsUnanswered,
  paymentsVoided,
  paymentsWanted,
} from './events.ts';
import { advance, isInside, type PaymentState, waitAfter } from './payment.ts';
import type { ProviderAnswer, ProviderEvent } from './provider.ts';
import { requestRefund } from './request-refund.ts';
import { stepOf } from './step-of.ts';
import {
  insertProviderEvent,
  lockPaymentRow,
  lockPaymentRowByReference,
  type PaymentRow,
  savePaymentRow,
} from './store.ts';
import { aboutPayment, contextOf, tell } from './tell-payment.ts';

/** Records an answer; answers the payment as it is now. Refuses with payments.unknown. */
export async function recordAnswer(
  tx: Tx,
  paymentId: string,
  answer: ProviderAnswer,
): Promise<PaymentRow> {
  const row = await lockPaymentRow(tx, paymentId);
  if (row === undefined) {
    throw paymentsRefusals.unknown();
  }
  return settleTo(tx, row, answer);
}

/** The provider stayed silent: the payment is unknown until a look-up finds it. */
export async function recordSilence(tx: Tx, paymentId: string): Promise<PaymentRow> {
  const row = await lockPaymentRow(tx, paymentId);
  if (row === undefined) {
    throw paymentsRefusals.unknown();
  }
  const isOpen = row.state === 'pending' || row.state === 'authorised' || row.state === 'unknown';
  const state: PaymentState = isOpen ? 'unknown' : row.state;
  const saved = await savePaymentRow(tx, {
    ...row,
    state,
    next_try_at: isOpen ? tx.now.add({ seconds: waitAfter(row.attempts) }) : null,
  });
  if (state === 'unknown' && row.state !== 'unknown') {
    tell(tx, paymentsUnanswered, saved);
  }
  return saved;
}

/** What a provider told of its own accord; each event has its effect once. Answers how many were new. */
export async function recordProviderEvents(
  tx: Tx,
  provider: string,
  events: readonly ProviderEvent[],
): Promise<number> {
  let fresh = 0;
  for (const event of events) {
    const row = await findTold(tx, provider, event);
    const isNew = await insertProviderEvent(tx, {
      provider,
      eventId: event.eventId,
      type: event.type,
      paymentId: row?.id ?? null,
    });
    if (isNew) {
      fresh += 1;
      if (row !== undefined && event.answer !== undefined) {
        const saved = await settleTo(tx, row, event.answer);
        tellParted(tx, row, saved);
      }
    }
  }
  return fresh;
}

/** An event may leave the state behind the wish, or beyond it; the listener makes the job that mends it. */
function tellParted(tx: Tx, before: PaymentRow, row: PaymentRow): void {
  if (row.state !== before.state && row.wanted !== 'authorised' && stepOf(row) !== 'none') {
    const about = { ...aboutPayment(row), wanted: row.wanted };
    tx.emit(paymentsWanted.make(about.paymentId, about, contextOf(row)));
  }
}

async function findTold(
  tx: Tx,
  provider: string,
  event: ProviderEvent,
): Promise<PaymentRow | undefined> {
  const known = await lockPaymentRowByReference(tx, provider, event.reference);
  if (known !== undefined || event.paymentId === null) {
    return known;
  }
  const id = tryParseId('payment', event.paymentId);
  const row = id === undefined ? undefined : await lockPaymentRow(tx, id);
  return row?.provider === provider ? row : undefined;
}

async function settleTo(tx: Tx, row: PaymentRow, answer: ProviderAnswer): Promise<PaymentRow> {
  const { state, mustGoBack } = advance(row.state, answer.state);
  const hasMoved = state !== row.state;
  const captured = state === 'captured' && row.state !== 'captured';
  const next: PaymentRow = {
    ...row,
    state,
    wanted: mustGoBack ? 'voided' : row.wanted,
    captured_minor: captured ? takenOf(row, answer) : row.captured_minor,
    provider_reference: row.provider_reference ?? answer.reference,
    failure_code: state === 'failed' ? (answer.failureCode ?? 'unknown') : null,
    authorised_at:
      hasMoved && (state === 'authorised' || state === 'captured')
        ? (row.authorised_at ?? tx.now)
        : row.authorised_at,
    captured_at: captured ? tx.now : row.captured_at,
  };
  const saved = await savePaymentRow(tx, { ...next, next_try_at: nextTryOf(tx, next, answer) });
  if (hasMoved) {
    announce(tx, saved);
  }
  return captured && saved.wanted !== 'voided' ? giveExcessBack(tx, saved) : saved;
}

/** Inside the house what was cancelled before is not taken; a provider tells what it took. */
function takenOf(row: PaymentRow, answer: ProviderAnswer): number {
  const whole = isInside(row.provider) ? row.amount_minor - row.forgone_minor : row.amount_minor;
  return Math.min(answer.capturedMinor ?? whole, row.amount_minor);
}

/** A part was cancelled while the provider was taking the whole. */
async function giveExcessBack(tx: Tx, row: PaymentRow): Promise<PaymentRow> {
  const dueMinor = row.amount_minor - row.forgone_minor;
  const excessMinor = row.captured_minor - row.refunding_minor - dueMinor;
  if (excessMinor <= 0) {
    return row;
  }
  await requestRefund(tx, { paymentId: row.id, amountMinor: excessMinor, reason: 'cancelled' });
  return { ...row, refunding_minor: row.refunding_minor + excessMinor };
}

function nextTryOf(tx: Tx, row: PaymentRow, answer: ProviderAnswer): Temporal.Instant | null {
  if (row.state === 'pending') {
    return tx.now.add({ seconds: answer.lookAgainS ?? waitAfter(row.attempts) });
  }
  return stepOf(row) === 'none' ? null : tx.now;
}

const kinds = {
  authorised: paymentsAuthorised,
  captured: paymentsCaptured,
  voided: paymentsVoided,
} as const;

function announce(tx: Tx, row: PaymentRow): void {
  const { state } = row;
  if (state === 'failed') {
    const about = { ...aboutPayment(row), failureCode: row.failure_code ?? 'unknown' };
    tx.emit(paymentsFailed.make(about.paymentId, about, contextOf(row)));
  } else if (state === 'authorised' || state === 'captured' || state === 'voided') {
    tell(tx, kinds[state], row);
  }
}
