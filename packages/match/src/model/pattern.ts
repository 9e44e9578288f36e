/** A pattern as one integer, four bits a comparison: 0 for nothing to compare, else level + 1. */
import type { Comparison } from '../plan/comparison.ts';
import type { Pattern } from './model.ts';

const BITS = 4n;

export function unpackPattern(packed: bigint, count: number): Pattern {
  return Array.from(
    { length: count },
    (_, at) => Number((packed >> (BITS * BigInt(at))) & 15n) - 1,
  );
}

/** SQL of the packed pattern of `l` and `r`; text similarities stand in columns `s_<name>`. */
export function patternSql(comparisons: readonly Comparison[]): string {
  return comparisons
    .map(({ isMissing, levels }, at) => {
      const cases = levels.map(({ when }, level) =>
        level === levels.length - 1 ? `ELSE ${level + 1}` : `WHEN ${when} THEN ${level + 1}`,
      );
      return `(CASE WHEN ${isMissing} THEN 0 ${cases.join(' ')} END)::BIGINT * ${1n << (BITS * BigInt(at))}`;
    })
    .join('\n + ');
}
