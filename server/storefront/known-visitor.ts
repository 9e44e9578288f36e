// Whether the person who asks is known by name, so that she has nothing to type.
import { nameOf, readProfiles } from '#customers';
import { transaction } from '#kernel/transaction';
import type { Visitor } from './contract.ts';
import { type HouseWindow, recordOf } from './house-window.ts';

/** Null for a guest, and for whoever left no way to reach her. */
export async function whoIsKnown(
  { house }: Pick<HouseWindow, 'house'>,
  visitor: Visitor,
): Promise<{ readonly name: string; readonly contact: string } | null> {
  const recordId = await recordOf(house, visitor);
  if (recordId === undefined) {
    return null;
  }
  const profiles = await transaction(house.db, { readOnly: true, actor: 'guest' }, (tx) =>
    readProfiles(tx, [recordId]),
  );
  const profile = profiles.get(recordId);
  const contact = profile?.email ?? profile?.phone;
  return contact === undefined ? null : { name: nameOf(profile ?? {}) ?? '', contact };
}
