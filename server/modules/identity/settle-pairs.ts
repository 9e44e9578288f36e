// From pairs to links. The sets around the pairs are taken as a whole and joined from the surest pair down, equal
// ones by their content, so it does not matter in what order records came. A lone weak bridge between two dense
// groups, or a link that more pairs contradict than support, is held back for people. Links of other kinds
// (proved address, card, a person's word) stand as they are and are only looked at.
import { clusterLinks, type Link } from '@engawa/match';
import {
  countMoments,
  customersOf,
  holdForLinks,
  makeLinks,
  type StandingLink,
  withdrawLink,
} from '#customers';
import { Refusal } from '#kernel/errors';
import { type Book, scoreIn } from './book.ts';
import {
  type Edge,
  gatherFrom,
  isSure,
  type KnownPair,
  lookAround,
  openSurroundings,
  type Surroundings,
} from './look-around.ts';
import {
  type JudgedPair,
  type PairKey,
  type PairToPut,
  pairKeyOf,
  pairOf,
  putPairs,
  setPairStates,
} from './store-pairs.ts';

/** Larger sets are not taken apart while a record waits: what is new among them goes to people. */
const setMost = 80;
/** More history than this makes a pair no more worth deciding. */
const momentsMost = 1000;
/** A pair less likely than this speaks against the set it would be in. */
const opposedBelow = 0.001;
export const scoreKind = 'score';

type PairOutcome = PairKey & {
  readonly state: 'linked' | 'open';
  readonly reason: 'bridge' | 'refused' | null;
};

/** Writes down pairs that were just judged, and settles the sets around them. */
export async function settlePairs(book: Book, judged: readonly JudgedPair[]): Promise<void> {
  const around = openSurroundings();
  const starts = new Set(judged.flatMap(endsOf));
  const [moments] = await Promise.all([
    countMoments(
      book.tx,
      [...new Set(judged.filter(({ state }) => state === 'open').flatMap(endsOf))],
      momentsMost,
    ),
    lookAround(book, around, [...starts]),
  ]);
  for (const row of judged) {
    const key = pairKeyOf({ a: row.record_a, b: row.record_b });
    // What people decided stands.
    if ((around.pairs.get(key)?.decided_at ?? null) === null) {
      around.pairs.set(key, { ...row, decided_at: null });
    }
  }
  const settled: Settled = { states: [], toLink: [], toTakeBack: [] };
  for (const set of await setsAround(book, around, starts)) {
    settleSet(book, set, settled);
  }
  // Likely pairs of people with much history are worth most.
  const seen = (id: string) => moments.get(id) ?? 0;
  const weighed = judged.map((pair) => ({
    ...pair,
    worth: pair.probability * (1 + Math.log2(1 + seen(pair.record_a) + seen(pair.record_b))),
  }));
  await write(book, weighed, settled);
}

function endsOf({ record_a: a, record_b: b }: JudgedPair): [string, string] {
  return [a, b];
}

async function setsAround(
  book: Book,
  around: Surroundings,
  starts: ReadonlySet<string>,
): Promise<SetToSettle[]> {
  const { ids, edges } = await gatherFrom(book, around, starts, starts.size + setMost * 4);
  const setOf = new Map<
    string,
    { recordIds: string[]; pairs: KnownPair[]; standing: StandingLink[] }
  >();
  const sets = setsOf(ids, edges).map((recordIds) => {
    const set = { recordIds, pairs: [], standing: [] };
    for (const id of recordIds) {
      setOf.set(id, set);
    }
    return set;
  });
  for (const pair of around.pairs.values()) {
    const set = setOf.get(pair.record_a);
    if (pair.decided_at === null && set !== undefined && setOf.has(pair.record_b)) {
      set.pairs.push(pair);
    }
  }
  for (const link of around.links.values()) {
    if (link.verdict === 'same') {
      setOf.get(link.recordIds[0])?.standing.push(link);
    }
  }
  return sets.filter(({ pairs }) => pairs.length > 0);
}

/**
 * Pairs first, then records: the order in which people's decisions lock them. A pair that somebody decided meanwhile
 * is not linked.
 */
