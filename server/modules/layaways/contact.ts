// For whom a piece is kept: sealed under her record's key, opened for the shop's list and for her messages.
import { seal, unseal } from '#kernel/sealing';
import type { Tx } from '#kernel/transaction';
import { loadRecordKeys } from '#privacy';
import { findContactRows, insertContactRow } from './store.ts';

const contactUse = 'layaways.contact';

export type LayawayContact = {
  readonly name: string;
  readonly kana?: string;
  readonly email?: string;
  readonly phone?: string;
};

/** Does nothing for a record that has been erased. */
export async function sealContact(
  tx: Tx,
  layawayId: string,
  recordId: string,
  contact: LayawayContact,
): Promise<void> {
  const key = (await loadRecordKeys(tx, [recordId])).get(recordId);
  if (key !== undefined) {
    await insertContactRow(tx, { layawayId, recordId, sealed: seal(key, contactUse, contact) });
  }
}

/** Contacts by layaway id; erased people are missing. */
export async function openContacts(
  tx: Tx,
  layawayIds: readonly string[],
): Promise<Map<string, LayawayContact>> {
  const rows = await findContactRows(tx, layawayIds);
  const keys = await loadRecordKeys(
    tx,
    rows.map((row) => row.record_id),
  );
  const contacts = new Map<string, LayawayContact>();
  for (const row of rows) {
    const key = keys.get(row.record_id);
    if (key !== undefined) {
      contacts.set(row.layaway_id, unseal<LayawayContact>(key, contactUse, row.sealed));
    }
  }
  return contacts;
}
