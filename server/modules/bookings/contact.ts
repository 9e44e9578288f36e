// Who comes: sealed under her record's key, opened for the shop's list and for her messages.

import { seal, unseal } from '#kernel/sealing';
import type { Tx } from '#kernel/transaction';
import { loadRecordKeys } from '#privacy';
import { findContactRows, insertContactRow } from './store.ts';

const contactUse = 'bookings.contact';

export type BookingContact = {
  readonly name: string;
  readonly email?: string;
  readonly phone?: string;
  readonly note?: string;
};

/** Does nothing for a record that has been erased. */
export async function sealContact(
  tx: Tx,
  bookingId: string,
  recordId: string,
  contact: BookingContact,
): Promise<void> {
  const key = (await loadRecordKeys(tx, [recordId])).get(recordId);
  if (key !== undefined) {
    await insertContactRow(tx, { bookingId, recordId, sealed: seal(key, contactUse, contact) });
  }
}

/** Contacts by booking id; erased people are missing. */
export async function openContacts(
  tx: Tx,
  bookingIds: readonly string[],
): Promise<Map<string, BookingContact>> {
  const rows = await findContactRows(tx, bookingIds);
  const keys = await loadRecordKeys(
    tx,
    rows.map((row) => row.record_id),
  );
  const contacts = new Map<string, BookingContact>();
  for (const row of rows) {
    const key = keys.get(row.record_id);
    if (key !== undefined) {
      contacts.set(row.booking_id, unseal<BookingContact>(key, contactUse, row.sealed));
    }
  }
  return contacts;
}
