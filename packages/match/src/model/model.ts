/**
 * Fellegi–Sunter with three kinds of pairs instead of two: the same (m), strangers (u) and *near
 * ones* (h): two of one household, or two articles of one product line, which agree on what is shared
 * (surname, address, telephone; title, brand) and differ like strangers in what is their own (given
 * name, birth date, model number). With two kinds only, a household's shared fields would add up to a
 * match, because they are not independent between strangers; with three, the probability means what
 * it says. h of own fields stays u; everything else is learned without labels.
 *
 * u comes from random pairs first (Splink's order: with u fixed, EM cannot mistake a popular surname
 * for a match); then EM runs over the counts of patterns of all candidates, with the share of matches
 * taken of *all* pairs, not of the candidates, which is the prior; then u is taken again from the
 * random pairs without those that turned out to match, which matters in small tables. What was believed before (`m`, `u` of a level) counts as
 * some pairs, so ten rows behave sanely and a million decide for themselves.
 * Sources: Fellegi & Sunter 1969; Winkler 1988; Linacre et al. (Splink) 2022.
 */
import type { Comparison } from '../plan/comparison.ts';

/** Level of each comparison, −1 where there is nothing to compare. */
export type Pattern = readonly number[];

export interface PatternCount {
  readonly pattern: Pattern;
  readonly count: number;
}

export interface Weights {
  /** Chance of each level for the same, for near ones, for strangers. */
  readonly m: readonly number[];
  readonly h: readonly number[];
  readonly u: readonly number[];
}

export interface Model {
  readonly weights: readonly Weights[];
  /** Share of all pairs that are the same. */
  readonly matchShare: number;
  readonly nearShare: number;
}

/** Pairs' worth of what was believed before. */
const PRIOR_MATCHES = 12;
const PRIOR_RANDOM_PAIRS = 100;
const ROUNDS = 3;
const STEPS = 40;

export interface Observed {
  readonly candidates: readonly PatternCount[];
  readonly random: readonly PatternCount[];
  /** All pairs there are, candidates or not. */
  readonly pairCount: number;
  readonly recordCount: number;
  /** More matches than this there cannot be: two tables that name each thing once. */
  readonly matchesMax: number;
}

/** Learns the model from counts of patterns alone. */
export function learnModel(comparisons: readonly Comparison[], seen: Observed): Model {
  let model = firstModel(comparisons, seen);
  for (let round = 0; round < ROUNDS; round += 1) {
    const { matchShare, nearShare } = model;
    const weights = refitStrangers(comparisons, model, seen.random, round > 0);
    model = { matchShare, nearShare, weights };
    for (let step = 0; step < STEPS; step += 1) {
      const next = stepModel(comparisons, model, seen);
      const isStill = Math.abs(next.matchShare / model.matchShare - 1) < 1e-5;
      model = next;
      if (isStill && step > 5) break;
    }
  }
  return model;
}

function hasNearOnes(comparisons: readonly Comparison[]): boolean {
  const count = (sharing: Comparison['sharing']) =>
    comparisons.filter((comparison) => comparison.sharing === sharing).length;
  return count('own') > 0 && count('shared') > 0;
}

function firstModel(comparisons: readonly Comparison[], seen: Observed): Model {
  const share = Math.min(0.2, (seen.recordCount * 0.05) / Math.max(1, seen.pairCount));
  return {
    weights: comparisons.map(({ levels, sharing }) => {
      const m = normalise(levels.map((level) => level.m));
      const u = normalise(levels.map((level) => level.u));
      return { m, u, h: sharing === 'own' ? u : m };
    }),
    matchShare: share,
    nearShare: hasNearOnes(comparisons) ? share : 0,
  };
}

function normalise(values: readonly number[]): number[] {
  const sum = values.reduce((total, value) => total + value, 0);
  return values.map((value) => value / sum);
}

