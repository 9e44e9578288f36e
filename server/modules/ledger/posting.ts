// The rules of the ledger, without I/O: what one entry changes, or why it is refused. Lots are taken oldest
// expiry first; a main account is never below zero; what a fact takes beyond that stands in an overdraft
// account of its policy and is paid back first from whatever comes.
import { dayOf } from '#kernel/clock';
import type { Refusal } from '#kernel/errors';
import { newId } from '#kernel/ids';
import { type Account, accountKey, type LedgerFacts, type Lot, type ValueHold } from './account.ts';
import {
  Draft,
  type NewSet,
  type PostingDecision,
  type SetKind,
  undecidePosting,
} from './draft.ts';
import {
  type Capture,
  type Earn,
  houseCodeOf,
  type LedgerEntry,
  type Mature,
  type Release,
  type Reserve,
  type Spend,
  type Transfer,
} from './entry.ts';
import { ledgerRefusals } from './errors.ts';
import { reverse } from './reversal.ts';
import {
  accountById,
  lotById,
  mainOf,
  oldest,
  overdraw,
  refuseShort,
  repay,
  spendable,
  takeOldest,
} from './taking.ts';

const amountMax = 1_000_000_000_000;

/**
 * Decides for one entry and moves the facts. Refuses with ledger.short, ledger.amount_invalid,
 * ledger.already_expired, ledger.hold_unknown, ledger.hold_smaller, ledger.reference_unknown,
 * ledger.reversed_already, ledger.same_account, ledger.units_differ.
 */
export function decidePosting(facts: LedgerFacts, entry: LedgerEntry): PostingDecision | Refusal {
  const draft = new Draft(facts);
  const once = 'once' in entry ? entry.once : undefined;
  const known = once === undefined ? undefined : facts.posted.get(once);
  if (known !== undefined) {
    draft.decision.setId = known;
    draft.decision.isRepeat = true;
    return draft.decision;
  }
  if ('amount' in entry && entry.amount !== undefined && !isAmount(entry.amount)) {
    return ledgerRefusals.amount_invalid();
  }
  const refusal = dispatch(draft, entry);
  if (refusal !== undefined) {
    undecidePosting(facts, draft.decision);
    return refusal;
  }
  if (once !== undefined && draft.decision.setId !== null) {
    facts.posted.set(once, draft.decision.setId);
  }
  rememberSets(facts, draft.decision);
  return draft.decision;
}

function dispatch(draft: Draft, entry: LedgerEntry): Refusal | undefined {
  switch (entry.kind) {
    case 'earn':
    case 'opening':
    case 'adjust_up':
      return earn(draft, entry);
    case 'spend':
    case 'adjust_down':
      return spend(draft, entry);
    case 'transfer':
      return transfer(draft, entry);
    case 'reserve':
      return reserve(draft, entry);
    case 'capture':
      return capture(draft, entry);
    case 'release':
      release(draft, entry);
      return undefined;
    case 'mature':
      mature(draft, entry);
      return undefined;
    case 'reverse':
      return reverse(draft, entry, newSet(draft, 'reverse', entry));
    default:
      throw new Error('an entry of a kind that the ledger does not know');
  }
}

/** A later member of the batch may reverse what an earlier one posted. */
function rememberSets(facts: LedgerFacts, decision: PostingDecision): void {
  for (const set of decision.sets) {
    const known = facts.sets.get(set.reference);
    if (known !== undefined) {
      const lines = decision.postings.filter((posting) => posting.setId === set.id);
      facts.sets.set(set.reference, [...known, { ...set, lines }]);
    }
  }
}

function isAmount(amount: number): boolean {
  return Number.isSafeInteger(amount) && amount > 0 && amount <= amountMax;
}

