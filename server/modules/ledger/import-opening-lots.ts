// Balances of another system come in as opening lots with their expiry and source; the sum that was imported
// is proved equal to what stands in the ledger, in the same transaction.
import { Refusal } from '#kernel/errors';
import { newId } from '#kernel/ids';
import type { Tx } from '#kernel/transaction';
import { applyPostings } from './apply-postings.ts';
import type { PostingDecision } from './draft.ts';
import type { Earn } from './entry.ts';
import { ledgerImported } from './events.ts';
import { loadLedger } from './load-ledger.ts';
import { decidePosting } from './posting.ts';
import { insertOnceRows } from './store-writing.ts';
import { sumOpening } from './views.ts';

export type OpeningRow = {
  /** uuid of a customer's record; `bearerId` for a gift card. */
  readonly recordId?: string;
  readonly bearerId?: string;
  readonly amount: number;
  readonly expiresAt?: Temporal.Instant | null;
  /** Number of the row in its file; with the source it is the row's identity. */
  readonly row: number;
};

export type OpeningOutcome = {
  readonly row: number;
  readonly outcome: 'accepted' | 'unchanged' | 'rejected';
  readonly refusal: Refusal | null;
};

export type OpeningImport = {
  readonly outcomes: readonly OpeningOutcome[];
  /** What this call added. */
  readonly addedAmount: number;
  /** All lots of the source and unit, and the postings behind them: equal, or the call has thrown. */
  readonly lots: number;
  readonly amount: number;
};

/**
 * Imports opening balances of one source and unit; the same row again changes nothing. Emits one
 * ledger.imported when something was added. Outcomes carry ledger.amount_invalid.
 */
export async function importOpeningLots(
  tx: Tx,
  { source, unit }: { readonly source: string; readonly unit: string },
  rows: readonly OpeningRow[],
): Promise<OpeningImport> {
  const keyOf = (row: OpeningRow) => `import:${source}:${unit}:${row.row}`;
  const entries = rows.map(
    (row): Earn => ({
      kind: 'opening',
      account: {
        ownerKind: row.bearerId === undefined ? 'record' : 'bearer',
        ownerId: ownerOf(row),
        unit,
      },
      amount: row.amount,
      expiresAt: row.expiresAt ?? null,
      reference: keyOf(row),
      once: keyOf(row),
      source,
    }),
  );
  const facts = await loadLedger(tx, entries);
  const decisions: PostingDecision[] = [];
  const empty: string[] = [];
  const outcomes = entries.map((entry, index): OpeningOutcome => {
    const row = rows[index]?.row ?? 0;
    const key = entry.reference;
    if (entry.amount === 0 && !facts.posted.has(key)) {
      // Nothing to post, but the row was taken.
      facts.posted.set(key, newId());
      empty.push(key);
      return { row, outcome: 'accepted', refusal: null };
    }
    const decision = entry.amount === 0 ? undefined : decidePosting(facts, entry);
    if (decision instanceof Refusal) {
      return { row, outcome: 'rejected', refusal: decision };
    }
    if (decision === undefined || decision.isRepeat) {
      return { row, outcome: 'unchanged', refusal: null };
    }
    decisions.push(decision);
    return { row, outcome: 'accepted', refusal: null };
  });
  await applyPostings(tx, facts, decisions, { isAnnounced: false });
  await insertOnceRows(tx, empty);
  const addedAmount = decisions.reduce((sum, decision) => sum + decision.amount, 0);
  const sums = await sumOpening(tx, source, unit);
  if (sums.lotAmount !== sums.postedAmount) {
    throw new Error(
      `the opening lots of ${source} hold ${sums.lotAmount} ${unit}, their postings ${sums.postedAmount}`,
    );
  }
  if (decisions.length > 0) {
    tx.emit(
      ledgerImported.make('ledger', { source, unit, lots: decisions.length, amount: addedAmount }),
    );
  }
  return { outcomes, addedAmount, lots: sums.lots, amount: sums.lotAmount };
}

function ownerOf(row: OpeningRow): string {
  const id = row.bearerId ?? row.recordId;
  if (id === undefined) {
    throw new Error(`row ${row.row} names neither a record nor a bearer`);
  }
  return id;
}
