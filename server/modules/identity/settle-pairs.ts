// From pairs to links. The sets around the pairs are taken as a whole and joined from the surest pair down, equal
// ones by their content, so it does not matter in what order records came. A lone weak bridge between two dense
// groups, or a link that more pairs contradict than support, is held back for people. Links of other kinds
// (proved address, card, a person's word) stand as they are and are only looked at.
import { clusterLinks, type Link } from '@engawa/match';
import { customersOf, findCompanions, findLinks, linkMany, withdrawLink } from '#customers';
import { Refusal } from '#kernel/errors';
import { type Book, readInto, scoreIn } from './book.ts';
import {
  findPairsOf,
  type PairKey,
  type PairRow,
  pairKeyOf,
  pairOf,
  setPairStates,
} from './store-pairs.ts';

/** Larger sets are not taken apart while a record waits: what is new among them goes to people. */
const setMost = 80;
/** A pair less likely than this speaks against the set it would be in. */
const opposedBelow = 0.001;
export const scoreKind = 'score';

type Edge = readonly [string, string];
type PairOutcome = PairKey & {
  readonly state: 'linked' | 'open';
  readonly reason: 'bridge' | 'refused' | null;
};
type Touched = { readonly record_a: string; readonly record_b: string };
type StandingLink = Awaited<ReturnType<typeof findLinks>>[number];

/** Settles the sets around pairs that were just judged. */
export async function settlePairs(book: Book, touched: readonly Touched[]): Promise<void> {
  const starts = new Set(touched.flatMap(({ record_a: a, record_b: b }) => [a, b]));
  const { edges, ids, pairs } = await gatherAround(book, starts);
  if (pairs.size === 0) {
    return;
  }
  const standing = (await findLinks(book.tx, ids)).filter(({ verdict }) => verdict === 'same');
  const settled: Settled = { states: [], toLink: [], toTakeBack: [] };
  for (const set of setsOf(ids, edges)) {
    const members = new Set(set);
    const inside = [...pairs.values()].filter(({ record_a: a }) => members.has(a));
    const links = standing.filter((link) => members.has(link.recordIds[0]));
    if (inside.length > 0) {
      await settleSet(book, set, { pairs: inside, standing: links }, settled);
    }
  }
  for (const linkId of settled.toTakeBack) {
    await withdrawLink(book.tx, linkId, 'rule_changed');
  }
  const linked = await linkPairs(book, settled.toLink);
  // What was linked is written down as `linked` already; only what turned out otherwise is put right.
  await setPairStates(book.tx, [...settled.states, ...linked]);
}

/** Everybody who hangs together with some records over sure pairs and over links of any kind. */
async function gatherAround(
  { tx }: Book,
  starts: ReadonlySet<string>,
): Promise<{ ids: string[]; edges: Edge[]; pairs: Map<string, PairRow> }> {
  const ids = new Set(starts);
  const pairs = new Map<string, PairRow>();
  const edges: Edge[] = [];
  const idsMost = ids.size + setMost * 4;
  let fresh = [...ids];
  while (fresh.length > 0 && ids.size <= idsMost) {
    const found = new Set<string>();
    const [companions, touching] = await Promise.all([
      findCompanions(tx, fresh),
      findPairsOf(tx, fresh),
    ]);
    for (const [id, members] of companions) {
      for (const other of members) {
        found.add(other);
        edges.push([id, other]);
      }
    }
    for (const pair of touching) {
      const { record_a: a, record_b: b } = pair;
      if (isSure(pair)) {
        found.add(a).add(b);
        edges.push([a, b]);
      }
      if (pair.decided_at === null) {
        pairs.set(pairKeyOf({ a, b }), pair);
      }
    }
    fresh = [...found].filter((id) => !ids.has(id));
    for (const id of fresh) {
      ids.add(id);
    }
  }
  const inside = [...pairs].filter(([, { record_a: a, record_b: b }]) => ids.has(a) && ids.has(b));
  return { ids: [...ids], edges, pairs: new Map(inside) };
}

function setsOf(ids: readonly string[], edges: readonly Edge[]): string[][] {
  const nodes = ids.map((id) => ({ recordId: id, firstCustomerId: id }));
  const rootOf = customersOf(nodes, edges);
  return [...Map.groupBy(ids, (id) => rootOf.get(id) ?? id).values()];
}

