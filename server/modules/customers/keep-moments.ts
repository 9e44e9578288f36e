// Moments that come in bundles and have no event of their own: the module that keeps them hands those of known
// people on, so that one query answers what a customer did anywhere.
import { formatId } from '#kernel/ids';
import type { Tx } from '#kernel/transaction';
import { insertMomentRows } from './views.ts';

export type MomentToKeep = {
  /** uuid */
  readonly id: string;
  /** uuid */
  readonly recordId: string;
  /** The position of its bundle in the log. */
  readonly position: number;
  readonly type: string;
  /** A typed id; the moment's own when it is about nothing else. */
  readonly subject: string | null;
  readonly occurredAt: Temporal.Instant;
  /** uuid */
  readonly placeId: string | null;
  readonly channel: string;
  /** Ids, amounts and codes only. */
  readonly data: Record<string, unknown>;
};

/** Puts moments on the timelines of records that are not erased; one that is there already stays. */
export async function keepMoments(tx: Tx, moments: readonly MomentToKeep[]): Promise<void> {
  if (moments.length === 0) {
    return;
  }
  await insertMomentRows(
    tx,
    moments.map((each) => ({
      record_id: each.recordId,
      event_id: each.id,
      position: each.position,
      type: each.type,
      subject: each.subject ?? formatId('event', each.id),
      occurred_at: each.occurredAt.toString(),
      place_id: each.placeId,
      channel: each.channel,
      actor: `customer:${formatId('record', each.recordId)}`,
      data: each.data,
    })),
  );
}
