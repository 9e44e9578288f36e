/** The whole way: load, look for candidates, learn, score, cluster. */

import type { ColumnsMap } from '../columns/recognise.ts';
import { conflictAt } from '../model/conflict.ts';
import { type Evidence, explainPattern } from '../model/explain.ts';
import type { Model } from '../model/model.ts';
import { unpackPattern } from '../model/pattern.ts';
import type { Comparison } from '../plan/comparison.ts';
import type { Plan } from '../plan/plan.ts';
import {
  keepRareCodes,
  makeCandidates,
  makeRandomPairs,
  makeWords,
  thinRandomPairs,
} from './candidates.ts';
import {
  BRIDGE_POLICY,
  type BridgePolicy,
  clusterLinks,
  componentsOf,
  type Link,
} from './clusters.ts';
import { closeTriangles, compete } from './consistency.ts';
import { type Loaded, loadSources, type Source } from './load.ts';
import {
  countCommonValues,
  findOpposed,
  learnFromStore,
  makePatterns,
  type ScoredPair,
  scorePairs,
  textNames,
  type ValueCounts,
} from './score.ts';
import { openStore, type Store, type StoreOptions } from './store.ts';

export interface MatchOptions extends StoreOptions {
  /** Pairs at least this likely are links; 0.95 unless told. */
  readonly threshold?: number;
  /** Pairs at least this likely, but no links, are for people to look at. */
  readonly reviewThreshold?: number;
  readonly columns?: ColumnsMap;
  /** For tables whose columns are known; the first is the key. */
  readonly plan?: Plan;
  /** Birth years after it lie in the future. */
  readonly todayYear: number;
  readonly bridges?: BridgePolicy;
  readonly report?: (step: string) => void;
}

export type ReviewReason = 'not sure enough' | 'contradiction' | 'bridge between two groups';

export interface PairResult {
  readonly leftId: string;
  readonly rightId: string;
  readonly probability: number;
}

export interface ReviewPair extends PairResult {
  readonly reason: ReviewReason;
  /** What is contradicted, in words of the comparison. */
  readonly detail?: string;
}

export interface Explanation {
  readonly probability: number;
  readonly evidence: readonly Evidence[];
}

export interface MatchResult {
  readonly pairs: readonly PairResult[];
  readonly review: readonly ReviewPair[];
  /** Every record with the id of the first record of its cluster. */
  readonly clusters: readonly { readonly id: string; readonly cluster: string }[];
  readonly recordCount: number;
  readonly clusterCount: number;
  readonly candidateCount: number;
  readonly threshold: number;
  readonly rules: readonly string[];
  readonly model: Model;
  readonly comparisons: readonly Comparison[];
  /** Why a pair is as likely as it is. Works for any two records, also those never met. */
  explain(leftId: string, rightId: string): Promise<Explanation | undefined>;
  /** How often values occur that at least `least` records have. */
  countValues(least: number): Promise<ValueCounts>;
  close(): void;
}

export const DEFAULT_THRESHOLD = 0.95;
const DEFAULT_REVIEW_THRESHOLD = 0.3;
const CONTRADICTION_THRESHOLD = 0.8;
/** Less likely pairs, even without their contradiction, are not looked at by anybody. */
const LOOK_LEAST = 0.002;

/** One source: its duplicates. Two: what is the same in both. Throws ColumnsError. */
export async function matchTables(
  sources: readonly Source[],
  options: MatchOptions,
): Promise<MatchResult> {
  const store = await openStore(options);
  try {
    return await matchIn(store, sources, options);
  } catch (error) {
    store.close();
    throw error;
  }
}

async function matchIn(
  store: Store,
  sources: readonly Source[],
  options: MatchOptions,
): Promise<MatchResult> {
  const report = options.report ?? (() => undefined);
  const threshold = options.threshold ?? DEFAULT_THRESHOLD;
  const reviewThreshold = Math.min(threshold, options.reviewThreshold ?? DEFAULT_REVIEW_THRESHOLD);
  report('reading');
  const loaded = await loadSources(store, sources, {
    map: options.columns ?? {},
    todayYear: options.todayYear,
    plan: options.plan,
  });
  const { comparisons } = loaded.plan;
  report('looking for candidates');
  await makeRandomPairs(store, loaded);
  await makeWords(store, textNames(comparisons));
  if (loaded.plan.prepared.some(({ name }) => name === 'codes')) await keepRareCodes(store);
  const rules = await makeCandidates(store, loaded);
  report('comparing');
  await thinRandomPairs(store);
  await makePatterns(store, comparisons, 'rand_few', 'rand_pairs');
  await makePatterns(store, comparisons, 'cand', 'pairs');
  await store.run('DROP TABLE cand');
  report('learning');
  const model = await learnFromStore(store, loaded);
  report('scoring');
  const scored = await scorePairs(store, loaded, model, 'pairs', LOOK_LEAST);
  const [[candidates] = []] = await store.all('SELECT count(*) FROM pairs');
  report('clustering');
  const bridges = options.bridges ?? BRIDGE_POLICY;
  return {
    ...(await decide(store, { loaded, model, scored, threshold, reviewThreshold, bridges })),
    recordCount: loaded.recordCount,
    candidateCount: Number(candidates),
    threshold,
    rules,
    model,
    comparisons,
    explain: (leftId, rightId) => explainIds(store, loaded, model, leftId, rightId),
    countValues: (least) => countCommonValues(store, loaded, least),
    close: () => store.close(),
  };
}

