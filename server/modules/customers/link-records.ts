// Joining records to one customer and parting them again. A customer is the connected set of records over
// the links that stand; records keep what hangs on them, only the pointer moves. Who decides that two
// records are one person (rules, scores, people) calls this.
import { Refusal } from '#kernel/errors';
import { formatId, newId } from '#kernel/ids';
import type { Tx } from '#kernel/transaction';
import { matchConsents } from './change-consents.ts';
import { customersOf, type Edge } from './components.ts';
import { customersRefusals } from './errors.ts';
import { customersMerged, customersSplit } from './events.ts';
import { joinIn, type Merge, movedIn, openSets } from './record-sets.ts';
import type { RecordRow } from './store.ts';
import {
  findLiveLinkRow,
  findStandingAround,
  insertLinkRows,
  type LinkToInsert,
  lockRecordsOfCustomersOf,
  lockUntilWhole,
  pointRecords,
  type StandingRow,
  withdrawLinkRow,
} from './store-links.ts';

export type LinkToMake = {
  /** uuids of the two records. */
  readonly records: readonly [string, string];
  /** `never` is a person's decision that outranks every link. */
  readonly verdict?: 'same' | 'never';
  /** What speaks for it: email, phone, line, member, card, sign_in, person, score. */
  readonly kind: string;
  readonly strength: 'certain' | 'strong' | 'weak';
  readonly probability?: number;
  /** Field names, weights, codes; no personal values. */
  readonly evidence?: Readonly<Record<string, unknown>>;
  /** The rule set or screen that made it. */
  readonly source: string;
  readonly ruleVersion?: number;
};

/**
 * Links two records and merges their customers under the smaller id, or writes down that they are never
 * one person. Announces `customers.merged`. Refuses with customers.same_record, customers.record_unknown,
 * customers.erased, customers.linked_already, and customers.never_same when somebody had decided that any
 * two records of the joined set are different people (a `never` inside a set that is joined already is
 * refused too: take the links back first). Answers the link's id (uuid).
 */
export async function linkRecords(tx: Tx, link: LinkToMake): Promise<string> {
  const held = await holdForLinks(tx, link.records);
  const [made] = await makeLinks(tx, held, [link]);
  if (made === undefined || made instanceof Refusal) {
    throw made ?? new Error('a link has no answer');
  }
  return made;
}

/** Records that are locked with everybody of their customers, and the links between them. */
export type HeldRecords = {
  readonly records: readonly RecordRow[];
  readonly standing: readonly StandingRow[];
};

/** The first half of making links: locks, and reads what stands. */
export async function holdForLinks(tx: Tx, recordIds: readonly string[]): Promise<HeldRecords> {
  return recordIds.length === 0 ? { records: [], standing: [] } : lockSets(tx, recordIds);
}

/**
 * The second half: like `linkRecords` for many, each decided for itself in the order given and all written by the same
 * few statements. Answers ids, or the refusal of each.
 */
export async function makeLinks(
  tx: Tx,
  { records, standing }: HeldRecords,
  links: readonly LinkToMake[],
): Promise<(string | Refusal)[]> {
  const sets = openSets(records, standing);
  const rows: LinkToInsert[] = [];
  const outcomes = links.map((link): string | Refusal => {
    const row = toRow(link);
    const refusal = joinIn(sets, row);
    if (refusal !== undefined) {
      return refusal;
    }
    rows.push(row);
    return row.id;
  });
  await Promise.all([insertLinkRows(tx, rows), moveRecords(tx, records, movedIn(records, sets))]);
  for (const merge of sets.merges) {
    announceMerge(tx, merge);
  }
  return outcomes;
}

function toRow(link: LinkToMake): LinkToInsert {
  const [a = '', b = ''] = link.records.toSorted();
  return {
    id: newId(),
    record_a: a,
    record_b: b,
    verdict: link.verdict ?? 'same',
    kind: link.kind,
    strength: link.strength,
    probability: link.probability ?? null,
    evidence: { ...link.evidence },
    source: link.source,
    rule_version: link.ruleVersion ?? 1,
  };
}

/**
 * Takes a link back. Records that hang together without it stay one customer; the others return to the
 * customers they were. Announces `customers.split`. Refuses with customers.link_unknown.
 */
