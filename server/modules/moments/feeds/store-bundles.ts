// SQL of what listeners do with bundles of moments.
import { statement } from '#kernel/db';
import type { Tx } from '#kernel/transaction';

export type Bundle = {
  /** uuids */
  readonly id: string;
  readonly firstId: string;
  readonly lastId: string;
  /** In the log. */
  readonly position: number;
};
export type BundledRow = {
  id: string;
  position: number;
  type: string;
  record_id: string;
  place_id: string | null;
  channel: string;
  occurred_at: Temporal.Instant;
  data: Record<string, unknown>;
};

const bundles = `unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::bigint[]) AS b(id, first_id, last_id, position)
  JOIN moments.moment m ON m.id BETWEEN b.first_id AND b.last_id AND m.bundle_id = b.id`;
const countBundles = statement<object>(`
  INSERT INTO moments.count AS c (day, type, channel, place_id, source_id, count)
  SELECT (m.occurred_at AT TIME ZONE 'UTC')::date, m.type, m.channel, m.place_id, NULL, count(*) FROM ${bundles}
  GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4
  ON CONFLICT (day, type, channel, place_id, source_id) DO UPDATE SET count = c.count + excluded.count`);
const known = statement<BundledRow>(`
  SELECT m.id, b.position, m.type, m.record_id, m.place_id, m.channel, m.occurred_at, m.data FROM ${bundles}
  WHERE m.record_id IS NOT NULL`);
const forget = statement<object>(`
  DELETE FROM moments.moment WHERE record_id = ANY ($1::uuid[])`);
const forgetQuarantine = statement<object>(`
  UPDATE moments.quarantine SET state = 'discarded', body_sealed = NULL, record_ids = '{}', tried_at = $2
  WHERE state = 'waiting' AND record_ids && $1::uuid[]`);
const setMasks = statement<object>(`
  UPDATE moments.moment m SET consent = g.mask FROM unnest($1::uuid[], $2::bigint[]) AS g(record_id, mask)
  WHERE m.record_id = g.record_id AND m.consent <> g.mask`);

function parametersOf(of: readonly Bundle[]): unknown[] {
  return [
    of.map((each) => each.id),
    of.map((each) => each.firstId),
    of.map((each) => each.lastId),
    of.map((each) => each.position),
  ];
}

export async function countBundleRows(tx: Tx, of: readonly Bundle[]): Promise<void> {
  await tx.run(countBundles, parametersOf(of));
}

/** The moments of known people in bundles. */
export function listKnownRows(tx: Tx, of: readonly Bundle[]): Promise<BundledRow[]> {
  return tx.all(known, parametersOf(of));
}

export async function forgetMomentRows(tx: Tx, recordIds: readonly string[]): Promise<void> {
  await tx.run(forget, [recordIds]);
  await tx.run(forgetQuarantine, [recordIds, tx.now]);
}

/** What may be done with moments follows what their people agreed to. */
export async function setMomentMasks(tx: Tx, masks: ReadonlyMap<string, number>): Promise<void> {
  await tx.run(setMasks, [[...masks.keys()], [...masks.values()]]);
}
