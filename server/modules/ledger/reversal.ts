// Taking back what was posted. What an owner was given goes out of the very lots it came in by, then out of
// other lots, and what was spent meanwhile becomes an overdraft. What an owner spent goes back into the very
// lots it was taken from, the last taken first: as if less had been spent.
import type { Refusal } from '#kernel/errors';
import { newId } from '#kernel/ids';
import { type Account, accountKey, type LedgerFacts, type Lot, type PostedSet } from './account.ts';
import type { Draft, NewSet } from './draft.ts';
import type { Reverse } from './entry.ts';
import { ledgerRefusals } from './errors.ts';
import { accountById, lotById, overdraw, repay, spendable, takeOldest } from './taking.ts';

/** What a set did to owners' accounts and what was reversed of it before; nets by account and lot. */
type OpenSet = {
  readonly set: PostedSet;
  /** Still to be given back, in order of giving: the last taken first. */
  readonly toGive: readonly Side[];
  /** Still to be taken back, by account. */
  readonly toTake: readonly Side[];
  readonly left: number;
};

type Side = { readonly accountId: string; readonly lotId: string | null; readonly amount: number };

/** Reverses the sets of a reference, newest first: all that is left, or `entry.amount` of it. */
export function reverse(
  draft: Draft,
  entry: Reverse,
  journal: Omit<NewSet, 'id'>,
): Refusal | undefined {
  const { reference } = entry;
  const open = (draft.facts.sets.get(reference) ?? [])
    .filter((set) => set.kind === entry.of)
    .toReversed()
    .map((set) => openSetOf(draft.facts, set));
  if (open.length === 0) {
    return ledgerRefusals.reference_unknown({ reference });
  }
  const left = open.reduce((sum, each) => sum + each.left, 0);
  const wanted = entry.amount ?? left;
  if (wanted === 0 || wanted > left) {
    return ledgerRefusals.reversed_already({ reference, left });
  }
  let rest = wanted;
  for (const each of open) {
    const part = Math.min(rest, each.left);
    if (part > 0) {
      reverseSet(draft, each, part, { ...journal, reversesId: each.set.id });
      rest -= part;
    }
  }
  return undefined;
}

function reverseSet(draft: Draft, open: OpenSet, part: number, journal: Omit<NewSet, 'id'>) {
  const setId = draft.openSet({
    ...journal,
    once: draft.decision.setId === null ? journal.once : null,
  });
  let toGive = open.toGive.length === 0 ? 0 : part;
  for (const side of open.toGive) {
    const amount = Math.min(toGive, side.amount);
    if (amount > 0) {
      giveBack(draft, setId, side, amount);
      toGive -= amount;
    }
  }
  let toTake = open.toTake.length === 0 ? 0 : part;
  for (const side of open.toTake) {
    const amount = Math.min(toTake, side.amount);
    if (amount > 0) {
      takeBack(draft, setId, side, amount);
      toTake -= amount;
    }
  }
  const house = open.set.lines.find((line) => !draft.facts.accountsById.has(line.accountId));
  if (house !== undefined) {
    draft.post(setId, house.accountId, house.amount > 0 ? -part : part, null);
  }
  draft.decision.amount += open.toTake.length > 0 ? -part : part;
}

function giveBack(draft: Draft, setId: string, side: Side, amount: number): void {
  const { facts } = draft;
  const account = accountById(facts, side.accountId);
  if (side.lotId !== null) {
    draft.moveLot(lotById(facts, side.lotId), { remaining: amount });
    draft.moveAccount(account, { available: amount });
    draft.post(setId, account.id, amount, side.lotId);
    return;
  }
  const owed = Math.min(amount, Math.max(0, -account.available));
  draft.moveAccount(account, { available: owed });
  draft.post(setId, account.id, owed, null);
  const main = mainBeside(facts, account);
  if (amount > owed && main !== undefined) {
    giveAnew(draft, setId, main, amount - owed);
  }
}

/**
 * The overdraft was paid back by what came later, so its owner is given that again: a lot of its own, without
 * expiry, since the lots that paid are not to be told apart any more.
 */
