// What the owner changes about somebody: roles, place, secrets, or that they have left. Open sessions carry
// roles and place, so every change that matters to them ends them.

import { formatId } from '#kernel/ids';
import { seal } from '#kernel/sealing';
import { endSessionsOf } from '#kernel/sessions';
import type { Tx } from '#kernel/transaction';
import { loadRecordKeys } from '#privacy';
import { staffRefusals } from './errors.ts';
import { staffChanged } from './events.ts';
import { openMembers, profileUse } from './member.ts';
import { hashSecret } from './secret.ts';
import { lockMember, lockOwnerIds, type MemberRow, updateMember } from './store.ts';

export type MemberChange = {
  readonly name?: string;
  readonly password?: string;
  /** Null takes it away: no more taking over by PIN. */
  readonly pin?: string | null;
  readonly roles?: readonly string[];
  readonly placeId?: string | null;
  readonly isActive?: boolean;
};

/** Refuses with staff.unknown, staff.place_unknown, staff.last_owner. */
export async function changeMember(tx: Tx, id: string, change: MemberChange): Promise<void> {
  const owners = await lockOwnerIds(tx);
  const row = await lockMember(tx, id);
  const changed: MemberRow = {
    ...row,
    roles: [...(change.roles ?? row.roles)],
    place_id: change.placeId === undefined ? row.place_id : change.placeId,
    is_active: change.isActive ?? row.is_active,
    profile_sealed: await sealName(tx, row, change.name),
    password_hash:
      change.password === undefined
        ? row.password_hash
        : await hashSecret(tx.masters, change.password),
    pin_hash: await pinHashOf(tx, row, change.pin),
  };
  const staysOwner = changed.is_active && changed.roles.includes('owner');
  if (!staysOwner && owners.includes(id) && owners.length === 1) {
    throw staffRefusals.last_owner();
  }
  await updateMember(tx, changed);
  const names = Object.keys(change);
  if (names.some((name) => name !== 'name')) {
    await endSessionsOf(tx, 'staff', id, tx.now);
  }
  const staffId = formatId('staff', id);
  tx.emit(staffChanged.make(staffId, { staffId, changed: names }));
}

async function pinHashOf(
  tx: Tx,
  row: MemberRow,
  pin: string | null | undefined,
): Promise<string | null> {
  if (pin === undefined) {
    return row.pin_hash;
  }
  return pin === null ? null : hashSecret(tx.masters, pin);
}

async function sealName(tx: Tx, row: MemberRow, name: string | undefined): Promise<Buffer> {
  if (name === undefined) {
    return row.profile_sealed;
  }
  const key = (await loadRecordKeys(tx, [row.id])).get(row.id);
  const [member] = await openMembers(tx, [row]);
  if (key === undefined || member === undefined) {
    throw staffRefusals.unknown();
  }
  return seal(key, profileUse, { name, login: member.login });
}
