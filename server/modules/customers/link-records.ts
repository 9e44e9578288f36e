// Joining records to one customer and parting them again. A customer is the connected set of records over
// the links that stand; records keep what hangs on them, only the pointer moves. Who decides that two
// records are one person (rules, scores, people) calls this.
import { formatId, newId } from '#kernel/ids';
import type { Tx } from '#kernel/transaction';
import { refreshConsent } from './change-consents.ts';
import { customersOf, type Edge } from './components.ts';
import { customersRefusals } from './errors.ts';
import { customersMerged, customersSplit } from './events.ts';
import type { RecordRow } from './store.ts';
import {
  findLiveLinkRow,
  insertLinkRow,
  listLinkRows,
  lockRecordsOfCustomersOf,
  pointRecords,
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
  const [a, b] = link.records.toSorted();
  if (a === undefined || b === undefined || a === b) {
    throw customersRefusals.same_record();
  }
  const records = await lockSet(tx, [a, b]);
  const verdict = link.verdict ?? 'same';
  const standing = await standingLinks(tx, records);
  const before = new Map(records.map((record) => [record.id, record.customer_id]));
  const isJoined = before.get(a) === before.get(b);
  const id = newId();
  if (verdict === 'never' ? isJoined : standing.never.length > 0) {
    throw customersRefusals.never_same();
  }
  await insertLinkRow(tx, {
    id,
    record_a: a,
    record_b: b,
    verdict,
    kind: link.kind,
    strength: link.strength,
    probability: link.probability ?? null,
    evidence: { ...link.evidence },
    source: link.source,
    rule_version: link.ruleVersion ?? 1,
  });
  if (verdict === 'same' && !isJoined) {
    const moved = await point(tx, records, [...standing.same, [a, b]]);
    announceMerge(tx, id, before, moved);
  }
  return id;
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
  const records = await lockSet(tx, [link.record_a, link.record_b], true);
  if ((await withdrawLinkRow(tx, linkId, reason)) === 0) {
    throw customersRefusals.link_unknown();
  }
  if (link.verdict === 'never') {
    return;
  }
  const { same } = await standingLinks(tx, records);
  const before = records[0]?.customer_id;
  const moved = await point(tx, records, same);
  if (before !== undefined && moved.size > 0) {
    announceSplit(tx, linkId, before, records, moved);
  }
}

/**
 * Locks all records of the customers of two records. While one waits for the lock another may move them,
 * so it looks again until what it holds is what it needs.
 */
async function lockSet(
  tx: Tx,
  pair: readonly [string, string],
  withErased = false,
): Promise<RecordRow[]> {
  for (let round = 0; round < 20; round += 1) {
    const records = await lockRecordsOfCustomersOf(tx, pair);
    const again = await lockRecordsOfCustomersOf(tx, pair);
    const isSame =
      records.length === again.length &&
      records.every((record, index) => record.id === again[index]?.id);
    if (!isSame) {
      continue;
    }
    const mine = again.filter((record) => pair.includes(record.id));
    if (mine.length < pair.length) {
      throw customersRefusals.record_unknown();
    }
    if (!withErased && mine.some((record) => record.erased_at !== null)) {
      throw customersRefusals.erased();
    }
    return again;
  }
  throw new Error('the records kept moving between customers; try again');
}

async function standingLinks(
  tx: Tx,
  records: readonly RecordRow[],
): Promise<{ same: Edge[]; never: Edge[] }> {
  const ids = new Set(records.map((record) => record.id));
  const rows = (await listLinkRows(tx, [...ids])).filter(
    (row) => row.withdrawn_at === null && ids.has(row.record_a) && ids.has(row.record_b),
  );
  const edges = (verdict: string): Edge[] =>
    rows.filter((row) => row.verdict === verdict).map((row) => [row.record_a, row.record_b]);
  return { same: edges('same'), never: edges('never') };
}

/** Points the records at the customers of their sets; answers those that moved. */
async function point(
  tx: Tx,
  records: readonly RecordRow[],
  edges: readonly Edge[],
): Promise<Map<string, string>> {
  const nodes = records.map((record) => ({
    recordId: record.id,
    firstCustomerId: record.first_customer_id,
  }));
  const target = customersOf(nodes, edges);
  const moved = new Map(
    records.flatMap((record): [string, string][] => {
      const customerId = target.get(record.id) ?? record.customer_id;
      return customerId === record.customer_id ? [] : [[record.id, customerId]];
    }),
  );
  if (moved.size > 0) {
    await pointRecords(tx, moved);
    await refreshConsent(tx, [...new Set(target.values())]);
  }
  return moved;
}

function announceMerge(
  tx: Tx,
  linkId: string,
  before: ReadonlyMap<string, string>,
  moved: ReadonlyMap<string, string>,
): void {
  const [into] = moved.values();
  if (into === undefined) {
    return;
  }
  const customerId = formatId('customer', into);
  const merged = new Set([...moved.keys()].map((recordId) => before.get(recordId) ?? into));
  tx.emit(
    customersMerged.make(customerId, {
      customerId,
      mergedIds: [...merged].map((each) => formatId('customer', each)),
      recordIds: [...moved.keys()].map((each) => formatId('record', each)),
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
