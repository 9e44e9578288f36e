/** What pairs say about each other. */
import type { Link } from './clusters.ts';
import type { ScoredPair } from './score.ts';

const SURE = 0.95;
/** Where more of the linked records than this have several sure partners, a table has duplicates. */
const DUPLICATES_SHARE = 0.25;
const CLUSTER_MAX = 60;

/**
 * Linking two tables of which each names a thing once: the candidates of one record exclude each
 * other, so their odds are shared out. A side that has duplicates of its own does not compete.
 */
export function compete(pairs: readonly ScoredPair[]): ScoredPair[] {
  const odds = pairs.map(({ probability }) => probability / Math.max(1e-12, 1 - probability));
  const isLeftOnce = !hasSeveral(pairs, ({ right }) => right);
  const isRightOnce = !hasSeveral(pairs, ({ left }) => left);
  const byLeft = new Map<number, number>();
  const byRight = new Map<number, number>();
  pairs.forEach(({ left, right }, at) => {
    byLeft.set(left, (byLeft.get(left) ?? 0) + (odds[at] ?? 0));
    byRight.set(right, (byRight.get(right) ?? 0) + (odds[at] ?? 0));
  });
  return pairs.map((pair, at) => {
    const own = odds[at] ?? 0;
    const rivals =
      (isRightOnce ? (byLeft.get(pair.left) ?? own) - own : 0) +
      (isLeftOnce ? (byRight.get(pair.right) ?? own) - own : 0);
    return { ...pair, probability: own / (1 + own + Math.max(0, rivals)) };
  });
}

function hasSeveral(pairs: readonly ScoredPair[], sideOf: (pair: ScoredPair) => number): boolean {
  const counts = new Map<number, number>();
  for (const pair of pairs) {
    if (pair.probability >= SURE) counts.set(sideOf(pair), (counts.get(sideOf(pair)) ?? 0) + 1);
  }
  const several = [...counts.values()].filter((count) => count > 1).length;
  return counts.size > 0 && several / counts.size > DUPLICATES_SHARE;
}

/**
 * A is B and B is C, so A is C: with the product of both chances where that is more than the pair
 * said for itself. Pairs that still reach the threshold are added.
 */
export function closeTriangles(
  links: readonly Link[],
  clusterOf: Int32Array,
  threshold: number,
): Link[] {
  const byCluster = new Map<number, Link[]>();
  for (const link of links) {
    const cluster = clusterOf[link.left] ?? link.left;
    const known = byCluster.get(cluster);
    if (known === undefined) byCluster.set(cluster, [link]);
    else known.push(link);
  }
  return [...byCluster.values()].flatMap((own) =>
    own.length < 2 ? own : closeOne(own, threshold),
  );
}

function closeOne(links: readonly Link[], threshold: number): readonly Link[] {
  const records = [...new Set(links.flatMap(({ left, right }) => [left, right]))].toSorted(
    (a, b) => a - b,
  );
  const n = records.length;
  if (n > CLUSTER_MAX) return links;
  const at = new Map(records.map((record, index) => [record, index]));
  const best = new Float64Array(n * n);
  for (const { left, right, probability } of links) {
    const [i, j] = [at.get(left) ?? 0, at.get(right) ?? 0];
    best[i * n + j] = probability;
    best[j * n + i] = probability;
  }
  for (let via = 0; via < n; via += 1) {
    for (let i = 0; i < n; i += 1) {
      const first = best[i * n + via] ?? 0;
      if (first === 0) continue;
      for (let j = 0; j < n; j += 1) {
        const chain = first * (best[via * n + j] ?? 0);
        if (i !== j && chain > (best[i * n + j] ?? 0)) best[i * n + j] = chain;
      }
    }
  }
  return records.flatMap((left, i) =>
    records.slice(i + 1).flatMap((right, offset): Link[] => {
      const probability = best[i * n + i + 1 + offset] ?? 0;
      return probability >= threshold ? [{ left, right, probability }] : [];
    }),
  );
}
