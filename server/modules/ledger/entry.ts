// What can be asked of the ledger. Promises (spend, reserve, transfer) need the value to be there; facts
// (earn, reverse, a spend with a policy) always post.
import type { AccountRef, HouseCode, OverdraftPolicy } from './account.ts';

type Journal = {
  /** The typed id of what it is about, `ord_…`; reversal and maturing find it by this. */
  readonly reference: string;
  /** Posts at most once for this key, for ever: `import:<source>:<row>`, a till's sale. */
  readonly once?: string;
  /** Now unless told. */
  readonly occurredAt?: Temporal.Instant;
  /** The day of the books at its place; the day of `occurredAt` in Asia/Tokyo unless told. */
  readonly businessDay?: Temporal.PlainDate;
  /** uuid */
  readonly placeId?: string | null;
  /** A code: why a person adjusted it. */
  readonly reason?: string;
};

/** Value comes: a new lot. */
export type Earn = Journal & {
  readonly kind: 'earn' | 'opening' | 'adjust_up';
  readonly account: AccountRef;
  readonly amount: number;
  /** True until `mature`: the goods are not handed over yet. */
  readonly isPending?: boolean;
  /** The first moment at which it cannot be spent; null never expires. */
  readonly expiresAt: Temporal.Instant | null;
  readonly source?: string;
};

/** Value goes, oldest lot first. With a policy it is a fact: what is not there becomes an overdraft. */
export type Spend = Journal & {
  readonly kind: 'spend' | 'adjust_down';
  readonly account: AccountRef;
  readonly amount: number;
  readonly policy?: OverdraftPolicy;
  /** Other accounts pay with it (`shareOut`): all that may be needed of this one is read. */
  readonly isPart?: true;
};

/** Value moves to another owner; each lot keeps its expiry. */
export type Transfer = Journal & {
  readonly kind: 'transfer';
  readonly from: AccountRef;
  readonly to: AccountRef;
  readonly amount: number;
};

/** Value is kept for a subject (uuid) until it is captured or released. */
export type Reserve = {
  readonly kind: 'reserve';
  readonly account: AccountRef;
  readonly amount: number;
  readonly subjectId: string;
  readonly expiresAt: Temporal.Instant | null;
  readonly isPart?: true;
};

/** What is reserved for a subject is spent; less than the whole lets go of the rest. */
export type Capture = Journal & {
  readonly kind: 'capture';
  readonly subjectId: string;
  readonly amount?: number;
};

export type Release = { readonly kind: 'release'; readonly subjectId: string };

/** Pending value of a reference becomes available. Nothing pending is no error. */
export type Mature = Journal & { readonly kind: 'mature' };

/**
 * Takes back what was posted for a reference, into and out of the same lots: all that is left of it, or
 * `amount` of it. `of` says which sets.
 */
export type Reverse = Journal & {
  readonly kind: 'reverse';
  readonly of: 'earn' | 'spend' | 'adjust' | 'transfer';
  readonly amount?: number;
};

export type LedgerEntry = Earn | Spend | Transfer | Reserve | Capture | Release | Mature | Reverse;

export const houseCodeOf: Readonly<Record<Earn['kind'] | Spend['kind'], HouseCode>> = {
  earn: 'issued',
  opening: 'opening',
  adjust_up: 'adjusted',
  spend: 'spent',
  adjust_down: 'adjusted',
};
