// A photograph with a review: everybody's while the review is shown, else the house's and hers.
import { isAllowed } from '#kernel/roles';
import type { Principal } from '#kernel/sessions';
import type { Tx } from '#kernel/transaction';
import { loadRecordKeys } from '#privacy';
import { reviewsRefusals } from './errors.ts';
import { openPhoto } from './sealed-words.ts';
import { findPhotoRow } from './store-photos.ts';

/** Refuses with reviews.unknown, also when she was erased. */
export async function readPhoto(
  tx: Tx,
  principal: Principal,
  photoId: string,
  isSmall: boolean,
): Promise<{ readonly bytes: Buffer; readonly isShown: boolean }> {
  const row = await findPhotoRow(tx, photoId, isSmall);
  const isOurs =
    (principal.kind === 'staff' || principal.kind === 'api_key') &&
    isAllowed(principal.roles, 'reviews.read');
  const isHers = principal.kind === 'customer' && principal.id === row?.record_id;
  const key = (await loadRecordKeys(tx, row === undefined ? [] : [row.record_id])).get(
    row?.record_id ?? '',
  );
  if (row === undefined || key === undefined || !(row.state === 'shown' || isOurs || isHers)) {
    throw reviewsRefusals.unknown();
  }
  return { bytes: openPhoto(key, row.sealed), isShown: row.state === 'shown' };
}