function giveAnew(draft: Draft, setId: string, main: Account, amount: number): void {
  const lot: Lot = {
    id: newId(),
    accountId: main.id,
    reference: draft.decision.sets.at(-1)?.reference ?? '',
    expiresAt: null,
    state: 'available',
    remaining: amount,
    reserved: 0,
  };
  draft.makeLot(setId, lot, 'reverse');
  draft.moveAccount(main, { available: amount });
  draft.post(setId, main.id, amount, lot.id);
  repay(draft, setId, main, [lot]);
}

function takeBack(draft: Draft, setId: string, side: Side, amount: number): void {
  const { facts } = draft;
  const owner = accountById(facts, side.accountId);
  let rest = amount;
  if (side.lotId !== null) {
    const lot = lotById(facts, side.lotId);
    const part = Math.min(rest, lot.remaining - lot.reserved);
    if (part > 0) {
      draft.moveLot(lot, { remaining: -part });
      draft.moveAccount(owner, lot.state === 'pending' ? { pending: -part } : { available: -part });
      draft.post(setId, owner.id, -part, lot.id);
      rest -= part;
    }
  }
  const main = mainBeside(facts, owner);
  const there = main === undefined ? 0 : Math.min(rest, spendable(facts, main, facts.now, rest));
  if (main !== undefined && there > 0) {
    takeOldest(draft, setId, main, there, facts.now);
    rest -= there;
  }
  if (rest > 0) {
    overdraw(draft, setId, owner, 'reversal', rest);
  }
}

/** An overdraft that was paid back is taken from what its owner has now. */
function mainBeside(facts: LedgerFacts, account: Account): Account | undefined {
  return account.code === 'main' ? account : facts.accounts.get(accountKey(account));
}

function openSetOf(facts: LedgerFacts, set: PostedSet): OpenSet {
  const sides = netOf(facts, [set]);
  const before = (facts.sets.get(set.reference) ?? []).filter((each) => each.reversesId === set.id);
  const gave = before.flatMap((each) => netOf(facts, [each])).filter((side) => side.amount > 0);
  const took = before
    .flatMap((each) => netOf(facts, [each]))
    .filter((side) => side.amount < 0)
    .reduce((sum, side) => sum - side.amount, 0);
  // What was given back as a lot of its own stands for an overdraft.
  const anew = sumOf(gave.filter((given) => !sides.some(isSame(given))));
  const toGive = sides
    .filter((side) => side.amount < 0)
    .map((side) => {
      const back = sumOf(gave.filter(isSame(side))) + (side.lotId === null ? anew : 0);
      return { accountId: side.accountId, lotId: side.lotId, amount: -side.amount - back };
    })
    .filter((side) => side.amount > 0)
    .toReversed();
  let taken = took;
  const toTake: Side[] = [];
  for (const side of sides.filter((each) => each.amount > 0)) {
    const gone = Math.min(taken, side.amount);
    taken -= gone;
    if (side.amount > gone) {
      toTake.push({ ...side, amount: side.amount - gone });
    }
  }
  return { set, toGive, toTake, left: Math.max(sumOf(toGive), sumOf(toTake)) };
}

/** Owners' lines summed by account and lot, in order of their first line. */
function netOf(facts: LedgerFacts, sets: readonly PostedSet[]): Side[] {
  const nets = new Map<string, Side>();
  for (const { accountId, lotId, amount } of sets.flatMap((set) => set.lines)) {
    if (facts.accountsById.has(accountId)) {
      const key = `${accountId} ${lotId}`;
      nets.set(key, { accountId, lotId, amount: amount + (nets.get(key)?.amount ?? 0) });
    }
  }
  return [...nets.values()].filter((side) => side.amount !== 0);
}

function sumOf(sides: readonly Side[]): number {
  return sides.reduce((sum, side) => sum + side.amount, 0);
}

function isSame(a: Side): (b: Side) => boolean {
  return (b) => a.accountId === b.accountId && a.lotId === b.lotId;
}
