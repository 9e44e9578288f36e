// When she was last in a shop, for the greeting: read from her timeline.
import type { Tx } from '#kernel/transaction';
import { findLastVisitRow } from './store-deeds.ts';

export type LastVisit = {
  readonly at: Temporal.Instant;
  /** uuid */
  readonly placeId: string;
};

/** The last time before a moment that one of these records (uuids) was in a shop; undefined where she never was. */
export async function findLastVisit(
  tx: Tx,
  recordIds: readonly string[],
  before: Temporal.Instant,
): Promise<LastVisit | undefined> {
  const row = await findLastVisitRow(tx, recordIds, before);
  return row === undefined ? undefined : { at: row.occurred_at, placeId: row.place_id };
}
