// When nothing can arrive by an allowance any more, what is left of it is hers again.
import { formatId } from '#kernel/ids';
import type { Job } from '#kernel/jobs';
import { transaction } from '#kernel/transaction';
import { settleOffers } from '#offers';
import { allowancesEnded } from './events.ts';
import { letPointsGo } from './keep-points.ts';
import { endAllowanceRow, lockDueAllowances } from './store.ts';

const atOnce = 100;

/** Every ten minutes. */
export const endAllowances: Job<Record<string, never>> = {
  name: 'allowances.end',
  cron: '*/10 * * * *',
  run: async (db) => {
    for (;;) {
      const count = await transaction(db, { actor: 'job:allowances.end' }, async (tx) => {
        const rows = await lockDueAllowances(tx, atOnce);
        for (const row of rows) {
          await letPointsGo(tx, row.id);
          for (const { holdId } of row.coupons) {
            await settleOffers(tx, holdId, 'released');
          }
          await endAllowanceRow(tx, row.id);
          const allowanceId = formatId('allowance', row.id);
          const { till, points, used_points: usedPoints } = row;
          tx.emit(
            allowancesEnded.make(
              allowanceId,
              { allowanceId, till, points, usedPoints },
              { recordId: row.record_id, placeId: row.place_id },
            ),
          );
        }
        return rows.length;
      });
      if (count < atOnce) {
        return;
      }
    }
  },
};
