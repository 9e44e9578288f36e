// Sets of records while links are being made: who hangs together, who must never, and what each new link does. Pure
// but for the sets themselves, which it changes as links are taken in.
import type { Refusal } from '#kernel/errors';
import { customersRefusals } from './errors.ts';
import type { RecordRow } from './store.ts';
import type { LinkToInsert, StandingRow } from './store-links.ts';

type Member = Pick<RecordRow, 'id' | 'customer_id' | 'first_customer_id' | 'erased_at'>;
type SetOfRecords = { readonly members: Member[]; customerId: string };

/** What one link merged: the id that stays, those that lead to it now, and the records that moved. */
export type Merge = {
  readonly linkId: string;
  readonly into: string;
  readonly mergedIds: readonly string[];
  readonly recordIds: readonly string[];
};

export type RecordSets = {
  readonly setOf: Map<string, SetOfRecords>;
  readonly memberOf: Map<string, Member>;
  /** Pairs that people keep apart. */
  readonly never: [string, string][];
  /** `a b kind verdict` of links that stand. */
  readonly standing: Set<string>;
  readonly merges: Merge[];
};

/** The sets as they stand; `links` are those among these records that were not taken back. */
export function openSets(records: readonly Member[], links: readonly StandingRow[]): RecordSets {
  const setOf = new Map<string, SetOfRecords>();
  for (const [customerId, members] of Map.groupBy(records, (each) => each.customer_id)) {
    const set = { members: [...members], customerId };
    for (const { id } of members) {
      setOf.set(id, set);
    }
  }
  return {
    setOf,
    memberOf: new Map(records.map((each) => [each.id, each])),
    never: links
      .filter((row) => row.verdict === 'never')
      .map((row) => [row.record_a, row.record_b]),
    standing: new Set(links.map(standingKey)),
    merges: [],
  };
}

/** Takes a link in, or says why not. */
export function joinIn(sets: RecordSets, link: LinkToInsert): Refusal | undefined {
  const { record_a: a, record_b: b, verdict } = link;
  const [one, other] = [sets.setOf.get(a), sets.setOf.get(b)];
  if (a === b) {
    return customersRefusals.same_record();
  }
  if (one === undefined || other === undefined) {
    return customersRefusals.record_unknown();
  }
  if ([a, b].some((id) => (sets.memberOf.get(id)?.erased_at ?? null) !== null)) {
    return customersRefusals.erased();
  }
  if (verdict === 'never' ? one === other : isKeptApart(sets, one, other)) {
    return customersRefusals.never_same();
  }
  if (sets.standing.has(standingKey(link))) {
    return customersRefusals.linked_already();
  }
  sets.standing.add(standingKey(link));
  if (verdict === 'never') {
    sets.never.push([a, b]);
  } else if (one !== other) {
    sets.merges.push(merge(sets, link.id, one, other));
  }
  return undefined;
}

/** Record → the customer it moved to. */
export function movedIn(records: readonly Member[], { setOf }: RecordSets): Map<string, string> {
  return new Map(
    records.flatMap(({ id, customer_id: before }): [string, string][] => {
      const now = setOf.get(id)?.customerId ?? before;
      return now === before ? [] : [[id, now]];
    }),
  );
}

function isKeptApart(
  { never, setOf }: RecordSets,
  one: SetOfRecords,
  other: SetOfRecords,
): boolean {
  const isIn = (id: string) => setOf.get(id) === one || setOf.get(id) === other;
  return never.some(([a, b]) => isIn(a) && isIn(b));
}

/** The id of a set is the smallest one its records were born with. */
function merge(sets: RecordSets, linkId: string, one: SetOfRecords, other: SetOfRecords): Merge {
  const members = [...one.members, ...other.members];
  const [into = one.customerId] = members.map((each) => each.first_customer_id).toSorted();
  const joined = { members, customerId: into };
  const moved = [one, other].filter((set) => set.customerId !== into);
  for (const { id } of members) {
    sets.setOf.set(id, joined);
  }
  return {
    linkId,
    into,
    mergedIds: moved.map((set) => set.customerId),
    recordIds: moved.flatMap((set) => set.members.map(({ id }) => id)),
  };
}

function standingKey(
  link: Pick<StandingRow, 'record_a' | 'record_b' | 'kind' | 'verdict'>,
): string {
  return `${link.record_a} ${link.record_b} ${link.kind} ${link.verdict}`;
}
