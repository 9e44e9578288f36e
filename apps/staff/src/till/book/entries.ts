// What was done at this till, kept until the house has it and for a while after: the journal and the outbox are one
// list. A write is on the disk before the till says that it is done.
import type { Body } from '@engawa/client';
import Dexie, { type EntityTable } from 'dexie';
import type { MemberCoupon } from '../sale/member.ts';

type Told = Body<'/api/tills/entries'>['entries'][number];

/** An entry as it is told, but for its time, which is reckoned when it is told. */
export type EntryToTell = Omit<Told, 'at' | 'tillAt'>;

type TillAnswer = {
  readonly outcome: string;
  readonly number: string | null;
  readonly totalMinor: number;
  readonly pointsEarned: number;
  readonly conflicts: readonly string[];
  readonly refusal: { readonly code: string; readonly ja: string; readonly en: string } | null;
};

/** waiting: not told yet; stuck: the house could not read it, people must look. The others are the house's words. */
export type EntryState = 'waiting' | 'stuck' | 'booked' | 'parked' | 'refused' | 'withdrawn';

/** Whether money comes in or goes out with an entry of the drawer, as the till itself reckons. */
export type KeptEntry = {
  /** In the order in which they were made. */
  seq: number;
  readonly id: string;
  readonly drawerId: string;
  readonly placeId: string;
  readonly till: string;
  readonly kind: string;
  /** What the clock of this machine said, and in which run of it. */
  readonly wallMs: number;
  readonly run: string;
  readonly orderId: string | null;
  /** By means of payment, below zero what goes out. */
  readonly parts: Readonly<Record<string, number>>;
  readonly totalMinor: number;
  readonly clerk: string | null;
  readonly told: EntryToTell;
  /** The sale that it takes back, which another room of the house booked. */
  readonly takesBack?: string;
  /** What it takes of an allowance, to be given back if the house refuses it. */
  readonly use?: AllowanceUse;
  state: EntryState;
  answer: TillAnswer | null;
};

type Value = { readonly key: string; readonly value: unknown };
export type Parked = {
  id: string;
  readonly atMs: number;
  readonly basket: unknown;
  readonly isPractice?: boolean;
};

/** A promise of the house to this till, and what was accepted by it. It names nobody; it goes when it is over. */
export type KeptAllowance = {
  readonly id: string;
  /** Of her card; null where she has none of this house. */
  readonly number: string | null;
  readonly recordId: string;
  readonly token: string;
  readonly coupons: readonly MemberCoupon[];
  readonly expiresAt: string;
  usedPoints: number;
  usedCodes: readonly string[];
};

/** What a sale takes of an allowance. */
export type AllowanceUse = {
  readonly id: string;
  readonly points: number;
  readonly codes: readonly string[];
};

const book = new Dexie('engawa-till', { chromeTransactionDurability: 'strict' }) as Dexie & {
  allowances: EntityTable<KeptAllowance, 'id'>;
  entries: EntityTable<KeptEntry, 'seq'>;
  values: EntityTable<Value, 'key'>;
  parked: EntityTable<Parked, 'id'>;
};
book
  .version(1)
  .stores({ entries: '++seq, &id, state, drawerId, orderId, wallMs', values: 'key', parked: 'id' });
book.version(2).stores({ allowances: 'id, number, recordId' });

const keptDays = 35;

/** Both or neither: a sale is never on the disk without what it takes of an allowance. */
export async function keepEntry(entry: Omit<KeptEntry, 'seq'>, use?: AllowanceUse): Promise<void> {
  await book.transaction('rw', book.entries, book.allowances, async () => {
    await book.entries.add(entry);
    if (use !== undefined) {
      await book.allowances
        .where('id')
        .equals(use.id)
        .modify((kept) => {
          kept.usedPoints += use.points;
          kept.usedCodes = [...kept.usedCodes, ...use.codes];
        });
    }
  });
}

/** The house refused the sale: what it would have taken is there again. */
export async function giveUseBack(use: AllowanceUse): Promise<void> {
  await book.allowances
    .where('id')
    .equals(use.id)
    .modify((kept) => {
      kept.usedPoints -= use.points;
      kept.usedCodes = kept.usedCodes.filter((code) => !use.codes.includes(code));
    });
}

export async function keepAllowance(allowance: KeptAllowance): Promise<void> {
  await book.allowances.put(allowance);
}

/** By the number of her card or by her record. */
export function listAllowances(by: 'number' | 'recordId', value: string): Promise<KeptAllowance[]> {
  return book.allowances.where(by).equals(value).toArray();
}

export async function forgetAllowance(id: string): Promise<void> {
  await book.allowances.delete(id);
}

/** Forgets promises that are over. */
export async function forgetAllowances(nowMs: number): Promise<void> {
  await book.allowances.filter(({ expiresAt }) => Date.parse(expiresAt) <= nowMs).delete();
}

/** What the house has not answered yet, oldest first. */
export function listWaiting(limit: number): Promise<KeptEntry[]> {
  return book.entries.where('state').equals('waiting').limit(limit).sortBy('seq');
}

export function countEntries(state: EntryState): Promise<number> {
  return book.entries.where('state').equals(state).count();
}

export function findEntry(id: string): Promise<KeptEntry | undefined> {
  return book.entries.where('id').equals(id).first();
}

/** The sale or the return of an order. */
export function findEntryOfOrder(orderId: string): Promise<KeptEntry | undefined> {
  return book.entries.where('orderId').equals(orderId).first();
}

export function listOfDrawer(drawerId: string): Promise<KeptEntry[]> {
  return book.entries.where('drawerId').equals(drawerId).sortBy('seq');
}

/** Newest first. */
export async function listNewest(limit: number): Promise<KeptEntry[]> {
  const skipped = Math.max(0, (await book.entries.count()) - limit);
  return (await book.entries.orderBy('seq').offset(skipped).toArray()).toReversed();
}

export async function answerEntries(
  answers: readonly {
    readonly id: string;
    readonly state: EntryState;
    readonly answer: TillAnswer;
  }[],
): Promise<void> {
  await book.transaction('rw', book.entries, async () => {
    for (const { id, state, answer } of answers) {
      await book.entries.where('id').equals(id).modify({ state, answer });
    }
  });
}

/** Forgets what the house has had for more than a month; what it has not is never forgotten. */
export async function forgetOldEntries(): Promise<void> {
  const before = Date.now() - keptDays * 86_400_000;
  await book.entries
    .where('wallMs')
    .below(before)
    .filter(({ state }) => state === 'booked' || state === 'withdrawn')
    .delete();
}

export async function readValue<Kind>(key: string): Promise<Kind | undefined> {
  return (await book.values.get(key))?.value as Kind | undefined;
}

export async function keepValue(key: string, value: unknown): Promise<void> {
  await book.values.put({ key, value });
}

export async function park(parked: Parked): Promise<void> {
  await book.parked.put(parked);
}

export function listParked(): Promise<Parked[]> {
  return book.parked.toArray();
}

export async function unpark(id: string): Promise<void> {
  await book.parked.delete(id);
}
