// The records of one transaction as they are compared: unsealed into memory once, never written anywhere.
import type { PairScore, PreparedRecord } from '@engawa/match';
import {
  findBlockedContacts,
  findRecords,
  type RecordKind,
  readProfiles,
  withoutShared,
} from '#customers';
import type { Tx } from '#kernel/transaction';
import type { LoadedScorer } from './load-scorer.ts';
import { cellsOf, termOf, tokenOf } from './person-cells.ts';
import { findTermCounts } from './store.ts';
import type { PairKey } from './store-pairs.ts';

/** What one cannot tell people by: devices have no profile, companies are not persons. */
const notPersons: ReadonlySet<RecordKind> = new Set(['device', 'organisation']);

export type Book = {
  readonly tx: Tx;
  readonly loaded: LoadedScorer;
  readonly prepared: Map<string, PreparedRecord>;
  /** How many records have a value, by `termOf`; hashed only to be looked up. */
  readonly counts: Map<string, number>;
  /** Addresses and telephones that are nobody's own, read once. */
  readonly blocked: { contacts?: ReadonlySet<string> };
};

export function openBook(tx: Tx, loaded: LoadedScorer): Book {
  return { tx, loaded, prepared: new Map(), counts: new Map(), blocked: {} };
}

/** Reads what was not read yet. Erased records, devices and companies are left out. */
export async function readInto(book: Book, recordIds: readonly string[]): Promise<void> {
  const wanted = [...new Set(recordIds)].filter((id) => !book.prepared.has(id));
  if (wanted.length === 0) {
    return;
  }
  const [records, profiles, blocked] = await Promise.all([
    findRecords(book.tx, wanted),
    readProfiles(book.tx, wanted),
    book.blocked.contacts ?? findBlockedContacts(book.tx),
  ]);
  book.blocked.contacts = blocked;
  const { scorer, version } = book.loaded;
  const terms = new Map<string, number>();
  for (const id of wanted) {
    const record = records.get(id);
    const profile = profiles.get(id);
    if (
      record === undefined ||
      record.isErased ||
      notPersons.has(record.kind) ||
      profile === undefined ||
      profile === null
    ) {
      continue;
    }
    const own = withoutShared(book.tx.masters, blocked, profile);
    const prepared = scorer.prepare(cellsOf(id, own));
    book.prepared.set(id, prepared);
    for (const column of scorer.countedColumns) {
      const value = prepared[column];
      if (value !== undefined && value !== null) {
        const term = termOf(column, value);
        if (!book.counts.has(term) && !terms.has(term)) {
          terms.set(term, tokenOf(book.tx.masters, 'term', term));
        }
      }
    }
  }
  const found = await findTermCounts(book.tx, version, [...terms.values()]);
  for (const [term, token] of terms) {
    book.counts.set(term, found.get(token) ?? 1);
  }
}

/** The score of two records that were read; undefined where one could not be. */
export function scoreIn(book: Book, { a, b }: PairKey): PairScore | undefined {
  const one = book.prepared.get(a);
  const other = book.prepared.get(b);
  if (one === undefined || other === undefined) {
    return undefined;
  }
  return book.loaded.scorer.score(one, other, (column, value) =>
    book.counts.get(termOf(column, value)),
  );
}

/** The tokens of a record that was read; none for one that could not be. */
export function tokensIn(book: Book, recordId: string): number[] {
  const prepared = book.prepared.get(recordId);
  if (prepared === undefined) {
    return [];
  }
  const keys = book.loaded.scorer.keysOf(prepared);
  return [...new Set(keys.map((key) => tokenOf(book.tx.masters, 'block', key)))].toSorted(
    (a, b) => a - b,
  );
}
