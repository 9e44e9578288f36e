// How far a request about a person reaches: the records that are hers without doubt, and those that a score only
// suggests. Pure; a score never takes a stranger's data along without a person saying so.

export type LinkBetween = {
  readonly recordIds: readonly [string, string];
  readonly verdict: 'same' | 'never';
  readonly kind: string;
  readonly strength: 'certain' | 'strong' | 'weak';
};
export type Reach = {
  /** uuids, the record that was asked about among them. */
  readonly certain: readonly string[];
  readonly probable: readonly string[];
};

/** A link that a person, a proved address or a card made; a score makes none of these. */
function isSure({ verdict, kind, strength }: LinkBetween): boolean {
  return verdict === 'same' && kind !== 'score' && strength !== 'weak';
}

/**
 * From one record along sure links; what else belongs to the customer (`companions`) or waits for review
 * (`suggested`) is probable.
 */
export function reachOf(
  recordId: string,
  companions: readonly string[],
  links: readonly LinkBetween[],
  suggested: readonly string[] = [],
): Reach {
  const next = new Map<string, string[]>();
  for (const { recordIds } of links.filter(isSure)) {
    const [a, b] = recordIds;
    next.set(a, [...(next.get(a) ?? []), b]);
    next.set(b, [...(next.get(b) ?? []), a]);
  }
  const certain = new Set([recordId]);
  for (const id of certain) {
    for (const neighbour of next.get(id) ?? []) {
      certain.add(neighbour);
    }
  }
  const others = new Set([...companions, ...suggested]);
  return { certain: [...certain], probable: [...others.difference(certain)] };
}
