// Brings one payment's provider to what the house wants, one step at a time: claim (a lease, so that two
// workers do not call at once), call outside any transaction, record. Whatever is lost on the way is found by
// the next look, because every call carries the payment's key.
import type { Database } from '#kernel/db';
import { formatId } from '#kernel/ids';
import { enqueue, type Job } from '#kernel/jobs';
import { unsealSecret } from '#kernel/sealing';
import { type Tx, transaction } from '#kernel/transaction';
import { tokenUse } from './insert-payments.ts';
import type { Step } from './payment.ts';
import {
  type PaymentCall,
  type PaymentProvider,
  type ProviderAnswer,
  ProviderSilence,
} from './provider.ts';
import { findProvider } from './providers.ts';
import { recordAnswer, recordProviderEvents, recordSilence } from './record-answer.ts';
import { requestRefund } from './request-refund.ts';
import { stepOf } from './step-of.ts';
import {
  claimPaymentRow,
  lockPaymentRow,
  nameProviderOf,
  type PaymentRow,
  savePaymentRow,
} from './store.ts';

const leaseS = 60;
/** Steps of one run: authorise, capture, give back and one in reserve. */
const stepsMax = 4;
const options = { actor: 'job:payments.settle' } as const;

export type SettlePayload = { readonly paymentId: string };

/** Settles one payment; looks again later by itself while it is unsettled. */
export const settlePaymentJob: Job<SettlePayload> = {
  name: 'payments.settle',
  run: (db, { paymentId }) => settlePayment(db, paymentId),
};

/** Runs steps until the payment is where it should be, or has to wait. */
export async function settlePayment(db: Database, paymentId: string): Promise<void> {
  for (let steps = 0; steps < stepsMax; steps += 1) {
    const row = await transaction(db, options, (tx) => claim(db, tx, paymentId));
    if (row === undefined) {
      return;
    }
    const outcome = await call(db, row);
    const isDue = await transaction(db, options, (tx) => record(tx, row, outcome));
    if (!isDue) {
      return;
    }
  }
}

async function claim(db: Database, tx: Tx, id: string): Promise<PaymentRow | undefined> {
  const row = await claimPaymentRow(tx, id, tx.now.add({ seconds: leaseS }));
  const provider = row === undefined ? undefined : findProvider(db, row.provider);
  if (row === undefined || provider === undefined || provider.name === row.provider) {
    return row;
  }
  await nameProviderOf(tx, row.id, provider.name);
  return { ...row, provider: provider.name };
}

type CallOutcome = { readonly answer: ProviderAnswer } | 'silence' | 'give_back' | 'nothing';

async function call(db: Database, row: PaymentRow): Promise<CallOutcome> {
  const step = stepOf(row);
  if (step === 'give_back') {
    return 'give_back';
  }
  if (step === 'none') {
    return 'nothing';
  }
  const provider = findProvider(db, row.provider);
  if (provider === undefined) {
    const answer = { state: 'failed', reference: null, failureCode: 'provider_unknown' } as const;
    return row.state === 'pending' ? { answer } : 'silence';
  }
  try {
    const answer = await take(step, provider, row, toCall(db, row));
    return answer === undefined ? 'silence' : { answer };
  } catch (error) {
    if (!(error instanceof ProviderSilence)) {
      db.log.error({ paymentId: row.id, step, error: String(error) }, 'a provider call broke');
    }
    return 'silence';
  }
}

async function take(
  step: Exclude<Step, 'none' | 'give_back'>,
  provider: PaymentProvider,
  row: PaymentRow,
  about: PaymentCall,
): Promise<ProviderAnswer | undefined> {
  const authorise = () =>
    provider.authorise({ ...about, key: `${about.key}:authorise` }, row.wanted === 'captured');
  switch (step) {
    case 'authorise':
      return authorise();
    case 'capture':
      return provider.capture({ ...about, key: captureKeyOf(about) });
    case 'void':
      return row.attempts === 1 && row.state === 'pending'
        ? { state: 'voided', reference: null }
        : provider.void({ ...about, key: `${about.key}:void` });
    case 'look_up':
      break;
  }
  const found = await provider.lookup(about);
  if (found !== undefined || about.reference !== null) {
    return found;
  }
  // The provider never saw it: nothing to let go of, or to be asked again under the same key.
  return row.wanted === 'voided' ? { state: 'voided', reference: null } : authorise();
}

/** A provider refuses a key that comes again with another amount. */
function captureKeyOf({ key, amountMinor, captureMinor }: PaymentCall): string {
  return captureMinor === amountMinor ? `${key}:capture` : `${key}:capture:${captureMinor}`;
}

/** Writes the outcome down; answers whether another step is due at once. */
async function record(tx: Tx, row: PaymentRow, outcome: CallOutcome): Promise<boolean> {
  if (outcome === 'nothing' || outcome === 'give_back') {
    if (outcome === 'give_back') {
      const amountMinor = row.captured_minor - row.refunding_minor;
      await requestRefund(tx, { paymentId: row.id, amountMinor, reason: 'came_too_late' });
    }
    return endLease(tx, row.id);
  }
  const saved =
    outcome === 'silence'
      ? await recordSilence(tx, row.id)
      : await recordAnswer(tx, row.id, outcome.answer);
  if (outcome !== 'silence' && outcome.answer.events !== undefined) {
    await recordProviderEvents(tx, row.provider, outcome.answer.events);
  }
  const { next_try_at: nextTryAt } = saved;
  if (nextTryAt === null) {
    return false;
  }
  if (Temporal.Instant.compare(nextTryAt, tx.now) <= 0) {
    return true;
  }
  const key = `payments.settle:${row.id}`;
  await enqueue(tx, settlePaymentJob, { paymentId: row.id }, { runAt: nextTryAt, key });
  return false;
}

/** Nothing was called: what is due is decided anew, since the wish may have changed meanwhile. */
async function endLease(tx: Tx, id: string): Promise<boolean> {
  const fresh = await lockPaymentRow(tx, id);
  if (fresh === undefined) {
    return false;
  }
  const isDue = stepOf(fresh) !== 'none';
  await savePaymentRow(tx, { ...fresh, next_try_at: isDue ? tx.now : null });
  return isDue;
}

function toCall(db: Database, row: PaymentRow): PaymentCall {
  return {
    key: row.provider_key,
    paymentId: formatId('payment', row.id),
    amountMinor: row.amount_minor,
    captureMinor: row.amount_minor - row.forgone_minor,
    currency: row.currency,
    token: row.token_sealed === null ? null : unsealSecret(db.masters, tokenUse, row.token_sealed),
    reference: row.provider_reference,
    attempt: row.attempts,
    createdAt: row.created_at,
  };
}