interface Decided {
  readonly loaded: Loaded;
  readonly model: Model;
  readonly scored: readonly ScoredPair[];
  readonly threshold: number;
  readonly reviewThreshold: number;
  readonly bridges: BridgePolicy;
}

async function decide(
  store: Store,
  { loaded, model, scored: all, threshold, reviewThreshold, bridges }: Decided,
): Promise<Pick<MatchResult, 'pairs' | 'review' | 'clusters' | 'clusterCount'>> {
  const { ids, plan, leftCount, recordCount } = loaded;
  const isLinking = leftCount < recordCount;
  const scored = isLinking ? compete(all) : all;
  const conflictOf = (pair: ScoredPair) => findConflict(plan.comparisons, model, pair.pattern);
  const likely = scored.filter(({ probability }) => probability >= threshold);
  const opposed = likely.filter((pair) => conflictOf(pair) !== undefined);
  const opposedSet = new Set(opposed);
  const sure = likely.filter((pair) => !opposedSet.has(pair));
  const groups = componentsOf(recordCount, sure);
  const { clusterOf, refused } = clusterLinks(
    recordCount,
    sure,
    [...opposed, ...(await findOpposed(store, plan.comparisons, model, groups))],
    bridges,
  );
  const refusedSet = new Set<Link>(refused);
  const links = sure.filter((pair) => !refusedSet.has(pair));
  const closed = isLinking ? links : closeTriangles(links, clusterOf, threshold);
  const name = ({ left, right, probability }: Link): PairResult => ({
    leftId: ids[left] ?? '',
    rightId: ids[right] ?? '',
    probability,
  });
  const review = scored.flatMap((pair): ReviewPair[] => {
    // A contradiction is shown where the pair would else be a link, however unlikely it makes it.
    const isWorth =
      pair.probability >= reviewThreshold ||
      pair.withoutConflict >= CONTRADICTION_THRESHOLD ||
      agreesOtherwise(plan.comparisons, model, pair.pattern);
    if (!isWorth || clusterOf[pair.left] === clusterOf[pair.right]) return [];
    if (refusedSet.has(pair)) return [{ ...name(pair), reason: 'bridge between two groups' }];
    const conflict = conflictOf(pair);
    if (conflict === undefined) return [{ ...name(pair), reason: 'not sure enough' }];
    return [{ ...name(pair), reason: 'contradiction', detail: conflict }];
  });
  return {
    pairs: closed.map(name),
    review: review.toSorted((a, b) => b.probability - a.probability),
    clusters: nameClusters(loaded, clusterOf),
    clusterCount: new Set(clusterOf).size,
  };
}

/** Two tables that use one id for two records get 1: and 2: in front. */
function nameClusters({ ids, leftCount, recordCount }: Loaded, clusterOf: Int32Array) {
  const left = new Set(ids.slice(0, leftCount));
  const isAmbiguous = leftCount < recordCount && ids.slice(leftCount).some((id) => left.has(id));
  const nameOf = (at: number) => {
    const id = ids[at] ?? '';
    return isAmbiguous ? `${at < leftCount ? 1 : 2}:${id}` : id;
  };
  return ids.map((_, at) => ({ id: nameOf(at), cluster: nameOf(clusterOf[at] ?? at) }));
}

/** True when one field contradicts and all others that can be compared speak for the pair. */
function agreesOtherwise(
  comparisons: readonly Comparison[],
  model: Model,
  packed: bigint,
): boolean {
  const pattern = unpackPattern(packed, comparisons.length);
  const against = conflictAt(comparisons, model, pattern);
  if (against === -1) return false;
  const others = pattern.flatMap((level, at) => {
    const weights = model.weights[at];
    if (at === against || level < 0 || weights === undefined) return [];
    return [Math.log2((weights.m[level] ?? 1) / (weights.u[level] ?? 1))];
  });
  return others.every((bits) => bits > 0) && others.filter((bits) => bits > 3).length >= 3;
}

function findConflict(
  comparisons: readonly Comparison[],
  model: Model,
  packed: bigint,
): string | undefined {
  const pattern = unpackPattern(packed, comparisons.length);
  const against = comparisons[conflictAt(comparisons, model, pattern)];
  if (against === undefined) return undefined;
  const level = against.levels[pattern[comparisons.indexOf(against)] ?? 0];
  return `${against.name}: ${level?.label ?? ''}`;
}

async function explainIds(
  store: Store,
  loaded: Loaded,
  model: Model,
  leftId: string,
  rightId: string,
): Promise<Explanation | undefined> {
  const { comparisons } = loaded.plan;
  const left = loaded.ids.indexOf(leftId);
  const right = loaded.ids.lastIndexOf(rightId);
  if (left === -1 || right === -1 || left === right) return undefined;
  const [a, b] = left < right ? [left, right] : [right, left];
  await store.run(`CREATE OR REPLACE TABLE asked AS SELECT ${a} AS l, ${b} AS r`);
  await makePatterns(store, comparisons, 'asked', 'asked_pairs');
  const [[packed] = []] = await store.all('SELECT pat FROM asked_pairs');
  const pattern = unpackPattern(packed as bigint, comparisons.length);
  const [scored] = await scorePairs(store, loaded, model, 'asked_pairs', 0);
  const probability = scored?.probability ?? 0;
  return { probability, evidence: explainPattern(comparisons, model, pattern, probability) };
}
