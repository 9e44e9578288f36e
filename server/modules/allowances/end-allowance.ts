// An allowance that is over, or given back early: what is left of it is hers again.
import { formatId, parseId, tryParseId } from '#kernel/ids';
import type { Tx } from '#kernel/transaction';
import { settleOffers } from '#offers';
import { allowancesRefusals } from './errors.ts';
import { allowancesEnded } from './events.ts';
import { letPointsGo } from './keep-points.ts';
import { type AllowanceRow, endAllowanceRow, lockAllowance } from './store.ts';
import { readPromise } from './token.ts';

/** Lets go of what is left; its row is locked. */
export async function endAllowance(tx: Tx, row: AllowanceRow): Promise<void> {
  for (const { holdId } of row.coupons) {
    await settleOffers(tx, holdId, 'released');
  }
  await letPointsGo(tx, row.id);
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

/**
 * A till gives its allowance back before it is over: it has told all its sales and takes nothing by it any more. Given
 * back twice, it is given back. Refuses with allowances.not_of_till what the house never promised to this till.
 */
export async function giveAllowanceBack(
  tx: Tx,
  back: { readonly token: string; readonly placeId: string; readonly till: string },
): Promise<void> {
  const promised = readPromise(tx.masters, back.token);
  const id = tryParseId('allowance', promised?.allowanceId ?? '');
  const isOfTill =
    promised?.till === back.till && parseId('place', promised.placeId) === back.placeId;
  const row = id === undefined || !isOfTill ? undefined : await lockAllowance(tx, id);
  if (row === undefined) {
    throw allowancesRefusals.not_of_till();
  }
  if (row.state === 'open') {
    await endAllowance(tx, row);
  }
}
