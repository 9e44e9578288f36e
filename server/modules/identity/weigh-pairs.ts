// What deciding a pair is worth: likely pairs of people with much history first.

import { countMoments } from '#customers';
import type { Tx } from '#kernel/transaction';
import type { PairToPut } from './store-pairs.ts';

export async function weighPairs(
  tx: Tx,
  pairs: readonly Omit<PairToPut, 'worth'>[],
): Promise<PairToPut[]> {
  const open = pairs.filter((pair) => pair.state === 'open');
  const moments =
    open.length === 0
      ? new Map<string, number>()
      : await countMoments(tx, [
          ...new Set(open.flatMap(({ record_a: a, record_b: b }) => [a, b])),
        ]);
  return pairs.map((pair) => {
    const seen = (moments.get(pair.record_a) ?? 0) + (moments.get(pair.record_b) ?? 0);
    return { ...pair, worth: pair.probability * (1 + Math.log2(1 + seen)) };
  });
}
