/**
 * One pair at a time, with a model that was learnt from the whole book: how likely, why, and by which keys a
 * record meets others. The sums are those of engine/score.ts; how often a value occurs is handed in, since
 * whoever stores the book knows (as keyed hashes) and this does not.
 */
import { conflictAt, isIdentified, withoutConflict } from '../model/conflict.ts';
import { judgePattern, type Model, type Pattern } from '../model/model.ts';
import { RARE_COUNT, RARE_LEAST, RARE_MOST } from '../model/rarity.ts';
import type { Comparison } from '../plan/comparison.ts';
import { PEOPLE_RULES, type PersonCells, planPeople } from '../plan/people.ts';
import { compileExpression, type Expression, type PreparedRecord } from './expression.ts';

/** What is kept of a learnt model; plain JSON. */
export interface LearntModel {
  readonly planVersion: number;
  readonly model: Model;
  readonly recordCount: number;
  readonly pairCount: number;
  /** Chance that two records have one value, by column of `frequencyOf`. */
  readonly collisions: Readonly<Record<string, number>>;
}

export interface PairEvidence {
  readonly field: string;
  readonly level: string;
  /** log2 of how much more often the same stand here than strangers; below zero speaks against. */
  readonly bits: number;
}

export interface PairScore {
  readonly probability: number;
  /** The probability were it not for the field that contradicts. */
  readonly withoutConflict: number;
  /** The contradicting field, where there is one. */
  readonly conflict: string | undefined;
  /**
   * True when both bear a family name, the two are different or cannot be compared (one in kana, the other in
   * characters without a reading), and no telephone, mail address or number says that they are one.
   */
  readonly isOtherName: boolean;
  /** True when fewer than two fields speak for the pair: nobody is linked by one value alone. */
  readonly isLone: boolean;
  readonly evidence: readonly PairEvidence[];
}

/** How many records of the book have this value of a column; undefined where it was not counted. */
export type CountOf = (column: string, value: string) => number | undefined;

/** By what a record meets others. */
export interface RecordKey {
  /** `rule value`; to be hashed by whoever stores it. */
  readonly text: string;
  /** Where more records share it, nobody meets by it. */
  readonly most: number;
}

export interface Scorer {
  readonly learnt: LearntModel;
  prepare(cells: PersonCells): PreparedRecord;
  /** A key for each rule that applies. */
  keysOf(record: PreparedRecord): RecordKey[];
  score(one: PreparedRecord, other: PreparedRecord, countOf: CountOf): PairScore;
}

const SPEAKS_BITS = 1;

interface Compiled {
  readonly comparison: Comparison;
  readonly isMissing: Expression;
  readonly levels: readonly Expression[];
}

export function createScorer(learnt: LearntModel, todayYear: number): Scorer {
  const plan = planPeople(todayYear);
  const compiled = plan.comparisons.map(
    (comparison): Compiled => ({
      comparison,
      isMissing: compileExpression(comparison.isMissing),
      levels: comparison.levels.map(({ when }) => compileExpression(when)),
    }),
  );
  const rules = PEOPLE_RULES.map(({ name, most, expression }) => ({
    name,
    most,
    work: compileExpression(expression),
  }));
  return {
    learnt,
    prepare: (cells) =>
      Object.fromEntries(plan.prepared.map(({ name, read }) => [name, read(cells)])),
    keysOf: (record) => {
      const keys = rules.flatMap(({ name, most, work }): RecordKey[] => {
        const value = work(record, record);
        return value === null || value === '' ? [] : [{ text: `${name} ${String(value)}`, most }];
      });
      return [...new Map(keys.map((key) => [key.text, key])).values()];
    },
    score: (one, other, countOf) => {
      // One order for a pair, whoever came first.
      const [l, r] = JSON.stringify(one) <= JSON.stringify(other) ? [one, other] : [other, one];
      const pattern = patternOf(compiled, l, r);
      const score = judge(learnt, compiled, pattern, (column) => {
        const counts = [l[column], r[column]].map((value) =>
          value === null || value === undefined ? undefined : countOf(column, value),
        );
        return Math.max(counts[0] ?? 1, counts[1] ?? 1);
      });
      return { ...score, isOtherName: isOtherName(plan.comparisons, pattern, l, r) };
    },
  };
}

function patternOf(compiled: readonly Compiled[], l: PreparedRecord, r: PreparedRecord): Pattern {
  return compiled.map(({ isMissing, levels }) => {
    if (isMissing(l, r) === true) return -1;
    const found = levels.findIndex((level) => level(l, r) === true);
    return found === -1 ? levels.length - 1 : found;
  });
}

