// Time passes: reservations that nobody captured are let go, lots whose day has come expire. What is reserved
// of a lot stays usable until its hold ends. Lots of whoever has stopped every use of her data stand still.
import { dayOf } from '#kernel/clock';
import type { Tx } from '#kernel/transaction';
import type { LedgerFacts, Lot } from './account.ts';
import { applyPostings } from './apply-postings.ts';
import { Draft, type PostingDecision } from './draft.ts';
import { loadLedger, loadLotsById } from './load-ledger.ts';
import { letGo } from './posting.ts';
import { findExpiredLots, findExpiredSubjects } from './store.ts';
import { standStill } from './store-stop.ts';
import { accountById } from './taking.ts';

export type Expired = { readonly holds: number; readonly lots: number; readonly amount: number };

/** Ends what is over at `now`, at most `limit` holds and `limit` lots. Emits ledger.posted. */
export async function expireValue(tx: Tx, now: Temporal.Instant, limit: number): Promise<Expired> {
  const holds = await expireHolds(tx, now, limit);
  const found = await findExpiredLots(tx, now, limit);
  if (found.length === 0) {
    return { holds, lots: 0, amount: 0 };
  }
  const facts = await loadLotsById(tx, found);
  const decisions: PostingDecision[] = [];
  const isStill = await findStill(tx, facts);
  for (const { id } of found) {
    const lot = facts.lots.get(id);
    const amount = lot === undefined ? 0 : lot.remaining - lot.reserved;
    if (lot !== undefined && amount > 0 && lot.state === 'available' && !isStill(lot)) {
      const draft = new Draft(facts);
      const account = accountById(facts, lot.accountId);
      const setId = draft.openSet({
        kind: 'expire',
        reference: lot.reference,
        reversesId: null,
        reason: null,
        occurredAt: lot.expiresAt ?? now,
        businessDay: dayOf(now, 'Asia/Tokyo'),
        placeId: null,
        once: null,
      });
      draft.moveLot(lot, { remaining: -amount });
      draft.moveAccount(account, { available: -amount });
      draft.post(setId, account.id, -amount, lot.id);
      draft.postHouse(setId, account.unit, 'expired', amount);
      draft.decision.amount = -amount;
      decisions.push(draft.decision);
    }
  }
  await applyPostings(tx, facts, decisions);
  const amount = decisions.reduce((sum, decision) => sum - decision.amount, 0);
  return { holds, lots: decisions.length, amount };
}

/** Whether a lot stands still: the listener that puts its last day aside may be behind. */
async function findStill(tx: Tx, facts: LedgerFacts): Promise<(lot: Lot) => boolean> {
  const accounts = [...facts.accounts.values()].filter(({ ownerKind }) => ownerKind === 'record');
  const stopped = await standStill(tx, [...new Set(accounts.map(({ ownerId }) => ownerId))]);
  return ({ accountId, expiresAt }) => {
    const since = stopped.get(accountById(facts, accountId).ownerId);
    return (
      since !== undefined && expiresAt !== null && Temporal.Instant.compare(expiresAt, since) > 0
    );
  };
}

async function expireHolds(tx: Tx, now: Temporal.Instant, limit: number): Promise<number> {
  const subjects = await findExpiredSubjects(tx, now, limit);
  if (subjects.length === 0) {
    return 0;
  }
  const facts = await loadLedger(
    tx,
    subjects.map((subjectId) => ({ kind: 'release', subjectId })),
  );
  const draft = new Draft(facts);
  for (const hold of [...facts.holds.values()].flat()) {
    if (hold.expiresAt !== null && Temporal.Instant.compare(hold.expiresAt, now) <= 0) {
      letGo(draft, accountById(facts, hold.accountId), hold);
      draft.endHold(hold, 'expired');
    }
  }
  await applyPostings(tx, facts, [draft.decision]);
  return draft.decision.holdsEnded.length;
}
