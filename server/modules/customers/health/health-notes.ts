// What a pharmacist keeps of a person's health, and only while she agrees to it. Every transaction here declares the
// purpose `health`: the database then hands out her profile and the notes, or nothing at all.
import { formatId, formatOptionalId, newId } from '#kernel/ids';
import { seal, unseal } from '#kernel/sealing';
import { type Tx, underPurpose } from '#kernel/transaction';
import { loadRecordKeys, logAccess } from '#privacy';
import { customersRefusals } from '../errors.ts';
import { findCustomers, listRecordsOfCustomer } from '../find-customers.ts';
import { holdCustomers } from '../hold-customer.ts';
import { nameOf } from '../profile.ts';
import { readProfiles } from '../read-profiles.ts';
import {
  deleteNoteRow,
  findAgreedIds,
  type HealthKind,
  type HealthNoteRow,
  insertNoteRow,
  listNoteRows,
} from './store.ts';

const healthUse = 'customers.health_note';
type Words = { readonly text: string };

/** Customers a word names exactly (an address, a number, a name) who agreed to `health`; the others are not in it. */
export async function findForHealth(tx: Tx, q: string) {
  const { customers } = await findCustomers(tx, { q, limit: 20 });
  const ids = customers.flatMap(({ records }) => records.map(({ id }) => id));
  return customers
    .filter(
      ({ masked }) => ids.length > 0 && (masked.name ?? masked.email ?? masked.phone) !== null,
    )
    .map(({ id, masked }) => ({ id, name: masked.name }));
}

/** Her name, birth date and notes; the look is in the book. Refuses with customers.unknown, customers.health_unasked. */
export async function showHealth(tx: Tx, customerId: string, reason: string) {
  const recordIds = await listRecordsOfCustomer(tx, customerId);
  const agreed = await findAgreedIds(tx, recordIds);
  if (agreed.length === 0) {
    throw customersRefusals.health_unasked();
  }
  const profiles = [...(await readProfiles(tx, agreed)).values()].flatMap((each) => each ?? []);
  const rows = await listNoteRows(tx, agreed);
  await logAccess(tx, agreed, { reason, what: 'customers.health' });
  return {
    id: formatId('customer', customerId),
    name: profiles.map(nameOf).find((each) => each !== null && each !== undefined) ?? null,
    birthDate: profiles.find(({ birthDate }) => birthDate !== undefined)?.birthDate ?? null,
    notes: await openNotes(tx, rows),
  };
}

async function openNotes(tx: Tx, rows: readonly HealthNoteRow[]) {
  const keys = await loadRecordKeys(tx, [...new Set(rows.map((row) => row.record_id))]);
  return rows.flatMap((row) => {
    const key = keys.get(row.record_id);
    return key === undefined
      ? []
      : [
          {
            id: formatId('healthNote', row.id),
            kind: row.kind,
            text: unseal<Words>(key, healthUse, row.sealed).text,
            placeId: formatOptionalId('place', row.place_id),
            notedBy: row.noted_by,
            notedAt: row.noted_at.toString(),
          },
        ];
  });
}

/** Refuses with customers.unknown, customers.health_unasked. */
export async function noteHealth(
  tx: Tx,
  customerId: string,
  note: { readonly kind: HealthKind; readonly text: string; readonly placeId: string | null },
): Promise<void> {
  const recordIds = await listRecordsOfCustomer(tx, customerId);
  // Held, so that a withdrawal comes before the note or takes it with the others.
  await holdCustomers(
    tx,
    recordIds.map((each) => ({ recordId: each })),
  );
  const [recordId] = await findAgreedIds(tx, recordIds);
  const key =
    recordId === undefined ? undefined : (await loadRecordKeys(tx, [recordId])).get(recordId);
  if (recordId === undefined || key === undefined) {
    throw customersRefusals.health_unasked();
  }
  const { kind, text, placeId: place_id } = note;
  const sealed = seal(key, healthUse, { text });
  await insertNoteRow(tx, { id: newId(), record_id: recordId, kind, sealed, place_id });
}

/** Refuses with customers.health_unasked when there is no such note that may be seen. */
export async function endHealthNote(tx: Tx, noteId: string): Promise<void> {
  if ((await deleteNoteRow(tx, noteId)) === undefined) {
    throw customersRefusals.health_unasked();
  }
}

/** For herself: she sees what is kept of her. */
export function readOwnHealth(tx: Tx, recordIds: readonly string[]) {
  return underPurpose(tx, 'health', async (under) =>
    openNotes(under, await listNoteRows(under, recordIds)),
  );
}
