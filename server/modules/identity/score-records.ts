// Records that came or changed: their tokens are made anew, whoever shares one is unsealed and scored, and what
// is likely is kept. Set-based; a batch of records costs the same statements as one.
import { PEOPLE_PLAN_VERSION } from '@engawa/match';
import type { Tx } from '#kernel/transaction';
import { type Book, openBook, readInto, scoreIn, tokensIn } from './book.ts';
import { loadScorer } from './load-scorer.ts';
import { judge } from './policy.ts';
import { settlePairs } from './settle-pairs.ts';
import { findMeetings, findPolicy, putTokenRows } from './store.ts';
import {
  findPairsOf,
  type PairKey,
  type PairToPut,
  pairKeyOf,
  pairOf,
  putPairs,
} from './store-pairs.ts';
import { weighPairs } from './weigh-pairs.ts';

/** A value that more records than this share says nothing of anybody. */
const meetMost = 60;

export type Scored = {
  /** Records that were indexed. */
  readonly records: number;
  /** Pairs that were compared. */
  readonly compared: number;
  /** Pairs kept: linked, for review, or quiet by policy. */
  readonly kept: number;
  readonly hasModel: boolean;
};

/** Indexes these records (uuids) and, once a model was learnt, scores them against the book. */
export async function scoreRecords(tx: Tx, recordIds: readonly string[]): Promise<Scored> {
  const ids = [...new Set(recordIds)].toSorted();
  const loaded = await loadScorer(tx);
  const book = openBook(tx, loaded);
  await readInto(book, ids);
  const rows = ids
    .filter((id) => book.prepared.has(id))
    .map((recordId) => ({ recordId, tokens: tokensIn(book, recordId) }));
  if (rows.length === 0) {
    return { records: 0, compared: 0, kept: 0, hasModel: loaded.version > 0 };
  }
  // One round trip: they run in the order of the calls, so the look-up finds these records too.
  const [, meetings] = await Promise.all([
    putTokenRows(tx, rows, { plan: PEOPLE_PLAN_VERSION, model: loaded.version }),
    findMeetings(tx, [...new Set(rows.flatMap(({ tokens }) => tokens))], meetMost),
  ]);
  if (loaded.version === 0) {
    return { records: rows.length, compared: 0, kept: 0, hasModel: false };
  }
  const pairs = new Map<string, PairKey>();
  for (const { recordId, tokens } of rows) {
    for (const other of tokens.flatMap((token) => meetings.get(token) ?? [])) {
      if (other !== recordId) {
        const pair = pairOf(recordId, other);
        pairs.set(pairKeyOf(pair), pair);
      }
    }
  }
  const compared = await considerPairs(book, [...pairs.values()], ids);
  return { records: rows.length, hasModel: true, ...compared };
}

/**
 * Judges pairs and keeps the likely ones. What was kept of `changed` records before and is likely no more
 * fades: its link is taken back. Then the sets around them are settled.
 */
export async function considerPairs(
  book: Book,
  met: readonly PairKey[],
  changed: readonly string[],
): Promise<{ compared: number; kept: number }> {
  const { tx } = book;
  const [before, policy] = await Promise.all([findPairsOf(tx, changed), findPolicy(tx)]);
  const known = before.map(({ record_a: a, record_b: b }) => ({ a, b }));
  const pairs = [...new Map([...met, ...known].map((pair) => [pairKeyOf(pair), pair])).values()];
  if (pairs.length === 0) {
    return { compared: 0, kept: 0 };
  }
  await readInto(
    book,
    pairs.flatMap(({ a, b }) => [a, b]),
  );
  const kept: Omit<PairToPut, 'worth'>[] = [];
  const faded: Omit<PairToPut, 'worth'>[] = [];
  const knownKeys = new Set(known.map(pairKeyOf));
  for (const pair of pairs) {
    const score = scoreIn(book, pair);
    if (score === undefined) {
      continue;
    }
    const judgement = judge(score, policy);
    const row = {
      record_a: pair.a,
      record_b: pair.b,
      probability: score.probability,
      strength: judgement?.strength ?? ('doubtful' as const),
      state: judgement?.act === 'review' ? ('open' as const) : ('quiet' as const),
      reason: judgement?.reason ?? null,
      conflict: score.conflict ?? null,
      evidence: score.evidence,
    };
    if (judgement === undefined) {
      if (knownKeys.has(pairKeyOf(pair))) {
        faded.push(row);
      }
    } else {
      // `linked` says that the score wants it; settling may still hold it back as a bridge.
      kept.push(judgement.act === 'link' ? { ...row, state: 'linked' } : row);
    }
  }
  await putPairs(tx, await weighPairs(tx, [...kept, ...faded]), book.loaded.version);
  await settlePairs(book, [...kept, ...faded]);
  return { compared: pairs.length, kept: kept.length };
}
