// Records that came or changed: their tokens are made anew, whoever shares one is unsealed and scored, and what
// is likely is kept. Set-based; a batch of records costs the same statements as one.
import { PEOPLE_PLAN_VERSION } from '@engawa/match';
import { findBlockedContacts } from '#customers';
import type { Tx } from '#kernel/transaction';
import {
  type Book,
  openBook,
  readMetInto,
  readPersons,
  scoreIn,
  takeIn,
  tokensIn,
} from './book.ts';
import { loadScorer } from './load-scorer.ts';
import { judge, type Policy } from './policy.ts';
import { settlePairs } from './settle-pairs.ts';
import {
  findMeetings,
  findPolicy,
  findScoredIds,
  putTokenRows,
  type RecordTokens,
} from './store.ts';
import {
  findPairsOf,
  type JudgedPair,
  type PairKey,
  type PairRow,
  pairKeyOf,
  pairOf,
} from './store-pairs.ts';

export type Scored = {
  /** Records that were indexed. */
  readonly records: number;
  /** Pairs that were compared. */
  readonly compared: number;
  /** Keys of these records that too many share: nobody was found by them. */
  readonly crowded: number;
  /** Pairs kept: linked, for review, or quiet by policy. */
  readonly kept: number;
  readonly hasModel: boolean;
};

/** Indexes these records (uuids) and, once a model was learnt, scores them against the book. */
export async function scoreRecords(tx: Tx, recordIds: readonly string[]): Promise<Scored> {
  const ids = [...new Set(recordIds)].toSorted();
  const [loaded, persons, blocked, known] = await Promise.all([
    loadScorer(tx),
    readPersons(tx, ids),
    findBlockedContacts(tx),
    findScoredIds(tx, ids),
  ]);
  const book = openBook(tx, loaded, blocked);
  takeIn(book, persons);
  const rows = ids
    .filter((id) => book.prepared.has(id))
    .map((recordId) => ({ recordId, tokens: tokensIn(book, recordId) }));
  const hasModel = loaded.version > 0;
  if (rows.length === 0) {
    return { records: 0, compared: 0, crowded: 0, kept: 0, hasModel };
  }
  const versions = { plan: PEOPLE_PLAN_VERSION, model: loaded.version };
  const putting = putTokenRows(tx, rows, versions, known);
  if (!hasModel) {
    await putting;
    return { records: rows.length, compared: 0, crowded: 0, kept: 0, hasModel };
  }
  // One round trip: they run in the order of the calls, so the look-up finds these records too.
  const [, meetings, before] = await Promise.all([
    putting,
    findMeetings(
      tx,
      rows.flatMap(({ tokens }) => tokens),
    ),
    // Who comes for the first time was in no pair.
    known.length === 0 ? [] : findPairsOf(tx, known),
  ]);
  const { crowded, recordsOf } = meetings;
  const compared = await considerPairs(book, pairsThatMeet(rows, recordsOf), before);
  return { records: rows.length, crowded, hasModel, ...compared };
}

function pairsThatMeet(
  rows: readonly RecordTokens[],
  recordsOf: ReadonlyMap<number, readonly string[]>,
): PairKey[] {
  const pairs = new Map<string, PairKey>();
  for (const { recordId, tokens } of rows) {
    for (const other of tokens.flatMap(({ token }) => recordsOf.get(token) ?? [])) {
      if (other !== recordId) {
        const pair = pairOf(recordId, other);
        pairs.set(pairKeyOf(pair), pair);
      }
    }
  }
  return [...pairs.values()];
}

/**
 * Judges pairs that met and those that were kept before, and keeps the likely ones. What was kept and is likely no
 * more fades: its link is taken back. Then the sets around them are settled.
 */
export async function considerPairs(
  book: Book,
  met: readonly PairKey[],
  before: readonly PairRow[],
): Promise<{ compared: number; kept: number }> {
  const { tx } = book;
  const known = before.map(({ record_a: a, record_b: b }) => ({ a, b }));
  const pairs = [...new Map([...met, ...known].map((pair) => [pairKeyOf(pair), pair])).values()];
  if (pairs.length === 0) {
    return { compared: 0, kept: 0 };
  }
  const ids = [...new Set(pairs.flatMap(({ a, b }) => [a, b]))];
  const [policy] = await Promise.all([findPolicy(tx), readMetInto(book, ids)]);
  const isKnown = new Set(known.map(pairKeyOf));
  const rows = pairs.flatMap((pair) => judgePair(book, pair, policy) ?? []);
  const judged = rows
    .filter(({ isKept, row }) => isKept || isKnown.has(pairKeyOfRow(row)))
    .map(({ row }) => row);
  if (judged.length > 0) {
    await settlePairs(book, judged);
  }
  return { compared: pairs.length, kept: rows.filter(({ isKept }) => isKept).length };
}

function pairKeyOfRow({ record_a: a, record_b: b }: JudgedPair): string {
  return pairKeyOf({ a, b });
}

/** Undefined for a pair that cannot be scored; `isKept` where it is likely enough to be kept. */
function judgePair(
  book: Book,
  pair: PairKey,
  policy: Policy,
): { readonly row: JudgedPair; readonly isKept: boolean } | undefined {
  const score = scoreIn(book, pair);
  if (score === undefined) {
    return undefined;
  }
  const judgement = judge(score, policy);
  const row: JudgedPair = {
    record_a: pair.a,
    record_b: pair.b,
    probability: score.probability,
    strength: judgement?.strength ?? 'doubtful',
    // `linked` says that the score wants it; settling may still hold it back as a bridge.
    state: judgement?.act === 'review' ? 'open' : judgement?.act === 'link' ? 'linked' : 'quiet',
    reason: judgement?.reason ?? null,
    conflict: judgement?.conflict ?? score.conflict ?? null,
    evidence: score.evidence,
  };
  return { row, isKept: judgement !== undefined };
}
