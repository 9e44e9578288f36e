/**
 * Which pairs are looked at. Up to two million pairs: all of them. Beyond, rules such as «same family
 * name and birth date», chosen for the table at hand: what each would cost is read off random pairs, and
 * rules are taken one by one so that matches with the most varied errors still meet by one of them.
 * One value that half the table shares (an info@ address) makes no candidates at all.
 */
import type { BlockKey } from '../plan/comparison.ts';

export interface Rule {
  readonly keys: readonly number[];
  readonly estimate: number;
}

export interface KeyCost {
  /** Bit of each key set where a random pair agrees on it. */
  readonly mask: number;
  readonly count: number;
}

export interface RuleBudget {
  readonly pairsPerRule: number;
  readonly pairsInAll: number;
  readonly rulesMax: number;
}

const SAMPLES = 600;

export function budgetFor(recordCount: number): RuleBudget {
  const isLarge = recordCount > 200_000;
  return {
    pairsPerRule: Math.max((isLarge ? 2.5 : 4) * recordCount, 200_000),
    pairsInAll: Math.max((isLarge ? 16 : 40) * recordCount, 2_000_000),
    rulesMax: isLarge ? 20 : 24,
  };
}

/** Rules in the order they were found useful. `filled` is the share of records that have the key. */
export function chooseRules(
  keys: readonly BlockKey[],
  filled: readonly number[],
  costs: readonly KeyCost[],
  pairCount: number,
  budget: RuleBudget,
): Rule[] {
  const sampled = costs.reduce((sum, { count }) => sum + count, 0);
  const costOf = (subset: readonly number[]) => {
    const mask = subset.reduce((bits, key) => bits | (1 << key), 0);
    const agreeing = costs.reduce((sum, at) => sum + ((at.mask & mask) === mask ? at.count : 0), 0);
    return ((agreeing + 0.5) / Math.max(1, sampled)) * pairCount;
  };
  const usable = keys.map((_, key) => key).filter((key) => (filled[key] ?? 0) > 0.01);
  const affordable: Rule[] = [];
  const consider = (subset: readonly number[]) => {
    const subjects = new Set(subset.map((key) => keys[key]?.subject));
    if (subjects.size < subset.length) return;
    if (subjects.has('names') && (subjects.has('given') || subjects.has('family'))) return;
    const estimate = costOf(subset);
    if (estimate <= budget.pairsPerRule) affordable.push({ keys: subset, estimate });
  };
  usable.forEach((a, i) => {
    consider([a]);
    usable.slice(i + 1).forEach((b, j) => {
      consider([a, b]);
      for (const c of usable.slice(i + j + 2)) consider([a, b, c]);
    });
  });
  return coverErrors(keys, filled, affordable, budget);
}

/**
 * Draws how matches may agree (each subject for itself, the looser key of a subject more often) and
 * takes the rule that reaches most of those not reached yet.
 */
function coverErrors(
  keys: readonly BlockKey[],
  filled: readonly number[],
  affordable: readonly Rule[],
  budget: RuleBudget,
): Rule[] {
  const draws = drawAgreements(keys, filled);
  // Every draw is to be reached three times: real errors go together more than drawn ones.
  let open = draws.map((agrees) => ({ agrees, times: 0 }));
  let spent = 0;
  let left = [...affordable];
  const chosen: Rule[] = [];
  while (chosen.length < budget.rulesMax && open.length > 0) {
    left = left.filter(({ estimate }) => spent + estimate <= budget.pairsInAll);
    let best: Rule | undefined;
    let bestGain = 0;
    for (const rule of left) {
      const reached = open.filter(({ agrees }) => rule.keys.every((key) => agrees[key])).length;
      const gain = reached * (1 - (0.2 * rule.estimate) / budget.pairsPerRule);
      if (gain > bestGain) [best, bestGain] = [rule, gain];
    }
    if (best === undefined) break;
    const taken = best;
    chosen.push(taken);
    spent += taken.estimate;
    open = open
      .map(({ agrees, times }) => ({
        agrees,
        times: taken.keys.every((key) => agrees[key]) ? times + 1 : times,
      }))
      .filter(({ times }) => times < 3);
    left = left.filter((rule) => rule !== taken);
  }
  return chosen;
}

function drawAgreements(keys: readonly BlockKey[], filled: readonly number[]): boolean[][] {
  let state = 20_251_121;
  const draw = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  const subjects = [...new Set(keys.map(({ subject }) => subject))];
  return Array.from({ length: SAMPLES }, () => {
    const luck = new Map(subjects.map((subject) => [subject, draw()]));
    // Both names agree only where each does.
    luck.set('names', Math.max(luck.get('given') ?? 0, luck.get('family') ?? 0) * 1.02);
    const presence = new Map(subjects.map((subject) => [subject, draw()]));
    const seen = new Map<string, number>();
    return keys.map(({ subject }, key) => {
      const rank = seen.get(subject) ?? 0;
      seen.set(subject, rank + 1);
      const chance = Math.min(0.92, 0.72 + 0.1 * rank);
      return (
        (luck.get(subject) ?? 1) < chance && (presence.get(subject) ?? 1) < (filled[key] ?? 0) ** 2
      );
    });
  });
}
