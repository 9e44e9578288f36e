// Who hangs together with some records: companions under one customer, pairs that were judged, links that stand. Read
// in as few round trips as there are steps outward.
import { findCompanions, findLinks, type StandingLink } from '#customers';
import { type Book, readInto } from './book.ts';
import { findPairsOf, type JudgedPair, type PairRow, pairKeyOf } from './store-pairs.ts';

export type Edge = readonly [string, string];

/** A pair as it stands; `decided_at` where people decided it. */
export type KnownPair = JudgedPair & Pick<PairRow, 'decided_at'>;

export type Surroundings = {
  /** Record → every record of its customer. */
  readonly companions: Map<string, readonly string[]>;
  /** By `pairKeyOf`; every pair that touches a record of `seen`. */
  readonly pairs: Map<string, KnownPair>;
  readonly seen: Set<string>;
  readonly links: Map<string, StandingLink>;
  /** Who shares a customer and whose links were not read yet; who is alone has none that join. */
  readonly joined: Set<string>;
};

export function openSurroundings(): Surroundings {
  return {
    companions: new Map(),
    pairs: new Map(),
    seen: new Set(),
    links: new Map(),
    joined: new Set(),
  };
}

/** Reads companions and pairs of records, and the links of others, in one round trip. */
export async function lookAround(
  { tx }: Book,
  around: Surroundings,
  recordIds: readonly string[],
  linksOf: readonly string[] = [],
): Promise<void> {
  const [companions, pairs, links] = await Promise.all([
    findCompanions(
      tx,
      recordIds.filter((id) => !around.companions.has(id)),
    ),
    recordIds.length === 0 ? [] : findPairsOf(tx, recordIds),
    findLinks(tx, linksOf),
  ]);
  for (const members of companions.values()) {
    for (const id of members.filter((each) => !around.companions.has(each))) {
      around.companions.set(id, members);
      if (members.length > 1) {
        around.joined.add(id);
      }
    }
  }
  for (const id of recordIds) {
    around.seen.add(id);
  }
  for (const pair of pairs) {
    const key = pairKeyOf({ a: pair.record_a, b: pair.record_b });
    if (!around.pairs.has(key)) {
      around.pairs.set(key, pair);
    }
  }
  for (const link of links) {
    around.links.set(link.id, link);
  }
  for (const id of linksOf) {
    around.joined.delete(id);
  }
}

/** Pairs that the score would link, also those held back before. */
export function isSure({ state, reason }: Pick<KnownPair, 'state' | 'reason'>): boolean {
  return state === 'linked' || (state === 'open' && (reason === 'bridge' || reason === 'refused'));
}

/**
 * Everybody who hangs together with some records over sure pairs and over links of any kind, with what joins them.
 * Sets of three and more are looked at as a whole, so who is met on the way is read too. Ends soon after `idsMost`.
 */
export async function gatherFrom(
  book: Book,
  around: Surroundings,
  starts: ReadonlySet<string>,
  idsMost: number,
): Promise<{ readonly ids: string[]; readonly edges: Edge[] }> {
  const ids = new Set(starts);
  for (;;) {
    reach(around, ids, idsMost);
    const unseen = ids.size > idsMost ? [] : [...ids].filter((id) => !around.seen.has(id));
    const unread = [...ids].filter((id) => around.joined.has(id));
    if (unseen.length + unread.length === 0) {
      return { ids: [...ids], edges: edgesOf(around) };
    }
    await Promise.all([lookAround(book, around, unseen, unread), readInto(book, unseen)]);
  }
}

/** Takes in whoever is joined to somebody who is in already, as far as is known. */
function reach(around: Surroundings, ids: Set<string>, idsMost: number): void {
  for (let before = 0; ids.size > before && ids.size <= idsMost; ) {
    before = ids.size;
    for (const id of ids) {
      for (const other of around.companions.get(id) ?? []) {
        ids.add(other);
      }
    }
    for (const pair of around.pairs.values()) {
      const { record_a: a, record_b: b } = pair;
      if (isSure(pair) && (ids.has(a) || ids.has(b))) {
        ids.add(a).add(b);
      }
    }
  }
}

function edgesOf({ companions, pairs }: Surroundings): Edge[] {
  return [
    ...[...companions].flatMap(([id, members]) => members.map((other): Edge => [id, other])),
    ...[...pairs.values()].filter(isSure).map(({ record_a: a, record_b: b }): Edge => [a, b]),
  ];
}