export async function withdrawLink(
  tx: Tx,
  linkId: string,
  reason: 'mistaken' | 'asked' | 'rule_changed',
): Promise<void> {
  const link = await findLiveLinkRow(tx, linkId);
  if (link === undefined) {
    throw customersRefusals.link_unknown();
  }
  const { records, standing } = await lockSets(tx, [link.record_a, link.record_b]);
  if ((await withdrawLinkRow(tx, linkId, reason)) === 0) {
    throw customersRefusals.link_unknown();
  }
  if (link.verdict === 'never') {
    return;
  }
  const same = standing
    .filter((row) => row.verdict === 'same' && row.id !== linkId)
    .map((row): Edge => [row.record_a, row.record_b]);
  const before = records[0]?.customer_id;
  const moved = movedBy(records, same);
  await moveRecords(tx, records, moved);
  if (before !== undefined && moved.size > 0) {
    announceSplit(tx, linkId, before, records, moved);
  }
}

/**
 * Locks all records of the customers of some records, and reads the links that stand between them. While one waits for
 * the lock another may move them, so it looks again (in the same round trip) until what it holds is what it needs.
 */
function lockSets(tx: Tx, recordIds: readonly string[]): Promise<HeldRecords> {
  return lockUntilWhole(tx, async () => {
    const [records, now] = await Promise.all([
      lockRecordsOfCustomersOf(tx, recordIds),
      findStandingAround(tx, recordIds),
    ]);
    if (records.length !== now.ids.size || !records.every(({ id }) => now.ids.has(id))) {
      return undefined;
    }
    const isInside = (row: StandingRow) => now.ids.has(row.record_a) && now.ids.has(row.record_b);
    return { records, standing: now.links.filter(isInside) };
  });
}

/** Record → the customer of its set, of those that are to move. */
function movedBy(records: readonly RecordRow[], edges: readonly Edge[]): Map<string, string> {
  const nodes = records.map((record) => ({
    recordId: record.id,
    firstCustomerId: record.first_customer_id,
  }));
  const target = customersOf(nodes, edges);
  return new Map(
    records.flatMap((record): [string, string][] => {
      const customerId = target.get(record.id) ?? record.customer_id;
      return customerId === record.customer_id ? [] : [[record.id, customerId]];
    }),
  );
}

/** Points records at other customers; the masks of the sets they leave and join follow their consents. */
async function moveRecords(
  tx: Tx,
  records: readonly RecordRow[],
  moved: ReadonlyMap<string, string>,
): Promise<void> {
  if (moved.size === 0) {
    return;
  }
  const touched = new Set([
    ...moved.values(),
    ...records.filter(({ id }) => moved.has(id)).map((record) => record.customer_id),
  ]);
  const now = records
    .filter((record) => record.erased_at === null)
    .map((record) => ({ ...record, customer_id: moved.get(record.id) ?? record.customer_id }))
    .filter((record) => touched.has(record.customer_id));
  await Promise.all([pointRecords(tx, moved), matchConsents(tx, now)]);
}

function announceMerge(tx: Tx, { linkId, into, mergedIds, recordIds }: Merge): void {
  const customerId = formatId('customer', into);
  tx.emit(
    customersMerged.make(customerId, {
      customerId,
      mergedIds: mergedIds.map((each) => formatId('customer', each)),
      recordIds: recordIds.map((each) => formatId('record', each)),
      linkId: formatId('link', linkId),
    }),
  );
}

function announceSplit(
  tx: Tx,
  linkId: string,
  before: string,
  records: readonly RecordRow[],
  moved: ReadonlyMap<string, string>,
): void {
  const parts = new Map<string, string[]>();
  for (const record of records) {
    const customerId = moved.get(record.id) ?? record.customer_id;
    parts.set(customerId, [...(parts.get(customerId) ?? []), formatId('record', record.id)]);
  }
  const customerId = formatId('customer', before);
  tx.emit(
    customersSplit.make(customerId, {
      customerId,
      parts: [...parts].map(([part, recordIds]) => ({
        customerId: formatId('customer', part),
        recordIds,
      })),
      linkId: formatId('link', linkId),
    }),
  );
}
