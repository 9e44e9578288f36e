// Who is in a segment, as a file with names. Worked out as it is written, under the segment's purpose: whoever withdrew
// since it was asked for is not in it. Each person in it is in the book of looks, for her to read.
import { type Profile, readProfiles } from '#customers';
import type { Database } from '#kernel/db';
import { formatId } from '#kernel/ids';
import { transaction } from '#kernel/transaction';
import { logAccess } from '#privacy';
import { findSegment, selectPages } from '#segments';
import { rightsRefusals } from './errors.ts';
import type { RequestRow } from './store.ts';

export type SegmentFileRow = Readonly<Record<string, string | null>>;

/**
 * The rows of an approved request for a segment. Refuses with segments.unknown, and with rights.not_approved when its
 * conditions were changed after somebody said yes to them.
 */
export async function segmentRows(
  db: Database,
  request: RequestRow,
  actor: string,
): Promise<AsyncIterable<readonly SegmentFileRow[]>> {
  const { segment_id: segmentId, items, decided_at: decidedAt, reason } = request;
  if (segmentId === null || decidedAt === null) {
    throw rightsRefusals.unknown();
  }
  const segment = await transaction(db, { actor }, (tx) => findSegment(tx, segmentId));
  if (Temporal.Instant.compare(segment.changed_at, decidedAt) > 0) {
    throw rightsRefusals.not_approved();
  }
  return selectPages(db, segment, actor, async (tx, customers) => {
    const ids = customers.flatMap(({ recordIds }) => recordIds);
    const profiles = await readProfiles(tx, ids);
    await logAccess(tx, ids, { reason, what: 'segments.export' });
    return customers.map(({ customerId, recordIds }) => {
      const own = recordIds.flatMap((id) => profiles.get(id) ?? []);
      return {
        customerId: formatId('customer', customerId),
        ...Object.fromEntries(items.map((item) => [item, firstOf(own, item)])),
      };
    });
  });
}

/** What one of her records tells. */
function firstOf(profiles: readonly Profile[], item: string): string | null {
  for (const profile of profiles) {
    const value = new Map<string, unknown>(Object.entries(profile)).get(item);
    if (typeof value === 'string' && value !== '') {
      return value;
    }
  }
  return null;
}
