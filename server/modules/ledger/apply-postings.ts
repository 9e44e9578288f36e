// Writing what was decided: one statement a table for any number of decisions, and what is announced of it.
import type { HotCommand } from '#kernel/batch';
import { formatId } from '#kernel/ids';
import type { Tx } from '#kernel/transaction';
import type { Account, LedgerFacts } from './account.ts';
import type { NewSet, PostingDecision } from './draft.ts';
import type { LedgerEntry } from './entry.ts';
import { ledgerOverdrawn, ledgerPosted } from './events.ts';
import { loadLedger } from './load-ledger.ts';
import { decidePosting } from './posting.ts';
import { insertAccountRows } from './store.ts';
import {
  endHoldRows,
  insertHoldRows,
  insertLotRows,
  insertPostingRows,
  insertSetRows,
  updateAccountRows,
  updateLotRows,
} from './store-writing.ts';

/** What became of one entry. */
export type PostingAnswer = {
  /** uuid; null when nothing was posted (a reserve, a release, nothing to mature). */
  readonly setId: string | null;
  /** True: this `once` key was posted before, and nothing changed now. */
  readonly isRepeat: boolean;
  readonly amount: number;
  readonly overdrawn: number;
  readonly holdId: string | null;
};

export type PostOptions = {
  /** False where the caller announces it himself (an order, an import). */
  readonly isAnnounced?: boolean;
};

/** Writes what was decided; emits ledger.posted for each owner's account and set, and ledger.overdrawn. */
export async function applyPostings(
  tx: Tx,
  facts: LedgerFacts,
  decisions: readonly PostingDecision[],
  options: PostOptions = {},
): Promise<PostingAnswer[]> {
  const { answers, written } = beginPostings(tx, facts, decisions, options);
  await written;
  return answers;
}

/** Like `applyPostings`; what became of them is known at once. `written` is awaited, or given to `tx.commitBehind`. */
function beginPostings(
  tx: Tx,
  facts: LedgerFacts,
  decisions: readonly PostingDecision[],
  options: PostOptions = {},
): { readonly answers: PostingAnswer[]; readonly written: Promise<unknown> } {
  const live = decisions.filter((decision) => !decision.isRepeat);
  const accountsMade = live.flatMap((decision) => decision.accountsMade);
  const sets = live.flatMap((decision) => decision.sets);
  const postings = live.flatMap((decision) => decision.postings);
  const lotsMade = live.flatMap((decision) => decision.lotsMade);
  const lotMoves = live.flatMap((decision) => decision.lotMoves);
  const accountMoves = live.flatMap((decision) => decision.accountMoves);
  const holdsMade = live.flatMap((decision) => decision.holdsMade);
  const holdsEnded = live.flatMap((decision) => decision.holdsEnded);
  // One round trip: they run in this order.
  const written = Promise.all([
    when(accountsMade, (rows) => insertAccountRows(tx, rows)),
    when(sets, (rows) => insertSetRows(tx, rows)),
    when(postings, (rows) => insertPostingRows(tx, rows)),
    when(lotsMade, (rows) => insertLotRows(tx, rows)),
    when(lotMoves, (rows) => updateLotRows(tx, rows)),
    when(accountMoves, (rows) => updateAccountRows(tx, rows)),
    when(holdsMade, (rows) => insertHoldRows(tx, rows)),
    when(holdsEnded, (rows) => endHoldRows(tx, rows)),
  ]);
  if (options.isAnnounced !== false) {
    for (const decision of live) {
      announce(tx, facts, decision);
    }
  }
  const answers = decisions.map(({ setId, isRepeat, amount, overdrawn, holdId }) => ({
    setId,
    isRepeat,
    amount,
    overdrawn,
    holdId,
  }));
  return { answers, written };
}

/** The hot command: any number of entries, each decided for itself. */
export const post: HotCommand<LedgerEntry, LedgerFacts, PostingDecision, PostingAnswer> = {
  name: 'ledger.post',
  load: loadLedger,
  decide: decidePosting,
  apply: (tx, decisions, facts) => {
    const { answers, written } = beginPostings(tx, facts, decisions);
    tx.commitBehind(written);
    return Promise.resolve(answers);
  },
};

async function when<Row>(
  rows: readonly Row[],
  write: (rows: readonly Row[]) => Promise<void>,
): Promise<void> {
  if (rows.length > 0) {
    await write(rows);
  }
}

function announce(tx: Tx, facts: LedgerFacts, decision: PostingDecision): void {
  for (const set of decision.sets) {
    const ofSet = decision.postings.filter((posting) => posting.setId === set.id);
    const setId = formatId('posting', set.id);
    if (set.kind === 'mature') {
      announceMatured(tx, decision, set);
    }
    for (const [accountId, lines] of Map.groupBy(ofSet, (posting) => posting.accountId)) {
      const account = facts.accountsById.get(accountId);
      const amount = lines.reduce((sum, line) => sum + line.amount, 0);
      if (account !== undefined && account.code === 'main') {
        emitPosted(tx, account, set, amount);
      } else if (account !== undefined && amount < 0) {
        const policy = account.code.replace('overdraft:', '');
        const { unit } = account;
        tx.emit(
          ledgerOverdrawn.make(
            setId,
            { setId, unit, amount: -amount, policy, reference: set.reference },
            contextOf(account, set),
          ),
        );
      }
    }
  }
}

/** Nothing is posted when points become usable, yet whoever looks at a balance sees another one. */
function announceMatured(tx: Tx, decision: PostingDecision, set: NewSet): void {
  for (const [account, moves] of Map.groupBy(decision.accountMoves, (move) => move.account)) {
    const amount = moves.reduce((sum, move) => sum - move.pending, 0);
    if (account.code === 'main' && amount > 0) {
      emitPosted(tx, account, set, amount);
    }
  }
}

function emitPosted(tx: Tx, account: Account, set: NewSet, amount: number): void {
  const setId = formatId('posting', set.id);
  const { unit, available, pending, reserved } = account;
  const { kind, reference } = set;
  tx.emit(
    ledgerPosted.make(
      setId,
      { setId, kind, unit, amount, reference, available, pending, reserved },
      contextOf(account, set),
    ),
  );
}

function contextOf(
  account: Account,
  set: { readonly placeId: string | null; readonly occurredAt: Temporal.Instant },
) {
  return {
    recordId: account.ownerKind === 'record' ? account.ownerId : null,
    placeId: set.placeId,
    occurredAt: set.occurredAt,
  };
}
