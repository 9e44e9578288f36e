// The records of one transaction as they are compared: unsealed into memory once, never written anywhere.
import type { PairScore, PreparedRecord } from '@engawa/match';
import {
  findRecords,
  type Profile,
  type RecordKind,
  readProfiles,
  withoutShared,
} from '#customers';
import type { Tx } from '#kernel/transaction';
import type { LoadedScorer } from './load-scorer.ts';
import { cellsOf, termOf, tokenOf } from './person-cells.ts';
import type { TokenToMeet } from './store.ts';
import { type PairKey, pairKeyOf } from './store-pairs.ts';

/** What one cannot tell people by: devices have no profile, companies are not persons. */
const notPersons: ReadonlySet<string> = new Set<RecordKind>(['device', 'organisation']);

export type Book = {
  readonly tx: Tx;
  readonly loaded: LoadedScorer;
  readonly prepared: Map<string, PreparedRecord>;
  /** How many records have a value, by `termOf`; hashed only to be looked up. */
  readonly counts: Map<string, number>;
  /** Addresses and telephones that are nobody's own. */
  readonly blocked: ReadonlySet<string>;
  /** By `pairKeyOf`. */
  readonly scores: Map<string, PairScore>;
};

/** `blocked` is of `findBlockedContacts`. */
export function openBook(tx: Tx, loaded: LoadedScorer, blocked: ReadonlySet<string>): Book {
  return { tx, loaded, blocked, prepared: new Map(), counts: new Map(), scores: new Map() };
}

/** Whether records of this kind are compared at all. */
export function isPersonKind(kind: string): boolean {
  return !notPersons.has(kind);
}

/** Profiles of persons, in one round trip. Erased records, devices and companies are left out. */
export async function readPersons(
  tx: Tx,
  recordIds: readonly string[],
): Promise<Map<string, Profile | null>> {
  const [records, profiles] = await Promise.all([
    findRecords(tx, recordIds),
    readProfiles(tx, recordIds),
  ]);
  for (const id of profiles.keys()) {
    const record = records.get(id);
    if (record === undefined || record.isErased || !isPersonKind(record.kind)) {
      profiles.delete(id);
    }
  }
  return profiles;
}

export function takeIn(book: Book, profiles: ReadonlyMap<string, Profile | null>): void {
  for (const [id, profile] of profiles) {
    if (profile !== null) {
      const own = withoutShared(book.tx.masters, book.blocked, profile);
      book.prepared.set(id, book.loaded.scorer.prepare(cellsOf(id, own)));
    }
  }
}

/** Reads what was not read yet. */
export async function readInto(book: Book, recordIds: readonly string[]): Promise<void> {
  takeIn(book, await readPersons(book.tx, unread(book, recordIds)));
}

/** Reads what was not read yet of records that have tokens or pairs: only persons have. */
export async function readMetInto(book: Book, recordIds: readonly string[]): Promise<void> {
  takeIn(book, await readProfiles(book.tx, unread(book, recordIds)));
}

function unread(book: Book, recordIds: readonly string[]): string[] {
  return [...new Set(recordIds)].filter((id) => !book.prepared.has(id));
}

/** The score of two records that were read; undefined where one could not be. */
export function scoreIn(book: Book, pair: PairKey): PairScore | undefined {
  const key = pairKeyOf(pair);
  const [one, other] = [book.prepared.get(pair.a), book.prepared.get(pair.b)];
  const known = book.scores.get(key);
  if (known !== undefined || one === undefined || other === undefined) {
    return known;
  }
  const score = book.loaded.scorer.score(one, other, (column, value) =>
    countIn(book, column, value),
  );
  book.scores.set(key, score);
  return score;
}

function countIn({ counts, loaded, tx }: Book, column: string, value: string): number {
  const term = termOf(column, value);
  const known = counts.get(term);
  if (known !== undefined) {
    return known;
  }
  const count = loaded.countOf(tokenOf(tx.masters, 'term', term)) ?? 1;
  counts.set(term, count);
  return count;
}

/** The tokens of a record that was read, in one order; none for one that could not be. */
export function tokensIn(book: Book, recordId: string): TokenToMeet[] {
  const prepared = book.prepared.get(recordId);
  if (prepared === undefined) {
    return [];
  }
  const { masters } = book.tx;
  const mostOf = new Map(
    book.loaded.scorer
      .keysOf(prepared)
      .map(({ text, most }) => [tokenOf(masters, 'block', text), most]),
  );
  return [...mostOf]
    .map(([token, most]) => ({ token, most }))
    .toSorted((one, other) => one.token - other.token);
}
