// One person's profile changes by her own hand or by a clerk's.
import type { Tx } from '#kernel/transaction';
import { customersRefusals } from './errors.ts';
import type { Profile } from './profile.ts';
import { readProfiles } from './read-profiles.ts';
import { lockRecordRows } from './store.ts';
import { writeProfiles } from './write-profiles.ts';

/**
 * Changes some fields of a record's profile; an empty text takes a field away. Refuses with
 * customers.erased when the record is erased or unknown. Answers the profile as it is now.
 */
export async function changeProfile(tx: Tx, recordId: string, changes: Profile): Promise<Profile> {
  const [record] = await lockRecordRows(tx, [recordId]);
  if (record === undefined) {
    throw customersRefusals.erased();
  }
  const before = (await readProfiles(tx, [recordId])).get(recordId) ?? {};
  const profile = { ...before, ...changes };
  await writeProfiles(tx, [{ recordId, profile }]);
  return (await readProfiles(tx, [recordId])).get(recordId) ?? {};
}
