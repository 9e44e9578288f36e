// Erasing a person, record by record. The key goes (privacy), and with it the rows that hang on the record.
// The record itself stays as a nameless node: orders and postings that the law keeps still point at it, and
// links through it stand, so that nobody else's history changes.
import { endSessionsOf } from '#kernel/sessions';
import type { Tx } from '#kernel/transaction';
import { type Erased, type ErasureReason, eraseRecords } from '#privacy';
import { lockRecordRows } from './store.ts';
import { dropRecordContents } from './store-consent.ts';

/**
 * Erases records (uuids): profile with its versions, contacts, look-up keys, timeline, sessions and key.
 * Announces `privacy.erased` for each. Answers what went, by record; those erased before are not in it.
 * A source's key keeps its blind index, so that importing the same file again does not bring her back;
 * her own web account loses it, so that she may come again as somebody new.
 */
export async function eraseCustomerRecords(
  tx: Tx,
  recordIds: readonly string[],
  reason: ErasureReason = 'requested',
): Promise<Map<string, Erased>> {
  const ids = (await lockRecordRows(tx, recordIds)).map((row) => row.id);
  if (ids.length === 0) {
    return new Map();
  }
  for (const id of ids) {
    await endSessionsOf(tx, 'customer', id, tx.now);
  }
  const alsoErased = await dropRecordContents(tx, ids);
  return eraseRecords(tx, ids, { reason, alsoErased });
}
