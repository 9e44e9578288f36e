// What joins records, for whoever decides about it: links, companions, and what would move if a link went.
import type { Tx } from '#kernel/transaction';
import { customersOf, type Edge } from './components.ts';
import { customersRefusals } from './errors.ts';
import { findCustomersOfRecords } from './read-profiles.ts';
import { findCompanionRows, findRecordRowsOfCustomers } from './store.ts';
import { findLinkRow, type LinkRow, listStandingRows, type StandingRow } from './store-links.ts';

export type StandingLink = {
  /** uuid */
  readonly id: string;
  /** uuids, the smaller first. */
  readonly recordIds: readonly [string, string];
  readonly verdict: 'same' | 'never';
  readonly kind: string;
  readonly strength: LinkRow['strength'];
  readonly probability: number | null;
};

/** Links that stand and touch one of the records, oldest first. */
export async function findLinks(tx: Tx, recordIds: readonly string[]): Promise<StandingLink[]> {
  const rows = recordIds.length === 0 ? [] : await listStandingRows(tx, recordIds);
  return rows.map(toStanding);
}

/** One link, also one that was taken back. Refuses with customers.link_unknown. */
export async function findLink(
  tx: Tx,
  linkId: string,
): Promise<StandingLink & { readonly isWithdrawn: boolean }> {
  const row = await findLinkRow(tx, linkId);
  if (row === undefined) {
    throw customersRefusals.link_unknown();
  }
  return { ...toStanding(row), isWithdrawn: row.withdrawn_at !== null };
}

/** Record id → every record of its customer, itself among them. */
export async function findCompanions(
  tx: Tx,
  recordIds: readonly string[],
): Promise<Map<string, string[]>> {
  const rows = recordIds.length === 0 ? [] : await findCompanionRows(tx, recordIds);
  return new Map(rows.map((row) => [row.id, row.companions]));
}

export type SplitPreview = {
  /** The customers there would be, with their records (uuids); one where nothing would move. */
  readonly parts: readonly { readonly customerId: string; readonly recordIds: readonly string[] }[];
};

/** What taking these links back would leave. Changes nothing. */
export async function previewSplit(tx: Tx, links: readonly StandingLink[]): Promise<SplitPreview> {
  const companions = await findCompanions(
    tx,
    links.flatMap(({ recordIds }) => recordIds),
  );
  const ids = [...new Set([...companions.values()].flat())];
  const gone = new Set(links.map(({ id }) => id));
  const edges = (await findLinks(tx, ids))
    .filter(({ id, verdict }) => verdict === 'same' && !gone.has(id))
    .map(({ recordIds }): Edge => recordIds);
  const records = await findRecordRowsOfCustomers(tx, [
    ...new Set((await findCustomersOfRecords(tx, ids)).values()),
  ]);
  const nodes = records.map((row) => ({
    recordId: row.id,
    firstCustomerId: row.first_customer_id,
  }));
  const customerOf = customersOf(nodes, edges);
  const sets = Map.groupBy(
    records.map(({ id }) => id),
    (id) => customerOf.get(id) ?? id,
  );
  return { parts: [...sets].map(([customerId, recordIds]) => ({ customerId, recordIds })) };
}

function toStanding(row: StandingRow): StandingLink {
  return {
    id: row.id,
    recordIds: [row.record_a, row.record_b],
    verdict: row.verdict,
    kind: row.kind,
    strength: row.strength,
    probability: row.probability,
  };
}
