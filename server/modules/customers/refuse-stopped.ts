// What row security does not hold (her points, her coupons, what she bought, that she exists) is asked at its front door:
// whoever names a record of somebody who has stopped every use is told so, and learns nothing else.
import { isStopped } from '#kernel/purposes';
import type { Tx } from '#kernel/transaction';
import { customersRefusals } from './errors.ts';
import { findRecordRows, type RecordRow } from './store.ts';

/** Refuses with customers.use_stopped when use of one of these records (uuids) is stopped; never under `duty`. */
export async function refuseStopped(tx: Tx, recordIds: readonly string[]): Promise<void> {
  if (tx.purpose !== 'duty' && recordIds.length > 0) {
    refuseStoppedRows(tx, await findRecordRows(tx, recordIds));
  }
}

/** The same of records that were read already. */
export function refuseStoppedRows(tx: Tx, rows: readonly Pick<RecordRow, 'consent'>[]): void {
  if (tx.purpose !== 'duty' && rows.some(({ consent }) => isStopped(consent))) {
    throw customersRefusals.use_stopped();
  }
}
