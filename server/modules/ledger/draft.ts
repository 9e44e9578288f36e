// A decision in the making. Every change goes through here: it moves the facts, so that the next member of the
// batch sees it, and is noted, so that it can be written set-based or taken back.
import { newId } from '#kernel/ids';
import {
  type Account,
  type AccountRef,
  accountKey,
  compareLots,
  type HouseCode,
  houseAccountId,
  type LedgerFacts,
  type Lot,
  type OverdraftPolicy,
  type ValueHold,
} from './account.ts';

export type SetKind =
  | 'earn'
  | 'spend'
  | 'adjust'
  | 'transfer'
  | 'mature'
  | 'expire'
  | 'opening'
  | 'reverse';

export type NewSet = {
  readonly id: string;
  readonly kind: SetKind;
  readonly reference: string;
  readonly reversesId: string | null;
  readonly reason: string | null;
  readonly occurredAt: Temporal.Instant;
  readonly businessDay: Temporal.PlainDate;
  readonly placeId: string | null;
  readonly once: string | null;
};

export type NewPosting = {
  readonly setId: string;
  readonly line: number;
  readonly accountId: string;
  readonly amount: number;
  readonly lotId: string | null;
};

export type NewLot = {
  readonly lot: Lot;
  readonly setId: string;
  readonly original: number;
  readonly initialState: Lot['state'];
  readonly source: string;
};

export type AccountMove = {
  readonly account: Account;
  readonly pending: number;
  readonly available: number;
  readonly reserved: number;
};

export type LotMove = {
  readonly lot: Lot;
  readonly remaining: number;
  readonly reserved: number;
  readonly matures: boolean;
};

export type PostingDecision = {
  /** The main set's id; null when nothing was posted (a reserve, a release). */
  readonly setId: string | null;
  /** True when the `once` key was posted before: nothing changes. */
  readonly isRepeat: boolean;
  /** What the owner's account changed by. */
  readonly amount: number;
  /** The part that went into an overdraft. */
  readonly overdrawn: number;
  readonly holdId: string | null;
  readonly sets: readonly NewSet[];
  readonly postings: readonly NewPosting[];
  readonly accountsMade: readonly Account[];
  readonly lotsMade: readonly NewLot[];
  readonly accountMoves: readonly AccountMove[];
  readonly lotMoves: readonly LotMove[];
  readonly holdsMade: readonly ValueHold[];
  readonly holdsEnded: readonly {
    readonly hold: ValueHold;
    readonly state: 'captured' | 'released' | 'expired';
  }[];
};

type Mutable<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer E)[] ? E[] : T[K] };

export class Draft {
  readonly facts: LedgerFacts;
  readonly decision: Mutable<PostingDecision> = {
    setId: null,
    isRepeat: false,
    amount: 0,
    overdrawn: 0,
    holdId: null,
    sets: [],
    postings: [],
    accountsMade: [],
    lotsMade: [],
    accountMoves: [],
    lotMoves: [],
    holdsMade: [],
    holdsEnded: [],
  };
  #line = 0;

  constructor(facts: LedgerFacts) {
    this.facts = facts;
  }

  openSet(set: Omit<NewSet, 'id'>): string {
    const id = newId();
    this.decision.sets.push({ ...set, id });
    this.decision.setId ??= id;
    this.#line = 0;
    return id;
  }