function earn(draft: Draft, entry: Earn): Refusal | undefined {
  const { amount, expiresAt, account: ref } = entry;
  const account = mainOf(draft.facts, ref);
  const isOpening = entry.kind === 'opening';
  const occurredAt = entry.occurredAt ?? draft.facts.now;
  if (!isOpening && expiresAt !== null && Temporal.Instant.compare(expiresAt, occurredAt) <= 0) {
    return ledgerRefusals.already_expired();
  }
  const isPending = entry.isPending === true;
  const kind = entry.kind === 'adjust_up' ? 'adjust' : entry.kind;
  const setId = draft.openSet(newSet(draft, kind, entry));
  const lot: Lot = {
    id: newId(),
    accountId: account.id,
    reference: entry.reference,
    expiresAt,
    state: isPending ? 'pending' : 'available',
    remaining: amount,
    reserved: 0,
  };
  draft.makeLot(setId, lot, entry.source ?? kind);
  draft.moveAccount(account, isPending ? { pending: amount } : { available: amount });
  draft.post(setId, account.id, amount, lot.id);
  draft.postHouse(setId, ref.unit, houseCodeOf[entry.kind], -amount);
  draft.decision.amount = amount;
  if (!isPending) {
    repay(draft, setId, ref, [lot]);
  }
  return undefined;
}

function spend(draft: Draft, entry: Spend): Refusal | undefined {
  const { amount, account: ref, policy } = entry;
  const at = entry.occurredAt ?? draft.facts.now;
  const account = draft.facts.accounts.get(accountKey(ref));
  const available = account === undefined ? 0 : spendable(draft.facts, account, at, amount);
  if (available < amount && policy === undefined) {
    return refuseShort(draft.facts, account, { spendable: available, wanted: amount });
  }
  const kind = entry.kind === 'spend' ? 'spend' : 'adjust';
  const setId = draft.openSet(newSet(draft, kind, entry));
  if (account !== undefined) {
    takeOldest(draft, setId, account, Math.min(amount, available), at);
  }
  const rest = amount - Math.min(amount, available);
  if (rest > 0 && policy !== undefined) {
    overdraw(draft, setId, ref, policy, rest);
  }
  draft.postHouse(setId, ref.unit, houseCodeOf[entry.kind], amount);
  draft.decision.amount = -amount;
  return undefined;
}

function transfer(draft: Draft, entry: Transfer): Refusal | undefined {
  const { from, to, amount } = entry;
  if (from.unit !== to.unit) {
    return ledgerRefusals.units_differ({ from: from.unit, to: to.unit });
  }
  if (accountKey(from) === accountKey(to)) {
    return ledgerRefusals.same_account();
  }
  const giver = draft.facts.accounts.get(accountKey(from));
  const available =
    giver === undefined ? 0 : spendable(draft.facts, giver, draft.facts.now, amount);
  if (giver === undefined || available < amount) {
    return refuseShort(draft.facts, giver, { spendable: available, wanted: amount });
  }
  const setId = draft.openSet(newSet(draft, 'transfer', entry));
  const receiver = mainOf(draft.facts, to);
  const taken = takeOldest(draft, setId, giver, amount, draft.facts.now);
  const given = taken.map(({ lot, amount: part }): Lot => {
    const copy: Lot = {
      id: newId(),
      accountId: receiver.id,
      reference: entry.reference,
      expiresAt: lot.expiresAt,
      state: 'available',
      remaining: part,
      reserved: 0,
    };
    draft.makeLot(setId, copy, 'transfer');
    draft.post(setId, receiver.id, part, copy.id);
    return copy;
  });
  draft.moveAccount(receiver, { available: amount });
  draft.decision.amount = -amount;
  repay(draft, setId, to, given);
  return undefined;
}

