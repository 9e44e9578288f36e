// What the ledger's rules look at: accounts, lots and value holds, loaded with their accounts locked.
import { createHash } from 'node:crypto';

/** `points`, `stamp:<campaign>`, `gift:JPY`, `credit:JPY`; amounts are whole numbers of it. */
export type Unit = string;

export type OwnerKind = 'record' | 'bearer' | 'party';

/** Whose value, of which unit. */
export type AccountRef = {
  readonly ownerKind: OwnerKind;
  /** uuid */
  readonly ownerId: string;
  readonly unit: Unit;
};

/** Where value comes from and goes to. */
export type HouseCode = 'issued' | 'spent' | 'expired' | 'opening' | 'adjusted';
export const houseCodes: readonly HouseCode[] = [
  'issued',
  'spent',
  'expired',
  'opening',
  'adjusted',
];

/** Under which rule a fact may take more than is there. */
export type OverdraftPolicy = 'offline' | 'reversal';
export const overdraftPolicies: readonly OverdraftPolicy[] = ['offline', 'reversal'];

export type Account = {
  readonly id: string;
  readonly ownerKind: OwnerKind;
  readonly ownerId: string;
  readonly unit: Unit;
  /** `main`, `overdraft:offline`. */
  readonly code: string;
  pending: number;
  available: number;
  reserved: number;
};

export type Lot = {
  readonly id: string;
  readonly accountId: string;
  readonly reference: string;
  readonly expiresAt: Temporal.Instant | null;
  state: 'pending' | 'available';
  remaining: number;
  reserved: number;
};

/** Value that is kept for a subject (a checkout), and from which lots in order of taking. */
export type ValueHold = {
  readonly id: string;
  readonly accountId: string;
  readonly subjectId: string;
  readonly amount: number;
  readonly lots: readonly { readonly lotId: string; readonly amount: number }[];
  readonly expiresAt: Temporal.Instant | null;
};

/** A set that was posted before, for reversal; the house's lines have no owner here. */
export type PostedSet = {
  readonly id: string;
  readonly kind: string;
  readonly reference: string;
  readonly reversesId: string | null;
  readonly lines: readonly {
    readonly accountId: string;
    readonly amount: number;
    readonly lotId: string | null;
  }[];
};

export type LedgerFacts = {
  readonly now: Temporal.Instant;
  /** The day of `now` in Asia/Tokyo. */
  readonly today: Temporal.PlainDate;
  /** By `accountKey`. */
  readonly accounts: Map<string, Account>;
  readonly accountsById: Map<string, Account>;
  readonly lots: Map<string, Lot>;
  /** The lots of an account that can be taken, oldest expiry first. */
  readonly openLots: Map<string, Lot[]>;
  /** Active holds by subject. */
  readonly holds: Map<string, ValueHold[]>;
  /** Sets by reference, oldest first, reversals among them. */
  readonly sets: Map<string, PostedSet[]>;
  /** Keys that were posted before → their set. */
  readonly posted: Map<string, string>;
};

export function accountKey(ref: AccountRef, code = 'main'): string {
  return `${ref.ownerKind} ${ref.ownerId} ${ref.unit} ${code}`;
}

const houseIds = new Map<string, string>();
const houseIdsMax = 10_000;

/** The id of a house account: the same everywhere, so that nobody has to look it up or wait for it. */
export function houseAccountId(unit: Unit, code: HouseCode): string {
  const name = `${unit} ${code}`;
  let id = houseIds.get(name);
  if (id === undefined) {
    id = makeHouseId(unit, code);
    if (houseIds.size >= houseIdsMax) {
      houseIds.clear();
    }
    houseIds.set(name, id);
  }
  return id;
}

function makeHouseId(unit: Unit, code: HouseCode): string {
  const bytes = createHash('sha256').update(`engawa house ${unit} ${code}`).digest();
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString('hex', 0, 16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** Oldest expiry first, what never expires last; equal ones in order of making. */
export function compareLots(a: Lot, b: Lot): number {
  if (a.expiresAt !== null && b.expiresAt !== null) {
    const order = Temporal.Instant.compare(a.expiresAt, b.expiresAt);
    return order === 0 ? compareText(a.id, b.id) : order;
  }
  if (a.expiresAt === null && b.expiresAt === null) {
    return compareText(a.id, b.id);
  }
  return a.expiresAt === null ? 1 : -1;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Lots of one account read at first; nearly always more than are needed. */
export const lotsFirst = 100;

/** What can be taken from a lot at a moment. */
export function freeOf(lot: Lot, at: Temporal.Instant): number {
  const isOver = lot.expiresAt !== null && Temporal.Instant.compare(lot.expiresAt, at) <= 0;
  return lot.state === 'available' && !isOver ? lot.remaining - lot.reserved : 0;
}