/** Pairs that the score would link, also those held back before. */
function isSure({ state, reason }: PairRow): boolean {
  return state === 'linked' || (state === 'open' && (reason === 'bridge' || reason === 'refused'));
}

type Settled = {
  readonly states: PairOutcome[];
  readonly toLink: PairRow[];
  /** uuids of links. */
  readonly toTakeBack: string[];
};

async function settleSet(
  book: Book,
  recordIds: readonly string[],
  {
    pairs,
    standing,
  }: { readonly pairs: readonly PairRow[]; readonly standing: readonly StandingLink[] },
  settled: Settled,
): Promise<void> {
  const sure = pairs.filter(isSure);
  const isWhole = recordIds.length <= setMost;
  const held = isWhole ? await holdBack(book, recordIds, sure, standing) : new Set<string>();
  const linkOf = new Map(
    standing
      .filter((link) => link.kind === scoreKind)
      .map((link) => [pairKeyOf(pairOf(link.recordIds[0], link.recordIds[1])), link]),
  );
  for (const pair of pairs) {
    const key = { a: pair.record_a, b: pair.record_b };
    const link = linkOf.get(pairKeyOf(key));
    const isHeld = held.has(pairKeyOf(key)) || (!isWhole && link === undefined);
    if (link !== undefined && (!isSure(pair) || isHeld)) {
      settled.toTakeBack.push(link.id);
    }
    if (!isSure(pair)) {
      continue;
    }
    if (isHeld) {
      settled.states.push({ ...key, state: 'open', reason: 'bridge' });
    } else if (link === undefined) {
      settled.toLink.push(pair);
    } else if (pair.state !== 'linked') {
      settled.states.push({ ...key, state: 'linked', reason: null });
    }
  }
}

/** Which sure pairs are not to be linked: the bridge check over the whole set. */
async function holdBack(
  book: Book,
  recordIds: readonly string[],
  sure: readonly PairRow[],
  standing: readonly StandingLink[],
): Promise<Set<string>> {
  if (recordIds.length < 3) {
    return new Set();
  }
  await readInto(book, recordIds);
  const content = (id: string) => `${JSON.stringify(book.prepared.get(id) ?? {})} ${id}`;
  const order = recordIds.toSorted((a, b) => (content(a) < content(b) ? -1 : 1));
  const at = new Map(order.map((id, index) => [id, index]));
  const linkOf = (a: string, b: string, probability: number): Link => {
    const [left = 0, right = 0] = [at.get(a) ?? 0, at.get(b) ?? 0].toSorted((x, y) => x - y);
    return { left, right, probability };
  };
  const certain = standing
    .filter((link) => link.kind !== scoreKind)
    .map((link) => linkOf(link.recordIds[0], link.recordIds[1], 1));
  const links = sure.map((pair) => linkOf(pair.record_a, pair.record_b, pair.probability));
  const opposed: Link[] = [];
  order.forEach((a, index) => {
    for (const b of order.slice(index + 1)) {
      const score = scoreIn(book, pairOf(a, b));
      if (score !== undefined && score.probability < opposedBelow) {
        opposed.push(linkOf(a, b, score.probability));
      }
    }
  });
  const { clusterOf } = clusterLinks(order.length, [...certain, ...links], opposed);
  return new Set(
    sure.flatMap(({ record_a: a, record_b: b }) =>
      clusterOf[at.get(a) ?? 0] === clusterOf[at.get(b) ?? 0] ? [] : [pairKeyOf({ a, b })],
    ),
  );
}

/** Links pairs; one that a person's word stands against, or an erasure since, is shown as refused. */
async function linkPairs({ tx, loaded }: Book, pairs: readonly PairRow[]): Promise<PairOutcome[]> {
  const made = await linkMany(
    tx,
    pairs.map((pair) => ({
      records: [pair.record_a, pair.record_b],
      kind: scoreKind,
      strength: pair.strength === 'strong' ? 'strong' : 'weak',
      probability: pair.probability,
      evidence: { fields: pair.evidence },
      source: 'identity',
      ruleVersion: loaded.version,
    })),
  );
  return pairs.flatMap((pair, index): PairOutcome[] => {
    const key = { a: pair.record_a, b: pair.record_b };
    if (made[index] instanceof Refusal) {
      return [{ ...key, state: 'open', reason: 'refused' }];
    }
    return pair.state === 'linked' ? [] : [{ ...key, state: 'linked', reason: null }];
  });
}
