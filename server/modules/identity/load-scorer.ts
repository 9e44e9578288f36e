// The scorer of the newest model, made once a process and version.
import { createScorer, PEOPLE_PLAN_VERSION, type Scorer } from '@engawa/match';
import type { Tx } from '#kernel/transaction';
import { findModel, findModelVersion } from './store.ts';

export type LoadedScorer = { readonly version: number; readonly scorer: Scorer };

/** Compiling the plan takes some milliseconds; a model never changes. */
const made = new Map<string, LoadedScorer>();
const keptMost = 4;

/** The scorer of the newest model; version 0 knows how to make keys, and scores nothing. */
export async function loadScorer(tx: Tx): Promise<LoadedScorer> {
  const todayYear = tx.now.toZonedDateTimeISO('Asia/Tokyo').year;
  const newest = await findModelVersion(tx, PEOPLE_PLAN_VERSION);
  // A restore may bring another model under the same number: the moment it was learnt tells them apart.
  const key = `${todayYear} ${newest?.version ?? 0} ${newest?.learnt_at.toString() ?? ''}`;
  const known = made.get(key);
  if (known !== undefined) {
    return known;
  }
  const row = newest === undefined ? undefined : await findModel(tx, PEOPLE_PLAN_VERSION);
  const learnt = row?.learnt ?? {
    planVersion: PEOPLE_PLAN_VERSION,
    model: { weights: [], matchShare: 0, nearShare: 0 },
    recordCount: 0,
    pairCount: 0,
    collisions: {},
  };
  const loaded = { version: row?.version ?? 0, scorer: createScorer(learnt, todayYear) };
  made.set(key, loaded);
  for (const old of made.keys()) {
    if (made.size > keptMost) {
      made.delete(old);
    }
  }
  return loaded;
}
