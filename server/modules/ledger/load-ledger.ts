// Loads all that a batch of entries needs, set-based, behind the locks of the owners' accounts.
import { dayOf } from '#kernel/clock';
import { newId } from '#kernel/ids';
import type { Tx } from '#kernel/transaction';
import {
  type Account,
  type AccountRef,
  accountKey,
  compareLots,
  freeOf,
  houseAccountId,
  houseCodes,
  type LedgerFacts,
  type Lot,
  lotsFirst,
  type PostedSet,
  type ValueHold,
} from './account.ts';
import type { LedgerEntry } from './entry.ts';
import {
  type AccountToMake,
  findAccountIds,
  findHolds,
  findLots,
  findOpenLots,
  findPendingLots,
  findPosted,
  findRefs,
  findSets,
  insertAccountRows,
  lockAccountRows,
} from './store.ts';

const lotsMax = 100_000;
const houseOwnerId = '00000000-0000-0000-0000-000000000000';

/**
 * Loads and locks what the entries speak of; accounts that value comes to are made. The facts are good for
 * this transaction only.
 */
export async function loadLedger(tx: Tx, entries: readonly LedgerEntry[]): Promise<LedgerFacts> {
  return loadFacts(tx, wantsOf(entries));
}

/** Loads these lots and their accounts, the lots as they are behind the lock. */
export async function loadLotsById(tx: Tx, lots: readonly Lot[]): Promise<LedgerFacts> {
  return loadFacts(tx, { ...wantsOf([]), lots: [...lots] });
}

async function loadFacts(tx: Tx, wants: Wants): Promise<LedgerFacts> {
  const touched = await accountsBehind(tx, wants);
  const accounts = await lockAccounts(tx, wants, touched);
  const facts: LedgerFacts = {
    now: tx.now,
    today: dayOf(tx.now, 'Asia/Tokyo'),
    accounts: new Map(accounts.map((account) => [accountKey(account, account.code), account])),
    accountsById: new Map(accounts.map((account) => [account.id, account])),
    lots: new Map(),
    openLots: new Map(),
    holds: new Map(),
    sets: new Map(),
    posted: wants.once.length === 0 ? new Map() : await findPosted(tx, wants.once),
  };
  await loadLots(tx, facts, wants);
  return facts;
}

type Wants = {
  /** Accounts that value comes to: made when missing. */
  readonly receivers: AccountRef[];
  /** Accounts that value is taken from, and how much; a fact takes what there is. */
  readonly givers: {
    readonly ref: AccountRef;
    readonly amount: number;
    readonly isFact: boolean;
  }[];
  /** All that these entries bring, to whomever. */
  incoming: number;
  readonly subjects: string[];
  readonly maturing: string[];
  readonly reversed: string[];
  readonly once: string[];
  /** Lots that are looked at for themselves. */
  readonly lots: Lot[];
};

function wantsOf(entries: readonly LedgerEntry[]): Wants {
  const wants: Wants = {
    receivers: [],
    givers: [],
    incoming: 0,
    subjects: [],
    maturing: [],
    reversed: [],
    once: [],
    lots: [],
  };
  for (const entry of entries) {
    if ('once' in entry && entry.once !== undefined) {
      wants.once.push(entry.once);
    }
    switch (entry.kind) {
      case 'earn':
      case 'opening':
      case 'adjust_up':
        wants.receivers.push(entry.account);
        wants.incoming += entry.amount;
        break;
      case 'spend':
      case 'adjust_down':
        wants.givers.push({
          ref: entry.account,
          amount: entry.amount,
          isFact: entry.policy !== undefined || entry.isPart === true,
        });
        if (entry.policy !== undefined) {
          wants.receivers.push(entry.account);
        }
        break;
      case 'transfer':
        wants.givers.push({ ref: entry.from, amount: entry.amount, isFact: false });
        wants.receivers.push(entry.to);
        wants.incoming += entry.amount;
        break;
      case 'reserve':
        wants.givers.push({
          ref: entry.account,
          amount: entry.amount,
          isFact: entry.isPart === true,
        });
        break;
      case 'capture':
      case 'release':
        wants.subjects.push(entry.subjectId);
        break;
      case 'mature':
        wants.maturing.push(entry.reference);
        break;
      case 'reverse':
        wants.reversed.push(entry.reference);
        break;
    }
  }
  // What one member of the batch earns, a later one may take back.
  const reversed = new Set(wants.reversed);
  for (const entry of reversed.size === 0 ? [] : entries) {
    if (entry.kind === 'transfer' && reversed.has(entry.reference)) {
      wants.givers.push({ ref: entry.to, amount: entry.amount, isFact: true });
    } else if ('account' in entry && 'reference' in entry && reversed.has(entry.reference)) {
      wants.givers.push({ ref: entry.account, amount: entry.amount, isFact: true });
    }
  }
  return wants;
}