/** Logarithms of the weight of each kind of pair for a pattern; −Infinity where it has no share. */
export function judgePattern(model: Model, pattern: Pattern) {
  let same = Math.log(model.matchShare);
  let near = model.nearShare > 0 ? Math.log(model.nearShare) : Number.NEGATIVE_INFINITY;
  let strange = Math.log(Math.max(1e-12, 1 - model.matchShare - model.nearShare));
  pattern.forEach((level, at) => {
    const weights = model.weights[at];
    if (level < 0 || weights === undefined) return;
    same += Math.log(weights.m[level] ?? 1);
    near += Math.log(weights.h[level] ?? 1);
    strange += Math.log(weights.u[level] ?? 1);
  });
  return { same, near, strange };
}

/** Chances of the three kinds for a pattern. */
export function chancesOf(model: Model, pattern: Pattern) {
  const { same, near, strange } = judgePattern(model, pattern);
  const most = Math.max(same, near, strange);
  const [a, b, c] = [Math.exp(same - most), Math.exp(near - most), Math.exp(strange - most)];
  const sum = a + b + c;
  return { same: a / sum, near: b / sum };
}

function refitStrangers(
  comparisons: readonly Comparison[],
  model: Model,
  random: readonly PatternCount[],
  isKnown: boolean,
): Weights[] {
  const counts = comparisons.map(({ levels }) => levels.map(() => 0));
  for (const { pattern, count } of random) {
    const chances = isKnown ? chancesOf(model, pattern) : { same: 0, near: 0 };
    const strange = count * (1 - chances.same - chances.near);
    for (const [at, level] of pattern.entries()) addTo(counts[at], level, strange);
  }
  return comparisons.map(({ levels, sharing }, at) => {
    const seen = counts[at] ?? [];
    const total = seen.reduce((sum, value) => sum + value, 0);
    const believed = normalise(levels.map((level) => level.u));
    const u = normalise(
      believed.map((prior, level) => {
        const rate =
          ((seen[level] ?? 0) + PRIOR_RANDOM_PAIRS * prior) / (total + PRIOR_RANDOM_PAIRS);
        return Math.max(rate, Math.min(prior, 0.5 / Math.max(1, total)));
      }),
    );
    const before = model.weights[at];
    return { m: before?.m ?? u, u, h: sharing === 'own' ? nearOf(levels, u) : (before?.h ?? u) };
  });
}

function stepModel(comparisons: readonly Comparison[], model: Model, seen: Observed): Model {
  const same = comparisons.map(({ levels }) => levels.map(() => 0));
  const near = comparisons.map(({ levels }) => levels.map(() => 0));
  let matches = 0;
  let nears = 0;
  for (const { pattern, count } of seen.candidates) {
    const chances = chancesOf(model, pattern);
    matches += count * chances.same;
    nears += count * chances.near;
    pattern.forEach((level, at) => {
      addTo(same[at], level, count * chances.same);
      addTo(near[at], level, count * chances.near);
    });
  }
  const fit = (counts: readonly number[] | undefined, prior: readonly number[], trust = 0) => {
    const seenInAll = (counts ?? []).reduce((sum, count) => sum + count, 0);
    const weight = PRIOR_MATCHES + trust * seenInAll;
    return normalise(prior.map((share, level) => (counts?.[level] ?? 0) + weight * share));
  };
  return {
    weights: comparisons.map(({ levels, sharing, trust }, at) => {
      const u = model.weights[at]?.u ?? [];
      const believed = normalise(levels.map((level) => level.m));
      return {
        m: fit(same[at], believed, trust),
        h: sharing === 'own' ? nearOf(levels, u) : fit(near[at], believed),
        u,
      };
    }),
    matchShare: (Math.min(matches, seen.matchesMax) + 0.5) / (seen.pairCount + 1),
    nearShare: model.nearShare > 0 ? (nears + 0.5) / (seen.pairCount + 1) : 0,
  };
}

/** What is one's own differs among near ones as among strangers, but for what is known of them. */
function nearOf(levels: Comparison['levels'], u: readonly number[]): number[] {
  return normalise(u.map((share, level) => Math.max(share, levels[level]?.near ?? 0)));
}

function addTo(counts: number[] | undefined, level: number, amount: number): void {
  if (counts === undefined || level < 0) return;
  counts[level] = (counts[level] ?? 0) + amount;
}
