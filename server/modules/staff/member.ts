// A member of staff as the rest of the module sees one: opened from its sealed profile.

import { blindIndex, type MasterKeys, unseal } from '#kernel/sealing';
import type { Tx } from '#kernel/transaction';
import { loadRecordKeys } from '#privacy';
import type { MemberRow } from './store.ts';

/** What is bound into the sealed bytes of `staff.member.profile_sealed`. */
export const profileUse = 'staff.profile';

export type MemberProfile = { readonly name: string; readonly login: string };

export type Member = {
  readonly id: string;
  /** Empty once the person has been erased. */
  readonly name: string;
  readonly login: string;
  readonly roles: readonly string[];
  readonly placeId: string | null;
  readonly isActive: boolean;
  readonly hasPin: boolean;
  readonly hasPassword: boolean;
  readonly hasSecondFactor: boolean;
};

/** The look-up token of a sign-in name; width, case and outer blanks do not matter. */
export function loginToken(masters: MasterKeys, login: string): Buffer {
  return blindIndex(masters, 'staff login', normaliseLogin(login));
}

export function normaliseLogin(login: string): string {
  return login.normalize('NFKC').trim().toLowerCase();
}

/** Opens the sealed profiles of rows, set-based. */
export async function openMembers(tx: Tx, rows: readonly MemberRow[]): Promise<Member[]> {
  const keys = await loadRecordKeys(
    tx,
    rows.map((row) => row.id),
  );
  return rows.map((row) => {
    const key = keys.get(row.id);
    const profile =
      key === undefined
        ? { name: '', login: '' }
        : unseal<MemberProfile>(key, profileUse, row.profile_sealed);
    return {
      id: row.id,
      name: profile.name,
      login: profile.login,
      roles: row.roles,
      placeId: row.place_id,
      isActive: row.is_active,
      hasPin: row.pin_hash !== null,
      hasPassword: row.password_hash !== null,
      hasSecondFactor: row.has_second_factor,
    };
  });
}