/** Entries that name a subject or a reference: whose accounts those are, before locking them. */
async function accountsBehind(tx: Tx, wants: Wants): Promise<AccountRef[]> {
  const ids = new Set<string>();
  const { subjects, maturing, reversed } = wants;
  for (const lot of wants.lots) {
    ids.add(lot.accountId);
  }
  for (const hold of subjects.length === 0 ? [] : await findHolds(tx, subjects)) {
    ids.add(hold.accountId);
  }
  for (const lot of maturing.length === 0 ? [] : await findPendingLots(tx, maturing)) {
    ids.add(lot.accountId);
  }
  for (const set of reversed.length === 0 ? [] : await findSets(tx, reversed)) {
    for (const line of set.lines) {
      ids.add(line.accountId);
    }
  }
  return ids.size === 0 ? [] : findRefs(tx, [...ids]);
}

async function lockAccounts(
  tx: Tx,
  wants: Wants,
  touched: readonly AccountRef[],
): Promise<Account[]> {
  const refs = new Map<string, AccountRef>();
  for (const ref of [...wants.receivers, ...wants.givers.map((giver) => giver.ref), ...touched]) {
    refs.set(accountKey(ref), ref);
  }
  if (refs.size === 0) {
    return [];
  }
  const [accounts] = await Promise.all([
    lockAccountRows(tx, [...refs.values()]),
    ensureHouse(tx, new Set([...refs.values()].map((ref) => ref.unit))),
  ]);
  const known = new Set(accounts.map((account) => accountKey(account, account.code)));
  const missing = new Map(
    wants.receivers
      .filter((ref) => !known.has(accountKey(ref)))
      .map((ref) => [accountKey(ref), ref]),
  );
  if (missing.size === 0) {
    return accounts;
  }
  const made = [...missing.values()].map(
    ({ ownerKind, ownerId, unit }): AccountToMake => ({
      id: newId(),
      ownerKind,
      ownerId,
      unit,
      code: 'main',
    }),
  );
  await insertAccountRows(tx, made);
  return [...accounts, ...(await lockAccountRows(tx, [...missing.values()]))];
}

/** House accounts that were seen committed; they are never deleted. */
const houseKnown = new WeakMap<Tx['database'], Set<string>>();

/** The house's accounts of these units exist; their ids are known without asking. */
async function ensureHouse(tx: Tx, units: ReadonlySet<string>): Promise<void> {
  const seen = houseKnown.get(tx.database) ?? new Set();
  houseKnown.set(tx.database, seen);
  const wanted = [...units]
    .flatMap((unit) =>
      houseCodes.map(
        (code): AccountToMake => ({
          id: houseAccountId(unit, code),
          ownerKind: 'house',
          ownerId: houseOwnerId,
          unit,
          code,
        }),
      ),
    )
    .filter((account) => !seen.has(account.id));
  if (wanted.length === 0) {
    return;
  }
  const known = await findAccountIds(
    tx,
    wanted.map((account) => account.id),
  );
  const missing = wanted.filter((account) => !known.has(account.id));
  // What this transaction makes itself may be rolled back: only the next one's look remembers it.
  for (const id of known) {
    seen.add(id);
  }
  if (missing.length > 0) {
    await insertAccountRows(tx, missing);
  }
}

