/**
 * From pairs to sets. Links are taken from the surest to the weakest, equal ones by their ids, so the
 * order of the rows never matters. Before a link joins two groups it is looked at as a bridge: where
 * two dense groups would hang together by one lone weak link, or where more pairs between them
 * contradict than agree, it goes to review instead. A chain of wrong links is how systems merge strangers.
 */
export interface Link {
  readonly left: number;
  readonly right: number;
  readonly probability: number;
}

export interface BridgePolicy {
  /** A link at least this sure joins whatever groups it finds. */
  readonly surePast: number;
  /** Least share of the possible pairs between two groups that must agree. */
  readonly leastShare: number;
}

export interface Clustering {
  /** Cluster of each record: the smallest record in it. */
  readonly clusterOf: Int32Array;
  readonly refused: readonly Link[];
}

export const BRIDGE_POLICY: BridgePolicy = { surePast: 0.9999, leastShare: 0.25 };

/** `links` reach the threshold; `conflicts` are pairs that contradict each other. */
export function clusterLinks(
  recordCount: number,
  links: readonly Link[],
  conflicts: readonly Link[] = [],
  policy: BridgePolicy = BRIDGE_POLICY,
): Clustering {
  const root = Int32Array.from({ length: recordCount }, (_, at) => at);
  const members = new Map<number, number[]>();
  const linked = neighbours(links);
  const opposed = neighbours(conflicts);
  const find = (record: number): number => {
    let at = record;
    while (root[at] !== at) {
      root[at] = root[root[at] ?? at] ?? at;
      at = root[at] ?? at;
    }
    return at;
  };
  const groupOf = (record: number) => members.get(record) ?? [record];
  const between = (from: readonly number[], to: number, graph: Map<number, number[]>) =>
    from.reduce(
      (sum, record) => sum + (graph.get(record) ?? []).filter((other) => find(other) === to).length,
      0,
    );
  const refused: Link[] = [];
  for (const link of links.toSorted(bySureness)) {
    const [a, b] = [find(link.left), find(link.right)];
    if (a === b) continue;
    const [small, large] = groupOf(a).length <= groupOf(b).length ? [a, b] : [b, a];
    const [few, many] = [groupOf(small), groupOf(large)];
    const against = between(few, large, opposed);
    const agreeing = few.length * many.length > 1 ? between(few, large, linked) : 1;
    const isBridge =
      few.length > 1 &&
      link.probability < policy.surePast &&
      agreeing < 2 &&
      agreeing / (few.length * many.length) < policy.leastShare + 1e-9;
    const isUnsure = link.probability < policy.surePast;
    if (against > agreeing || (isUnsure && against === agreeing) || isBridge) {
      refused.push(link);
      continue;
    }
    const [keep, drop] = a < b ? [a, b] : [b, a];
    root[drop] = keep;
    members.set(keep, many.length >= few.length ? many.concat(few) : few.concat(many));
    members.delete(drop);
  }
  return { clusterOf: root.map((_, at) => find(at)), refused };
}

/** Records of components of three or more, with their component: where links may contradict. */
export function componentsOf(recordCount: number, links: readonly Link[]): Map<number, number> {
  const { clusterOf } = clusterLinks(recordCount, links, [], { surePast: 0, leastShare: 0 });
  const sizes = new Map<number, number>();
  for (const cluster of clusterOf) sizes.set(cluster, (sizes.get(cluster) ?? 0) + 1);
  const found = new Map<number, number>();
  clusterOf.forEach((cluster, record) => {
    if ((sizes.get(cluster) ?? 0) > 2) found.set(record, cluster);
  });
  return found;
}

function neighbours(links: readonly Link[]): Map<number, number[]> {
  const graph = new Map<number, number[]>();
  const add = (from: number, to: number) => {
    const known = graph.get(from);
    if (known === undefined) graph.set(from, [to]);
    else known.push(to);
  };
  for (const { left, right } of links) {
    add(left, right);
    add(right, left);
  }
  return graph;
}

function bySureness(a: Link, b: Link): number {
  return b.probability - a.probability || a.left - b.left || a.right - b.right;
}
