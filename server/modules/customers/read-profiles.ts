// Reading profiles. Row security has decided already which of them exist for the transaction's purpose.
import { unseal } from '#kernel/sealing';
import type { Tx } from '#kernel/transaction';
import { loadRecordKeys } from '#privacy';
import { type Profile, profileUse } from './profile.ts';
import { findCustomerIds, findProfileRows, findRecordRows, type RecordKind } from './store.ts';

/** A record as other modules may know it; nothing personal. */
export type CustomerRecord = {
  readonly recordId: string;
  /** The customer it belongs to now. */
  readonly customerId: string;
  readonly source: string;
  readonly kind: RecordKind;
  readonly placeId: string | null;
  /** Bits of the purposes that may use it, see kernel/purposes.ts. */
  readonly consent: number;
  readonly isErased: boolean;
  /** Since when she has stopped every use of it but what contract and law demand; null while she has not. */
  readonly stoppedAt: Temporal.Instant | null;
};

/** Records by id; an unknown id is missing in the answer. */
export async function findRecords(
  tx: Tx,
  recordIds: readonly string[],
): Promise<Map<string, CustomerRecord>> {
  const rows = recordIds.length === 0 ? [] : await findRecordRows(tx, recordIds);
  return new Map(
    rows.map((row) => [
      row.id,
      {
        recordId: row.id,
        customerId: row.customer_id,
        source: row.source,
        kind: row.kind,
        placeId: row.place_id,
        consent: row.consent,
        isErased: row.erased_at !== null,
        stoppedAt: row.stopped_at,
      },
    ]),
  );
}

/** Record id → the customer it belongs to now. */
export async function findCustomersOfRecords(
  tx: Tx,
  recordIds: readonly string[],
): Promise<Map<string, string>> {
  return recordIds.length === 0 ? new Map() : findCustomerIds(tx, recordIds);
}

/**
 * The profiles of these records. Null for a record that was erased, has no profile, or did not agree to the
 * purpose of this transaction.
 */
export async function readProfiles(
  tx: Tx,
  recordIds: readonly string[],
): Promise<Map<string, Profile | null>> {
  const profiles = new Map<string, Profile | null>(recordIds.map((id) => [id, null]));
  if (recordIds.length === 0) {
    return profiles;
  }
  // One round trip; a key without a profile to open says nothing.
  const [rows, keys] = await Promise.all([
    findProfileRows(tx, recordIds),
    loadRecordKeys(tx, recordIds),
  ]);
  for (const row of rows) {
    const key = keys.get(row.record_id);
    if (key !== undefined) {
      profiles.set(row.record_id, unseal<Profile>(key, profileUse, row.sealed));
    }
  }
  return profiles;
}
