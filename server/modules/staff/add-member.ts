// Somebody joins: by the owner's hand, or as the first owner of a new house.

import { formatId, formatOptionalId, newId } from '#kernel/ids';
import { seal } from '#kernel/sealing';
import type { Tx } from '#kernel/transaction';
import { createRecordKeys } from '#privacy';
import { staffAdded } from './events.ts';
import { loginToken, type MemberProfile, normaliseLogin, profileUse } from './member.ts';
import { hashSecret } from './secret.ts';
import { insertMember, lockOwnerIds, waitForFirstOwner } from './store.ts';

export type MemberToAdd = {
  /** A short name or an e-mail address. */
  readonly login: string;
  readonly name: string;
  readonly password?: string;
  /** 4 to 8 digits. */
  readonly pin?: string;
  readonly roles: readonly string[];
  /** uuid */
  readonly placeId?: string | null;
};

/** Adds a member and answers the id (uuid). Refuses with staff.login_taken, staff.place_unknown. */
export async function addMember(tx: Tx, member: MemberToAdd): Promise<string> {
  const id = newId();
  const placeId = member.placeId ?? null;
  const key = (await createRecordKeys(tx, [id])).get(id);
  if (key === undefined) {
    throw new Error('no record key was made for a new member of staff');
  }
  const profile: MemberProfile = { name: member.name, login: normaliseLogin(member.login) };
  const { password, pin } = member;
  await insertMember(tx, {
    id,
    login_token: loginToken(tx.masters, member.login),
    profile_sealed: seal(key, profileUse, profile),
    password_hash: password === undefined ? null : await hashSecret(tx.masters, password),
    pin_hash: pin === undefined ? null : await hashSecret(tx.masters, pin),
    roles: [...member.roles],
    place_id: placeId,
  });
  const staffId = formatId('staff', id);
  tx.emit(
    staffAdded.make(
      staffId,
      { staffId, roles: [...member.roles], placeId: formatOptionalId('place', placeId) },
      { placeId },
    ),
  );
  return id;
}

/** Makes the first owner when the house has none; answers whether one was made. */
export async function ensureOwner(
  tx: Tx,
  owner: { readonly login: string; readonly password: string; readonly name?: string },
): Promise<boolean> {
  await waitForFirstOwner(tx);
  if ((await lockOwnerIds(tx)).length > 0) {
    return false;
  }
  await addMember(tx, {
    login: owner.login,
    name: owner.name ?? 'Owner',
    password: owner.password,
    roles: ['owner'],
  });
  return true;
}