  post(setId: string, accountId: string, amount: number, lotId: string | null): void {
    if (amount === 0) {
      return;
    }
    this.decision.postings.push({ setId, line: this.#line, accountId, amount, lotId });
    this.#line += 1;
  }

  postHouse(setId: string, unit: string, code: HouseCode, amount: number): void {
    this.post(setId, houseAccountId(unit, code), amount, null);
  }

  moveAccount(
    account: Account,
    change: Partial<Pick<AccountMove, 'pending' | 'available' | 'reserved'>>,
  ) {
    const { pending = 0, available = 0, reserved = 0 } = change;
    account.pending += pending;
    account.available += available;
    account.reserved += reserved;
    this.decision.accountMoves.push({ account, pending, available, reserved });
  }

  moveLot(lot: Lot, change: Partial<Omit<LotMove, 'lot'>>): void {
    const { remaining = 0, reserved = 0, matures = false } = change;
    lot.remaining += remaining;
    lot.reserved += reserved;
    if (matures) {
      lot.state = 'available';
    }
    this.decision.lotMoves.push({ lot, remaining, reserved, matures });
    if (matures || remaining > 0 || reserved < 0) {
      addOpenLot(this.facts, lot);
    }
  }

  makeLot(setId: string, lot: Lot, source: string): void {
    const { facts, decision } = this;
    facts.lots.set(lot.id, lot);
    addOpenLot(facts, lot);
    const initialState = lot.state;
    decision.lotsMade.push({ lot, setId, original: lot.remaining, initialState, source });
  }

  /** The account in which a fact's overdraft stands; made when it is the first. */
  overdraftOf(of: AccountRef, policy: OverdraftPolicy): Account {
    const code = `overdraft:${policy}`;
    const known = this.facts.accounts.get(accountKey(of, code));
    if (known !== undefined) {
      return known;
    }
    const { ownerKind, ownerId, unit } = of;
    const account: Account = {
      id: newId(),
      ownerKind,
      ownerId,
      unit,
      code,
      pending: 0,
      available: 0,
      reserved: 0,
    };
    this.facts.accounts.set(accountKey(of, code), account);
    this.facts.accountsById.set(account.id, account);
    this.decision.accountsMade.push(account);
    return account;
  }

  makeHold(hold: ValueHold): void {
    const known = this.facts.holds.get(hold.subjectId) ?? [];
    this.facts.holds.set(hold.subjectId, [...known, hold]);
    this.decision.holdsMade.push(hold);
    this.decision.holdId = hold.id;
  }

  endHold(hold: ValueHold, state: 'captured' | 'released' | 'expired'): void {
    const rest = (this.facts.holds.get(hold.subjectId) ?? []).filter((each) => each !== hold);
    this.facts.holds.set(hold.subjectId, rest);
    this.decision.holdsEnded.push({ hold, state });
  }
}

/**
 * Takes a decision back inside the facts: another part of the same member was refused. Decisions are taken
 * back newest first, and must not have been applied.
 */
export function undecidePosting(facts: LedgerFacts, decision: PostingDecision): void {
  for (const { account, pending, available, reserved } of decision.accountMoves) {
    account.pending -= pending;
    account.available -= available;
    account.reserved -= reserved;
  }
  for (const { lot, remaining, reserved, matures } of decision.lotMoves) {
    lot.remaining -= remaining;
    lot.reserved -= reserved;
    if (matures) {
      lot.state = 'pending';
    }
  }
  for (const { lot } of decision.lotsMade) {
    facts.lots.delete(lot.id);
    const open = facts.openLots.get(lot.accountId) ?? [];
    facts.openLots.set(
      lot.accountId,
      open.filter((each) => each !== lot),
    );
  }
  for (const hold of decision.holdsMade) {
    const rest = (facts.holds.get(hold.subjectId) ?? []).filter((each) => each !== hold);
    facts.holds.set(hold.subjectId, rest);
  }
  for (const { hold } of decision.holdsEnded) {
    facts.holds.set(hold.subjectId, [...(facts.holds.get(hold.subjectId) ?? []), hold]);
  }
  for (const account of decision.accountsMade) {
    facts.accounts.delete(accountKey(account, account.code));
    facts.accountsById.delete(account.id);
  }
  for (const { id, once, reference } of decision.sets) {
    if (once !== null && facts.posted.get(once) === id) {
      facts.posted.delete(once);
    }
    const known = facts.sets.get(reference);
    if (known !== undefined) {
      facts.sets.set(
        reference,
        known.filter((set) => set.id !== id),
      );
    }
  }
}

function addOpenLot(facts: LedgerFacts, lot: Lot): void {
  const open = facts.openLots.get(lot.accountId) ?? [];
  if (!open.includes(lot)) {
    // Most lots expire last: the place is looked for from the end.
    const place = open.findLastIndex((other) => compareLots(other, lot) < 0) + 1;
    facts.openLots.set(lot.accountId, open.toSpliced(place, 0, lot));
  }
}
