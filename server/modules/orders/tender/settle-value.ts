// Points and gift value after the checkout: what was kept is spent when everybody has agreed to pay, what an
// order earned becomes available when the goods have gone, and both go back into the lots they came from when
// the order comes to nothing.
import { Refusal } from '#kernel/errors';
import { formatId } from '#kernel/ids';
import type { Tx } from '#kernel/transaction';
import { applyPostings, decidePosting, type LedgerEntry, loadLedger } from '#ledger';
import {
  isPaymentOpen,
  lockPaymentsOfOrders,
  needsProvider,
  type PaymentRow,
  recordAuthorisation,
} from '#payments';
import { pointTermsOf } from '../store/changes.ts';
import { valueReferenceOf } from './pay-value.ts';

/** What may be missing: an order that earned nothing has nothing to take back. */
const nothingThere: ReadonlySet<string> = new Set([
  'ledger.reference_unknown',
  'ledger.reversed_already',
  'ledger.hold_unknown',
]);

/** Posts entries in their order; what is not there any more is passed over. Throws other refusals. */
export async function postValue(tx: Tx, entries: readonly LedgerEntry[]): Promise<void> {
  if (entries.length === 0) {
    return;
  }
  const facts = await loadLedger(tx, entries);
  const decisions = entries.flatMap((entry) => {
    const decision = decidePosting(facts, entry);
    if (!(decision instanceof Refusal)) {
      return [decision];
    }
    if (nothingThere.has(decision.code)) {
      return [];
    }
    throw decision;
  });
  await applyPostings(tx, facts, decisions);
}

/** Paid by value of the ledger. */
export function isValue(row: PaymentRow): boolean {
  return row.method === 'points' || row.method === 'gift';
}

/**
 * Spends what an order keeps of points and gift value, once nobody outside has still to agree to another part.
 * `isForced`: the goods go now, whoever has not answered yet. Repeatable; answers whether anything was spent.
 */
export async function commitValue(tx: Tx, orderId: string, isForced = false): Promise<boolean> {
  const rows = await lockPaymentsOfOrders(tx, [orderId]);
  const kept = rows.filter((row) => isValue(row) && row.state === 'authorised');
  const isAgreed = rows.every(
    ({ state, method, provider }) =>
      state === 'authorised' ||
      state === 'captured' ||
      (state === 'pending' && !needsProvider(method, provider)),
  );
  if (kept.length === 0 || !(isAgreed || isForced)) {
    return false;
  }
  const { pointValueMinor } = await pointTermsOf(tx, orderId);
  await postValue(
    tx,
    kept.map((row) => ({
      kind: 'capture',
      subjectId: row.id,
      amount: unitsOf(row, row.amount_minor - row.forgone_minor, pointValueMinor),
      reference: valueReferenceOf(row),
      placeId: row.place_id,
    })),
  );
  for (const row of kept) {
    await recordAuthorisation(tx, row.id, { state: 'captured', reference: null });
  }
  return true;
}

/** The goods have gone: what the order earned is available. Repeatable. */
export async function maturePoints(tx: Tx, orderId: string, placeId: string): Promise<void> {
  await postValue(tx, [{ kind: 'mature', reference: formatId('order', orderId), placeId }]);
}

/**
 * The order comes to nothing: what it earned is taken back, what was kept is let go, what was spent goes back
 * into its lots. Before the payments are voided, whose rows say what is still to be given back.
 */
export async function releaseValue(tx: Tx, orderId: string, placeId: string): Promise<void> {
  const all = await lockPaymentsOfOrders(tx, [orderId]);
  const rows = all.filter(isValue);
  const credit = all.filter(isOnAccount).map((row) => restoreCredit(row, placeId));
  const { pointValueMinor } = await pointTermsOf(tx, orderId);
  const parts = rows.flatMap((row): LedgerEntry[] => {
    if (isPaymentOpen(row)) {
      return [{ kind: 'release', subjectId: row.id }];
    }
    const leftMinor = row.captured_minor - row.refunding_minor;
    return leftMinor > 0 ? reverseSpend(row, leftMinor, pointValueMinor, placeId) : [];
  });
  await postValue(tx, [...parts, ...credit, reverseEarn(orderId, placeId)]);
}

/** Bought on account and not paid yet. */
export function isOnAccount(row: PaymentRow): boolean {
  return row.method === 'invoice' && isPaymentOpen(row);
}

/** What was bought on account may be bought again: all that is left of it, or `amount`. */
export function restoreCredit(
  row: PaymentRow,
  placeId: string | null,
  amount?: number,
): LedgerEntry {
  const whole = {
    kind: 'reverse',
    of: 'spend',
    reference: valueReferenceOf(row),
    placeId,
  } as const;
  return amount === undefined ? whole : { ...whole, amount };
}

/** Gives part of what was spent back into the lots it came from; `row` as it was before. */
export function reverseSpend(
  row: PaymentRow,
  amountMinor: number,
  pointValueMinor: number,
  placeId: string,
): LedgerEntry[] {
  const leftMinor = row.captured_minor - row.refunding_minor;
  const amount =
    unitsOf(row, leftMinor, pointValueMinor) -
    unitsOf(row, leftMinor - amountMinor, pointValueMinor);
  const reference = valueReferenceOf(row);
  return amount === 0 ? [] : [{ kind: 'reverse', of: 'spend', reference, amount, placeId }];
}

/** Whole points that stand for an amount; the last of them goes back with the last yen. */
function unitsOf(row: PaymentRow, amountMinor: number, pointValueMinor: number): number {
  return row.method === 'points' ? Math.ceil(amountMinor / pointValueMinor) : amountMinor;
}

/** Takes back what an order earned, or `amount` of it; what is spent already becomes a debt. */
export function reverseEarn(orderId: string, placeId: string, amount?: number): LedgerEntry {
  const reference = formatId('order', orderId);
  const whole = { kind: 'reverse', of: 'earn', reference, placeId } as const;
  return amount === undefined ? whole : { ...whole, amount };
}