/** Two names that are swapped are compared with the given name. */
function isOtherName(
  comparisons: readonly Comparison[],
  pattern: Pattern,
  l: PreparedRecord,
  r: PreparedRecord,
): boolean {
  const levelOf = (name: string) => {
    const at = comparisons.findIndex((comparison) => comparison.name === name);
    const level = pattern[at] ?? -1;
    return comparisons[at]?.levels[level]?.label;
  };
  const isNamed = [l, r].every(({ family_w: family = null }) => family !== null);
  const family = levelOf('family name');
  const isOther = family === undefined || family === 'different';
  const isSwapped = levelOf('given name') === 'given and family name swapped';
  return isNamed && isOther && !isSwapped && !isIdentified(comparisons, pattern);
}

function judge(
  learnt: LearntModel,
  compiled: readonly Compiled[],
  pattern: Pattern,
  countOf: (column: string) => number,
): Omit<PairScore, 'isOtherName'> {
  const { model } = learnt;
  const comparisons = compiled.map(({ comparison }) => comparison);
  const { same, near: nearFirst, strange: strangeFirst } = judgePattern(model, pattern);
  let near = Math.max(nearFirst, -1e6);
  let strange = strangeFirst;
  const evidence: PairEvidence[] = [];
  for (const [at, { levels, name, sharing }] of comparisons.entries()) {
    const level = pattern[at] ?? -1;
    const weights = model.weights[at];
    if (level < 0 || weights === undefined) continue;
    const rare = Math.log(
      rarity(learnt, weights.u[level] ?? 1, levels[level]?.frequencyOf, level, countOf),
    );
    strange += rare;
    if (sharing === 'own') near += rare;
    const bits = Math.log2((weights.m[level] ?? 1) / (weights.u[level] ?? 1)) - rare / Math.LN2;
    evidence.push({ field: name, level: levels[level]?.label ?? '', bits });
  }
  const undo = undoOf(model, comparisons, pattern);
  const chance = (won: number) =>
    1 /
    (1 +
      Math.exp(Math.min(700, near - same - won)) +
      Math.exp(Math.min(700, strange - same - won)));
  const probability = chance(0);
  const conflict = comparisons[conflictAt(comparisons, model, pattern)]?.name;
  return {
    probability,
    withoutConflict: chance(undo),
    conflict,
    isLone: evidence.filter(({ bits }) => bits > SPEAKS_BITS).length < 2,
    evidence: asWaterfall(model, evidence, probability),
  };
}

/** How much oftener strangers agree on this very value than on the level; below 1 for a rare one. */
function rarity(
  { recordCount: n, model, pairCount, collisions }: LearntModel,
  u: number,
  column: string | undefined,
  level: number,
  countOf: (column: string) => number,
): number {
  if (column === undefined || n === 0) return 1;
  const usual = level === 0 ? u : Math.max(collisions[column] ?? 0, u, 1e-9);
  const partners = Math.round((2 * model.matchShare * pairCount) / n);
  const others =
    (Math.max(0, countOf(column) - 2 - partners) + Math.min(RARE_COUNT, usual * n)) / n;
  return Math.max(RARE_LEAST, Math.min(RARE_MOST, others / usual));
}

function undoOf(model: Model, comparisons: readonly Comparison[], pattern: Pattern): number {
  const at = conflictAt(comparisons, model, pattern);
  const level = pattern[at] ?? -1;
  if (withoutConflict(comparisons, model, pattern) === pattern || level < 0) return 0;
  const { m, u } = model.weights[at] ?? { m: [], u: [] };
  return Math.max(0, Math.log((u[level] ?? 1) / (m[level] ?? 1)));
}

/** Where all pairs start, what each field says, and what two of one household have in common anyway. */
function asWaterfall(
  model: Model,
  fields: readonly PairEvidence[],
  probability: number,
): PairEvidence[] {
  const start = Math.log2(model.matchShare / (1 - model.matchShare));
  const bounded = Math.min(1 - 1e-15, Math.max(1e-15, probability));
  const end = Math.log2(bounded / (1 - bounded));
  const sum = fields.reduce((total, { bits }) => total + bits, start);
  return [
    { field: 'start', level: 'any two records', bits: start },
    ...fields,
    { field: 'household', level: 'what a household shares', bits: Math.min(0, end - sum) },
  ];
}
