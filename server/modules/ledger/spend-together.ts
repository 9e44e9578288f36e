// One customer spends what several records hold: oldest expiry first over all of them. Each debit stays with the
// record whose lot it took, so when the records part again each keeps what is left of its own, to the unit. A checkout
// does the same with facts it has loaded: `shareOut` says who gives how much.
import { Refusal } from '#kernel/errors';
import type { Tx } from '#kernel/transaction';
import {
  accountKey,
  compareLots,
  freeOf,
  type LedgerFacts,
  type Lot,
  type Unit,
} from './account.ts';
import { applyPostings, type PostingAnswer } from './apply-postings.ts';
import type { Spend } from './entry.ts';
import { ledgerRefusals } from './errors.ts';
import { loadLedger } from './load-ledger.ts';
import { decidePosting } from './posting.ts';

export type SpendTogether = {
  /** uuids of the customer's records, held by the caller (`holdCustomer`) so that none parts meanwhile. */
  readonly recordIds: readonly string[];
  readonly unit: Unit;
  readonly amount: number;
  /** The typed id of what it is about, `ord_…`. */
  readonly reference: string;
};

/**
 * Spends `amount` from whichever records hold the oldest lots; one posting set a record. Refuses with ledger.short
 * when all of them together have less, and with what spending refuses.
 */
export async function spendTogether(
  tx: Tx,
  { recordIds, unit, amount, reference }: SpendTogether,
): Promise<PostingAnswer[]> {
  const entryOf = (ownerId: string, part: number): Spend => ({
    kind: 'spend',
    account: { ownerKind: 'record', ownerId, unit },
    amount: part,
    reference,
    isPart: true,
  });
  const facts = await loadLedger(
    tx,
    recordIds.map((id) => entryOf(id, amount)),
  );
  const shares = shareOut(facts, { recordIds, unit, amount });
  if (shares instanceof Refusal) {
    throw shares;
  }
  const decisions = [...shares].map(([recordId, part]) => {
    const decision = decidePosting(facts, entryOf(recordId, part));
    if (decision instanceof Refusal) {
      throw decision;
    }
    return decision;
  });
  return applyPostings(tx, facts, decisions);
}

/** Record → its part, the lot that ends first in front. Refuses with ledger.short. Pure. */
export function shareOut(
  facts: LedgerFacts,
  { recordIds, unit, amount }: Omit<SpendTogether, 'reference'>,
): Map<string, number> | Refusal {
  const lots = recordIds.flatMap((recordId): { recordId: string; lot: Lot }[] => {
    const account = facts.accounts.get(
      accountKey({ ownerKind: 'record', ownerId: recordId, unit }),
    );
    const open = account === undefined ? [] : (facts.openLots.get(account.id) ?? []);
    return open.map((lot) => ({ recordId, lot }));
  });
  const shares = new Map<string, number>();
  let left = amount;
  for (const { recordId, lot } of lots.toSorted((a, b) => compareLots(a.lot, b.lot))) {
    const part = Math.min(left, Math.max(0, freeOf(lot, facts.now)));
    if (part > 0) {
      shares.set(recordId, (shares.get(recordId) ?? 0) + part);
      left -= part;
    }
  }
  if (left > 0) {
    return ledgerRefusals.short({ available: amount - left, wanted: amount });
  }
  return shares;
}
