/**
 * Why a pair is as likely as it is, as a waterfall in bits: where all pairs start, what each field adds
 * or takes, what rare or common values and the chance of one household add, where it ends.
 */
import type { Comparison } from '../plan/comparison.ts';
import type { Model, Pattern } from './model.ts';

export interface Evidence {
  readonly name: string;
  readonly label: string;
  /** log2 of how much more often the same stand here than strangers. */
  readonly bits: number;
  /** Sum up to and with this step. */
  readonly totalBits: number;
}

export function explainPattern(
  comparisons: readonly Comparison[],
  model: Model,
  pattern: Pattern,
  probability: number,
): Evidence[] {
  const steps: Evidence[] = [];
  let totalBits = 0;
  const add = (name: string, label: string, bits: number) => {
    totalBits += bits;
    steps.push({ name, label, bits, totalBits });
  };
  add('start', 'any two records', Math.log2(model.matchShare / (1 - model.matchShare)));
  comparisons.forEach(({ name, levels }, at) => {
    const level = pattern[at] ?? -1;
    if (level < 0) {
      add(name, 'nothing to compare', 0);
      return;
    }
    const { m, u } = model.weights[at] ?? { m: [], u: [] };
    add(name, levels[level]?.label ?? '', Math.log2((m[level] ?? 1) / (u[level] ?? 1)));
  });
  const bounded = Math.min(1 - 1e-15, Math.max(1e-15, probability));
  const end = Math.log2(bounded / (1 - bounded));
  add('rare or common values, one household', '', end - totalBits);
  return steps;
}
