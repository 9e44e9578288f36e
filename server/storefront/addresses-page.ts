// The addresses she has things sent to: for her page, and for the checkout.
import { type Address, listAddresses } from '#accounts';
import { formatId } from '#kernel/ids';
import { transaction } from '#kernel/transaction';
import type { Visitor } from './contract.ts';
import type { AddressesPage, SavedAddress } from './contract-account.ts';
import { type HouseWindow, recordForDuty } from './house-window.ts';

/** Undefined when nobody is signed in. */
export async function viewAddresses(
  { house }: HouseWindow,
  visitor: Visitor,
): Promise<AddressesPage | undefined> {
  const recordId = await recordForDuty(house, visitor);
  if (recordId === undefined) {
    return undefined;
  }
  const addresses = await transaction(
    house.db,
    { readOnly: true, actor: 'guest', purpose: 'duty' },
    (tx) => listAddresses(tx, recordId),
  );
  return { addresses: addresses.map(toSaved) };
}

/** The default first. */
export function toSaved({ id, ...address }: Address): SavedAddress {
  return { ...address, id: formatId('address', id) };
}
