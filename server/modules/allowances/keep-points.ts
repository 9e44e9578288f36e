// Points kept for an allowance: reserved in the lots of all records of the customer, oldest first, under its id.
import { holdCustomer } from '#customers';
import { Refusal } from '#kernel/errors';
import type { Tx } from '#kernel/transaction';
import { applyPostings, decidePosting, type LedgerEntry, loadLedger, shareOut } from '#ledger';

const unit = 'points';
const accountOf = (ownerId: string) => ({ ownerKind: 'record', ownerId, unit }) as const;

/** Keeps as many of these points as there are; answers how many. */
export async function keepPoints(
  tx: Tx,
  keep: {
    /** uuids */
    readonly allowanceId: string;
    readonly recordId: string;
    readonly points: number;
    readonly until: Temporal.Instant;
  },
): Promise<number> {
  const recordIds = await holdCustomer(tx, keep.recordId);
  if (keep.points === 0 || recordIds.length === 0) {
    return 0;
  }
  const entryOf = (ownerId: string, amount: number): LedgerEntry => ({
    kind: 'reserve',
    account: accountOf(ownerId),
    amount,
    subjectId: keep.allowanceId,
    expiresAt: keep.until,
    isPart: true,
  });
  const facts = await loadLedger(
    tx,
    recordIds.map((id) => entryOf(id, keep.points)),
  );
  const shares = shareOut(facts, { recordIds, unit, amount: keep.points });
  if (shares instanceof Refusal) {
    const points = Number(shares.details.available ?? 0);
    return points > 0 && points < keep.points ? keepPoints(tx, { ...keep, points }) : 0;
  }
  const decisions = [...shares].map(([id, amount]) => {
    const decision = decidePosting(facts, entryOf(id, amount));
    if (decision instanceof Refusal) {
      throw decision;
    }
    return decision;
  });
  await applyPostings(tx, facts, decisions);
  return keep.points;
}

/** Lets go of what is kept for an allowance (uuid). Repeatable. */
export async function letPointsGo(tx: Tx, allowanceId: string): Promise<void> {
  const entry: LedgerEntry = { kind: 'release', subjectId: allowanceId };
  const facts = await loadLedger(tx, [entry]);
  const decision = decidePosting(facts, entry);
  if (!(decision instanceof Refusal)) {
    await applyPostings(tx, facts, [decision]);
  }
}
