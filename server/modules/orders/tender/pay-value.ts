// Whose value pays a part of an order: points of all records of the customer together, the lot that ends first in
// front; a gift card's or a company's from its one account. Each debit stays with the record whose lot it was, so an
// order that comes to nothing, or records that part, give everybody back her own.
import { holdCustomers } from '#customers';
import { Refusal } from '#kernel/errors';
import { formatId } from '#kernel/ids';
import type { Tx } from '#kernel/transaction';
import { type AccountRef, type LedgerEntry, shareOut } from '#ledger';
import { ordersRefusals } from '../errors.ts';
import { pointAccountOf } from '../points/earn-entry.ts';
import type { OrderToPay, TenderDecision, TenderFacts } from './decide-tender.ts';
import type { Tender, TenderPart } from './tender.ts';

type Spender = {
  readonly recordId?: string;
  readonly isHerself?: boolean;
  readonly tenders: readonly Tender[];
};

/** Who spends points has those of all her records, which stay hers until the order is written. */
export async function holdSpenders(
  tx: Tx,
  payers: readonly Spender[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const spenders = payers.flatMap(({ recordId, isHerself, tenders }) =>
    recordId !== undefined && tenders.some(({ method }) => method === 'points')
      ? [{ recordId, isHerself: isHerself === true }]
      : [],
  );
  return spenders.length === 0 ? new Map() : holdCustomers(tx, spenders);
}

/** Decides what the ledger posts for a part that is paid by its value; other means cost it nothing. */
export function payValue(
  facts: TenderFacts,
  order: OrderToPay,
  part: TenderPart,
  payment: TenderDecision['payments'][number],
  post: (entry: LedgerEntry) => Refusal | undefined,
): Refusal | undefined {
  if (part.method !== 'points' && part.method !== 'gift' && part.method !== 'invoice') {
    return undefined;
  }
  const account = accountOf(part, order, facts.bearers);
  if (account === undefined) {
    return part.method === 'invoice'
      ? ordersRefusals.account_needed()
      : ordersRefusals.points_need_customer();
  }
  const value = part.method === 'points' ? facts.policy.pointValueMinor : 1;
  if (part.amountMinor % value !== 0) {
    return ordersRefusals.points_too_many({ most: part.amountMinor });
  }
  if (part.amountMinor === 0) {
    return undefined;
  }
  const amount = part.amountMinor / value;
  const { orderId, placeId, businessDay, orderedAt: occurredAt } = order;
  const reference = valueReferenceOf({ id: payment.id, order_id: orderId, method: part.method });
  const journal = { reference, placeId, businessDay, occurredAt };
  if (part.method === 'invoice') {
    const refused = post({ kind: 'spend', account, amount, ...journal });
    return refused?.code === 'ledger.short' ? ordersRefusals.credit_short({ amount }) : refused;
  }
  const shares =
    order.isValueTaken === true
      ? sharesOfFact(facts, order, account, amount)
      : sharesOf(facts, order, account, amount);
  if (shares instanceof Refusal) {
    return shares;
  }
  for (const share of shares) {
    const refused =
      payment.isHeld === true
        ? post(reserveEntry(share.account, share.amount, payment.id))
        : post({ kind: 'spend', ...share, ...journal });
    if (refused !== undefined) {
      return refused;
    }
  }
  return undefined;
}

type ValueShare = {
  readonly account: AccountRef;
  readonly amount: number;
  /** Of a fact: may go below zero. */
  readonly policy?: 'offline';
};

/** What happened is booked: what is there goes first, the rest is a debt of the account that was named. */
function sharesOfFact(
  facts: TenderFacts,
  order: OrderToPay,
  account: AccountRef,
  amount: number,
): ValueShare[] {
  const all = sharesOf(facts, order, account, amount);
  if (!(all instanceof Refusal)) {
    return all.map((share) => ({ ...share, policy: 'offline' }));
  }
  const there = Number(all.details.available ?? 0);
  const first = there > 0 ? sharesOf(facts, order, account, there) : [];
  const rest: ValueShare = { account, amount: amount - there, policy: 'offline' };
  return first instanceof Refusal ? [{ ...rest, amount }] : [...first, rest];
}

/** Points come from all her records, the lot that ends first in front; other value from its one account. */
function sharesOf(
  facts: TenderFacts,
  { recordId }: OrderToPay,
  account: AccountRef,
  amount: number,
): ValueShare[] | Refusal {
  if (account.ownerKind !== 'record' || recordId === undefined) {
    return [{ account, amount }];
  }
  const recordIds = spendersOf(facts.together, recordId);
  const shares = shareOut(facts.ledger, { recordIds, unit: account.unit, amount });
  return shares instanceof Refusal
    ? shares
    : [...shares].map(([id, part]) => ({ account: pointAccountOf(id), amount: part }));
}

/** A record that hangs together with no other spends its own. */
export function spendersOf(together: TenderFacts['together'], recordId: string): readonly string[] {
  const ids = together.get(recordId) ?? [];
  return ids.length === 0 ? [recordId] : ids;
}

/**
 * Under which reference a part of value is spent: points under the order, as the customer's statement tells
 * them; a gift card under its payment, since an order may be paid by several.
 */
export function valueReferenceOf(payment: {
  readonly id: string;
  readonly order_id: string;
  readonly method: string;
}): string {
  return payment.method === 'points'
    ? formatId('order', payment.order_id)
    : formatId('payment', payment.id);
}

/** Whose value a means of payment takes; points are shared out over `spendersOf`. */
export function accountOf(
  { method, giftCode }: Tender,
  { recordId, credit }: Pick<OrderToPay, 'recordId' | 'credit'>,
  bearers: TenderFacts['bearers'],
): AccountRef | undefined {
  if (method === 'points') {
    return recordId === undefined ? undefined : pointAccountOf(recordId);
  }
  if (method === 'invoice') {
    return credit;
  }
  const bearer = method === 'gift' ? bearers.get(giftCode ?? '') : undefined;
  return bearer === undefined
    ? undefined
    : { ownerKind: 'bearer', ownerId: bearer.id, unit: bearer.unit };
}

export function reserveEntry(account: AccountRef, amount: number, subjectId: string): LedgerEntry {
  return { kind: 'reserve', account, amount, subjectId, expiresAt: null };
}
