// The scorer of the newest model and how often values occur in its book, made once a process and version.
import { createScorer, PEOPLE_PLAN_VERSION, type Scorer } from '@engawa/match';
import type { Database } from '#kernel/db';
import type { Tx } from '#kernel/transaction';
import { findModel, findModelVersion, listTermRows } from './store.ts';

export type LoadedScorer = {
  readonly version: number;
  readonly scorer: Scorer;
  /** How many records of the book share a value, by its keyed hash; undefined for a rare one. */
  countOf(token: number): number | undefined;
};

/** Compiling the plan takes some milliseconds; a model never changes. */
const made = new WeakMap<Database, { readonly key: string; readonly loaded: LoadedScorer }>();

/** The scorer of the newest model; version 0 knows how to make keys, and scores nothing. */
export async function loadScorer(tx: Tx): Promise<LoadedScorer> {
  const todayYear = tx.now.toZonedDateTimeISO('Asia/Tokyo').year;
  const newest = await findModelVersion(tx, PEOPLE_PLAN_VERSION);
  // A restore may bring another model under the same number: the moment it was learnt tells them apart.
  const key = `${todayYear} ${newest?.version ?? 0} ${newest?.learnt_at.toString() ?? ''}`;
  const known = made.get(tx.database);
  if (known?.key === key) {
    return known.loaded;
  }
  const row = newest === undefined ? undefined : await findModel(tx, PEOPLE_PLAN_VERSION);
  const learnt = row?.learnt ?? {
    planVersion: PEOPLE_PLAN_VERSION,
    model: { weights: [], matchShare: 0, nearShare: 0 },
    recordCount: 0,
    pairCount: 0,
    collisions: {},
  };
  const version = row?.version ?? 0;
  const loaded = {
    version,
    scorer: createScorer(learnt, todayYear),
    countOf: await readCounts(tx, version),
  };
  made.set(tx.database, { key, loaded });
  return loaded;
}

/** Whether there is a model to score with. */
export async function isLearnt(tx: Tx): Promise<boolean> {
  return (await findModelVersion(tx, PEOPLE_PLAN_VERSION)) !== undefined;
}

const pageSize = 20_000;

/**
 * Hashes and counts of the values that several records share: 12 bytes each, 1 MB for a book of a million people. Asking
 * the database for those of each pair was a fifth of the round trips of a score.
 */
async function readCounts(tx: Tx, version: number): Promise<LoadedScorer['countOf']> {
  const pages: { readonly token: number; readonly record_count: number }[][] = [];
  for (let last = -1; version > 0; ) {
    const page = await listTermRows(tx, version, last, pageSize);
    pages.push(page);
    last = page.at(-1)?.token ?? last;
    if (page.length < pageSize) {
      break;
    }
  }
  const rows = pages.flat();
  const tokens = Float64Array.from(rows, ({ token }) => token);
  const counts = Uint32Array.from(rows, ({ record_count: count }) => count);
  return (token) => {
    let [from, until] = [0, tokens.length];
    while (from < until) {
      const middle = (from + until) >>> 1;
      if ((tokens[middle] ?? 0) < token) {
        from = middle + 1;
      } else {
        until = middle;
      }
    }
    return tokens[from] === token ? counts[from] : undefined;
  };
}
