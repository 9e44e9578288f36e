// Writing, changing and ending segments.
import { formatId, newId } from '#kernel/ids';
import type { Tx } from '#kernel/transaction';
import { segmentsRefusals } from './errors.ts';
import { segmentsEnded, segmentsSaved } from './events.ts';
import type { SegmentToSave } from './schemas.ts';
import {
  changeSegmentRow,
  endSegmentRow,
  findSegmentRow,
  insertSegmentRow,
  type SegmentRow,
} from './store.ts';

/**
 * Makes a segment, or changes the one with this id (uuid) as it was seen. Refuses with segments.unknown,
 * segments.changed_meanwhile.
 */
export async function saveSegment(
  tx: Tx,
  wish: SegmentToSave,
  id?: string,
  seenAt?: Temporal.Instant,
): Promise<SegmentRow> {
  const row =
    id === undefined
      ? await insertSegmentRow(tx, newId(), wish)
      : await changeSegmentRow(tx, id, wish, seenAt);
  if (row === undefined) {
    // There is none, or it is another one by now.
    await findSegment(tx, id ?? '');
    throw segmentsRefusals.changed_meanwhile();
  }
  const segmentId = formatId('segment', row.id);
  tx.emit(segmentsSaved.make(segmentId, { segmentId, purpose: row.purpose }));
  return row;
}

/** Refuses with segments.unknown. */
export async function endSegment(tx: Tx, id: string): Promise<void> {
  if (!(await endSegmentRow(tx, id))) {
    throw segmentsRefusals.unknown();
  }
  const segmentId = formatId('segment', id);
  tx.emit(segmentsEnded.make(segmentId, { segmentId }));
}

/** Refuses with segments.unknown. */
export async function findSegment(tx: Tx, id: string): Promise<SegmentRow> {
  const row = await findSegmentRow(tx, id);
  if (row === undefined) {
    throw segmentsRefusals.unknown();
  }
  return row;
}
