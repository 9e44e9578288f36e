// Taking from lots: the oldest expiry first, never more than is free; and what is taken beyond that.
import type { Refusal } from '#kernel/errors';
import {
  type Account,
  type AccountRef,
  accountKey,
  freeOf,
  type LedgerFacts,
  type Lot,
  lotsFirst,
  type OverdraftPolicy,
  overdraftPolicies,
} from './account.ts';
import type { Draft } from './draft.ts';
import { ledgerRefusals } from './errors.ts';

/** Takes an amount that is known to be there; answers which lots gave it. */
export function takeOldest(
  draft: Draft,
  setId: string,
  account: Account,
  amount: number,
  at: Temporal.Instant,
): { lot: Lot; amount: number }[] {
  const taken = oldest(draft.facts, account, amount, at);
  for (const { lot, amount: part } of taken) {
    draft.moveLot(lot, { remaining: -part });
    draft.post(setId, account.id, -part, lot.id);
  }
  draft.moveAccount(account, { available: -amount });
  return taken;
}

/** The part of a fact that was not there. */
export function overdraw(
  draft: Draft,
  setId: string,
  ref: AccountRef,
  policy: OverdraftPolicy,
  amount: number,
): void {
  const debt = draft.overdraftOf(ref, policy);
  draft.moveAccount(debt, { available: -amount });
  draft.post(setId, debt.id, -amount, null);
  draft.decision.overdrawn += amount;
}

/**
 * What can be spent of an account at a moment: free, mature, not expired. Stops counting where `enough` is reached: a
 * busy account has many lots.
 */
export function spendable(
  facts: LedgerFacts,
  account: Account,
  at: Temporal.Instant,
  enough: number,
): number {
  let sum = 0;
  for (const lot of facts.openLots.get(account.id) ?? []) {
    sum += freeOf(lot, at);
    if (sum >= enough) {
      break;
    }
  }
  return sum;
}

/** The refusal; it tells the balance where not every lot was read, since nothing could come of reading them. */
export function refuseShort(
  facts: LedgerFacts,
  account: Account | undefined,
  amounts: { readonly spendable: number; readonly wanted: number },
): Refusal {
  const { wanted } = amounts;
  const isPart = (facts.openLots.get(account?.id ?? '')?.length ?? 0) >= lotsFirst;
  const available = isPart
    ? Math.max(amounts.spendable, account?.available ?? 0)
    : amounts.spendable;
  return ledgerRefusals.short({ available: Math.min(available, wanted - 1), wanted });
}

export function oldest(
  facts: LedgerFacts,
  account: Account,
  amount: number,
  at: Temporal.Instant,
): { lot: Lot; amount: number }[] {
  const taken: { lot: Lot; amount: number }[] = [];
  let rest = amount;
  for (const lot of facts.openLots.get(account.id) ?? []) {
    const part = Math.min(rest, freeOf(lot, at));
    if (part > 0) {
      taken.push({ lot, amount: part });
      rest -= part;
    }
    if (rest === 0) {
      break;
    }
  }
  return taken;
}

export function mainOf(facts: LedgerFacts, ref: AccountRef): Account {
  const account = facts.accounts.get(accountKey(ref));
  if (account === undefined) {
    throw new Error(`the account ${accountKey(ref)} was not loaded before it was decided`);
  }
  return account;
}

export function accountById(facts: LedgerFacts, id: string): Account {
  const account = facts.accountsById.get(id);
  if (account === undefined) {
    throw new Error(`the account ${id} was not loaded before it was decided`);
  }
  return account;
}

export function lotById(facts: LedgerFacts, id: string): Lot {
  const lot = facts.lots.get(id);
  if (lot === undefined) {
    throw new Error(`the lot ${id} was not loaded before it was decided`);
  }
  return lot;
}

/** What comes pays overdrafts back first, within the same set. */
export function repay(draft: Draft, setId: string, ref: AccountRef, lots: readonly Lot[]): void {
  for (const policy of overdraftPolicies) {
    const debt = draft.facts.accounts.get(accountKey(ref, `overdraft:${policy}`));
    const account = mainOf(draft.facts, ref);
    for (const lot of lots) {
      const part = Math.min(-(debt?.available ?? 0), lot.remaining - lot.reserved);
      if (debt !== undefined && part > 0) {
        draft.moveLot(lot, { remaining: -part });
        draft.moveAccount(account, { available: -part });
        draft.moveAccount(debt, { available: part });
        draft.post(setId, account.id, -part, lot.id);
        draft.post(setId, debt.id, part, null);
      }
    }
  }
}