async function loadLots(tx: Tx, facts: LedgerFacts, wants: Wants): Promise<void> {
  const { subjects, maturing, reversed } = wants;
  const holds = subjects.length === 0 ? [] : await findHolds(tx, subjects);
  const sets = reversed.length === 0 ? [] : await findSets(tx, reversed);
  groupHolds(facts, subjects, holds);
  groupSets(facts, reversed, sets);
  const needs = neededOf(facts, wants, sets);
  if (needs.size > 0) {
    addLots(facts, await findOpenLots(tx, [...needs.keys()], lotsFirst));
    const read = Map.groupBy(facts.lots.values(), (lot) => lot.accountId);
    const more = [...needs].filter(([id, amount]) => isCutShort(facts, read.get(id), amount));
    if (more.length > 0) {
      addLots(
        facts,
        await findOpenLots(
          tx,
          more.map(([id]) => id),
          lotsMax,
        ),
      );
    }
  }
  if (maturing.length > 0) {
    addLots(facts, await findPendingLots(tx, maturing));
  }
  const byId = new Set([
    ...wants.lots.map((lot) => lot.id),
    ...holds.flatMap((hold) => hold.lots.map((part) => part.lotId)),
    ...sets.flatMap((set) => set.lines.flatMap(({ lotId }) => (lotId === null ? [] : [lotId]))),
  ]);
  const absent = [...byId].filter((id) => !facts.lots.has(id));
  if (absent.length > 0) {
    addLots(facts, await findLots(tx, absent));
  }
  for (const [accountId, lots] of Map.groupBy(facts.lots.values(), (lot) => lot.accountId)) {
    facts.openLots.set(accountId, lots.toSorted(compareLots));
  }
}

/** How much may be taken from which main account. Nothing, where it wants more than there can ever be. */
function neededOf(
  facts: LedgerFacts,
  wants: Wants,
  sets: readonly PostedSet[],
): Map<string, number> {
  const needs = new Map<string, number>();
  const lines = sets.flatMap((set) => set.lines);
  const incoming = lines.reduce((sum, line) => sum + Math.abs(line.amount), wants.incoming);
  const need = (account: Account | undefined, amount: number, isFact: boolean) => {
    if (account !== undefined) {
      const most = account.available + account.pending + account.reserved + incoming;
      const wanted = amount <= most ? amount : isFact ? most : 0;
      needs.set(account.id, (needs.get(account.id) ?? 0) + wanted);
    }
  };
  for (const { ref, amount, isFact } of wants.givers) {
    need(facts.accounts.get(accountKey(ref)), amount, isFact);
  }
  for (const line of lines) {
    const account = facts.accountsById.get(line.accountId);
    if (account !== undefined && line.amount > 0) {
      need(facts.accounts.get(accountKey(account)), line.amount, true);
    }
  }
  return needs;
}

function isCutShort(facts: LedgerFacts, lots: readonly Lot[] = [], amount = 0): boolean {
  return (
    lots.length >= lotsFirst && lots.reduce((sum, lot) => sum + freeOf(lot, facts.now), 0) < amount
  );
}

function addLots(facts: LedgerFacts, lots: readonly Lot[]): void {
  for (const lot of lots) {
    facts.lots.set(lot.id, lot);
  }
}

function groupHolds(
  facts: LedgerFacts,
  subjects: readonly string[],
  holds: readonly ValueHold[],
): void {
  for (const subjectId of subjects) {
    facts.holds.set(
      subjectId,
      holds.filter((hold) => hold.subjectId === subjectId),
    );
  }
}

function groupSets(
  facts: LedgerFacts,
  references: readonly string[],
  sets: readonly PostedSet[],
): void {
  const known = Map.groupBy(sets, (set) => set.reference);
  for (const reference of references) {
    facts.sets.set(reference, known.get(reference) ?? []);
  }
}
