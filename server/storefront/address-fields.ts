// A saved address as the fields of the checkout and of a gift, on the server and in the browser alike. Pure.

import type { SavedAddress } from './contract-account.ts';
import type { CheckoutField } from './contract-checkout.ts';

/** All of them, so that nothing of an address that was chosen before stays. */
export function toFields(saved: SavedAddress): Partial<Record<CheckoutField, string>> {
  const { familyName, givenName, familyKana, givenKana, phone, postalCode, prefecture } = saved;
  const all = {
    familyName,
    givenName,
    familyKana,
    givenKana,
    phone,
    postalCode,
    prefecture,
    city: saved.city,
    street: saved.address,
    building: '',
  };
  return Object.fromEntries(Object.entries(all).map(([name, value]) => [name, value ?? '']));
}

/** The same in the four fields of a gift that is sent. */
export function toGiftFields(saved: SavedAddress): Readonly<Record<string, string>> {
  const { familyName, givenName, phone, postalCode, prefecture, city, address } = saved;
  const written = (parts: readonly (string | undefined)[], between: string) =>
    parts.filter((part) => part !== undefined && part !== '').join(between);
  return {
    fullName: written([familyName, givenName], ' '),
    postalCode: postalCode ?? '',
    address: written([prefecture, city, address], ''),
    phone: phone ?? '',
  };
}