function reserve(draft: Draft, entry: Reserve): Refusal | undefined {
  const { facts } = draft;
  const { amount, account: ref, expiresAt } = entry;
  if (expiresAt !== null && Temporal.Instant.compare(expiresAt, facts.now) <= 0) {
    return ledgerRefusals.already_expired();
  }
  const account = facts.accounts.get(accountKey(ref));
  const available = account === undefined ? 0 : spendable(facts, account, facts.now, amount);
  if (account === undefined || available < amount) {
    return refuseShort(facts, account, { spendable: available, wanted: amount });
  }
  const lots = oldest(facts, account, amount, facts.now).map(({ lot, amount: part }) => {
    draft.moveLot(lot, { reserved: part });
    return { lotId: lot.id, amount: part };
  });
  draft.moveAccount(account, { available: -amount, reserved: amount });
  const { subjectId } = entry;
  draft.makeHold({ id: newId(), accountId: account.id, subjectId, amount, lots, expiresAt });
  return undefined;
}

function capture(draft: Draft, entry: Capture): Refusal | undefined {
  const { facts } = draft;
  const holds = facts.holds.get(entry.subjectId) ?? [];
  const reserved = holds.reduce((sum, hold) => sum + hold.amount, 0);
  const wanted = entry.amount ?? reserved;
  if (reserved === 0) {
    return ledgerRefusals.hold_unknown();
  }
  if (reserved < wanted) {
    return ledgerRefusals.hold_smaller({ reserved, wanted });
  }
  let rest = wanted;
  const setId = draft.openSet(newSet(draft, 'spend', entry));
  const houses = new Map<string, number>();
  for (const hold of holds) {
    const account = accountById(facts, hold.accountId);
    letGo(draft, account, hold);
    for (const { lotId, amount } of hold.lots) {
      const part = Math.min(rest, amount);
      if (part > 0) {
        draft.moveLot(lotById(facts, lotId), { remaining: -part });
        draft.moveAccount(account, { available: -part });
        draft.post(setId, account.id, -part, lotId);
        houses.set(account.unit, (houses.get(account.unit) ?? 0) + part);
        rest -= part;
      }
    }
    draft.endHold(hold, 'captured');
  }
  for (const [unit, amount] of houses) {
    draft.postHouse(setId, unit, 'spent', amount);
  }
  draft.decision.amount = -wanted;
  return undefined;
}

function release(draft: Draft, entry: Release): void {
  for (const hold of draft.facts.holds.get(entry.subjectId) ?? []) {
    letGo(draft, accountById(draft.facts, hold.accountId), hold);
    draft.endHold(hold, 'released');
  }
}

function mature(draft: Draft, entry: Mature): void {
  const lots = [...draft.facts.lots.values()].filter(
    (lot) => lot.reference === entry.reference && lot.state === 'pending',
  );
  if (lots.length === 0) {
    return;
  }
  const setId = draft.openSet(newSet(draft, 'mature', entry));
  for (const lot of lots) {
    const account = accountById(draft.facts, lot.accountId);
    draft.moveLot(lot, { matures: true });
    draft.moveAccount(account, { pending: -lot.remaining, available: lot.remaining });
    draft.decision.amount += lot.remaining;
    repay(draft, setId, account, [lot]);
  }
}

/** Reserved goes back to available; the hold itself is ended by the caller. */
export function letGo(draft: Draft, account: Account, hold: ValueHold): void {
  for (const { lotId, amount } of hold.lots) {
    draft.moveLot(lotById(draft.facts, lotId), { reserved: -amount });
  }
  draft.moveAccount(account, { available: hold.amount, reserved: -hold.amount });
}

type JournalFields = {
  readonly reference: string;
  readonly once?: string;
  readonly occurredAt?: Temporal.Instant;
  readonly businessDay?: Temporal.PlainDate;
  readonly placeId?: string | null;
  readonly reason?: string;
};

function newSet(draft: Draft, kind: SetKind, entry: JournalFields): Omit<NewSet, 'id'> {
  const { facts } = draft;
  const occurredAt = entry.occurredAt ?? facts.now;
  return {
    kind,
    reference: entry.reference,
    reversesId: null,
    reason: entry.reason ?? null,
    occurredAt,
    businessDay:
      entry.businessDay ??
      (occurredAt === facts.now ? facts.today : dayOf(occurredAt, 'Asia/Tokyo')),
    placeId: entry.placeId ?? null,
    once: entry.once ?? null,
  };
}