async function write(
  book: Book,
  judged: readonly PairToPut[],
  { states, toLink, toTakeBack }: Settled,
): Promise<void> {
  const { tx } = book;
  const putting = putPairs(tx, judged, book.loaded.version);
  if (toTakeBack.length > 0) {
    await putting;
    for (const linkId of toTakeBack) {
      await withdrawLink(tx, linkId, 'rule_changed');
    }
  }
  const [decided, held] = await Promise.all([putting, holdForLinks(tx, toLink.flatMap(endsOf))]);
  const isDecided = new Set(decided.map(pairKeyOf));
  const wanted = toLink.filter(
    ({ record_a: a, record_b: b }) => !isDecided.has(pairKeyOf({ a, b })),
  );
  const made = await makeLinks(
    tx,
    held,
    wanted.map((pair) => ({
      records: [pair.record_a, pair.record_b],
      kind: scoreKind,
      strength: pair.strength === 'strong' ? 'strong' : 'weak',
      probability: pair.probability,
      evidence: { fields: pair.evidence },
      source: 'identity',
      ruleVersion: book.loaded.version,
    })),
  );
  // What was linked is written down as `linked` already; only what turned out otherwise is put right.
  await setPairStates(tx, [...states, ...statesOf(wanted, made)]);
}

/** A link that a person's word stands against, or an erasure since, is shown as refused. */
function statesOf(pairs: readonly KnownPair[], made: readonly (string | Refusal)[]): PairOutcome[] {
  return pairs.flatMap((pair, index): PairOutcome[] => {
    const key = { a: pair.record_a, b: pair.record_b };
    if (made[index] instanceof Refusal) {
      return [{ ...key, state: 'open', reason: 'refused' }];
    }
    return pair.state === 'linked' ? [] : [{ ...key, state: 'linked', reason: null }];
  });
}

function setsOf(ids: readonly string[], edges: readonly Edge[]): string[][] {
  const nodes = ids.map((id) => ({ recordId: id, firstCustomerId: id }));
  const rootOf = customersOf(nodes, edges);
  return [...Map.groupBy(ids, (id) => rootOf.get(id) ?? id).values()];
}

type Settled = {
  readonly states: PairOutcome[];
  readonly toLink: KnownPair[];
  /** uuids of links. */
  readonly toTakeBack: string[];
};

type SetToSettle = {
  readonly recordIds: readonly string[];
  readonly pairs: readonly KnownPair[];
  readonly standing: readonly StandingLink[];
};

function isWhole({ recordIds }: SetToSettle): boolean {
  return recordIds.length <= setMost;
}

/** Of two records there is nothing to weigh against each other. */
function isWeighed(set: SetToSettle): boolean {
  return isWhole(set) && set.recordIds.length > 2 && set.pairs.some(isSure);
}

function everyPairOf({ recordIds }: Pick<SetToSettle, 'recordIds'>): PairKey[] {
  return recordIds.flatMap((a, at) => recordIds.slice(at + 1).map((b) => pairOf(a, b)));
}

function settleSet(book: Book, set: SetToSettle, settled: Settled): void {
  const held = isWeighed(set) ? holdBack(book, set) : new Set<string>();
  const linkOf = new Map(
    set.standing
      .filter((link) => link.kind === scoreKind)
      .map((link) => [pairKeyOf(pairOf(link.recordIds[0], link.recordIds[1])), link]),
  );
  for (const pair of set.pairs) {
    const key = { a: pair.record_a, b: pair.record_b };
    const link = linkOf.get(pairKeyOf(key));
    const isHeld = held.has(pairKeyOf(key)) || (!isWhole(set) && link === undefined);
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
function holdBack(book: Book, { recordIds, pairs, standing }: SetToSettle): Set<string> {
  const content = new Map(
    recordIds.map((id) => [id, `${JSON.stringify(book.prepared.get(id) ?? {})} ${id}`]),
  );
  const order = recordIds.toSorted((a, b) =>
    (content.get(a) ?? '') < (content.get(b) ?? '') ? -1 : 1,
  );
  const at = new Map(order.map((id, index) => [id, index]));
  const linkOf = (a: string, b: string, probability: number): Link => {
    const [left = 0, right = 0] = [at.get(a) ?? 0, at.get(b) ?? 0].toSorted((x, y) => x - y);
    return { left, right, probability };
  };
  const certain = standing
    .filter((link) => link.kind !== scoreKind)
    .map((link) => linkOf(link.recordIds[0], link.recordIds[1], 1));
  const sure = pairs.filter(isSure);
  const links = sure.map((pair) => linkOf(pair.record_a, pair.record_b, pair.probability));
  const opposed = everyPairOf({ recordIds: order }).flatMap((pair) => {
    const probability = scoreIn(book, pair)?.probability ?? 1;
    return probability < opposedBelow ? [linkOf(pair.a, pair.b, probability)] : [];
  });
  const { clusterOf } = clusterLinks(order.length, [...certain, ...links], opposed);
  return new Set(
    sure.flatMap(({ record_a: a, record_b: b }) =>
      clusterOf[at.get(a) ?? 0] === clusterOf[at.get(b) ?? 0] ? [] : [pairKeyOf({ a, b })],
    ),
  );
}
