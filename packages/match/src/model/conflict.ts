/**
 * Two whole birth dates that have nothing in common contradict each other; name and address alone
 * never outrank that (father and son bear one name in one house). A telephone, mail address or number
 * that agrees does. In a table where matches often have wrong dates, a wrong date contradicts nothing.
 */
import type { Comparison } from '../plan/comparison.ts';
import type { Model, Pattern } from './model.ts';

/** Share of matches with such a disagreement past which it is no contradiction. */
const USUAL = 0.15;

/** Whether a telephone, mail address or number agrees. */
export function isIdentified(comparisons: readonly Comparison[], pattern: Pattern): boolean {
  return comparisons.some(({ identifiesTo }, at) => {
    const level = pattern[at] ?? -1;
    return identifiesTo !== undefined && level >= 0 && level <= identifiesTo;
  });
}

/** Index of the comparison that contradicts, or −1. */
export function conflictAt(
  comparisons: readonly Comparison[],
  model: Model,
  pattern: Pattern,
): number {
  if (isIdentified(comparisons, pattern)) return -1;
  return comparisons.findIndex(({ conflictFrom }, at) => {
    if (conflictFrom === undefined || (pattern[at] ?? -1) < conflictFrom) return false;
    const wrong = (model.weights[at]?.m ?? []).slice(conflictFrom);
    return wrong.reduce((sum, share) => sum + share, 0) <= USUAL;
  });
}

/** The pattern as if the contradicting field were empty. */
export function withoutConflict(
  comparisons: readonly Comparison[],
  model: Model,
  pattern: Pattern,
): Pattern {
  const at = conflictAt(comparisons, model, pattern);
  return at === -1 ? pattern : pattern.with(at, -1);
}
