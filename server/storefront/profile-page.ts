// Her own details as the form shows them.
import { readProfiles } from '#customers';
import { transaction } from '#kernel/transaction';
import type { ProfilePage, Visitor } from './contract.ts';
import { type HouseWindow, recordForDuty } from './house-window.ts';

/** Undefined when nobody is signed in. */
export async function viewProfile(
  { house }: HouseWindow,
  visitor: Visitor,
): Promise<ProfilePage | undefined> {
  const recordId = await recordForDuty(house, visitor);
  if (recordId === undefined) {
    return undefined;
  }
  const profiles = await transaction(
    house.db,
    { readOnly: true, actor: 'guest', purpose: 'duty' },
    (tx) => readProfiles(tx, [recordId]),
  );
  const { familyName, givenName, familyKana, givenKana, phone, postalCode, ...more } =
    profiles.get(recordId) ?? {};
  const { prefecture, city, address, birthDate } = more;
  const all = { familyName, givenName, familyKana, givenKana, phone, postalCode, prefecture, city };
  return Object.fromEntries(
    Object.entries({ ...all, address, birthDate }).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value]],
    ),
  );
}
